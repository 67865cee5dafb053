"""
How much of the history is kept, as the settings hold it.

    "history": {"is_on": true or false, "most_runs": number, "most_bytes": number}

Whatever of it cannot be read is as usual; a history is not switched off by mistake.
"""

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.storage.history.records import HistoryLimits
from explorer.storage.settings.settings_file import SettingsFile

SECTION = "history"


def history_limits(settings: SettingsFile) -> HistoryLimits:
    """How much is to be kept."""
    found = _section(settings)
    usual = HistoryLimits()
    is_on = found.get("is_on")
    return HistoryLimits(
        is_on=is_on if isinstance(is_on, bool) else usual.is_on,
        most_runs=_count(found.get("most_runs"), usual.most_runs),
        most_bytes=_count(found.get("most_bytes"), usual.most_bytes),
    )


def remember_history_limits(settings: SettingsFile, limits: HistoryLimits) -> None:
    """Keep so much from now on; the settings file's own `save` writes it."""
    chosen: JsonObject = {
        "is_on": limits.is_on,
        "most_runs": limits.most_runs,
        "most_bytes": limits.most_bytes,
    }
    settings.change(SECTION, _section(settings) | chosen)


def _section(settings: SettingsFile) -> JsonObject:
    found = settings.section(SECTION)
    return found if isinstance(found, dict) else {}


def _count(value: JsonValue, usual: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else usual
