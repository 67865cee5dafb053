"""Go to anything: actions, connections, accounts, commands, by a few letters of their names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from explorer.ui.dialogs.target_painter import KIND_ROLE, TargetPainter
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import shown_line

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Target:
    """Somewhere to go. `kind` is said in front: "Action", "Command"."""

    kind: str
    words: str
    value: object


class GoTo(QDialog):
    """
    A box to type in and a list below it.

    Args:
        find: What fits the text typed so far, best first.
    """

    chosen = Signal(object)
    """The `Target`."""

    def __init__(self, parent: QWidget, find: Callable[[str], Sequence[Target]]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Go to anything")
        self.resize(560, 420)
        self._find = find
        self._targets: Sequence[Target] = ()
        self.box = QLineEdit(placeholderText="An action, a connection, an account, a command")
        self.box.setAccessibleName("Go to")
        self.box.textChanged.connect(self._on_text_changed)
        self.box.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self.list = QListView(uniformItemSizes=True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName("Found")
        self.list.setModel(self._model)
        self.list.setItemDelegate(TargetPainter(self.list))
        mark(self.list, kind="choices")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._on_clicked)
        self._nothing = PlainLabel("Nothing fits.", kind="dim")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(8, 8, 8, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.box)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        self._on_text_changed("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Return in the box work on the list."""
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                row = max(0, min(self.list.currentIndex().row() + step, len(self._targets) - 1))
                self.list.setCurrentIndex(self._model.index(row, 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_clicked(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _on_text_changed(self, text: str) -> None:
        self._targets = self._find(text)[:MOST_SHOWN]
        self._model.clear()
        for target in self._targets:
            item = QStandardItem(shown_line(target.words))
            item.setData(target.kind, KIND_ROLE)
            item.setAccessibleText(shown_line(f"{target.words}, {target.kind}"))
            self._model.appendRow(item)
        self.list.setCurrentIndex(self._model.index(0, 0))
        self.list.setVisible(bool(self._targets))
        self._nothing.setVisible(not self._targets)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            target = self._targets[index.row()]
            self.accept()
            self.chosen.emit(target)
