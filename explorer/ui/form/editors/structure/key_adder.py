"""One more key of one's own: a line for its name, or a list where the names are given."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from explorer.domain.json_value import ABSENT, JsonValue
from explorer.schema.field import ChoiceField, Field, GroupField, Option
from explorer.ui.form.choices.choice_button import ChoiceButton
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, EditorParts, Reading
from explorer.ui.look.style_sheet import mark

_WIDTH = 220
_GAP = 8


class KeyAdder(EditorParts, QWidget):
    """A line for the name. Return, or the button, adds the key; then the keyboard is in its value."""

    def __init__(self, _field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = QLineEdit(self)
        self._line.setPlaceholderText("Name of a new key")
        self._line.textEdited.connect(self._on_typed)
        self._add = QPushButton("+ Add", self)
        self._add.setAutoDefault(False)
        mark(self._add, kind="link")
        self._add.clicked.connect(self._on_added)

    def focus_target(self) -> QWidget:
        """The line."""
        return self._line

    def reading(self) -> Reading:
        """Nothing: it stands for no value."""
        return ABSENT

    def show_value(self, _reading: Reading) -> None:
        """Nothing: it stands for no value."""

    def show_words(self, name: str, description: str) -> None:
        """It says to what it adds."""
        super().show_words(adder_name(name), description)
        self._add.setAccessibleName(f"{adder_name(name)}, now")

    def tab_stops(self) -> list[QWidget]:
        """The line and its button."""
        return [self._line, self._add]

    def wanted_width(self, available: int) -> int:
        """A line of a usual length, and the button."""
        return min(available, _WIDTH + self._add.sizeHint().width() + _GAP)

    def sizeHint(self) -> QSize:
        """As wide as it wants to be."""
        return QSize(self.wanted_width(1000), CONTROL_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put line and button side by side."""
        super().resizeEvent(event)
        beside = self._add.sizeHint().width()
        self._line.setGeometry(0, 0, max(40, self.width() - beside - _GAP), CONTROL_HEIGHT)
        self._add.setGeometry(self.width() - beside, 0, beside, CONTROL_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return in the line adds the key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._line.hasFocus():
            self._on_added()
        else:
            super().keyPressEvent(event)

    def _on_typed(self, _text: str) -> None:
        self.listener.key_refused("")

    def _on_added(self) -> None:
        reason = self.listener.key_added(self._line.text())
        self.listener.key_refused(reason)
        if not reason:
            self._line.clear()


class KeyChoice(ChoiceButton):
    """A list of the names that may be added; those that are there already are marked."""

    words_for_nothing = "Add key..."

    def __init__(self, field: Field, parent: QWidget) -> None:
        assert isinstance(field, GroupField)
        options = [Option(name, name) for name in field.key_names]
        super().__init__(ChoiceField(label="Add key", options=options, is_required=True), parent)
        self._taken: Sequence[str] = ()

    def show_taken(self, names: Sequence[str]) -> None:
        """The names that are there already."""
        self._taken = names

    def chosen_values(self) -> list[JsonValue]:
        """The names that are there."""
        return list(self._taken)

    def show_words(self, name: str, description: str) -> None:
        """It says to what it adds."""
        super().show_words(adder_name(name), description)

    def wanted_width(self, available: int) -> int:
        """A line of a usual length."""
        return min(available, _WIDTH)

    def _on_picked(self, outcome: object) -> None:
        if isinstance(outcome, Option):
            self.listener.key_refused(self.listener.key_added(str(outcome.value)))


def adder_name(group: str) -> str:
    """How the row is called that adds to a group."""
    return f"Add key to {group}" if group else "Add key"


def key_adder_for(field: Field, parent: QWidget) -> KeyAdder | KeyChoice:
    """The list where the names are given, else the line."""
    has_names = isinstance(field, GroupField) and bool(field.key_names)
    return KeyChoice(field, parent) if has_names else KeyAdder(field, parent)
