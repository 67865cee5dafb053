"""Paints the rows of a list to choose from: the label, and dim at the end what is sent for it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

from explorer.ui.form.choices.option_list import Entry

_GAP = 16
_LEAST = 40
_PADDING = 8


class OptionPainter(QStyledItemDelegate):
    """The value stands beside the label where it is another word and there is room for it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The label as usual, then the value."""
        super().paint(painter, option, index)
        entry = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(entry, Entry) or not entry.detail or entry.detail == entry.label:
            return
        place = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        font = index.data(Qt.ItemDataRole.FontRole) or option.font
        metrics = QFontMetrics(font)
        box = 22 if index.data(Qt.ItemDataRole.CheckStateRole) is not None else 0
        room = place.width() - metrics.horizontalAdvance(entry.label) - _GAP - box
        if room < _LEAST:
            return
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QApplication.palette().color(QPalette.ColorRole.PlaceholderText))
        words = painter.fontMetrics().elidedText(entry.detail, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
