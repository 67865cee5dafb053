from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.storage.history.records import HistoryLimits
from explorer.storage.settings.history_limits import SECTION, history_limits, remember_history_limits
from explorer.storage.settings.settings_file import SettingsFile

UNREADABLE = [None, [], "off", 0, {}, {"is_on": "no"}, {"most_runs": 0}, {"most_runs": True}, {"most_bytes": -1}]


@pytest.mark.parametrize("held", UNREADABLE)
def test_what_cannot_be_read_is_as_usual(tmp_path: Path, held) -> None:
    settings = SettingsFile(tmp_path / "settings.json")
    settings.change(SECTION, held)
    assert history_limits(settings) == HistoryLimits()


@given(st.booleans(), st.integers(1, 10**9), st.integers(1, 2**63))
def test_limits_come_back_as_they_were_and_what_else_stands_there_stays(is_on, runs, size) -> None:
    settings = SettingsFile(Path("settings.json"))
    settings.change(SECTION, {"later": 1})
    limits = HistoryLimits(is_on=is_on, most_runs=runs, most_bytes=size)
    remember_history_limits(settings, limits)
    assert history_limits(settings) == limits
    assert settings.section(SECTION)["later"] == 1
