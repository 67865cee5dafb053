"""
Which places do not count when two runs of an action are compared.

    "ignored": {action key: {part of a run: [path, ...]}}

Whatever of it cannot be read counts as not there.
"""

from collections.abc import Sequence
from typing import Final

from explorer.domain.action import ActionKey
from explorer.domain.json_value import JsonObject, JsonValue
from explorer.storage.settings.settings_file import SettingsFile

SECTION: Final = "ignored"
MOST_PATHS: Final = 200
"""Of one part of one action's runs."""
MOST_ACTIONS: Final = 2_000
"""Beyond it the action that was changed longest ago is forgotten."""


class IgnoredStore:
    """Reads and changes the paths; the settings file's own `save` writes them."""

    def __init__(self, settings: SettingsFile) -> None:
        self._settings = settings

    def paths(self, action: ActionKey, part: str) -> tuple[str, ...]:
        """The paths of one part of an action's runs, in the order in which they were added."""
        return _texts(_object(self._all().get(str(action))).get(part))

    def remember(self, action: ActionKey, part: str, paths: Sequence[str]) -> None:
        """Keep these paths, and no others."""
        known = self._all()
        kept: list[JsonValue] = list[JsonValue](dict.fromkeys(paths))[:MOST_PATHS]
        parts = {name: value for name, value in _object(known.get(str(action))).items() if name != part}
        if kept:
            parts[part] = kept
        rest = {key: value for key, value in known.items() if key != action}
        if parts:
            rest[str(action)] = parts
        self._settings.change(SECTION, dict(list(rest.items())[-MOST_ACTIONS:]))

    def _all(self) -> JsonObject:
        found = self._settings.section(SECTION)
        return found if isinstance(found, dict) else {}


def _object(value: JsonValue) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _texts(value: JsonValue) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(dict.fromkeys(path for path in value if isinstance(path, str)))[:MOST_PATHS]
