"""What a form holds at one moment: its value, which is never changed in place, and the notes beside it."""

from dataclasses import dataclass
from typing import Any

from explorer.domain.json_value import Absent, JsonValue, Pointer
from explorer.schema.field import Form
from explorer.ui.form.document.form_document import FormDocument

Notes = dict[Pointer, Any]


@dataclass(frozen=True, slots=True)
class FormState:
    """
    One moment.

    Args:
        form: The form that held it; another one may have other fields at the same places.
        unreadable: Text that was no value yet.
        kept: The document's notes about its value.
        sights: What was unfolded, and which items of long lists were in view.
    """

    form: Form
    value: JsonValue | Absent
    unreadable: Notes
    kept: tuple[Notes, ...]
    sights: tuple[Notes, ...]


def state_of(document: FormDocument, before: FormState | None = None) -> FormState:
    """The present moment; notes that are as they were are shared with the moment before."""
    return FormState(
        document.form,
        document.value,
        _shared(document.unreadable, before.unreadable if before else None),
        _all_shared(document.kept_notes(), before.kept if before else ()),
        _all_shared(document.sight_notes(), before.sights if before else ()),
    )


def is_same_sight(one: FormState, other: FormState) -> bool:
    """Whether the same rows are seen at both moments; `other` was made with `one` as the moment before."""
    notes = zip((*one.kept, *one.sights), (*other.kept, *other.sights), strict=True)
    return one.value is other.value and all(was is now for was, now in notes)


def go_to(document: FormDocument, wanted: FormState, present: FormState) -> None:
    """
    Make the document hold what it held at another moment.

    What has been folded and unfolded since `present` stays, but for what changed between the two moments.
    """
    is_same_form = document.form is wanted.form
    document.value = wanted.value
    document.unreadable.clear()
    for place, text in wanted.unreadable.items():
        if is_same_form or document.field_at(place) is not None:
            document.unreadable[place] = text
    for notes, was in zip(document.kept_notes(), wanted.kept, strict=True):
        notes.clear()
        notes.update(was if is_same_form else {})
    for notes, was, now in zip(document.sight_notes(), wanted.sights, present.sights, strict=True):
        for place in [one for one in {**was, **now} if was.get(one) != now.get(one)]:
            if place in was:
                notes[place] = was[place]
            else:
                notes.pop(place, None)


def _all_shared(notes: tuple[Notes, ...], before: tuple[Notes, ...]) -> tuple[Notes, ...]:
    kept = before or (None,) * len(notes)
    return tuple(_shared(one, was) for one, was in zip(notes, kept, strict=True))


def _shared(notes: Notes, before: Notes | None) -> Notes:
    # By identity: 1 and true are equal, and comparing large values that were kept aside would take its time.
    if before is not None and len(before) == len(notes):
        missing = object()
        if all(before.get(place, missing) is note for place, note in notes.items()):
            return before
    return dict(notes)
