"""What a text that holds a file says of it, and the file back out of the text."""

import base64
import contextlib
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.form.editors.files.file_errands import NotDone, ReadFile, of_bytes, reading, writing
from explorer.ui.form.editors.files.file_text import (
    BASE64,
    DATA_URI,
    FILE_REF,
    LARGEST_BYTES,
    HeldFile,
    decoded,
    held_file,
    offered_name,
)
from explorer.ui.widgets.thread_answer import Errand

files = st.binary(max_size=200)


@given(files, st.sampled_from([BASE64, DATA_URI]))
def test_a_file_comes_back_out_of_its_text(whole, content):
    read = of_bytes(whole, "x.bin", content, "")
    assert decoded(read.text) == whole
    if read.text:
        assert held_file(read.text, content).size_bytes == len(whole)


@given(files.filter(bool))
def test_both_alphabets_broken_lines_and_missing_padding_are_read(whole):
    plain = base64.b64encode(whole).decode()
    for text in (
        base64.urlsafe_b64encode(whole).decode(),
        plain.rstrip("="),
        base64.encodebytes(whole).decode(),
        plain[:3] + "\r\n" + plain[3:],
    ):
        assert decoded(text) == whole
        assert held_file(text, BASE64).size_bytes == len(whole)


@given(st.text() | st.text(st.sampled_from("data:;base64,AQID=\n")))
def test_any_text_at_all_can_be_asked(text):
    held = held_file(text, BASE64)
    assert held is None or held.words()
    with contextlib.suppress(ValueError):
        decoded(text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("data:image/png;base64,QUJD", HeldFile(3, "image/png", "data URI")),
        ("DATA:,a%20b", HeldFile(5, "text/plain", "data URI")),
        ("data:text/csv;charset=utf-8;name=a.csv;base64,QQ==", HeldFile(1, "text/csv", "data URI")),
        ("QUJD", HeldFile(3, "", "base64")),
        (base64.b64encode(b"%PDF-1.7 and more").decode(), HeldFile(17, "application/pdf", "base64")),
        ("hello, world", None),
        ("QUJDQ", None),
        ("", None),
        ("data:image/png;base64", None),
    ],
)
def test_a_text_says_what_it_holds(text, held):
    assert held_file(text, BASE64) == held


def test_words_name_size_coding_and_type():
    assert held_file("data:image/png;base64," + "QUJD" * 400_000, DATA_URI).words() == "1.2 MB of data URI, image/png"


def test_an_address_of_a_file_is_no_base64():
    assert held_file("abcd", FILE_REF) is None


def test_a_data_uri_may_be_written_in_letters():
    assert decoded("data:," + quote("a b\u00e9")) == "a b\u00e9".encode()


@pytest.mark.parametrize(
    ("name", "key", "media_type", "offered"),
    [("a.txt", "k", "", "a.txt"), ("", "my photo/x", "image/png", "my_photo_x.png"), ("", "../..", "", "file.bin")],
)
def test_a_name_is_offered_for_saving(name, key, media_type, offered):
    assert offered_name(name, key, media_type) == offered


def test_a_file_is_read_in_pieces_and_written_back(tmp_path):
    whole = bytes(range(256)) * 4_000
    path, copy = tmp_path / "picture.png", tmp_path / "copy.png"
    path.write_bytes(whole)
    errand = Errand()
    read = reading(path, DATA_URI, "")(errand)
    assert isinstance(read, ReadFile)
    assert (read.name, read.size_bytes, errand.done, errand.total) == (
        "picture.png",
        len(whole),
        len(whole),
        len(whole),
    )
    assert read.text.startswith("data:image/png;base64,")
    writing(read.text, copy)(Errand())
    assert copy.read_bytes() == whole


def test_a_file_of_unknown_kind_gets_the_wanted_type(tmp_path):
    path = tmp_path / "thing"
    path.write_bytes(b"x")
    assert reading(path, DATA_URI, "application/dicom")(Errand()).text == "data:application/dicom;base64,eA=="
    assert reading(path, DATA_URI, "")(Errand()).text == "data:application/octet-stream;base64,eA=="


def test_why_a_file_was_not_read_or_written_is_said(tmp_path):
    large = tmp_path / "large.mov"
    with large.open("wb") as opened:
        opened.truncate(LARGEST_BYTES + 1)
    answers = [
        reading(large, BASE64, "")(Errand()),
        reading(tmp_path, BASE64, "")(Errand()),
        reading(tmp_path / "none", BASE64, "")(Errand()),
        of_bytes(bytes(LARGEST_BYTES + 1), "picture.png", BASE64, ""),
        writing("QUJD", tmp_path)(Errand()),
        writing("?", tmp_path / "x")(Errand()),
    ]
    assert all(isinstance(answer, NotDone) for answer in answers)
    assert answers[0].words == "large.mov has 20.0 MB: at most 20.0 MB go into a request"
    assert not (tmp_path / "x").exists()


def test_reading_ends_when_nobody_waits(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x")
    assert reading(path, BASE64, "")(Errand(is_given_up=True)) is None
