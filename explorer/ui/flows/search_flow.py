"""What is typed and filtered in the left pane becomes the rows that are shown."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from explorer.calls.open_connection import CachedListing, OpenConnection
from explorer.calls.search import ActionFilter
from explorer.domain.action import Action, ActionKey
from explorer.storage.settings.window_state import RememberedActions, WindowStateStore
from explorer.ui.flows.connection_flow import ConnectionFlow
from explorer.ui.views.action_picker import ActionPicker, Shown


class SearchFlow(QObject):
    """Keeps the list in step with the query, the catalogue and the favourites."""

    def __init__(self, picker: ActionPicker, connection: ConnectionFlow, remembered: WindowStateStore) -> None:
        super().__init__(picker)
        self._picker = picker
        self._connection = connection
        self._remembered = remembered
        self._actions = RememberedActions()
        picker.query_changed.connect(self._on_query_changed)
        picker.favourite_toggled.connect(self._on_favourite_toggled)
        picker.unread.clicked.connect(self._on_unread_wanted)
        connection.cached.connect(self._on_cached)
        connection.opened.connect(self._on_opened)
        connection.listed.connect(self._on_listed)
        connection.forgotten.connect(remembered.forget)

    def mark_used(self, key: ActionKey) -> None:
        """Remember that an action was run."""
        self._remember(self._actions.used(key))

    def _on_cached(self, listing: CachedListing) -> None:
        self._actions = self._remembered.actions(listing.connection.id)
        self._show()

    def _on_opened(self, opened: OpenConnection | None) -> None:
        self._actions = RememberedActions() if opened is None else self._remembered.actions(opened.connection.id)
        if opened is None:
            self._picker.forget_connection()
            self._picker.unread.show_problems(())
        self._show()

    def _on_listed(self, _opened: OpenConnection) -> None:
        self._show()

    def _on_query_changed(self, _query: object) -> None:
        self._show()

    def _on_favourite_toggled(self, action: Action) -> None:
        is_new = action.key not in self._actions.favourites
        self._remember(self._actions.marked(action.key, is_favourite=is_new))
        self._show()

    def _remember(self, actions: RememberedActions) -> None:
        self._actions = actions
        listing = self._connection.open or self._connection.listing
        if listing is not None:
            self._remembered.remember_actions(listing.connection.id, actions)

    def _show(self) -> None:
        opened = self._connection.open or self._connection.listing
        if opened is None:
            return
        self._picker.unread.show_problems(opened.catalogue.problems)
        found = self._found(opened)
        if not found and opened.is_discovering and not opened.catalogue.actions:
            self._picker.show_empty("Discovering actions\u2026")
            return
        self._picker.show_actions(found, len(opened.catalogue.actions), frozenset(self._actions.favourites))

    def _on_unread_wanted(self) -> None:
        # Imported when it is wanted: most listings can be read.
        from explorer.ui.dialogs.text_dialog import TextDialog

        about = "The platform listed these too, but not as its description says. All other actions are in the list."
        TextDialog(self._picker.window(), "Entries that could not be read", about, self._picker.unread.report()).open()

    def _found(self, opened: OpenConnection | CachedListing) -> Sequence[Action]:
        query = self._picker.query()
        only: Sequence[ActionKey] | None = None
        if query.shown is Shown.FAVOURITES:
            only = self._actions.favourites
        elif query.shown is Shown.RECENT:
            only = self._actions.recent
        actions = opened.catalogue.actions
        if not query.text and query.connector_key is None and query.effect is None and only is None:
            return actions
        wanted = ActionFilter(
            connectors=frozenset() if query.connector_key is None else frozenset([query.connector_key]),
            effects=frozenset() if query.effect is None else frozenset([query.effect]),
            favourites=None if only is None else frozenset(only),
        )
        found = [opened.index.action(row) for row in opened.index.find(query.text, wanted)]
        if query.shown is Shown.RECENT and not query.text:
            places = {key: place for place, key in enumerate(self._actions.recent)}
            found.sort(key=lambda action: places[action.key])
        return found
