import asyncio

import pytest
from starlette.requests import Request

from explorer.sandbox.inlycore.wire.request_body import read_body


def body_of(content: bytes, content_type: str):
    async def receive():
        return {"type": "http.request", "body": content, "more_body": False}

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", content_type.encode())]}
    return asyncio.run(read_body(Request(scope, receive)))


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/json; charset=utf-8", "application/vnd.api+json"]
)
def test_json_is_read_where_it_is_declared(content_type):
    assert body_of(b'{"a":1}', content_type).values == {"a": 1}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"null", b"5", b'"x"', b'{"a":"\\ud800"}', b"[" * 1000 + b"]" * 1000, b"\xff"]
)
def test_a_broken_body_is_an_empty_one(content):
    assert body_of(content, "application/json").values == {}


def test_a_list_is_taken_by_its_places():
    assert body_of(b'["x"]', "application/json").values == {"0": "x"}


def test_whole_surrogate_pairs_are_letters():
    assert body_of(b'{"a":"\\ud83d\\ude00"}', "application/json").values == {"a": "\U0001f600"}


def test_a_form_is_read_with_its_empty_fields():
    assert body_of(b"a=1&b=&c%5B%5D=x+y", "application/x-www-form-urlencoded").values == {
        "a": "1",
        "b": "",
        "c": ["x y"],
    }


def test_text_of_another_kind_is_not_read():
    found = body_of(b'{"a":1}', "text/plain")

    assert found.values == {}
    assert found.text == '{"a":1}'
