"""Settings: connections, look, history, where secrets and files are."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.connection import Connection, ConnectionId
from explorer.storage.history.records import HistoryLimits
from explorer.ui.dialogs.history.history_settings import HistorySettings
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import ElidedLabel, PlainLabel
from explorer.ui.widgets.row import row_of
from explorer.ui.widgets.shown_text import shown_line
from explorer.ui.widgets.thin_line import thin_line


class Preferences(QDialog):
    """Shows what there is; changes are asked for through signals."""

    add_wanted = Signal()
    edit_wanted = Signal(object)
    """The `ConnectionId`."""
    remove_wanted = Signal(object)
    """The `ConnectionId`, after a second press."""
    look_chosen = Signal(object)
    """`system`, `light` or `dark`."""
    limits_chosen = Signal(object)
    """`HistoryLimits`."""

    def __init__(
        self,
        parent: QWidget,
        *,
        look: str,
        secrets: str,
        secrets_hint: str,
        files: Sequence[tuple[str, Path]],
        limits: HistoryLimits,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Settings")
        self.resize(640, 640)
        self.list = QListWidget()
        self.list.setAccessibleName("Connections")
        mark(self.list, kind="choices")
        self.list.itemDoubleClicked.connect(self._on_edit)
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.add_button = self._button("Add\u2026", self.add_wanted.emit)
        self.edit_button = self._button("Change\u2026", self._on_edit)
        self.remove_button = self._button("Remove", self._on_remove)
        self._look = QComboBox()
        self._look.setAccessibleName("Look")
        for value, words in (("system", "Like the system"), ("light", "Light"), ("dark", "Dark")):
            self._look.addItem(words, value)
        self._look.setCurrentIndex(max(0, self._look.findData(look)))
        self._look.activated.connect(self._on_look)
        self.history = HistorySettings(limits)
        self.history.limits_chosen.connect(self.limits_chosen)
        self._lay_out(secrets, secrets_hint, files)

    def show_connections(self, connections: Sequence[tuple[Connection, str]]) -> None:
        """The connections, each with a note: "for this session only"."""
        self.list.clear()
        for connection, note in connections:
            words = f"{connection.name} \u00b7 {connection.platform.label} \u00b7 {connection.environment.value}"
            item = QListWidgetItem(shown_line(f"{words} \u00b7 {note}" if note else words))
            item.setData(Qt.ItemDataRole.UserRole, connection.id)
            item.setData(Qt.ItemDataRole.UserRole + 1, bool(note))
            self.list.addItem(item)
        self.list.setCurrentRow(next((row for row in range(self.list.count()) if self._can_change(row)), 0))
        self._on_row_changed(self.list.currentRow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return in the list changes a connection; left to the dialog it would close it."""
        if (
            watched is self.list
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._on_edit()
            return True
        return super().eventFilter(watched, event)

    def _current(self) -> ConnectionId | None:
        item = self.list.currentItem()
        return ConnectionId(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def _can_change(self, row: int) -> bool:
        item = self.list.item(row) if row >= 0 else None
        return item is not None and not item.data(Qt.ItemDataRole.UserRole + 1)

    def _on_row_changed(self, _row: int) -> None:
        can_change = self._can_change(self.list.currentRow())
        self.edit_button.setEnabled(can_change)
        self.remove_button.setEnabled(can_change)
        self.remove_button.setText("Remove")

    def _on_edit(self, _item: object = None) -> None:
        if (current := self._current()) is not None and self.edit_button.isEnabled():
            self.edit_wanted.emit(current)

    def _on_remove(self) -> None:
        if self.remove_button.text() == "Remove":
            self.remove_button.setText("Remove it and its secrets")
        elif (current := self._current()) is not None:
            self.remove_wanted.emit(current)

    def _on_look(self, _index: int) -> None:
        self.look_chosen.emit(self._look.currentData())

    def _button(self, words: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(slot)
        return button

    def _lay_out(self, secrets: str, secrets_hint: str, files: Sequence[tuple[str, Path]]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(PlainLabel("Connections", kind="heading"))
        column.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add_button, self.edit_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addWidget(thin_line())
        self._look.setMaximumWidth(220)
        column.addWidget(row_of(PlainLabel("Look", kind="heading"), self._look, QWidget()))
        column.addWidget(thin_line())
        column.addWidget(self.history)
        column.addWidget(thin_line())
        column.addWidget(PlainLabel(secrets, kind="heading"))
        if secrets_hint:
            column.addWidget(PlainLabel(secrets_hint, kind="hint", wraps=True))
        column.addWidget(thin_line())
        column.addWidget(PlainLabel("Files", kind="heading"))
        for words, path in files:
            link = _FolderButton(path)
            column.addWidget(
                row_of(PlainLabel(words, kind="dim"), link, ElidedLabel(str(path), kind="code-dim", middle=True))
            )
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)


class _FolderButton(QPushButton):
    def __init__(self, path: Path) -> None:
        super().__init__("Open")
        self._path = path
        self.setAccessibleName(f"Open {path.name}")
        mark(self, kind="link")
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        folder = self._path if self._path.is_dir() else self._path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
