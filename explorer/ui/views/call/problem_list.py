"""All that is wrong with a call, in a small window above the words that count it; choosing one goes to its field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.popup_place import move_onto_screen
from explorer.ui.widgets.shown_text import bounded, shown_line, tool_tip

WIDTH = 520
ROW_HEIGHT = 48
MOST_IN_VIEW = 7
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class ListedProblem:
    """
    One line of the list.

    Args:
        place: The way to the field in labels; empty for a problem of none.
        message: In plain words.
        rule: The raw keyword, with what it asks for.
    """

    place: str
    message: str
    rule: str = ""

    def spoken(self) -> str:
        """All of it in one sentence, for screen readers."""
        rule = f" ({self.rule})" if self.rule else ""
        return shown_line(bounded(f"{self.place or 'The whole call'}: {self.message}{rule}"))


class ProblemRows(QAbstractListModel):
    """The problems as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.problems: Sequence[ListedProblem] = ()

    def show_problems(self, problems: Sequence[ListedProblem]) -> None:
        """These, instead of those before."""
        self.beginResetModel()
        self.problems = problems
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """One for each problem."""
        return 0 if parent.isValid() else len(self.problems)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says of the row, and all of a text that may be cut."""
        if not index.isValid():
            return None
        problem = self.problems[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return problem.spoken()
        return tool_tip(problem.spoken()) if role == Qt.ItemDataRole.ToolTipRole else None


class _RowPainter(QStyledItemDelegate):
    """The way to the field, and below it what is wrong, with the rule dim beside it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        return QSize(WIDTH - 40, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Both lines, cut where there is no room."""
        model = index.model()
        assert isinstance(model, ProblemRows)
        problem = model.problems[index.row()]
        palette = QApplication.palette()
        painter.save()
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 4, 4)
        inside = area.adjusted(10, 6, -10, -6)
        font = QFont(QApplication.font())
        font.setWeight(QFont.Weight.Medium)
        top = QRect(inside.left(), inside.top(), inside.width(), inside.height() // 2)
        words = shown_line(problem.place or "The whole call")
        _draw(painter, font, palette.color(QPalette.ColorRole.Text), top, words, Qt.TextElideMode.ElideMiddle)
        small = QFont(QApplication.font())
        small.setPixelSize(12)
        below = QRect(inside.left(), top.bottom() + 1, inside.width(), inside.height() - top.height())
        rule = f"({problem.rule})" if problem.rule else ""
        rule_width = min(QFontMetrics(small).horizontalAdvance(rule), below.width() // 2)
        room = below.adjusted(0, 0, -rule_width - 6 if rule else 0, 0)
        text_colour = palette.color(QPalette.ColorRole.Text)
        used = _draw(painter, small, text_colour, room, shown_line(problem.message), Qt.TextElideMode.ElideRight)
        beside = QRect(below.left() + used + 6, below.top(), rule_width + 2, below.height())
        dim = palette.color(QPalette.ColorRole.PlaceholderText)
        _draw(painter, small, dim, beside, rule, Qt.TextElideMode.ElideRight)
        painter.restore()


class ProblemList(QFrame):
    """
    The window with the list.

    Signals:
        chosen: the number of the problem that was chosen.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        mark(self, kind="card")
        self._head = PlainLabel(kind="heading")
        self._rows = ProblemRows(self)
        self.list = QListView(uniformItemSizes=True)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_RowPainter(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self._on_clicked)
        self._keys = PlainLabel("Return goes to the field. F8 goes to the next one without this list.", kind="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(6)
        for widget in (self._head, self.list, self._keys):
            column.addWidget(widget)

    def show_problems(self, problems: Sequence[ListedProblem]) -> None:
        """These problems, in the order of the form."""
        self._rows.show_problems(problems)
        words = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        self._head.setText(words)
        self.list.setAccessibleName(words)
        self.setAccessibleName(words)
        if not problems:
            self.hide()

    def open_above(self, widget: QWidget, current: int = 0) -> None:
        """Open with its lower left corner at the widget's upper left one, the list with the keyboard."""
        rows = min(MOST_IN_VIEW, max(1, len(self._rows.problems)))
        height = rows * ROW_HEIGHT + 2 * self.fontMetrics().lineSpacing() + 40
        self.resize(WIDTH, height)
        move_onto_screen(self, widget.mapToGlobal(QPoint(0, -height - 4)), widget)
        self.show()
        self.list.setCurrentIndex(self._rows.index(min(max(0, current), len(self._rows.problems) - 1)))
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses, Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_clicked(self.list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hide()
            self.chosen.emit(index.row())


def _draw(painter: QPainter, font: QFont, colour: QColor, area: QRect, text: str, elide: Qt.TextElideMode) -> int:
    """Draw the text, cut where there is no room; gives how wide it came out."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, elide, area.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)
