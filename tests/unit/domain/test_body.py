import gc
import mmap
from pathlib import Path
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.body import IN_MEMORY_BYTES, IncomingBody, is_blank, mapped


@given(pieces=st.lists(st.binary(max_size=40)), in_memory=st.integers(1, 60))
def test_any_pieces_come_back_as_one_body(pieces, in_memory):
    incoming = IncomingBody(in_memory)
    for piece in pieces:
        incoming.add(piece)
        if incoming.is_full:
            incoming.write()
    whole = b"".join(pieces)
    assert len(incoming) == len(whole)
    body = incoming.body()
    assert (len(body), body[:], bytes(memoryview(body))) == (len(whole), whole, whole)


def test_a_small_body_stays_in_memory():
    incoming = IncomingBody()
    incoming.add(b"{}")
    assert incoming.body() == b"{}"
    assert not incoming.is_full


def large_body() -> mmap.mmap:
    incoming = IncomingBody(10)
    incoming.add(b"0123456789")
    assert incoming.is_full
    incoming.write()
    body = incoming.body()
    assert isinstance(body, mmap.mmap)
    return body


def test_a_large_body_cannot_be_changed():
    with pytest.raises(TypeError):
        large_body()[0] = 1


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are counted in /proc")
def test_the_file_of_a_body_is_closed_with_the_last_look_at_it():
    def open_files() -> int:
        gc.collect()
        return len(list(Path("/proc/self/fd").iterdir()))

    before = open_files()
    body = large_body()
    part = memoryview(body)[2:4]
    del body
    assert (bytes(part), open_files() - before) == (b"23", 1)
    del part
    assert open_files() == before


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", True),
        (b" \r\n\t", True),
        (b" " * 70_000, True),
        (b" " * 70_000 + b"x", False),
        (b"x", False),
        (b" " * 5_000 + b"x" + b" " * 70_000, False),
    ],
)
def test_blank_is_a_body_of_white_space_alone(body, expected):
    assert is_blank(body) is expected


@pytest.mark.parametrize(("size", "kind"), [(0, bytes), (IN_MEMORY_BYTES, bytes), (IN_MEMORY_BYTES + 1, mmap.mmap)])
def test_a_file_is_a_body_too(tmp_path, size, kind):
    path = tmp_path / "kept"
    path.write_bytes(b"x" * size)
    body = mapped(path)
    assert (type(body), body[:]) == (kind, b"x" * size)


class FullFile:
    """A file on a disk without any room."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def writelines(self, _lines: object) -> None:
        raise OSError(28, "No space left on device")

    def close(self) -> None:
        raise OSError(28, "No space left on device")


def test_of_what_the_disk_did_not_take_nothing_is_left(monkeypatch):
    monkeypatch.setattr("tempfile.TemporaryFile", FullFile)
    incoming = IncomingBody(1)
    incoming.add(b"lost")
    with pytest.raises(OSError, match="No space"):
        incoming.write()
    incoming.add(b"lost too")
    assert incoming.body() == b""


def test_body_that_is_given_up_closes_its_file():
    incoming = IncomingBody(1)
    incoming.add(b"x" * 10)
    incoming.write()
    file = incoming._file
    del incoming
    assert file.closed
