import asyncio
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.json_value import ABSENT
from explorer.storage.settings import settings_file
from explorer.storage.settings.settings_file import SettingsFile, SettingsNotSaved


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def loaded(path: Path) -> SettingsFile:
    settings = SettingsFile(path)
    assert settings.load() == ""
    return settings


def test_no_file_is_a_fresh_start(path: Path):
    assert loaded(path).section("anything") is ABSENT
    assert not path.exists()


def test_what_was_saved_is_there_after_the_next_start(path: Path):
    settings = loaded(path)
    settings.change("window", {"geometry": "AbC="})
    asyncio.run(settings.save())
    assert loaded(path).section("window") == {"geometry": "AbC="}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=12,
    )
)
def test_every_value_comes_back_unchanged(tmp_path_factory: pytest.TempPathFactory, value: object):
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    settings = SettingsFile(path)
    settings.change("value", value)
    settings.save_now()
    assert loaded(path).section("value") == value


def test_sections_that_nobody_knows_are_kept(path: Path):
    path.write_text('{"version": 1, "from the future": {"kept": 1e400}, "window": {}}')
    settings = loaded(path)
    settings.change("window", {"geometry": "x"})
    settings.save_now()
    assert '"kept": 1e400' in path.read_text()


def test_nothing_is_written_when_nothing_changed(path: Path):
    settings = loaded(path)
    settings.change("a", 1)
    settings.save_now()
    path.unlink()
    settings.change("a", 1)
    settings.save_now()
    assert not path.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Expecting value"),
        (b'{"version": 1, "half', "Unterminated string"),
        (b"[1, 2]", "not an object"),
        (b'{"connections": []}', "names no version"),
        (b'{"version": 99}', "newer program"),
        (b'{"version": 1, "version": 1}', "twice"),
        (b"\xff\xfe\x00", "codec can't decode"),
        (b"[" * 100_000, "nested deeper"),
    ],
)
def test_a_broken_file_is_kept_aside_told_about_and_replaced(path: Path, content: bytes, reason: str):
    path.write_bytes(content)
    settings = SettingsFile(path)
    told = settings.load()
    aside = next(path.parent.glob("settings.json.broken-*"))
    assert reason in told
    assert aside.name in told
    assert aside.read_bytes() == content
    settings.change("window", {})
    settings.save_now()
    assert json.loads(path.read_text()) == {"version": 1, "window": {}}


def test_a_broken_file_that_cannot_be_renamed_is_overwritten_and_it_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_path: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(settings_file, "set_aside", refuse)
    path.write_text("broken")
    settings = SettingsFile(path)
    assert "cannot be renamed either (Permission denied), and will be overwritten" in settings.load()
    settings.save_now()
    assert json.loads(path.read_text()) == {"version": 1}


def test_a_huge_file_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings_file, "LARGEST_FILE_BYTES", 1024 * 1024)
    path.write_bytes(b'{"version": 1, "a": "' + b"x" * 1024 * 1024 + b'"}')
    assert "larger than 1 MiB" in SettingsFile(path).load()


def test_a_mark_of_windows_editors_is_no_fault(path: Path):
    path.write_bytes(b'\xef\xbb\xbf{"version": 1, "a": 1}')
    assert loaded(path).section("a") == 1


def test_a_file_that_cannot_be_read_is_told_about(path: Path):
    path.mkdir()
    assert "The settings could not be read: Is a directory." in SettingsFile(path).load()


def test_a_save_that_fails_says_why_and_the_next_one_tries_again(path: Path):
    path.parent.joinpath("folder").write_text("in the way")
    settings = SettingsFile(path.parent / "folder" / "settings.json")
    settings.change("a", 1)
    with pytest.raises(SettingsNotSaved, match=r"could not be saved to .*folder"):
        settings.save_now()
    path.parent.joinpath("folder").unlink()
    settings.save_now()
    assert settings.path.exists()


def test_a_file_that_was_only_read_is_not_written(path: Path):
    settings = loaded(path)
    settings.change("a", 1)
    settings.save_now()
    again = loaded(path)
    path.unlink()
    again.save_now()
    assert not path.exists()


def test_saves_are_written_one_after_the_other(path: Path, monkeypatch: pytest.MonkeyPatch):
    inside: list[str] = []
    most: list[int] = []

    def slow_write(_path: Path, _content: bytes) -> None:
        inside.append("one")
        time.sleep(0.01)  # Long enough for another one to come in, if it could.
        most.append(len(inside))
        inside.pop()

    async def save_often() -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(5):
                settings.change("number", number)
                group.create_task(settings.save())
                await asyncio.sleep(0)

    monkeypatch.setattr(settings_file, "write_whole", slow_write)
    settings = SettingsFile(path)
    asyncio.run(save_often())
    assert set(most) == {1}


def test_overlapping_saves_end_with_the_newest_content(path: Path):
    async def save_often() -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(20):
                settings.change("number", number)
                group.create_task(settings.save())

    settings = loaded(path)
    asyncio.run(save_often())
    assert loaded(path).section("number") == 19


def test_the_version_cannot_be_changed_by_a_section(path: Path):
    with pytest.raises(ValueError, match="version"):
        SettingsFile(path).change("version", 7)
