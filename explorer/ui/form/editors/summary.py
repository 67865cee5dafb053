"""What a group or list shows of itself: a fold with a summary, and buttons that make it or add to it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.domain.json_value import ABSENT, Absent
from explorer.schema.field import Field, ListField, NumberField, TextField
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, EditorParts, Reading, Wish
from explorer.ui.look.style_sheet import mark

CLOSED, OPENED = "\u25b8", "\u25be"


class SummaryEditor(EditorParts, QWidget):
    """The head of a group or list; its fields and items are rows of their own."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._held: Reading = ABSENT
        self._is_open = self._shows_fields = False
        self._words = ""
        self._is_list = isinstance(field, ListField)
        is_of_lines = isinstance(field, ListField) and isinstance(field.item, TextField | NumberField)
        self._takes_lines = is_of_lines and isinstance(field, ListField) and not field.places
        self._fold: QPushButton | None = None
        self._set: QPushButton | None = None
        self._add: QPushButton | None = None
        self._paste: QPushButton | None = None
        self._arranged: tuple[list[QPushButton], str] = ([], "")
        self._widths: list[int] = []
        self._name = self._description = ""

    def focus_target(self) -> QWidget:
        """The fold, or the button that switches the field on."""
        self._arrange()
        return self._fold if self._is_set() and self._fold else self._set or self

    def reading(self) -> Reading:
        """The whole value, as it was shown."""
        return self._held

    def show_value(self, reading: Reading) -> None:
        """Show whether there is one; its summary comes with `show_summary`."""
        self._held = reading
        # The first summary follows at once.
        if self._arranged[0]:
            self._arrange()
            self._speak()

    def show_summary(self, words: str, *, is_open: bool, shows_fields: bool) -> None:
        """Show the words on the fold, whether it is open, and whether there is anything to unfold."""
        self._words, self._is_open, self._shows_fields = words, is_open, shows_fields
        self._arrange()
        self._speak()

    def show_words(self, name: str, description: str) -> None:
        """Every button says what it belongs to."""
        self._name, self._description = name, description
        self._arrange()
        self._speak()

    def tab_stops(self) -> list[QWidget]:
        """Its buttons from left to right."""
        return list(self._shown())

    def state_words(self) -> str:
        """What is sent as long as nothing is in it."""
        if isinstance(self._held, Absent):
            return "" if self._field.is_required else "not sent" if self._shows_fields else "optional, not sent"
        if self._held is None:
            return "null is sent"
        return "empty list is sent" if self._held == [] else ""

    def wanted_width(self, _available: int) -> int:
        """As wide as its buttons."""
        return sum(width + 8 for width in self._button_widths()) - 8

    def sizeHint(self) -> QSize:
        """As wide as its buttons."""
        return QSize(self.wanted_width(0), CONTROL_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons side by side."""
        super().resizeEvent(event)
        self._place()

    def _is_set(self) -> bool:
        return isinstance(self._held, dict) or self._shows_fields or (isinstance(self._held, list) and bool(self._held))

    def _takes_more(self) -> bool:
        count = len(self._held) if isinstance(self._held, list) else 0
        return isinstance(self._field, ListField) and self._field.field_of(count) is not None

    def _shown(self) -> list[QPushButton]:
        shown: list[QPushButton] = []
        if self._is_set():
            if self._fold is None:
                self._fold = self._button("", "fold", self._on_fold)
            shown.append(self._fold)
        elif self._set is None:
            self._set = self._button("+ Add" if self._is_list else "+ Set", "", self._on_set)
        if not self._is_set() and self._set is not None:
            shown.append(self._set)
        if self._takes_more() and self._is_set() and not self._field.is_fixed:
            if self._add is None:
                self._add = self._button("+ Add", "link", self._on_add)
            if self._paste is None and self._takes_lines:
                self._paste = self._button("Paste lines", "link", self._on_paste)
            shown += [self._add, self._paste] if self._paste is not None else [self._add]
        return shown

    def _arrange(self) -> None:
        shown = self._shown()
        words = f"{OPENED if self._is_open else CLOSED}  {self._words}"
        if (shown, words) == self._arranged:
            return
        self._arranged = (shown, words)
        if self._fold is not None:
            self._fold.setText(words)
        for button in (self._fold, self._set, self._add, self._paste):
            if button is not None:
                button.setVisible(button in shown)
        self._widths = []
        self._place()

    def _place(self) -> None:
        left = 0
        for button, width in zip(self._shown(), self._button_widths(), strict=True):
            button.setGeometry(left, 0, width, CONTROL_HEIGHT)
            left += width + 8

    def _button_widths(self) -> list[int]:
        shown = self._shown()
        if len(self._widths) != len(shown):
            self._widths = [button.sizeHint().width() for button in shown]
        return self._widths

    def _speak(self) -> None:
        if not self._name:
            return
        for button, words in (
            (self._fold, self._name),
            (self._set, self._name),
            (self._add, f"Add to {self._name}"),
            (self._paste, f"Paste lines into {self._name}"),
        ):
            if button is not None:
                button.setAccessibleName(words)
                state = ", ".join(part for part in (self._words, "open" if self._is_open else "closed") if part)
                now = state if button is self._fold else self.state_words()
                button.setAccessibleDescription(". ".join(part for part in (self._description, now) if part))

    def _button(self, text: str, kind: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setEnabled(not self._field.is_fixed or kind == "fold")
        if kind:
            mark(button, kind=kind)
        button.clicked.connect(slot)
        return button

    @Slot()
    def _on_fold(self) -> None:
        self.listener.wished(Wish.FOLD)

    @Slot()
    def _on_set(self) -> None:
        self.listener.wished(Wish.SET)

    @Slot()
    def _on_add(self) -> None:
        self.listener.wished(Wish.ADD)

    @Slot()
    def _on_paste(self) -> None:
        self.listener.wished(Wish.PASTE)


class GroupSummary(SummaryEditor):
    """The head of a group."""


class ListSummary(SummaryEditor):
    """The head of a list."""
