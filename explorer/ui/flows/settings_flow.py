"""Connections are added, tested, changed and removed; the look is chosen, the history is limited."""

import uuid
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from explorer.calls.connection_opener import ConnectionOpener
from explorer.calls.kept_runs import KeptRuns
from explorer.domain.connection import Connection, ConnectionId, Platform
from explorer.domain.failure import Failure, SecretUnavailable
from explorer.providers.contract import PlatformKind, Provider
from explorer.storage.history.records import HistoryLimits, HistoryUnusable
from explorer.storage.secrets import SecretStore
from explorer.storage.settings.connection_store import ConnectionStore
from explorer.storage.settings.history_limits import remember_history_limits
from explorer.storage.settings.settings_file import SettingsFile, SettingsNotSaved
from explorer.ui.dialogs.connection.connection_editor import ConnectionDraft, ConnectionEditor
from explorer.ui.dialogs.preferences import Preferences
from explorer.ui.flows.connection_flow import ConnectionFlow
from explorer.ui.look.appearance import LOOK, Appearance
from explorer.ui.task_scope import TaskScope
from explorer.ui.window import ExplorerWindow


class Places(Protocol):
    """Where files are."""

    @property
    def settings_file(self) -> Path:
        """The settings."""
        ...

    @property
    def logs(self) -> Path:
        """The folder of the log."""
        ...

    @property
    def records(self) -> Path:
        """The folder of the runs."""
        ...


class SettingsFlow(QObject):
    """Opens the dialogs and does what they ask for."""

    def __init__(
        self,
        window: ExplorerWindow,
        scope: TaskScope,
        connection: ConnectionFlow,
        store: ConnectionStore,
        settings: SettingsFile,
        secrets: SecretStore,
        opener: ConnectionOpener,
        platforms: Mapping[Platform, PlatformKind],
        appearance: Appearance,
        places: Places,
        kept: KeptRuns,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._scope = scope
        self._connection = connection
        self._store = store
        self._settings = settings
        self._secrets = secrets
        self._opener = opener
        self._platforms = platforms
        self._appearance = appearance
        self._places = places
        self._kept = kept
        self._preferences: Preferences | None = None
        window.top_bar.settings_wanted.connect(self.open_settings)
        window.top_bar.add_connection_wanted.connect(self.add_connection)
        window.start_page.add_connection_wanted.connect(self.add_connection)
        window.start_page.change_connection_wanted.connect(self._on_change_wanted)

    def open_settings(self) -> None:
        """Show the settings."""
        look = self._settings.section(LOOK)
        place = self._secrets.place
        dialog = Preferences(
            self._window,
            look=look if isinstance(look, str) else "system",
            secrets=place.text,
            secrets_hint=place.reason,
            files=[
                ("Settings", self._places.settings_file),
                ("Log", self._places.logs),
                ("Runs", self._places.records),
            ],
            limits=self._kept.store.limits,
        )
        dialog.add_wanted.connect(self.add_connection)
        dialog.edit_wanted.connect(self._on_edit_wanted)
        dialog.remove_wanted.connect(self._on_remove_wanted)
        dialog.look_chosen.connect(self._on_look_chosen)
        dialog.limits_chosen.connect(self._on_limits_chosen)
        dialog.finished.connect(self._on_preferences_finished)
        self._preferences = dialog
        self._show_connections()
        dialog.open()

    def add_connection(self) -> None:
        """Ask for a new connection."""
        self._connection.show_current()
        self._edit(ConnectionId(uuid.uuid4().hex), None)

    def _on_change_wanted(self) -> None:
        if (wanted := self._connection.wanted) is not None:
            self._on_edit_wanted(wanted.id)

    def _on_edit_wanted(self, connection_id: ConnectionId) -> None:
        connection = next((one for one in self._store.load().connections if one.id == connection_id), None)
        if connection is not None:
            self._edit(connection_id, connection)

    def _edit(self, connection_id: ConnectionId, connection: Connection | None) -> None:
        editor = ConnectionEditor(self._preferences or self._window, self._platforms, connection_id, connection)
        editor.save_wanted.connect(lambda draft: self._work_for(editor, self._save(editor, draft), "save a connection"))
        editor.test_wanted.connect(lambda draft: self._work_for(editor, self._test(editor, draft), "test a connection"))
        editor.open()

    def _work_for(self, editor: ConnectionEditor, work: Coroutine[None, None, None], name: str) -> None:
        """Work that is given up when the dialog is; after that there is no dialog to show anything in."""
        task = self._scope.start(work, name=name)
        if task is not None:
            editor.rejected.connect(task.cancel)

    async def _save(self, editor: ConnectionEditor, draft: ConnectionDraft) -> None:
        if draft.only_session_because:
            place = self._secrets.use_memory(draft.only_session_because)
            self._window.status.show_secrets(place.text, hint=place.reason)
        editor.show_saving(is_saving=True)
        try:
            for name, value in draft.secrets.items():
                await self._secrets.write(draft.connection, name, value)
            self._store.save(_with(self._store.load().connections, draft.connection))
            await self._settings.save()
        except SecretUnavailable as failure:
            editor.offer_session_only(failure.said)
        except SettingsNotSaved as problem:
            editor.show_problem(str(problem))
        else:
            editor.accept()
            self._connection.reload_connections()
            self._show_connections()
            self._connection.open_connection(draft.connection)
            return
        editor.show_saving(is_saving=False)

    async def _test(self, editor: ConnectionEditor, draft: ConnectionDraft) -> None:
        editor.show_test_ended(await self._tested(editor, draft))

    async def _tested(self, editor: ConnectionEditor, draft: ConnectionDraft) -> str:
        words = "Every step worked."
        provider: Provider | None = None
        try:
            provider = await self._opener.open(draft.connection, typed=draft.secrets)
            async for step in provider.test_connection():
                editor.show_step(step)
                if step.failure is not None:
                    words = "The steps after this one were not tried."
        except Failure as failure:
            words = failure.said
        finally:
            if provider is not None:
                await provider.aclose()
        return words

    def _on_remove_wanted(self, connection_id: ConnectionId) -> None:
        self._scope.start(self._remove(connection_id), name="remove a connection")

    async def _remove(self, connection_id: ConnectionId) -> None:
        connections = self._store.load().connections
        removed = next((one for one in connections if one.id == connection_id), None)
        if removed is None:
            return
        for secret in self._platforms[removed.platform].secrets:
            try:
                await self._secrets.delete(removed, secret.name)
            except SecretUnavailable as failure:
                self._window.notice.show_notice(f"A secret of {removed.name} is still in the keyring: {failure.said}")
        self._store.save([one for one in connections if one.id != connection_id])
        try:
            await self._settings.save()
        except SettingsNotSaved as problem:
            self._window.notice.show_notice(str(problem))
        self._connection.forget(connection_id)
        self._show_connections()

    def _on_look_chosen(self, look: str) -> None:
        self._settings.change(LOOK, look)
        self._appearance.choose(look)

    def _on_limits_chosen(self, limits: HistoryLimits) -> None:
        remember_history_limits(self._settings, limits)
        self._scope.start(self._limit(limits), name="limit the history")

    async def _limit(self, limits: HistoryLimits) -> None:
        try:
            await self._kept.store.set_limits(limits)
        except HistoryUnusable as problem:
            self._window.notice.show_notice(str(problem))

    def _on_preferences_finished(self, _result: int) -> None:
        self._preferences = None

    def _show_connections(self) -> None:
        if self._preferences is not None:
            session = self._connection.is_for_session
            self._preferences.show_connections(
                [(one, "for this session only" if session(one.id) else "") for one in self._connection.connections]
            )


def _with(connections: Sequence[Connection], changed: Connection) -> list[Connection]:
    """The connections with this one in its place, or at the end if it is new."""
    if all(one.id != changed.id for one in connections):
        return [*connections, changed]
    return [changed if one.id == changed.id else one for one in connections]
