"""A few options side by side as buttons, all states in view: true, false, and not sent."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeAlias

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimerEvent, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QPushButton, QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonValue, same_json
from explorer.schema.field import BooleanField, ChoiceField, Field
from explorer.ui.form.choices.option_words import option_words
from explorer.ui.form.choices.segment_face import SegmentFace, face_in, new_segment
from explorer.ui.form.document.fitting import is_constant, is_locked
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, EditorParts, Reading
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import shown_text

MOST_SEGMENTS = 4
MOST_LETTERS = 36
"""All labels together; longer ones go into a list."""
SEGMENT_GAP = 4


SegmentStates: TypeAlias = "list[tuple[JsonValue | Absent, str]]"
"""What can be chosen, each with its word."""


def segment_states(field: Field) -> SegmentStates:
    """What can be chosen for the field, each with its word: its values, null if it may be, and nothing."""
    states: SegmentStates = []
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


def place_of(value: JsonValue | Absent, states: SegmentStates) -> int:
    """Which of the states is a value; -1 for none."""
    return next((number for number, (one, _) in enumerate(states) if same_json(one, value)), -1)


def default_words(field: Field, held: Reading, states: SegmentStates) -> str:
    """What the platform takes while nothing is sent; empty where something is, or where that is not known."""
    if not isinstance(held, Absent) or isinstance(field.default, Absent):
        return ""
    place = place_of(field.default, states)
    return f"Default: {states[place][1]}" if place >= 0 else ""


def all_width(widths: Sequence[int]) -> int:
    """The width of segments of these widths side by side."""
    return sum(widths) + SEGMENT_GAP * (len(widths) - 1)


def segment_areas(widths: Sequence[int], start: QPoint) -> list[QRect]:
    """Where segments of these widths stand, the first one at the start."""
    lefts = accumulate((width + SEGMENT_GAP for width in widths), initial=start.x())
    return [QRect(left, start.y(), width, CONTROL_HEIGHT) for left, width in zip(lefts, widths, strict=False)]


def paint_segments(
    painter: QPainter, face: SegmentFace, states: SegmentStates, areas: Sequence[QRect], on: int, *, is_enabled: bool
) -> None:
    """Paint segments as their buttons will look; the one with the number `on` is down."""
    for number, ((value, word), area) in enumerate(zip(states, areas, strict=True)):
        is_dim = isinstance(value, Absent)
        face.paint(painter, area, word, is_dim=is_dim, is_on=number == on, is_enabled=is_enabled)


class Segments(EditorParts, QWidget):
    """
    Buttons of which at most one is down. Arrow keys move between them; Tab stops once.

    They are painted at first, and made when the form has been seen or something is done with them.
    """

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._held: Reading = ABSENT
        self._states = segment_states(field)
        self._name = self._description = ""
        self._is_invalid = False
        self._coming = 0
        self._face = face_in(parent)
        self._widths = [self._face.width(word) for _, word in self._states]
        self._buttons: list[QPushButton] = []
        self._group: QButtonGroup | None = None
        self.setEnabled(not is_locked(field, ABSENT))

    def complete(self) -> None:
        """Make the buttons, if that was not done yet."""
        if self._buttons:
            return
        self._group = QButtonGroup(self)
        for number, (value, word) in enumerate(self._states):
            button = new_segment(word, is_dim=isinstance(value, Absent), parent=self)
            self._group.addButton(button, number)
            self._buttons.append(button)
        self._group.idClicked.connect(self._on_clicked)
        self._press()
        self._speak()
        self.show_invalid(self._is_invalid)
        for button, area in zip(self._buttons, self._areas(), strict=True):
            button.setGeometry(area)
            button.show()

    def focus_target(self) -> QWidget:
        """The button that is down, else the first."""
        self.complete()
        return self._buttons[max(self._place(), 0)]

    def reading(self) -> Reading:
        """The value of the button that is down; absent if none is."""
        return self._held

    def show_value(self, reading: Reading) -> None:
        """Press the button of the value. One that no button stands for leaves all of them up."""
        self._held = reading
        if is_constant(self._field):
            # Not taken away while the keyboard is in it.
            is_locked_now = not isinstance(reading, Unreadable) and is_locked(self._field, reading)
            self.setEnabled(not is_locked_now or self.isAncestorOf(QApplication.focusWidget() or self.window()))
        self._press()

    def show_words(self, name: str, description: str) -> None:
        """Every button says the field's label and its own word."""
        self._name, self._description = shown_text(name), shown_text(description)
        self._speak()

    def tab_stops(self) -> list[QWidget]:
        """All buttons; only the one that is down, or the first, takes Tab."""
        self.complete()
        return list(self._buttons)

    def state_words(self) -> str:
        """What the platform takes while nothing is sent."""
        return default_words(self._field, self._held, self._states)

    def show_invalid(self, is_invalid: bool) -> None:
        """Red borders."""
        self._is_invalid = is_invalid
        if is_invalid:
            self.complete()
        for button in self._buttons:
            if is_invalid or button.property("invalid"):
                mark(button, invalid=is_invalid)

    def wanted_width(self, _available: int) -> int:
        """As wide as the words."""
        return all_width(self._widths)

    def sizeHint(self) -> QSize:
        """As wide as its buttons."""
        return QSize(self.wanted_width(0), CONTROL_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons side by side."""
        super().resizeEvent(event)
        for button, area in zip(self._buttons, self._areas(), strict=False):
            button.setGeometry(area)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What the buttons will look like; they are made as soon as that is on the screen."""
        if self._buttons:
            return
        painter = QPainter(self)
        paint_segments(painter, self._face, self._states, self._areas(), self._place(), is_enabled=self.isEnabled())
        painter.end()
        self._coming = self._coming or self.startTimer(0)

    def timerEvent(self, event: QTimerEvent) -> None:
        """What was painted is on the screen."""
        self.killTimer(event.timerId())
        self.complete()

    def _press(self) -> None:
        if self._group is None:
            self.update()
            return
        place = self._place()
        self._group.setExclusive(False)
        for number, button in enumerate(self._buttons):
            button.setChecked(number == place)
        self._group.setExclusive(True)
        for number, button in enumerate(self._buttons):
            is_stop = number == max(place, 0)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def _speak(self) -> None:
        for button, (_, word) in zip(self._buttons, self._states, strict=False):
            button.setAccessibleName(f"{self._name}: {word}")
            button.setAccessibleDescription(self._description)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(self._description)

    def _areas(self) -> list[QRect]:
        return segment_areas(self._widths, QPoint())

    def _place(self) -> int:
        return -1 if isinstance(self._held, Unreadable) else place_of(self._held, self._states)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        value = self._states[number][0]
        if same_json(value, self._held if not isinstance(self._held, Unreadable) else ABSENT):
            return
        self.show_value(value)
        self.listener.value_edited(value)
        self.listener.committed()
