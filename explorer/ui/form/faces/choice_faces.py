"""The looks of segments, and of the button for one choice of many."""

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from explorer.domain.json_value import ABSENT, Absent
from explorer.schema.field import ChoiceField, Field
from explorer.ui.form.choices.choice_button import WORDS_FOR_NOTHING, choice_width
from explorer.ui.form.choices.option_words import word_of_text
from explorer.ui.form.choices.segment_face import face_in
from explorer.ui.form.choices.segments import (
    all_width,
    default_words,
    paint_segments,
    place_of,
    segment_areas,
    segment_states,
)
from explorer.ui.form.document.fitting import is_locked
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, Reading
from explorer.ui.form.editors.field_words import empty_words
from explorer.ui.form.faces.frames import Look, paint_frame
from explorer.ui.form.faces.line_face import cut_words, is_plain

_PADDING = 9
_ARROW = 40
"""What the words of a choice leave free."""


class SegmentsFace:
    """A few options side by side."""

    def __init__(self, field: Field, pane: QWidget) -> None:
        self._field = field
        self.reading: Reading = ABSENT
        self._states = segment_states(field)
        self._face = face_in(pane)
        self._widths = [self._face.width(word) for _, word in self._states]

    def show_value(self, reading: Reading) -> bool:
        """A value that one of them stands for, or none."""
        self.reading = reading
        return not isinstance(reading, Unreadable) and all(is_plain(word) for _, word in self._states)

    def state_words(self) -> str:
        """What the platform takes while nothing is sent."""
        return default_words(self._field, self.reading, self._states)

    def wanted_width(self, _available: int) -> int:
        """As wide as the words."""
        return all_width(self._widths)

    def wanted_height(self, _width: int) -> int:
        """One line."""
        return CONTROL_HEIGHT

    def paint(self, painter: QPainter, area: QRect) -> None:
        """One beside the other."""
        held = ABSENT if isinstance(self.reading, Unreadable) else self.reading
        on = place_of(held, self._states)
        areas = segment_areas(self._widths, area.topLeft())
        paint_segments(painter, self._face, self._states, areas, on, is_enabled=not is_locked(self._field, held))


class ChoiceFace:
    """A button with the words of a choice among fixed texts."""

    def __init__(self, field: ChoiceField, pane: QWidget) -> None:
        self._field, self._pane = field, pane
        self.reading: Reading = ABSENT
        self._words = ""

    def show_value(self, reading: Reading) -> bool:
        """One of the options, or nothing."""
        if isinstance(reading, Absent):
            words: str | None = empty_words(self._field) or WORDS_FOR_NOTHING
        else:
            words = word_of_text(self._field.options, reading) if isinstance(reading, str) else None
        if words is None or not is_plain(words):
            return False
        self.reading, self._words = reading, words
        return True

    def state_words(self) -> str:
        """The button says it itself."""
        return ""

    def wanted_width(self, available: int) -> int:
        """As of the editor."""
        return choice_width(available)

    def wanted_height(self, _width: int) -> int:
        """One line."""
        return CONTROL_HEIGHT

    def paint(self, painter: QPainter, area: QRect) -> None:
        """The button, and the words as far as there is room."""
        paint_frame(painter, area, Look.CHOICE, self._pane)
        is_empty = isinstance(self.reading, Absent)
        role = QPalette.ColorRole.PlaceholderText if is_empty else QPalette.ColorRole.Text
        painter.setPen(QApplication.palette().color(role))
        painter.setFont(self._pane.font())
        room = max(20, area.width() - _ARROW)
        metrics = self._pane.fontMetrics()
        exact = QFontMetricsF(self._pane.font())
        base = area.top() + (CONTROL_HEIGHT - exact.height()) / 2 + exact.ascent()
        painter.drawText(QPointF(area.left() + _PADDING, base), cut_words(self._words, metrics, room))
