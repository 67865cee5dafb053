"""What a person changes of the shape of a value, carried out and shown: variants, keys of one's own, moved items."""

from collections.abc import Iterable
from typing import Protocol

from explorer.domain.json_value import Absent, Pointer
from explorer.ui.form.dependence.needs import first_needed
from explorer.ui.form.dependence.outdated import follow_change, settle
from explorer.ui.form.document.acts import item_acts, key_acts, variant_acts
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.problem_places import ProblemPlaces
from explorer.ui.form.rows.form_row import FormRow
from explorer.ui.form.undo.history import UndoHistory


class Rows(Protocol):
    """The rows of the form."""

    document: FormDocument
    problems: ProblemPlaces
    history: UndoHistory

    def remember(self, pointer: Pointer) -> None:
        """A place is about to change."""
        ...

    def sync(self, *, kept: Iterable[Pointer] = ()) -> None:
        """Plan the rows anew and show everything."""
        ...

    def announce(self, pointer: Pointer, *, is_complete: bool = False) -> None:
        """A place has changed."""
        ...

    def row_at(self, pointer: Pointer) -> FormRow | None:
        """The row of a place."""
        ...

    def focused_row(self) -> FormRow | None:
        """The row that has the keyboard."""
        ...

    def focus(self, place: Pointer) -> bool:
        """Give the keyboard to the row of a place."""
        ...


def pick(rows: Rows, row: FormRow, depth: int, outcome: int | None | Absent) -> None:
    """Choose a variant by its number, null, or that nothing is sent; the keyboard stays at the choice."""
    pointer, stays = row.plan.pointer, row.plan.stays
    rows.remember(pointer)
    if isinstance(outcome, Absent):
        variant_acts.choose_none(rows.document, pointer)
    elif outcome is None:
        variant_acts.choose_null(rows.document, pointer)
    else:
        variant_acts.choose(rows.document, pointer, depth, outcome, stays=stays)
    rows.history.note(rows.document, pointer)
    rows.problems.clear_below(pointer)
    rows.sync(kept=[pointer])
    found = rows.row_at(pointer)
    if found is not None:
        steps = [*found.pickers, found.editor]
        chosen = steps[min(depth, len(steps) - 1)]
        if chosen is not None and not chosen.focus_target().hasFocus():
            chosen.focus_target().setFocus()
    rows.announce(pointer, is_complete=True)


def add_key(rows: Rows, pointer: Pointer, key: str) -> str:
    """One more key for the object at the place; the keyboard goes to its value. Gives why it cannot be."""
    reason = key_acts.why_not(rows.document, pointer, key)
    if not reason:
        rows.remember((*pointer, key))
        place = key_acts.add_key(rows.document, pointer, key)
        rows.history.note(rows.document, place)
        rows.sync(kept=[place])
        rows.focus(place)
        rows.announce(place, is_complete=True)
    return reason


def rename_key(rows: Rows, pointer: Pointer, key: str) -> str:
    """Another name for the key at the place; the keyboard stays where it is. Gives why it cannot be."""
    reason = key_acts.why_not(rows.document, pointer[:-1], key)
    if reason:
        return reason
    focused = rows.focused_row()
    inner = focused.plan.pointer[len(pointer) :] if focused is not None and _is_below(focused, pointer) else None
    rows.remember(pointer)
    renamed = key_acts.rename(rows.document, pointer, key)
    rows.history.note(rows.document, renamed)
    rows.problems.clear_below(pointer)
    rows.sync(kept=[renamed])
    if inner is not None:
        rows.focus((*renamed, *inner))
    rows.announce(renamed, is_complete=True)
    return ""


def move_item(rows: Rows, pointer: Pointer, target: int) -> None:
    """Move an item of a list, which has the keyboard afterwards."""
    rows.remember(pointer[:-1])
    moved = item_acts.move_item(rows.document, pointer, target)
    rows.history.note(rows.document, pointer, target=moved)
    rows.problems.clear_below(pointer[:-1])
    rows.sync(kept=[moved])
    rows.focus(moved)
    rows.announce(pointer[:-1], is_complete=True)


def go_to_first(rows: Rows, row: FormRow) -> None:
    """Give the keyboard to the field that has to be filled in before this one has choices."""
    place = first_needed(rows.document, row.plan)
    if place is not None:
        rows.sync(kept=[place])
        rows.focus(place)


def settle_outdated(rows: Rows, place: Pointer) -> None:
    """Put back a choice that was taken out since an earlier field was changed, or leave out one that was marked."""
    rows.remember(place)
    held = rows.document.at(place)
    settle(rows.document, place)
    follow_change(rows.document, place, held)
    rows.history.note(rows.document, place)
    rows.problems.clear(place)
    rows.sync(kept=[place])
    rows.focus(place)
    rows.announce(place, is_complete=True)


def _is_below(row: FormRow, pointer: Pointer) -> bool:
    return row.plan.pointer[: len(pointer)] == pointer
