"""A request as a Python script: run, it hands httpx exactly what was sent."""

import os
import types
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.calls.copying.httpx_script import httpx_script
from explorer.domain.call import SentPart, SentRequest
from explorer.domain.masking import MASK

ADDRESS = "https://api.example/actions/rpc"
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=300).filter(lambda text: MASK not in text)


def run(request, **variables):
    """What the script gives to httpx."""
    given_to_httpx = {}

    def send(method, url, **more):
        given_to_httpx.update(method=method, url=url, **more)
        return mock.Mock()

    code = compile(httpx_script(request).text, "script", "exec")
    with (
        mock.patch.dict("sys.modules", {"httpx": types.SimpleNamespace(request=send)}),
        mock.patch.dict(os.environ, variables),
    ):
        exec(code, {"print": lambda *_: None})
    return given_to_httpx


@settings(deadline=None)
@given(url=TEXTS, value=TEXTS, body=TEXTS)
def test_every_text_comes_back(url, value, body):
    sent = run(SentRequest("POST", url, [("X-A", value)], body.encode()))
    ((name, header),) = sent["headers"]
    assert (sent["method"], sent["url"], name) == ("POST", url, "X-A")
    assert (header.decode("latin-1") if isinstance(header, bytes) else header) == value
    assert sent.get("content", b"") == body.encode()


@given(st.binary(max_size=200).filter(lambda body: MASK.encode() not in body))
def test_every_body_comes_back(body):
    assert run(SentRequest("POST", ADDRESS, [], body)).get("content", b"") == body


def test_bytes_of_several_lines_come_back():
    body = bytes(range(256))
    assert run(SentRequest("POST", ADDRESS, [], body))["content"] == body


def test_secrets_come_from_the_environment():
    headers = [("Authorization", f"Bearer {MASK}"), ("X-Key", MASK)]
    request = SentRequest("POST", f"{ADDRESS}?k={MASK}", headers, f'{{"a":"{MASK}"}}'.encode())
    code = httpx_script(request)
    sent = run(
        request,
        ACTION_EXPLORER_TOKEN="t",
        ACTION_EXPLORER_SECRET="in address",
        ACTION_EXPLORER_SECRET_2="in header",
        ACTION_EXPLORER_SECRET_3="in body",
    )
    assert sent["url"] == f"{ADDRESS}?k=in address"
    assert sent["headers"] == [("Authorization", "Bearer t"), ("X-Key", "in header")]
    assert sent["content"] == b'{"a":"in body"}'
    assert MASK not in code.text
    assert "# ACTION_EXPLORER_SECRET_2: the secret that was masked in the header X-Key" in code.text


def test_a_value_that_is_all_secret_has_no_scheme():
    assert (
        "the value of the Authorization header"
        in httpx_script(SentRequest("GET", ADDRESS, [("Authorization", MASK)])).text
    )


def test_an_api_key_is_the_user_name_without_a_password():
    sent = run(SentRequest("GET", ADDRESS, [("Authorization", f"Basic {MASK}")]), ACTION_EXPLORER_TOKEN="k")
    assert sent["auth"] == ("k", "")
    assert "headers" not in sent


def test_what_httpx_says_by_itself_is_left_out():
    own = [("Host", "x"), ("Content-Length", "2"), ("Connection", "close"), ("Accept-Encoding", "gzip")]
    assert run(SentRequest("POST", ADDRESS, own, b"{}"))["headers"] == [("Accept-Encoding", "gzip")]


def test_letters_of_a_header_and_a_secret_in_one_go_out_as_bytes():
    sent = run(SentRequest("GET", ADDRESS, [("X-A", f"\xe9{MASK}")]), ACTION_EXPLORER_SECRET="s")
    assert sent["headers"] == [("X-A", b"\xe9s")]


@pytest.mark.parametrize(
    "body", [b"x" * 200_001, b"\xff" * 20_001, b"\xff" + MASK.encode()], ids=["text", "bytes", "masked bytes"]
)
def test_a_body_that_is_too_large_or_masked_is_in_a_file(body, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    request = SentRequest("POST", ADDRESS, [("Content-Type", "text/plain; charset=utf-8")], body)
    code = httpx_script(request)
    assert code.body_file == "request-body.txt"
    Path(code.body_file).write_bytes(body)
    assert run(request)["content"] == body
    assert any("masked" in note for note in code.notes) == (MASK.encode() in body)


def test_the_parts_of_a_form_are_parts_again(tmp_path):
    file = tmp_path / "cv.pdf"
    file.write_bytes(b"%PDF")
    parts = [SentPart("a[b]", "t"), SentPart("cv", "", str(file), "cv.pdf", "application/pdf")]
    sent = run(SentRequest("POST", ADDRESS, [("Content-Type", "multipart/form-data; boundary=x")], b"..", parts))
    assert sent["files"] == [("a[b]", (None, "t")), ("cv", ("cv.pdf", b"%PDF", "application/pdf"))]


def test_lines_of_the_script_stay_readable():
    text = httpx_script(SentRequest("POST", ADDRESS, [], ("{" + '"key": "value", ' * 100 + "}").encode())).text
    assert max(len(line) for line in text.split("\n")) < 120
