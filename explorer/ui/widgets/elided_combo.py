"""A combo box whose text ends in an ellipsis where there is no room, with the whole of it as tool tip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from explorer.ui.widgets.shown_text import tool_tip


class ElidedCombo(QComboBox):
    """Style sheets cut the text of a combo box in the middle of a letter; this one does not."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, and as much of the text as fits."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = (
            self.style()
            .subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self)
            .width()
        )
        text = self.currentText() or self.placeholderText()
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room - 6)
        option.currentText = shown
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        self.setToolTip(tool_tip(text) if shown != text else "")
