"""A list in a small window below a button, narrowed down by typing: for choices too many for a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.popup_place import move_onto_screen
from explorer.ui.widgets.shown_text import shown_line


class PickPopup(QFrame):
    """Pairs of value and words; typing leaves those whose words contain what was typed."""

    picked = Signal(object)
    """The pair that was picked."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        mark(self, kind="card")
        self._choices: list[tuple[str, str]] = []
        self._shown: list[tuple[str, str]] = []
        self._filter = QLineEdit(placeholderText=name, clearButtonEnabled=True)
        self._filter.setAccessibleName(name)
        self._filter.textChanged.connect(self._on_text_changed)
        self._filter.installEventFilter(self)
        self._model = QStringListModel(self)
        self._list = QListView(uniformItemSizes=True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setAccessibleName("Choices")
        mark(self._list, kind="choices")
        self._list.setModel(self._model)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self._filter)
        column.addWidget(self._list)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """The pairs to choose from, in order."""
        self._choices = list(choices)
        self._on_text_changed(self._filter.text())

    def open_below(self, widget: QWidget) -> None:
        """Open with its left edge under the widget's, ready to type."""
        self._filter.clear()
        self.resize(280, min(420, 70 + 28 * max(len(self._choices), 3)))
        move_onto_screen(self, widget.mapToGlobal(QPoint(0, widget.height() + 2)), widget)
        self.show()
        self._filter.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Return in the filter box work on the list."""
        if watched is self._filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                row = max(0, min(self._list.currentIndex().row() + step, len(self._shown) - 1))
                self._list.setCurrentIndex(self._model.index(row))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_clicked(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _on_text_changed(self, text: str) -> None:
        wanted = text.casefold()
        self._shown = [choice for choice in self._choices if wanted in choice[1].casefold()]
        self._model.setStringList([shown_line(words) for _, words in self._shown])
        self._list.setCurrentIndex(self._model.index(0))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hide()
            self.picked.emit(self._shown[index.row()])
