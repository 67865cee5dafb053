"""The text of a dropped file, and what is remarked about a call."""

import pytest

from explorer.calls.pasting.pasted_text import MOST_LETTERS, NotUnderstood
from explorer.calls.pasting.remarks import host_remark
from explorer.calls.pasting.text_file import text_of_file


def test_text_is_read_without_its_mark_of_encoding(tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(b"\xef\xbb\xbf{}")
    assert text_of_file(file) == "{}"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", "no text"), (b" " * (MOST_LETTERS * 4 + 1), "longer"), (None, "cannot be read")],
)
def test_a_file_that_cannot_be_pasted_is_refused_with_the_reason(tmp_path, content, words):
    file = tmp_path / "a.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(NotUnderstood, match=words):
        text_of_file(file)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://api.example/x", ""),
        ("/api/x", ""),
        ("", ""),
        ("https://[x", ""),
        ("https://user:pass@other.example:8443/x", "It was made for other.example:8443; Run sends it to api.example."),
    ],
)
def test_another_host_is_remarked_without_what_is_secret(url, words):
    assert host_remark(url, "https://api.example") == words
