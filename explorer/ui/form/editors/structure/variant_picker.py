"""Choosing between variants: buttons side by side for few, a list that is searched for more."""

from typing import Protocol

from PySide6.QtWidgets import QMenu, QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonValue
from explorer.schema.field import ChoiceField, Option, VariantField
from explorer.ui.form.choices.choice_button import ChoiceButton
from explorer.ui.form.choices.segments import Segments, fits_segments
from explorer.ui.form.editors.editor import NobodyListening, Reading

_WIDEST = 240


class PickListener(Protocol):
    """Whoever a picker tells what was chosen."""

    def variant_picked(self, depth: int, outcome: "int | None | Absent") -> None:
        """A variant was chosen by its number; or null, or that nothing is sent."""
        ...

    def fill_menu(self, menu: QMenu) -> None:
        """Add what can be done with the field to a menu."""
        ...


class VariantPicker(NobodyListening):
    """
    The choice of one field, as an editor of the number of the variant.

    Args:
        field: The field with the variants.
        depth: Which of the choices at its place: 0 for the outermost. Only that one offers null and "Not sent".
        is_left_out: Whether the field may be left out.
        listener: Told what was chosen.
        parent: Parent of the widget.
    """

    def __init__(
        self, field: VariantField, depth: int, *, is_left_out: bool, listener: PickListener, parent: QWidget
    ) -> None:
        self._depth = depth
        self._listener = listener
        options = [Option(number, one.label) for number, one in enumerate(field.variants)]
        choice = ChoiceField(
            key=field.key,
            label=field.label,
            options=options,
            is_required=depth > 0 or not is_left_out,
            is_nullable=depth == 0 and field.is_nullable,
            is_fixed=field.is_fixed,
        )
        self.editor: Segments | ChoiceButton
        self.editor = Segments(choice, parent) if fits_segments(choice) else _PickButton(choice, parent)
        self.editor.listener = self

    def show_pick(self, number: int | None, *, is_null: bool) -> None:
        """Show what is chosen; nothing for None."""
        chosen: JsonValue | Absent = None if is_null else ABSENT if number is None else number
        if self.editor.reading() != chosen or isinstance(self.editor.reading(), Absent):
            self.editor.show_value(chosen)

    def value_edited(self, reading: Reading) -> None:
        """Told by the editor."""
        if reading is None or isinstance(reading, Absent | int):
            self._listener.variant_picked(self._depth, reading)

    def fill_menu(self, menu: QMenu) -> None:
        """Told by the editor."""
        self._listener.fill_menu(menu)


class _PickButton(ChoiceButton):
    """No wider than its words need, since the editor of the chosen variant stands beside it."""

    def wanted_width(self, available: int) -> int:
        """As wide as the words, within limits."""
        return min(available, _WIDEST, max(120, self.fontMetrics().horizontalAdvance(self.words()) + 48))
