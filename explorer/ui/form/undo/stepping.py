"""A step back or on again, carried out and shown: the keyboard goes to where the change was."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtWidgets import QApplication

from explorer.domain.json_value import Pointer
from explorer.ui.form.dependence.reload_watch import ReloadWatch
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.problem_places import ProblemPlaces
from explorer.ui.form.undo.history import UndoHistory
from explorer.ui.form.undo.undo_keys import put_cursor_last


class Rows(Protocol):
    """The rows of the form."""

    document: FormDocument
    problems: ProblemPlaces
    history: UndoHistory
    reloads: ReloadWatch

    def open_towards(self, places: Iterable[Pointer]) -> None:
        """Unfold what is around the places."""
        ...

    def sync(self, *, kept: Iterable[Pointer] = ()) -> None:
        """Plan the rows anew and show everything."""
        ...

    def announce(self, pointer: Pointer, *, is_complete: bool = False) -> None:
        """A place has changed."""
        ...

    def focus(self, place: Pointer) -> bool:
        """Give the keyboard to the row of a place."""
        ...


def take_step(rows: Rows, *, is_back: bool) -> None:
    """Take the last change back, or do it again; nothing where there is none."""
    was = rows.document.value
    place = rows.history.undo(rows.document) if is_back else rows.history.redo(rows.document)
    if place is None:
        return
    rows.reloads.remember(rows.document, place, was)
    rows.problems.clear_below(place[:-1] if place and isinstance(place[-1], int) else place)
    rows.open_towards([place])
    rows.sync(kept=[place])
    for length in range(len(place), -1, -1):
        if rows.focus(place[:length]):
            put_cursor_last(QApplication.focusWidget())
            break
    rows.announce(place, is_complete=True)
