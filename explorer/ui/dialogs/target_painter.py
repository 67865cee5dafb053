"""How a row of "go to anything" is painted: the words on the left, what kind of thing it is on the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

KIND_ROLE = int(Qt.ItemDataRole.UserRole)
_MARGIN = 12


class TargetPainter(QStyledItemDelegate):
    """Gives the kind its room first; words that are too long end in an ellipsis."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        kind = str(index.data(KIND_ROLE) or "")
        metrics = own.fontMetrics
        room = own.rect.width() - metrics.horizontalAdvance(kind) - 3 * _MARGIN
        own.text = metrics.elidedText(own.text, Qt.TextElideMode.ElideRight, room)
        own.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        painter.save()
        # Not the widget's own palette: the style sheet has taken the dim colour out of it.
        painter.setPen(QApplication.palette().color(QPalette.ColorRole.PlaceholderText))
        place = own.rect.adjusted(0, 0, -_MARGIN, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), kind)
        painter.restore()
