"""What the time of a run went into: a bar for each phase, in a table that can be read without seeing the bars."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.call import PhaseTime, Run, RunResult, SentRequest
from explorer.ui.look.appearance import Appearance
from explorer.ui.models.timeline_rows import BAR, BAR_ROLE, Bar, BarKind, TimelineRows
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import size_text

_THINNEST = 2.0
_WIDEST_NOTE = 420
_INNER_OPACITY = 0.55


class BarPainter(QStyledItemDelegate):
    """Draws a phase as a bar on the time of the whole run."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row's ground as ever, a pale track, and the bar on it."""
        super().paint(painter, option, index)
        bar = index.data(BAR_ROLE)
        if not isinstance(bar, Bar):
            return
        tokens = self._appearance.tokens
        area = QRectF(option.rect).adjusted(8, 7, -8, -7)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.line))
        painter.drawRoundedRect(area, 2, 2)
        left = min(area.left() + area.width() * bar.start, area.right() - _THINNEST)
        width = max(area.width() * (bar.end - bar.start), _THINNEST)
        painter.setBrush(self._colour(bar.kind))
        painter.drawRoundedRect(QRectF(left, area.top(), width, area.height()), 2, 2)
        painter.restore()

    def _colour(self, kind: BarKind) -> QColor:
        tokens = self._appearance.tokens
        colour = QColor({BarKind.MOMENT: tokens.caution, BarKind.WHOLE: tokens.dim}.get(kind, tokens.accent))
        if kind is BarKind.INNER:
            colour.setAlphaF(_INNER_OPACITY)
        return colour

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as a row of text."""
        return QSize(200, super().sizeHint(option, index).height())


class TimelineTab(QWidget):
    """The tab `Timeline` of one run."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Sequence[PhaseTime] | None = None
        self.model = TimelineRows(self)
        self.table = QTableView()
        self.table.setAccessibleName("Phases of the run")
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(BAR, BarPainter(appearance, self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(23)
        across = self.table.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setSectionResizeMode(BAR, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 236), (2, 92), (3, 76), (4, 220)):
            self.table.setColumnWidth(column, width)
        self.sizes = PlainLabel(kind="hint", wraps=True)
        self.empty = EmptyNote()
        self._faces = QStackedWidget()
        inner = QWidget()
        inner_column = QVBoxLayout(inner)
        inner_column.setContentsMargins(0, 0, 0, 0)
        inner_column.setSpacing(6)
        inner_column.addWidget(self.table, 1)
        inner_column.addWidget(self.sizes)
        self._faces.addWidget(self.empty)
        self._faces.addWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._faces)

    def show_run(self, run: Run) -> None:
        """Show the phases of an ended run."""
        if run.result is None:
            self.empty.show_text("The run is on its way. Where its time went is shown when it has ended.", is_busy=True)
            self._faces.setCurrentIndex(0)
            return
        if not run.result.phases:
            self.empty.show_text("No phases were measured: the call ended before anything was sent.")
            self._faces.setCurrentIndex(0)
            return
        if run.result.phases is self._shown:
            return
        self._shown = run.result.phases
        self.model.show_phases(run.result.phases, run.duration_ms)
        self.table.setColumnHidden(4, not any(phase.note for phase in run.result.phases))
        self.table.setColumnWidth(4, min(max(self.table.sizeHintForColumn(4) + 12, 120), _WIDEST_NOTE))
        self.sizes.setText(_sizes(run.result))
        self._faces.setCurrentIndex(1)


def _sizes(result: RunResult) -> str:
    parts = []
    if result.request is not None:
        parts.append(f"Sent: {size_text(_sent_bytes(result.request))} of body")
    if result.answer is not None:
        body = len(result.answer.body)
        parts.append(f"Received: {size_text(body)} of body")
        if 0 < result.answer.wire_bytes != body:
            parts.append(f"{size_text(result.answer.wire_bytes)} of it on the wire")
    return "  \u00b7  ".join(parts)


def _sent_bytes(request: SentRequest) -> int:
    """Of a form with files, which are not in what is shown, the length that it announced."""
    announced = next((value for name, value in request.headers if name.lower() == "content-length"), "")
    return int(announced) if request.parts and announced.isdecimal() else len(request.body)
