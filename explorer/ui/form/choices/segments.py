"""A few options side by side as buttons, all states in view: true, false, and not sent."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonValue, same_json
from explorer.schema.field import BooleanField, ChoiceField, Field
from explorer.ui.form.choices.option_words import option_words
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, EditorParts, Reading
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import shown_text

MOST_SEGMENTS = 4
MOST_LETTERS = 36
"""All labels together; longer ones go into a list."""


def segment_states(field: Field) -> list[tuple[JsonValue | Absent, str]]:
    """What can be chosen for the field, each with its word: its values, null if it may be, and nothing."""
    states: list[tuple[JsonValue | Absent, str]] = []
    if isinstance(field, ChoiceField):
        words = option_words(field.options)
        states.extend((option.value, word) for option, word in zip(field.options, words, strict=True))
    else:
        states.extend([(True, "True"), (False, "False")])
    if field.is_nullable and all(value is not None for value, _ in states):
        states.append((None, "null"))
    if not field.is_required:
        states.append((ABSENT, "Not sent"))
    return states


def fits_segments(field: Field) -> bool:
    """Whether the options are few and short enough to stand side by side."""
    if isinstance(field, BooleanField):
        return True
    if not isinstance(field, ChoiceField) or field.remote or field.is_multiple or field.is_free or field.keeps_label:
        return False
    labels = [option.label for option in field.options]
    return 1 <= len(labels) < MOST_SEGMENTS and sum(map(len, labels)) <= MOST_LETTERS


class Segments(EditorParts, QWidget):
    """Buttons of which at most one is down. Arrow keys move between them; Tab stops once."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._held: Reading = ABSENT
        self._states = segment_states(field)
        self._group = QButtonGroup(self)
        self._name = self._description = ""
        self._widths: list[int] = []
        self._buttons: Sequence[QPushButton] = [self._button(number) for number in range(len(self._states))]
        self._group.idClicked.connect(self._on_clicked)
        self.setEnabled(not field.is_fixed)

    def focus_target(self) -> QWidget:
        """The button that is down, else the first."""
        checked = self._group.checkedButton()
        return checked if checked is not None else self._buttons[0]

    def reading(self) -> Reading:
        """The value of the button that is down; absent if none is."""
        return self._held

    def show_value(self, reading: Reading) -> None:
        """Press the button of the value. One that no button stands for leaves all of them up."""
        self._held = reading
        place = -1 if isinstance(reading, Unreadable) else self._place_of(reading)
        self._group.setExclusive(False)
        for number, button in enumerate(self._buttons):
            button.setChecked(number == place)
        self._group.setExclusive(True)
        for number, button in enumerate(self._buttons):
            is_stop = number == max(place, 0)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def show_words(self, name: str, description: str) -> None:
        """Every button says the field's label and its own word."""
        for button, (_, word) in zip(self._buttons, self._states, strict=True):
            button.setAccessibleName(f"{shown_text(name)}: {word}")
            button.setAccessibleDescription(shown_text(description))
        self.setAccessibleName(shown_text(name))
        self.setAccessibleDescription(shown_text(description))

    def tab_stops(self) -> list[QWidget]:
        """All buttons; only the one that is down, or the first, takes Tab."""
        return list(self._buttons)

    def state_words(self) -> str:
        """What the platform takes while nothing is sent."""
        if not isinstance(self._held, Absent) or isinstance(self._field.default, Absent):
            return ""
        place = self._place_of(self._field.default)
        return f"Default: {self._states[place][1]}" if place >= 0 else ""

    def show_invalid(self, is_invalid: bool) -> None:
        """Red borders."""
        for button in self._buttons:
            if is_invalid or button.property("invalid"):
                mark(button, invalid=is_invalid)

    def wanted_width(self, _available: int) -> int:
        """As wide as the words."""
        if not self._widths:
            self._widths = [max(52, button.sizeHint().width()) for button in self._buttons]
        return sum(self._widths) + 4 * (len(self._widths) - 1)

    def sizeHint(self) -> QSize:
        """As wide as its buttons."""
        return QSize(self.wanted_width(0), CONTROL_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons side by side."""
        super().resizeEvent(event)
        self.wanted_width(0)
        left = 0
        for button, width in zip(self._buttons, self._widths, strict=True):
            button.setGeometry(left, 0, width, CONTROL_HEIGHT)
            left += width + 4

    def _button(self, number: int) -> QPushButton:
        value, word = self._states[number]
        button = QPushButton(word.replace("&", "&&"), self)
        button.setCheckable(True)
        mark(button, kind="segment", tone="dim" if isinstance(value, Absent) else "")
        self._group.addButton(button, number)
        return button

    def _place_of(self, value: JsonValue | Absent) -> int:
        return next((number for number, (one, _) in enumerate(self._states) if same_json(one, value)), -1)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        value = self._states[number][0]
        if same_json(value, self._held if not isinstance(self._held, Unreadable) else ABSENT):
            return
        self.show_value(value)
        self.listener.value_edited(value)
        self.listener.committed()
