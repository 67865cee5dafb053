"""How a row of the action list is painted: name, effect, favourite, and the head of a group."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.domain.action import Effect
from explorer.ui.look.appearance import Appearance
from explorer.ui.models.action_list import ROW_ROLE, ActionRow, ConnectorRow
from explorer.ui.widgets.shown_text import shown_line

ROW_HEIGHT = 26
_MARKS = {Effect.WRITE: "write", Effect.DESTRUCTIVE: "destructive"}


class ActionRowPainter(QStyledItemDelegate):
    """Paints rows 26 px high; what cannot be undone says so in words and colour."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every row is as high as any other."""
        return QSize(80, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        area = QRect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            self._paint_selection(painter, area, has_focus=bool(state & QStyle.StateFlag.State_HasFocus))
        font = QFont(option.font)
        if isinstance(row, ConnectorRow):
            self._paint_connector(painter, area, font, row)
        elif isinstance(row, ActionRow):
            self._paint_action(painter, area, font, row)
        painter.restore()

    def _paint_selection(self, painter: QPainter, area: QRect, *, has_focus: bool) -> None:
        tokens = self._appearance.tokens
        painter.setPen(QPen(QColor(tokens.accent)) if has_focus else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent_ground))
        painter.drawRoundedRect(area.adjusted(6, 1, -7, -1), 4, 4)

    def _paint_connector(self, painter: QPainter, area: QRect, font: QFont, row: ConnectorRow) -> None:
        tokens = self._appearance.tokens
        icon = self._appearance.icon("chevron-right" if row.is_folded else "chevron-down")
        icon.paint(painter, QRect(area.left() + 12, area.top() + 6, 14, 14))
        small = _sized(font, 11)
        count = f"{row.count:,}"
        width = QFontMetrics(small).horizontalAdvance(count)
        painter.setFont(small)
        painter.setPen(QColor(tokens.dim))
        painter.drawText(area.adjusted(0, 0, -14, 0), _RIGHT, count)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        space = area.adjusted(30, 0, -22 - width, 0)
        painter.drawText(space, _LEFT, _elided(font, shown_line(row.name), space.width()))

    def _paint_action(self, painter: QPainter, area: QRect, font: QFont, row: ActionRow) -> None:
        tokens = self._appearance.tokens
        right = area.right() - 14
        if row.is_favourite:
            self._appearance.icon("star-filled").paint(painter, QRect(right - 12, area.top() + 6, 14, 14))
            right -= 20
        mark = _MARKS.get(row.action.effect, "")
        if row.action.is_deprecated:
            mark = "deprecated"
        if mark:
            small = _sized(font, 11)
            width = QFontMetrics(small).horizontalAdvance(mark)
            painter.setFont(small)
            painter.setPen(QColor(self._mark_colour(row, tokens.dim)))
            painter.drawText(QRect(right - width, area.top(), width, area.height()), _RIGHT, mark)
            right -= width + 8
        space = QRect(area.left() + 44, area.top(), right - area.left() - 44, area.height())
        if row.action.is_deprecated:
            font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(space, _LEFT, _elided(font, shown_line(row.action.name), space.width()))

    def _mark_colour(self, row: ActionRow, dim: str) -> str:
        if row.action.is_deprecated:
            return dim
        tokens = self._appearance.tokens
        return tokens.bad if row.action.effect is Effect.DESTRUCTIVE else tokens.caution


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


def _sized(font: QFont, pixels: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    return sized


def _elided(font: QFont, text: str, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
