import os
import sys
from pathlib import Path

import pytest

from explorer.storage.atomic_file import set_aside, write_whole


def test_content_is_there_and_nothing_else(tmp_path: Path):
    path = tmp_path / "new folder" / "file.json"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(path.parent.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "file.json"
    write_whole(path, b"before")

    def no_space(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_bytes_are_on_the_disk_before_the_name_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "file.json"
    seen: list[bool] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        seen.append(path.exists())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    write_whole(path, b"content")
    assert seen == [False]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits; its profile folders are private")
def test_nobody_else_may_read_it(tmp_path: Path):
    write_whole(tmp_path / "file.json", b"content")
    assert (tmp_path / "file.json").stat().st_mode & 0o077 == 0


def test_files_set_aside_never_overwrite_each_other(tmp_path: Path):
    path = tmp_path / "file.json"
    kept = []
    for content in ("one", "two", "three"):
        path.write_text(content)
        kept.append(set_aside(path))
    assert [aside.read_text() for aside in kept] == ["one", "two", "three"]
    assert not path.exists()
