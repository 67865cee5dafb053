"""Labels that never take text for anything but text: what a server says is shown, not rendered."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import MOST_OF_A_LABEL, bounded, shown_line, shown_text, tool_tip

LINES_KEPT = 6
"""So many lines of wrapped text are never squeezed, however little height there is."""


class PlainLabel(QLabel):
    """Plain text, wrapped if asked; can be selected and copied with the mouse unless it is a badge."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, kind: str = "", wraps: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self._keeps_lines = wraps
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if kind:
            mark(self, kind=kind)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show the text, with characters that would hide or turn others made visible."""
        super().setText(shown_text(bounded(text, MOST_OF_A_LABEL)))
        self._keep_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        self._keep_lines()

    def _keep_lines(self) -> None:
        # Layouts within layouts squeeze wrapped text to less than its lines where there is little height.
        if self._keeps_lines:
            self.setMinimumHeight(0)  # Qt counts it among the height that the text needs
            most = LINES_KEPT * self.fontMetrics().lineSpacing()
            self.setMinimumHeight(min(self.heightForWidth(self.width()), most) if self.text() else 0)


class Badge(PlainLabel):
    """A word on coloured ground. `tone` is one of good, bad, caution, accent, neutral."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, tone: str = "neutral") -> None:
        super().__init__("", parent, kind="badge")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_word(text, tone)

    def show_word(self, text: str, tone: str) -> None:
        """Show the word in capitals; hidden when empty. Screen readers hear it as it is written."""
        self.setText(text.upper())
        self.setAccessibleName(text)
        mark(self, tone=tone)
        # Without a parent yet, a badge that is shown would be a window, and take the keyboard from the real one.
        if not text or self.parentWidget() is not None:
            self.setVisible(bool(text))


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is its accessible name and tool tip."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, kind: str = "", middle: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._full = ""
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)
        if kind:
            mark(self, kind=kind)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show as much of the text as there is room for."""
        self._full = shown_line(bounded(text))
        self.setAccessibleName(self._full)
        super().setText(self._full)
        self._show_tip()
        self.update()

    def full_text(self) -> str:
        """The whole text."""
        return self._full

    def minimumSizeHint(self) -> QSize:
        """May shrink to a few letters."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tool tip is there only while something is hidden."""
        super().resizeEvent(event)
        self._show_tip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the part that fits."""
        painter = QPainter(self)
        area = self.contentsRect()
        text = self.fontMetrics().elidedText(self._full, self._mode, area.width())
        self.style().drawItemText(
            painter, area, int(self.alignment()), self.palette(), self.isEnabled(), text, self.foregroundRole()
        )
        painter.end()

    def _show_tip(self) -> None:
        is_cut = self.fontMetrics().horizontalAdvance(self._full) > self.contentsRect().width()
        self.setToolTip(tool_tip(self._full) if is_cut else "")
