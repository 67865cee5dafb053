"""Rows of trees with room around the text."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

ROW_HEIGHT = 22


class RoomyRows(QStyledItemDelegate):
    """Every row as high as `ROW_HEIGHT`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The width that the text needs, and the height of all rows."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)
