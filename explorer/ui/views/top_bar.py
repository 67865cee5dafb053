"""The bar on top: connection, account, what is at stake, and the ways to everything else."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from explorer.domain.account import Account, AccountId, AccountState
from explorer.domain.connection import Connection, ConnectionId, Environment
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.elided_combo import ElidedCombo
from explorer.ui.widgets.plain_label import Badge
from explorer.ui.widgets.shown_text import shown_line, tool_tip

_TONES = {Environment.SANDBOX: "good", Environment.DEVELOPMENT: "accent", Environment.PRODUCTION: "caution"}


class TopBar(QFrame):
    """Pickers of connection and account, and buttons."""

    connection_chosen = Signal(object)
    """The `ConnectionId` chosen."""
    account_chosen = Signal(object)
    """The `AccountId` chosen, or None."""
    add_connection_wanted = Signal()
    refresh_wanted = Signal()
    palette_wanted = Signal()
    history_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, kind="bar")
        self._is_showing = False
        self.connections = self._picker("Connection", 175, 260)
        self.connections.setAccessibleDescription("Which platform, and as whom")
        self.connections.activated.connect(self._on_connection_picked)
        self.accounts = self._picker("Account", 175, 420)
        self.accounts.setAccessibleDescription("For whom the calls are made")
        self.accounts.activated.connect(self._on_account_picked)
        self.accounts.setPlaceholderText("No account")
        self.accounts.setEnabled(False)
        self.badge = Badge()
        self.palette_button = QPushButton("Go to anything\u2026   Ctrl+K")
        self.palette_button.setAccessibleName("Go to anything")
        self.palette_button.setMinimumWidth(186)
        self.palette_button.setMaximumWidth(300)
        self.palette_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        mark(self.palette_button, kind="jump")
        self.palette_button.clicked.connect(self.palette_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.connections)
        row.addWidget(self.accounts)
        row.addWidget(self.badge)
        row.addStretch(1)
        row.addWidget(self.palette_button, 2)
        row.addStretch(1)
        for words, signal in (
            ("Refresh", self.refresh_wanted),
            ("History", self.history_wanted),
            ("Settings", self.settings_wanted),
        ):
            button = QPushButton(words)
            mark(button, kind="quiet")
            button.clicked.connect(signal)
            row.addWidget(button)

    def show_connections(self, connections: Sequence[Connection], current: ConnectionId | None) -> None:
        """The connections to choose from; the last row adds one."""
        self.connections.clear()
        for connection in connections:
            self.connections.addItem(shown_line(connection.name[:300]), connection.id)
        self.connections.insertSeparator(self.connections.count())
        self.connections.addItem("Add a connection\u2026", None)
        index = self.connections.findData(current) if current else -1
        self.connections.setCurrentIndex(index)
        self.connections.setPlaceholderText("No connection")
        shown = next((one for one in connections if one.id == current), None)
        if shown is None:
            self.badge.show_word("", "neutral")
        else:
            self.badge.show_word(shown.environment.value, _TONES[shown.environment])

    def show_accounts(self, accounts: Sequence[Account], current: AccountId | None, *, placeholder: str = "") -> None:
        """The accounts to choose from; without any, the picker says why."""
        self.accounts.clear()
        for account in accounts:
            self.accounts.addItem(account_words(account), account.id)
            self.accounts.setItemData(self.accounts.count() - 1, tool_tip(account.reason), Qt.ItemDataRole.ToolTipRole)
        self.accounts.setPlaceholderText(placeholder or "Choose an account")
        self.accounts.setCurrentIndex(self.accounts.findData(current) if current else -1)
        self.accounts.setEnabled(bool(accounts))

    def _on_connection_picked(self, index: int) -> None:
        chosen = self.connections.itemData(index)
        if chosen is None:
            self.add_connection_wanted.emit()
        else:
            self.connection_chosen.emit(chosen)

    def _on_account_picked(self, index: int) -> None:
        self.account_chosen.emit(self.accounts.itemData(index))

    def _picker(self, name: str, least: int, most: int) -> QComboBox:
        picker = ElidedCombo()
        picker.setAccessibleName(name)
        picker.setMinimumWidth(least)
        picker.setMaximumWidth(most)
        picker.setMaxVisibleItems(20)
        picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        picker.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        return picker


def account_words(account: Account) -> str:
    """How an account reads in a list: label, connector, and its state if calls for it will not work."""
    words = account.label[:300]
    if account.connector_name and account.connector_name.casefold() not in account.label.casefold():
        words += f" \u00b7 {account.connector_name[:100]}"
    if account.state not in (AccountState.ACTIVE, AccountState.UNKNOWN):
        words += f" \u00b7 {account.state.value}"
    return shown_line(words)
