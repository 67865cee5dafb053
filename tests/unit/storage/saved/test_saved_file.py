"""Files that are looked at: what they are is told by their content first."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.body import IN_MEMORY_BYTES
from explorer.storage.json_file import FileUnusable
from explorer.storage.saved.media_type import is_binary, media_type_of
from explorer.storage.saved.saved_file import open_saved, read_ahead


@pytest.mark.parametrize(
    ("start", "name", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "answer.json", "image/png"),
        (b"PK\x03\x04", "support.zip", "application/zip"),
        (b"%PDF-1.7", "x", "application/pdf"),
        (b'{"a": 1}', "picture.png", "application/json"),
        (b"\xef\xbb\xbf[1]", "x.json", "application/json"),
        (b"a,b\n1,2", "x.CSV", "text/csv"),
        (b"hello", "x", "text/plain"),
        (b"caf\xe9 au lait", "x", "text/plain"),
        (b"\xff\xfeh\0i\0", "x.txt", "text/plain"),
        (b'{\0"\0a\0', "x.json", "application/json"),
        (b'{"a": "\xff"}', "x", "application/json"),
        (b'{"a": 1}\n{"a": 2}', "x.jsonl", "application/x-ndjson"),
        (b"\x7fELF\0\0", "x.txt", "application/octet-stream"),
        (b"\x01\x02\x03", "x", "application/octet-stream"),
        (b"\xfe\xed\xfa\xce", "x", "application/octet-stream"),
    ],
)
def test_the_type_is_told_by_content_and_then_by_name(start, name, media_type):
    assert media_type_of(start, name) == media_type


@given(st.binary(max_size=64), st.text(max_size=12))
def test_any_bytes_under_any_name_have_a_type(start, name):
    assert "/" in media_type_of(start, name)


def test_pictures_and_archives_are_no_text():
    assert [is_binary(one) for one in ("image/png", "application/octet-stream", "text/csv")] == [True, True, False]


def test_a_large_file_is_mapped_and_not_read(tmp_path: Path):
    path = tmp_path / "large.json"
    path.write_bytes(b"[" + b"1," * IN_MEMORY_BYTES + b"1]")
    body = open_saved(path).body
    assert not isinstance(body, bytes)
    assert body[-3:] == b",1]"


def test_what_the_type_is_stands_in_no_header_that_was_received(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b")
    answer = open_saved(path).answer()
    assert (answer.media_type, answer.headers, bytes(answer.body)) == ("text/csv", (), b"a,b")
    assert answer.header("x-other") == ""


def test_a_har_file_is_known_under_any_name(tmp_path: Path):
    path = tmp_path / "saved"
    path.write_bytes(b'{"log": {"entries": [1]}}')
    archive = open_saved(path).archive
    assert archive is not None
    assert len(archive.entries) == 1


def test_a_broken_har_file_is_shown_as_an_answer(tmp_path: Path):
    path = tmp_path / "saved.har"
    path.write_bytes(b'{"log": {"entries": [1')
    assert open_saved(path).archive is None


def test_a_file_that_is_not_there_is_refused_in_one_line(tmp_path: Path):
    with pytest.raises(FileUnusable, match="no such file"):
        open_saved(tmp_path / "nowhere")


def test_a_directory_is_refused(tmp_path: Path):
    with pytest.raises(FileUnusable, match="that is a directory"):
        open_saved(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileUnusable, match="no regular file"):
        open_saved(tmp_path / "pipe")


def test_a_file_that_the_system_does_not_let_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "locked"
    path.touch()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(FileUnusable, match="locked: Permission denied"):
        open_saved(path)


def test_a_name_that_no_system_takes_is_refused():
    with pytest.raises(FileUnusable):
        open_saved(Path("/" + "x" * 5_000))


def test_reading_ahead_stops_when_nobody_waits_and_fails_for_no_file(tmp_path: Path):
    path = tmp_path / "large"
    path.write_bytes(b"x" * (1 << 22))
    asked = []
    read_ahead(path, lambda: bool(asked.append(1)) or len(asked) > 2)
    assert len(asked) == 3
    read_ahead(tmp_path / "nowhere", lambda: False)
