import os
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.call import RunId
from explorer.domain.masking import SecretMask
from explorer.storage.history import bodies
from explorer.storage.history.bodies import BodyDamaged, BodyFiles

RUN = RunId("abcdef")


@pytest.fixture
def files(tmp_path):
    return BodyFiles(tmp_path / "bodies", SecretMask())


def names(tmp_path):
    return sorted(path.name for path in tmp_path.rglob("*") if path.is_file())


def test_what_is_kept_says_what_it_is(files):
    kept, excerpt = files.keep(RUN, "answer", b"hello", "Text/Plain; charset=utf-8")
    assert (kept.name, kept.size_bytes, kept.received_bytes) == ("ab/abcdef-answer", 5, 5)
    assert kept.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    assert (kept.media_type, kept.is_masked, excerpt) == ("text/plain", False, "hello")


def test_a_body_takes_the_place_of_the_one_before(files, tmp_path):
    files.keep(RUN, "answer", b"one", "")
    kept, _ = files.keep(RUN, "answer", b"two", "")
    assert files.read(kept) == b"two"
    assert names(tmp_path) == ["abcdef-answer"]


def test_a_body_that_cannot_be_written_whole_leaves_the_one_before(files, tmp_path, monkeypatch):
    kept, _ = files.keep(RUN, "answer", b"one", "")

    def fail(*_arguments):
        yield "tw"
        raise OSError(28, "disk full")

    monkeypatch.setattr(bodies, "_masked", fail)
    with pytest.raises(OSError, match="disk full"):
        files.keep(RUN, "answer", b"two", "")
    assert files.read(kept) == b"one"
    assert names(tmp_path) == ["abcdef-answer"]


def test_the_excerpt_is_the_start_of_a_long_text(files):
    kept, excerpt = files.keep(RUN, "answer", b"abc" * 100_000, "text/plain")
    assert excerpt == ("abc" * 100_000)[: bodies.MOST_EXCERPT_LETTERS]
    assert files.excerpt(kept, "text/plain") == excerpt


def test_a_body_that_is_gone_has_no_excerpt_and_is_damaged(files):
    kept, _ = files.keep(RUN, "answer", b"one", "")
    assert files.remove([kept.name, "ab/never-there"]) == []
    assert files.excerpt(kept, "") == ""
    with pytest.raises(BodyDamaged, match="cannot be read"):
        files.read(kept)


def test_text_with_few_strange_bytes_is_text(files):
    assert files.keep(RUN, "answer", b"a" * 200 + b"\xff", "")[1] != ""
    assert files.keep(RUN, "answer", b"a" * 10 + b"\xff\xfe\x01", "")[1] == ""
    assert files.keep(RUN, "answer", b"a" * 200 + b"\0", "")[1] == ""


def test_files_of_no_run_are_swept_away_unless_they_are_young(files, tmp_path):
    known, _ = files.keep(RUN, "answer", b"known", "")
    old, _ = files.keep(RunId("00aa"), "answer", b"old", "")
    files.keep(RunId("00bb"), "answer", b"young", "")
    hours_ago = time.time() - 2 * bodies.ORPHAN_AGE_S
    for kept in (known, old):
        os.utime(tmp_path / "bodies" / kept.name, (hours_ago, hours_ago))
    assert files.sweep({known.name}) == 1
    assert names(tmp_path) == ["00bb-answer", "abcdef-answer"]
    assert files.sweep({known.name}, older_than_s=0) == 1
    assert names(tmp_path) == ["abcdef-answer"]


TYPES = [
    "",
    "text/plain; charset=utf-16",
    "charset=utf-16le",
    "charset=utf-32be",
    "charset=iso-8859-1",
    "charset=klingon",
]


@given(st.binary(max_size=40), st.sampled_from([b"", *bodies._WIDE]), st.sampled_from(TYPES), st.booleans())
def test_every_body_comes_back_to_the_byte_whatever_it_is_said_to_be(content, mark, content_type, is_long):
    content = mark + content * (4000 if is_long else 1)
    with tempfile.TemporaryDirectory() as place:
        files = BodyFiles(Path(place), SecretMask(["swordfish"]))
        kept, _ = files.keep(RUN, "answer", content, content_type)
        assert bytes(files.read(kept)) == content
