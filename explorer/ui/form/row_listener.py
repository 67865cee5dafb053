"""Whom a row tells what a person did in it."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QMenu

from explorer.domain.json_value import Absent
from explorer.ui.form.choices_wanted import ChoicesAsked
from explorer.ui.form.editors.editor import Reading, Wish

if TYPE_CHECKING:
    from explorer.ui.form.rows.form_row import FormRow


class RowListener(Protocol):
    """Whoever a row tells what a person did in it."""

    def row_edited(self, row: "FormRow", reading: Reading) -> None:
        """The value changed."""
        ...

    def row_committed(self, row: "FormRow") -> None:
        """The change is complete."""
        ...

    def row_resized(self, row: "FormRow") -> None:
        """The row needs another height."""
        ...

    def row_asked(self, row: "FormRow", wanted: ChoicesAsked) -> None:
        """Remote choices are wanted."""
        ...

    def row_dropped(self, row: "FormRow") -> None:
        """The remote choices that were asked for last are not wanted any more."""
        ...

    def row_wished(self, row: "FormRow", wish: Wish) -> None:
        """Something is wanted of a group or list."""
        ...

    def row_picked(self, row: "FormRow", depth: int, outcome: int | None | Absent) -> None:
        """A variant was chosen, or null, or that nothing is sent."""
        ...

    def row_key_added(self, row: "FormRow", key: str) -> str:
        """One more key is wanted; gives why it cannot be."""
        ...

    def row_key_renamed(self, row: "FormRow", key: str) -> str:
        """The key is to be called otherwise; gives why it cannot be."""
        ...

    def row_menu(self, row: "FormRow", menu: QMenu) -> None:
        """Add what can be done with the row."""
        ...
