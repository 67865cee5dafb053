"""
What the window remembers: its place, its splitters, favourite actions and those used lately.

    "window": {"geometry": base64, "splitters": {name: [pixels, ...]}}
    "favourites": {connection id: [action key, ...]}
    "recent": {connection id: [action key, ...]}

Whatever of it cannot be read counts as not there: the window then opens as if for the first time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from explorer.domain.action import ActionKey
from explorer.domain.connection import ConnectionId
from explorer.domain.json_value import JsonObject, JsonValue
from explorer.storage.settings.settings_file import SettingsFile

SECTION = "window"
FAVOURITES = "favourites"
RECENT = "recent"
MOST_RECENT = 50
"""How many actions of each connection are remembered as used lately."""


@dataclass(frozen=True, slots=True)
class WindowState:
    """
    Args:
        geometry: What the window itself gave as its place and size, as base64 text; empty if it has none yet.
        splitters: The sizes of each splitter's parts in pixels, by the splitter's name.
    """

    geometry: str = ""
    splitters: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RememberedActions:
    """The actions of one connection that were marked, in the order of marking, and used lately, newest first."""

    favourites: Sequence[ActionKey] = ()
    recent: Sequence[ActionKey] = ()

    def used(self, key: ActionKey) -> "RememberedActions":
        """With this action as the one used last."""
        others = [other for other in self.recent if other != key]
        return replace(self, recent=(key, *others[: MOST_RECENT - 1]))

    def marked(self, key: ActionKey, *, is_favourite: bool) -> "RememberedActions":
        """With this action as a favourite, or no longer."""
        others = tuple(other for other in self.favourites if other != key)
        if not is_favourite:
            return replace(self, favourites=others)
        return self if key in self.favourites else replace(self, favourites=(*others, key))


class WindowStateStore:
    """Reads and changes what the window remembers; the settings file's own `save` writes it."""

    def __init__(self, settings: SettingsFile) -> None:
        self._settings = settings

    def window(self) -> WindowState:
        """Place and splitters, as remembered last."""
        found = self._part(SECTION)
        geometry, splitters = found.get("geometry"), found.get("splitters")
        return WindowState(
            geometry=geometry if isinstance(geometry, str) and geometry.isascii() else "",
            splitters={
                name: tuple(size for size in sizes if isinstance(size, int))
                for name, sizes in (splitters.items() if isinstance(splitters, dict) else ())
                if isinstance(sizes, list) and all(_is_size(size) for size in sizes)
            },
        )

    def remember_window(self, state: WindowState) -> None:
        """Keep place and splitters."""
        splitters: JsonObject = {name: list(sizes) for name, sizes in state.splitters.items()}
        self._settings.change(SECTION, self._part(SECTION) | {"geometry": state.geometry, "splitters": splitters})

    def actions(self, connection_id: ConnectionId) -> RememberedActions:
        """What is remembered of one connection's actions."""
        return RememberedActions(
            favourites=_keys(self._part(FAVOURITES).get(connection_id)),
            recent=_keys(self._part(RECENT).get(connection_id))[:MOST_RECENT],
        )

    def remember_actions(self, connection_id: ConnectionId, actions: RememberedActions) -> None:
        """Keep favourites and recent actions of one connection."""
        for section, keys in ((FAVOURITES, actions.favourites), (RECENT, actions.recent)):
            kept: list[JsonValue] = [str(key) for key in keys]
            self._settings.change(section, self._part(section) | {str(connection_id): kept})

    def forget(self, connection_id: ConnectionId) -> None:
        """Drop what is remembered of a connection that was removed."""
        for section in (FAVOURITES, RECENT):
            rest = {key: value for key, value in self._part(section).items() if key != connection_id}
            self._settings.change(section, rest)

    def _part(self, name: str) -> JsonObject:
        found = self._settings.section(name)
        return found if isinstance(found, dict) else {}


def _is_size(value: JsonValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31


def _keys(value: JsonValue) -> tuple[ActionKey, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(dict.fromkeys(ActionKey(key) for key in value if isinstance(key, str) and key))
