"""
Choices that were made under another value of an earlier field.

A field that others need first decides what they offer: the channel of one team is none of another. When it changes,
what was chosen under it is taken out and kept, with a way back; it comes back by itself with the value it was chosen
under. Where the earlier field may stay empty, the choice stays and is only marked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.domain.json_value import ABSENT, Absent, JsonValue, Pointer, same_json
from explorer.schema.field import AccountField, ChoiceField, Field, GroupField
from explorer.ui.form.dependence.kept import Outdated
from explorer.ui.form.dependence.needs import is_filled
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.labelled import bare_value, chosen_options
from explorer.ui.widgets.shown_text import shown_line

MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class OutdatedWords:
    """What a row says about a choice that may not fit, and what its button does about it."""

    text: str
    button: str


def follow_change(document: FormDocument, pointer: Pointer, before: JsonValue | Absent) -> list[Pointer]:
    """
    Take out, mark or bring back what depends on the field at `pointer`, which held `before`.

    Gives the places whose state has changed.
    """
    now = document.at(pointer)
    if not pointer or same_json(bare_value(now), bare_value(before)):
        return []
    touched: list[Pointer] = []
    for field, is_needed in _followers(document, pointer):
        place = (*pointer[:-1], field.key)
        if place in touched:
            continue  # it has followed another one already, which has just followed this
        known, held = document.outdated.get(place), document.at(place)
        is_same_again = known is not None and known.first == pointer and same_json(bare_value(now), known.under)
        if known is not None and is_same_again:
            del document.outdated[place]
            touched.append(place)
            if not known.is_sent and isinstance(held, Absent):
                document.put(place, known.value)
                touched += follow_change(document, place, ABSENT)
        elif is_filled(before) and is_filled(held) and not isinstance(held, Absent):
            under = bare_value(before) if known is None or known.first != pointer else known.under
            assert not isinstance(under, Absent)
            document.outdated[place] = Outdated(held, pointer, under, is_sent=not is_needed)
            touched.append(place)
            if is_needed:
                document.leave_out(place)
                touched += follow_change(document, place, held)
    return touched


def restore(document: FormDocument, place: Pointer) -> None:
    """Bring back what was taken out, if its field is there again with the value that it was chosen under."""
    known = document.outdated[place]
    now = document.at(known.first)
    is_same_again = not isinstance(now, Absent) and same_json(bare_value(now), known.under)
    if is_same_again and has_field(document, place) and isinstance(document.at(place), Absent):
        del document.outdated[place]
        document.put(place, known.value)


def has_field(document: FormDocument, place: Pointer) -> bool:
    """Whether the form names a field for the place; a key of one's own could be anywhere."""
    group = document.field_at(place[:-1])
    return isinstance(group, GroupField) and any(field.key == place[-1] for field in group.fields)


def settle(document: FormDocument, place: Pointer) -> None:
    """Put back what was taken out, or leave out what was only marked: whichever it was not yet."""
    known = document.outdated.pop(place, None)
    if known is None:
        return
    if known.is_sent:
        document.leave_out(place)
    else:
        document.put(place, known.value)


def outdated_words(document: FormDocument, place: Pointer) -> OutdatedWords | None:
    """What to say at a place; None once another value has been chosen there."""
    known = document.outdated.get(place)
    if known is None:
        return None
    held, first = document.at(place), document.field_at(known.first)
    name = shown_line((first.label or first.key) if first is not None else str(known.first[-1]))
    if known.is_sent:
        is_there = not isinstance(held, Absent) and same_json(held, known.value)
        return OutdatedWords(f"Chosen before {name} was changed.", "Leave out") if is_there else None
    if not isinstance(held, Absent):
        return None
    chosen = ", ".join(shown_line(option.label) for option in chosen_options(known.value))
    short = chosen if len(chosen) <= MOST_LETTERS else f"{chosen[: MOST_LETTERS - 3]}..."
    return OutdatedWords(f"Not sent since {name} was changed: {short}", "Put back")


def _followers(document: FormDocument, pointer: Pointer) -> Iterator[tuple[Field, bool]]:
    group, changed = document.field_at(pointer[:-1]), document.field_at(pointer)
    if not isinstance(group, GroupField) or changed is None:
        return
    decides = isinstance(changed, AccountField) or (isinstance(changed, ChoiceField) and changed.remote is not None)
    for field in group.fields:
        remote = field.remote if isinstance(field, ChoiceField | AccountField) else None
        if remote is None or field.is_fixed:
            continue
        if pointer[-1] in remote.needs:
            yield field, True
        elif pointer[-1] in remote.follows and (decides or changed.reloads):
            yield field, False
