"""Which addresses can be used for a connection."""

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.ui.dialogs.connection.connection_address import address_problem

PIECES = st.lists(
    st.sampled_from(
        [
            "http",
            "https",
            "://",
            ":",
            "/",
            "//",
            "@",
            "?",
            "#",
            "[",
            "]",
            "::1",
            "127.0.0.1",
            "localhost",
            "a.example",
            "\\",
            "%00",
            "user",
            "443",
            "99999",
            "..",
            "-",
            "xn--a",
            "%2f",
        ]
    )
    | st.sampled_from(["\u2028", " ", "\n", "\u00e9"])
    | st.text(max_size=3),
    max_size=9,
).map("".join)


@pytest.mark.parametrize(
    "address",
    [
        "https://api.stackone.com",
        "https://api.example.com:8443/base/path",
        "https://xn--bcher-kva.example",
        "http://127.0.0.1:8000",
        "http://localhost",
        "http://[::1]:8000",
        "https://[2001:db8::1]",
        "https://host_with_underscore.example.",
    ],
)
def test_an_address_that_can_be_used(address):
    assert address_problem(address) == ""


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "begins with https://"),
        ("api.stackone.com", "begins with https://"),
        ("ftp://a.example", "begins with https://"),
        ("https://", "begins with https://"),
        ("https://a.example:0", "begins with https://"),
        ("https://a.example:99999", "cannot be read"),
        ("https://[::1", "cannot be read"),
        ("https://user@a.example", "user name and password"),
        ("https://:secret@a.example", "user name and password"),
        ("https://@a.example", "user name and password"),
        ("https://a.example/?key=1", "what follows ?"),
        ("https://a.example/?", "what follows ?"),
        ("https://a.example/#x", "what follows ?"),
        ("https://a b.example", "without blanks"),
        ("https://a.example/a b", "without blanks"),
        ("https://b\u00fccher.example", "xn--"),
        ("https://a\\b", "without blanks"),
        ("http://a.example", "Use https://"),
        ("http://127.0.0.1.evil.example", "Use https://"),
        ("http://localhost.evil.example", "Use https://"),
    ],
)
def test_an_address_that_cannot_be_used_says_why(address, words):
    assert words in address_problem(address)


@given(PIECES)
@example("https://a.example\\@127.0.0.1")
@example("http://127.0.0.1\\.evil.example")
def test_what_is_accepted_means_the_same_to_the_one_who_sends(text):
    if address_problem(text):
        return
    url = httpx.URL(text)
    assert url.host
    assert url.scheme == "https" or url.host in ("127.0.0.1", "localhost", "::1")
    assert (url.userinfo, url.query, url.fragment) == (b"", b"", "")
    assert url.port is None or 0 < url.port < 65_536


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_gets_an_answer(text):
    assert isinstance(address_problem(text), str)
