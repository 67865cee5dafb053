"""Where the time of two runs went: two bars for each phase, and a table that can be read without seeing them."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from explorer.calls.comparison.run_parts import PhasePair
from explorer.ui.look.appearance import Appearance
from explorer.ui.models.comparison.phase_pairs import BARS, BARS_ROLE, PhasePairs

_THINNEST = 2.0


class PairPainter(QStyledItemDelegate):
    """Draws the bar of the run before above that of the run after."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row's ground as ever, and both bars on it."""
        super().paint(painter, option, index)
        tokens = self._appearance.tokens
        area = QRectF(option.rect).adjusted(8, 6, -8, -6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = (area.height() - 3) / 2
        for number, (share, colour) in enumerate(zip(index.data(BARS_ROLE), (tokens.dim, tokens.accent), strict=True)):
            if share is not None:
                painter.setBrush(QColor(colour))
                top = area.top() + number * (height + 3)
                painter.drawRoundedRect(QRectF(area.left(), top, max(area.width() * share, _THINNEST), height), 2, 2)
        painter.restore()


class PhaseTable(QTableView):
    """The phases of two runs."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PhasePairs(self)
        self.setAccessibleName("Phases of both runs")
        self.setModel(self.rows)
        self.setItemDelegateForColumn(BARS, PairPainter(appearance, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(32)
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setSectionResizeMode(BARS, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 210), (2, 90), (3, 90), (4, 100), (5, 72)):
            self.setColumnWidth(column, width)

    def show_pairs(self, pairs: Sequence[PhasePair]) -> None:
        """Replace the rows."""
        self.rows.show_pairs(pairs)
