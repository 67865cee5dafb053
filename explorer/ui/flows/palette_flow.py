"""Ctrl+K: a few letters lead to any action, connection, account or command."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject

from explorer.calls.copying.ways import CopyWay, ways_for
from explorer.domain.account import Account
from explorer.domain.action import Action
from explorer.domain.connection import Connection
from explorer.providers.catalogue import PLATFORMS
from explorer.ui.dialogs.go_to import MOST_SHOWN, GoTo, Target
from explorer.ui.flows.connection_flow import ConnectionFlow
from explorer.ui.flows.form_flow import FormFlow
from explorer.ui.flows.history.history_flow import HistoryFlow
from explorer.ui.flows.settings_flow import SettingsFlow
from explorer.ui.views.call.call_editor import Face
from explorer.ui.views.request.request_view import RequestView
from explorer.ui.views.results.run_page import ResultFace
from explorer.ui.views.top_bar import account_words
from explorer.ui.window import ExplorerWindow

MOST_ACTIONS = 30
"""Of the actions found, so that connections and commands are still in reach."""


class PaletteFlow(QObject):
    """Opens the palette, and goes where a person chose to go."""

    def __init__(
        self,
        window: ExplorerWindow,
        connection: ConnectionFlow,
        form: FormFlow,
        history: HistoryFlow,
        preferences: SettingsFlow,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._connection = connection
        self._form = form
        self._commands: dict[str, Callable[[], None]] = {
            "Refresh accounts and actions": connection.refresh,
            "Open the sandbox": connection.open_sandbox,
            "Add a connection": preferences.add_connection,
            "Settings": preferences.open_settings,
            "History of runs": history.open_history,
            "Close the explorer": self._close,
        }
        window.top_bar.palette_wanted.connect(self.open_palette)
        window.top_bar.history_wanted.connect(history.open_history)

    def offer(self, commands: Mapping[str, Callable[[], None]]) -> None:
        """Offer these commands too."""
        self._commands.update(commands)

    def open_palette(self) -> None:
        """Ask where to go."""
        dialog = GoTo(self._window, self._find)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()

    def _find(self, text: str) -> Sequence[Target]:
        wanted = text.casefold().split()

        def fits(words: str) -> bool:
            return all(part in words.casefold() for part in wanted)

        commands = {**self._commands, **self._copies()}
        targets = [Target("Command", words, run) for words, run in commands.items() if fits(words)]
        targets += [Target("Connection", one.name, one) for one in self._connection.connections if fits(one.name)]
        opened = self._connection.open
        if opened is not None:
            accounts = [(account_words(one), one) for one in opened.accounts]
            targets += [Target("Account", words, one) for words, one in accounts if fits(words)]
            rows = opened.index.find(text)[:MOST_SHOWN] if wanted else range(0)
            actions = [opened.index.action(row) for row in rows]
            found = [Target("Action", f"{one.name} \u2013 {one.connector_name}", one) for one in actions[:MOST_ACTIONS]]
            # What begins with what was typed is meant; what only has it somewhere comes after the actions.
            meant = [one for one in targets if wanted and one.words.casefold().startswith(text.casefold().strip())]
            targets = [*meant, *found, *(one for one in targets if one not in meant)]
        return targets

    def _on_chosen(self, target: Target) -> None:
        value = target.value
        if isinstance(value, Action):
            self._window.picker.show_chosen(value.key)
            self._form.enter_action(value)
        elif isinstance(value, Connection):
            self._connection.open_connection(value)
        elif isinstance(value, Account):
            self._connection.choose_account(value.id)
        elif callable(value):
            value()

    def _copies(self) -> dict[str, Callable[[], None]]:
        """The ways to copy the call in view, and the request of the run in front."""
        found: dict[str, Callable[[], None]] = {}
        session = self._form.session
        if self._window.is_editing() and session is not None and session.description is not None:
            sdk = PLATFORMS[session.provider.connection.platform].sdk
            for way in ways_for(sdk):
                found[f"Copy this call as {way.label(sdk)}"] = partial(self._copy_call, way)
        page = self._window.results.current_page()
        if page is not None and page.run.result is not None and page.run.result.request is not None:
            for way in ways_for(page.sdk):
                found[f"Copy the request that was sent as {way.label(page.sdk)}"] = partial(self._copy_sent, way)
        return found

    def _copy_call(self, way: CopyWay) -> None:
        self._window.editor.tabs.setCurrentIndex(Face.REQUEST)
        self._window.editor.request_wanted.emit()  # also when it was in view already
        self._window.editor.request.copy_as(way)

    def _copy_sent(self, way: CopyWay) -> None:
        self._window.results.show_face(ResultFace.REQUEST)
        page = self._window.results.current_page()
        tab = page.tab(ResultFace.REQUEST) if page is not None else None
        if isinstance(tab, RequestView):
            tab.copy_as(way)

    def _close(self) -> None:
        self._window.close()
