"""What one form leaves to the next form of the same action: notes about its places, and values without a field."""

from explorer.domain.json_value import Absent
from explorer.schema.field import Field, GroupField, NoticeField
from explorer.ui.form.dependence.kept import Unplaced
from explorer.ui.form.dependence.outdated import has_field, restore
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.widgets.shown_text import shown_line

MOST_NAMED = 6


def carry_over(old: FormDocument, new: FormDocument) -> None:
    """
    Take over what is known about the places of the form before, after the platform was asked for its fields again.

    The value of a field that is gone, or hidden now, is kept and not sent; it comes back when its field does.
    """
    new.take_notes(old)
    for place in [one for one, known in new.outdated.items() if not known.is_sent]:
        restore(new, place)
    before, now = _shown(old), _shown(new)
    for key, field in before.items():
        value = new.at((key,))
        if key not in now and not isinstance(value, Absent):
            new.unplaced[key] = Unplaced(field.label or key, value)
            new.leave_out((key,), keeps=False)
    bring_back(new)


def bring_back(document: FormDocument) -> None:
    """Give values that were kept to the fields that are there again; one that holds something keeps it."""
    for key in _shown(document):
        kept = document.unplaced.pop(key, None)
        if kept is not None and isinstance(document.at((key,)), Absent):
            document.put((key,), kept.value)


def unplaced_words(document: FormDocument) -> str:
    """Which values are kept and not sent; nothing if none."""
    lost = [one for one, known in document.outdated.items() if not known.is_sent and not has_field(document, one)]
    labels = [shown_line(one.label) for one in document.unplaced.values()]
    labels += [shown_line(str(one[-1])) for one in lost]
    if not labels:
        return ""
    names = ", ".join(labels[:MOST_NAMED])
    more = f" and {len(labels) - MOST_NAMED} more" if len(labels) > MOST_NAMED else ""
    whose = "It comes back with its field" if len(labels) == 1 else "They come back with their fields"
    return f"Kept and not sent: {names}{more}. {whose}."


def _shown(document: FormDocument) -> dict[str, Field]:
    root = document.form.root
    fields = root.fields if isinstance(root, GroupField) else ()
    return {field.key: field for field in fields if not field.is_hidden and not isinstance(field, NoticeField)}
