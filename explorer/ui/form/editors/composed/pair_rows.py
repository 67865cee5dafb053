"""Names with values one below the other, each of which can be switched off without losing it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonValue, Pointer
from explorer.schema.field import TextField
from explorer.ui.form.editors.composed.composed_editor import GAP, ComposedEditor, PartListener
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, Reading
from explorer.ui.form.editors.text import TextLine
from explorer.ui.look.style_sheet import mark

_STEP = CONTROL_HEIGHT + 6
_SWITCH = 24
_REMOVE = 26


class PairRows(QWidget):
    """
    The pairs at one place of an object, and a button that adds one.

    Args:
        owner: The editor of the object.
        path: Where its list of pairs stands.
        word: What one of them is called.
        has_switches: Each pair may be switched off.
    """

    def __init__(
        self, owner: ComposedEditor, path: Pointer, word: str, parent: QWidget, *, has_switches: bool = True
    ) -> None:
        super().__init__(parent)
        self._owner, self._path, self._word = owner, path, word
        self._has_switches = has_switches
        self._rows: list[_PairRow] = []
        self._add = QPushButton(f"+ Add {word.lower()}", self)
        mark(self._add, kind="link")
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self._on_add)

    def show_part(self) -> None:
        """Show what the object holds."""
        pairs = self.pairs()
        if len(pairs) != len(self._rows):
            for row in self._rows:
                row.dispose()
            self._rows = [_PairRow(self, number, self._word) for number in range(len(pairs))]
        for row, pair in zip(self._rows, pairs, strict=True):
            row.show_pair(pair, has_switch=self._has_switches)
        self._place()

    def pairs(self) -> list[JsonValue]:
        """The list as it stands."""
        held = self._owner.part(self._path)
        return list(held) if isinstance(held, list) else []

    def bind(self, line: TextLine, number: int, key: str) -> None:
        """What is typed in the line becomes a part of a pair; an emptied one is empty text."""
        line.listener = _PairListener(self._owner, (*self._path, number, key))

    def switch(self, number: int, *, is_on: bool) -> None:
        """Switch a pair off, or on again."""
        self._owner.change((*self._path, number, "disabled"), ABSENT if is_on else True)

    def remove(self, number: int) -> None:
        """Take a pair away, the list with the last one."""
        pairs = self.pairs()
        del pairs[number]
        self._owner.change(self._path, pairs or ABSENT)
        self._show_again()
        (self._rows[min(number, len(self._rows) - 1)].name if self._rows else self._add).setFocus()

    def stops(self) -> list[QWidget]:
        """What Tab visits."""
        return [*(widget for row in self._rows for widget in row.stops()), self._add]

    def speak(self, name: str) -> None:
        """Each line says what it is and of which pair."""
        self._add.setAccessibleName(f"{name}, add {self._word.lower()}")
        for row in self._rows:
            row.speak(f"{name}, {self._word.lower()} {row.number + 1}")

    def height_for(self, _width: int) -> int:
        """A line for each pair, and the button."""
        return len(self._rows) * _STEP + CONTROL_HEIGHT - 4

    def sizeHint(self) -> QSize:
        """As high as all lines."""
        return QSize(300, self.height_for(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names and values share the width."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        for row in self._rows:
            row.place(row.number * _STEP, self.width())
        self._add.setGeometry(0, len(self._rows) * _STEP, self._add.sizeHint().width(), CONTROL_HEIGHT - 6)

    def _show_again(self) -> None:
        self.show_part()
        self._owner.arrange()

    def _on_add(self) -> None:
        self._owner.change(self._path, [*self.pairs(), {"name": "", "value": ""}])
        self._show_again()
        self._rows[-1].name.setFocus()


class _PairRow:
    def __init__(self, rows: PairRows, number: int, word: str) -> None:
        self._rows, self.number = rows, number
        self.name = self._line(f"{word} name", "name")
        self.value = self._line(f"{word} value", "value")
        self._switch: QCheckBox | None = None
        self._remove = QPushButton("\u00d7", rows)
        mark(self._remove, kind="tiny")
        self._remove.clicked.connect(self._on_remove)
        self._remove.show()

    def show_pair(self, pair: JsonValue, *, has_switch: bool) -> None:
        held = pair if isinstance(pair, dict) else {}
        is_on = held.get("disabled") is not True
        if has_switch and self._switch is None:
            self._switch = QCheckBox(self._rows)
            self._switch.clicked.connect(self._on_switch)
            self._switch.show()
        if self._switch is not None:
            self._switch.setChecked(is_on)
        for line, key in ((self.name, "name"), (self.value, "value")):
            line.show_value(held.get(key, ABSENT))
            line.setEnabled(is_on)

    def stops(self) -> list[QWidget]:
        switch: list[QWidget] = [self._switch] if self._switch is not None else []
        return [*switch, self.name, self.value, self._remove]

    def speak(self, words: str) -> None:
        self.name.setAccessibleName(f"{words}, name")
        self.value.setAccessibleName(f"{words}, value")
        self._remove.setAccessibleName(f"{words}, remove")
        if self._switch is not None:
            self._switch.setAccessibleName(f"{words}, sent")

    def place(self, top: int, width: int) -> None:
        left = _SWITCH if self._switch is not None else 0
        if self._switch is not None:
            self._switch.setGeometry(0, top + 5, 20, 20)
        room = max(80, width - left - GAP - _REMOVE - 4)
        self.name.setGeometry(left, top, room * 2 // 5, CONTROL_HEIGHT)
        self.value.setGeometry(left + room * 2 // 5 + GAP, top, room - room * 2 // 5, CONTROL_HEIGHT)
        self._remove.setGeometry(width - _REMOVE, top + 2, _REMOVE, _REMOVE)

    def dispose(self) -> None:
        for widget in self.stops():
            widget.hide()
            widget.deleteLater()

    def _line(self, placeholder: str, key: str) -> TextLine:
        line = TextLine(TextField(label=placeholder, placeholder=placeholder, is_required=True), self._rows)
        self._rows.bind(line, self.number, key)
        line.show()
        return line

    def _on_switch(self, is_on: bool) -> None:
        self._rows.switch(self.number, is_on=is_on)
        self.name.setEnabled(is_on)
        self.value.setEnabled(is_on)

    def _on_remove(self) -> None:
        self._rows.remove(self.number)


class _PairListener(PartListener):
    def value_edited(self, reading: Reading) -> None:
        super().value_edited("" if isinstance(reading, Absent) else reading)
