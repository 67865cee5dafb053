"""
The label of a row: beside its editor, or above it where there is little room.

It is painted as letters on the pane: a widget for each took a quarter of the time to make a form.
"""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from explorer.ui.form.document.row_plan import PlannedRow, RowKind
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, EditorListener
from explorer.ui.form.editors.structure.key_line import KeyLine
from explorer.ui.form.rows.block_place import STACKED_LABEL, BlockPlace, label_text
from explorer.ui.widgets.shown_text import MOST_OF_A_LABEL, bounded, shown_text

_MOST_OF_A_KEY_LINE = 320
_LETTERS_IN = 9
"""How far from its edge the letters of a line begin."""
_WRAPPED = Qt.TextFlag.TextWordWrap
_BESIDE = Qt.AlignmentFlag.AlignRight
_ABOVE = Qt.AlignmentFlag.AlignLeft
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class PaintedLabel:
    """
    Words that are only read. Screen readers hear them as the name of the editor beside them.

    Attributes:
        area: Where it stands in the pane.
        is_wrapped: Its words take several lines.
        is_right: They end at its right edge.
    """

    def __init__(self, words: str, pane: QWidget) -> None:
        self._words = shown_text(bounded(words, MOST_OF_A_LABEL))
        self._shown = self._words
        self._font, self.metrics, self._exact = _measured(pane.font())
        self._width: float | None = None
        self.area = QRect()
        self.is_wrapped = self.is_right = False

    def shown_words(self) -> str:
        """What is painted of the words."""
        return self._shown

    def text(self) -> str:
        """The words."""
        return self._words

    def width(self) -> int:
        """The width of the words on one line."""
        return round(self._exact_width())

    def _exact_width(self) -> float:
        if self._width is None:
            self._width = self._exact.horizontalAdvance(self._words)
        return self._width

    def place_above(self, area: QRect) -> None:
        """Put it above its editor, or before the head of a group."""
        self.is_wrapped = self.is_right = False
        self.area = area
        is_cut = self.width() > area.width()
        middle = Qt.TextElideMode.ElideMiddle  # the mark of a required field stands at the end
        self._shown = self.metrics.elidedText(self._words, middle, area.width()) if is_cut else self._words

    def place_beside(self, left: int, top: int, width: int, height: int) -> int:
        """Put it beside an editor that is at least `height` high; gives the height that it takes."""
        self.is_right = True
        self.is_wrapped = self.width() > width
        if self.is_wrapped:
            middle = Qt.TextElideMode.ElideMiddle
            self._shown = " ".join(self.metrics.elidedText(word, middle, width) for word in self._words.split(" "))
            wanted = self.metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAPPED | _BESIDE, self._shown).height() + 8
            if wanted > height:
                self.area = QRect(left, top + (height - self.metrics.height()) // 2, width, wanted)
                return wanted
        else:
            self._shown = self._words
        self.area = QRect(left, top, width, height)
        return height

    def paint(self, painter: QPainter) -> None:
        """Paint it in the painter's colour."""
        painter.setFont(self._font)
        if not self.is_wrapped:
            # Qt measures the words again for each other way to say where they stand.
            left = self.area.left() + (self.area.width() - self._exact_width() if self.is_right else 0.0)
            base = self.area.top() + (self.area.height() - self._exact.height()) / 2 + self._exact.ascent()
            painter.drawText(QPointF(left, base), self._shown)
            return
        is_tall = self.is_wrapped and self.area.height() > 2 * self.metrics.lineSpacing()
        upright = Qt.AlignmentFlag.AlignTop if is_tall else _MIDDLE
        across = _BESIDE if self.is_right else _ABOVE
        painter.drawText(self.area, int(across | upright) | int(_WRAPPED if self.is_wrapped else 0), self._shown)


def spoken_name(plan: PlannedRow) -> str:
    """The words of a row's label as screen readers hear them."""
    if plan.kind is RowKind.ADD_KEY:
        return plan.field.label if plan.pointer else ""
    name = plan.title or plan.field.label or plan.field.key or "Item"
    is_numbered = plan.is_item and not plan.title
    return shown_text(bounded(f"{name} {label_text(plan)}" if is_numbered else name))


def paint_label(painter: QPainter, label: PaintedLabel | None, wanted: QRect) -> None:
    """Paint the label of a row, if it has one, as far as it is in the wanted part of the pane."""
    if label is not None and label.area.intersects(wanted):
        painter.setPen(QApplication.palette().color(QPalette.ColorRole.WindowText))
        label.paint(painter)


def _measured(base: QFont) -> tuple[QFont, QFontMetrics, QFontMetricsF]:
    # Every row of a form has the same, and Qt looks the font up for each.
    if not _LAST or _LAST[0][0] != base:
        font = label_font(base)
        _LAST[:] = [(base, font, QFontMetrics(font), QFontMetricsF(font))]
    return _LAST[0][1:]


_LAST: list[tuple[QFont, QFont, QFontMetrics, QFontMetricsF]] = []


def label_font(font: QFont) -> QFont:
    """The font of labels in a pane of this font."""
    bolder = QFont(font)
    bolder.setWeight(QFont.Weight.Medium)
    return bolder


class RowLabel:
    """
    The label of a row; for a key of one's own a line in which it can be renamed.

    Args:
        plan: The row.
        pane: Parent of the line, and what the label is painted on.
        listener: Told of a new name.
    """

    def __init__(self, plan: PlannedRow, pane: QWidget, listener: EditorListener) -> None:
        self._plan = plan
        self.label = None if plan.is_entry else PaintedLabel(label_text(plan), pane)
        self.line = KeyLine(str(plan.pointer[-1]), listener, pane) if plan.is_entry else None

    def place(self, top: int, block: BlockPlace) -> int:
        """Put it at a height of the pane; gives the height that it takes beside the editor."""
        height = self._place_line(top, block) if self.line is not None else self._place_label(top, block)
        if self.line is not None and self.line.isHidden():
            self.line.show()
        return 0 if block.is_stacked else height

    @property
    def height_above(self) -> int:
        """The height that it takes above the editor where labels stand above and it has a line of its own."""
        if self._plan.kind is RowKind.ADD_KEY:
            return 0
        return STACKED_LABEL if self.line is None else CONTROL_HEIGHT + 2

    def width_beside(self, block: BlockPlace) -> int:
        """The width that it takes on the line of its editor where labels stand above; 0 if it has its own line."""
        # The head of a group or list needs no line of its own under its label.
        is_head = self._plan.kind in (RowKind.GROUP, RowKind.LIST)
        if not is_head or self.label is None or self.label.width() + 240 >= block.right - block.left:
            return 0
        return self.label.width() + 4

    def _place_line(self, top: int, block: BlockPlace) -> int:
        assert self.line is not None
        if block.is_stacked:
            self.line.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            width = min(_MOST_OF_A_KEY_LINE, block.right - block.left)
            self.line.setGeometry(block.left - _LETTERS_IN, top, width, CONTROL_HEIGHT)
        else:
            # Its text ends where labels end.
            self.line.setGeometry(block.left, top, block.label_width + 11, CONTROL_HEIGHT)
        return CONTROL_HEIGHT

    def _place_label(self, top: int, block: BlockPlace) -> int:
        label = self.label
        assert label is not None
        if block.is_stacked:
            beside = self.width_beside(block)
            height = CONTROL_HEIGHT if beside else STACKED_LABEL - 2
            label.place_above(QRect(block.left, top, beside or block.right - block.left, height))
            return 0
        return label.place_beside(block.left, top, block.label_width, CONTROL_HEIGHT)
