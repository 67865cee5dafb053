"""Any text as the request that it says."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.calls.pasting.curl import LEFT_OUT
from explorer.calls.pasting.pasted_text import MOST_LETTERS, NotUnderstood, is_object, read_text
from explorer.domain.json_value import ExactNumber
from explorer.domain.masking import MASK
from explorer.providers.contract import PastedRequest


@given(st.text() | st.text(alphabet="{}[]\":,ab1 curl-d'/\n"))
def test_any_text_is_read_or_refused_with_a_reason(text):
    with contextlib.suppress(NotUnderstood):
        read_text(text)


@pytest.mark.parametrize(
    "text",
    ['{"a": 1}', '\ufeff {"a":1}\r\n', '```json\n{"a": 1}\n```', '```\n{"a": 1}\n```\n', "curl x -d '{\"a\":1}'"],
)
def test_an_object_is_read_in_whatever_it_is_wrapped(text):
    assert read_text(text).request.body == {"a": 1}


def test_numbers_and_the_order_of_keys_stay():
    body = read_text('{"b": 1e400, "a": 0.10, "c": 9223372036854775808}').request.body
    assert list(body.items()) == [("b", ExactNumber("1e400")), ("a", ExactNumber("0.10")), ("c", 2**63)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no text"),
        ("  \n", "no text"),
        ("hello", "neither JSON"),
        ("[1]", "a list"),
        ("curl x -d 5", "a single value"),
        ("curl x -d '[1]'", "a list"),
        ('{"a": ', "line 1, column 6"),
        ('{"a": 1, "a": 2}', "twice"),
        ("curl x -d '{'", "no JSON"),
        ("curl x -d @f", "in a file"),
        ("curl", "neither an address nor a body"),
        ("POST https://x.example\n\nhello", "no JSON"),
        ("{" * 5000, "no JSON"),
        ('{"a": "' + "x" * MOST_LETTERS + '"}', "at most 1,000,000"),
    ],
)
def test_what_says_no_call_is_refused_with_the_reason(text, words):
    with pytest.raises(NotUnderstood, match=words):
        read_text(text)


@pytest.mark.parametrize(
    "text",
    [
        'POST https://x.example/a?b=1 HTTP/1.1\r\nAccept: text/plain\r\nAuthorization: Bearer s3\r\n\r\n{"a": 1}',
        'POST https://x.example/a?b=1\nAccept: text/plain\nAuthorization: Bearer s3\nCookie: s3\n\n{\n  "a": 1\n}\n',
    ],
)
def test_a_request_as_text_is_read_without_its_secrets(text):
    found = read_text(text)
    assert found.request == PastedRequest({"a": 1}, "https://x.example/a?b=1", (("Accept", "text/plain"),))
    assert found.notes == (LEFT_OUT,)


@pytest.mark.parametrize("text", ["https://x.example/api/v1/a", "/api/v1/a", "GET /api/v1/a HTTP/1.1"])
def test_an_address_alone_is_a_request_without_body(text):
    found = read_text(text)
    assert found.request.body is None
    assert found.request.url.endswith("/api/v1/a")


def test_form_data_is_told_to_be_text():
    assert "form data" in read_text("curl x -d a=1").notes[0]


def test_masked_secrets_in_a_body_are_pointed_out():
    assert MASK in read_text(f'{{"token": "{MASK}"}}').notes[0]
    assert read_text(f"curl x -H 'X-Other: {MASK}' -d '{{}}'").notes == ()


@pytest.mark.parametrize(
    ("text", "is_so"),
    [('{\n"a": 1}', True), ('{"a": 1}', False), ("{\nx}", False), ("a\nb", False), ("{\n" + " " * MOST_LETTERS, False)],
)
def test_an_object_of_several_lines_is_meant_for_the_whole_form(text, is_so):
    assert is_object(text) is is_so
