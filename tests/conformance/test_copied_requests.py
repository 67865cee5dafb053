"""
What is copied from a request, run by whoever it is meant for, makes the same request: cURL, httpx, the official SDKs.

The request that arrives in the sandbox from the copied text is compared with the one that the explorer sent.
"""

import asyncio
import email
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest

from explorer.calls.copying.ways import CopyWay, copied
from explorer.calls.sandbox_connections import sandbox_connections
from explorer.domain.account import AccountId
from explorer.domain.call import Call, SentRequest
from explorer.domain.connection import Platform
from explorer.domain.json_value import ExactNumber
from explorer.domain.masking import MASK, SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.catalogue import PLATFORMS

OWN = {"user-agent", "accept", "accept-encoding", "connection", "host", "content-length", "expect"}
"""Headers that each client writes in its own name, or for its own connection."""


@dataclass
class Case:
    """A call that the explorer makes, and what stands in the environment of the copied texts."""

    platform: Platform
    key: str
    arguments: dict
    options: dict
    subject: str | None = None


PERSON = {
    "first_name": "Zo\u00eb 'quo\"ted' $HOME `id` %PATH% \\ !x",
    "last_name": "two\nlines\tand a tab",
    "email": "zoe@people.example",
    "employee_number": 2**53 + 1,
}
EXACT = {**PERSON, "salary": ExactNumber("0.10")}
PROPS = {"value": 'it\'s "so" \u20ac $HOME', "empty": "", "list": ["a", "b"], "nothing": None, "big": 2**53 + 1}
CASES = {
    "stackone": Case(Platform.STACKONE, "cedarfolk_create_employee", {"body": PERSON}, {"sync": True}),
    "stackone exact": Case(Platform.STACKONE, "cedarfolk_create_employee", {"body": EXACT}, {"debug": False}),
    "stackone empty groups": Case(Platform.STACKONE, "cedarfolk_list_employees", {"query": {}}, {}),
    "pipedream": Case(Platform.PIPEDREAM, "fault_lab-echo", PROPS, {"stash_id": "NEW"}),
    "pipedream version": Case(Platform.PIPEDREAM, "gitlab-list-commits", {"projectId": 3}, {"version": "0.0.3"}),
    "inlycore": Case(
        Platform.INLYCORE, "orders/edit-order", {"title": 'it\'s "so" \u20ac', "n": ExactNumber("1e400"), "x": None}, {}
    ),
}


async def made_by_the_explorer(ready, case) -> SentRequest:
    """Make the call; gives the request as it is shown."""
    made = next(one for one in sandbox_connections(ready) if one.connection.platform is case.platform)
    connection, secrets, ready = made.connection, made.secrets, ready[case.platform.value]
    mask = SecretMask()
    transport = Transport(mask)
    provider = PLATFORMS[case.platform].make(connection, secrets, transport, mask)
    try:
        action = None
        async for page in provider.discover():
            action = next((one for one in page.actions if str(one.key) == case.key), action)
            if action is not None:
                break
        assert action is not None
        account = {
            Platform.STACKONE: lambda: ready["account_ids"][0],
            Platform.PIPEDREAM: lambda: ready["external_user_id"],
            Platform.INLYCORE: lambda: None,
        }[case.platform]()
        await provider.describe(action, account and AccountId(account))
        call = Call(
            connection.id, action, account and AccountId(account), case.arguments, options=case.options, subject="1"
        )
        result = await provider.run(call, lambda _words, _count: None)
        assert result.request is not None
        return result.request
    finally:
        await provider.aclose()
        await transport.aclose()


@pytest.fixture
def the_request(sandbox, control):
    """`the_request(case)`: the request as it is shown, as it arrived, and the variables that copied texts need."""

    def make(case):
        name = case.platform.value
        ready = sandbox[name]
        shown = asyncio.run(made_by_the_explorer(sandbox, case))
        arrived = last(control, name)
        authorization = arrived["headers"]["authorization"]
        is_key = authorization.startswith("Basic ")
        variables = {
            "ACTION_EXPLORER_TOKEN": str(ready["api_key"]) if is_key else authorization.removeprefix("Bearer "),
            "PIPEDREAM_CLIENT_ID": str(ready.get("client_id", "")),
            "PIPEDREAM_CLIENT_SECRET": str(ready.get("client_secret", "")),
        }
        return shown, arrived, variables

    return make


def last(control, platform):
    """The newest request that is no question for a token."""
    requests = control(platform, "GET", "requests")
    return [one for one in requests if "token" not in one["path"]][-1]


def run(words, variables, folder):
    # The server is on this machine: no proxy stands between.
    plain = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    return subprocess.run(
        words,
        cwd=folder,
        env={**plain, **variables, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=50,
        check=False,
    )


def assert_same(arrived, by_explorer, *, is_to_the_byte):
    assert (arrived["method"], arrived["path"], arrived["query"]) == tuple(
        by_explorer[part] for part in ("method", "path", "query")
    )
    if is_to_the_byte:
        assert arrived["body"] == by_explorer["body"]
    else:
        assert json.loads(arrived["body"]) == json.loads(by_explorer["body"])
    # A library that asks for tokens by itself has one of its own.
    own = OWN if is_to_the_byte else {*OWN, "authorization"}
    ours = {name: value for name, value in by_explorer["headers"].items() if name not in own}
    theirs = {name: value for name, value in arrived["headers"].items() if name in ours}
    assert theirs == ours


@pytest.mark.parametrize("name", CASES)
@pytest.mark.skipif(os.name != "posix" or shutil.which("curl") is None, reason="needs a POSIX shell and cURL")
def test_the_curl_command_makes_the_same_request(name, the_request, control, tmp_path):
    case = CASES[name]
    shown, by_explorer, variables = the_request(case)
    ended = run([shutil.which("sh"), "-c", copied(shown, CopyWay.POSIX).text], variables, tmp_path)
    assert ended.returncode == 0, ended.stderr
    arrived = last(control, case.platform.value)
    assert_same(arrived, by_explorer, is_to_the_byte=True)
    # Nothing of cURL's own but its connection.
    assert set(arrived["headers"]) - set(by_explorer["headers"]) == set()


@pytest.mark.parametrize("name", CASES)
def test_the_httpx_script_makes_the_same_request(name, the_request, control, tmp_path):
    case = CASES[name]
    shown, by_explorer, variables = the_request(case)
    script = tmp_path / "script.py"
    script.write_text(copied(shown, CopyWay.HTTPX).text, "utf-8")
    ended = run([sys.executable, script], variables, tmp_path)
    assert ended.returncode == 0, ended.stderr
    arrived = last(control, case.platform.value)
    assert_same(arrived, by_explorer, is_to_the_byte=True)
    assert set(arrived["headers"]) - set(by_explorer["headers"]) <= {"connection"}


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.platform is not Platform.INLYCORE])
def test_the_script_for_the_official_sdk_makes_the_same_request(name, the_request, control, tmp_path, sdk_python):
    case = CASES[name]
    shown, by_explorer, variables = the_request(case)
    script = tmp_path / "script.py"
    script.write_text(copied(shown, CopyWay.SDK, PLATFORMS[case.platform].sdk).text, "utf-8")
    ended = run([sdk_python(case.platform.value), script], variables, tmp_path)
    arrived = last(control, case.platform.value)
    assert arrived["headers"]["user-agent"] != by_explorer["headers"]["user-agent"], ended.stderr
    assert_same(arrived, by_explorer, is_to_the_byte=False)
    assert arrived["headers"]["authorization"].split()[0] == by_explorer["headers"]["authorization"].split()[0]


@pytest.mark.parametrize("way", [CopyWay.POSIX, CopyWay.HTTPX])
@pytest.mark.parametrize(
    "body", [b"\xff\x00\xfe", b"[" + b'"0123456789",' * 20_000 + b"0]", b'{"two":"\r\n"}'], ids=["bytes", "huge", "CR"]
)
def test_a_body_that_is_in_a_file_arrives_whole(way, body, the_request, control, tmp_path):
    if way is CopyWay.POSIX and (os.name != "posix" or shutil.which("curl") is None):
        pytest.skip("needs a POSIX shell and cURL")
    shown, _, variables = the_request(CASES["stackone empty groups"])
    request = SentRequest("POST", shown.url, shown.headers, body)
    code = copied(request, way)
    if code.body_file:
        (tmp_path / code.body_file).write_bytes(body)
    script = tmp_path / "script"
    script.write_text(code.text, "utf-8")
    ended = run([shutil.which("sh") if way is CopyWay.POSIX else sys.executable, script], variables, tmp_path)
    assert ended.returncode == 0, ended.stderr
    arrived = last(control, "stackone")
    assert arrived["headers"]["content-length"] == str(len(body))
    assert arrived["body"] == body[:262_144].decode("utf-8", "replace")


@pytest.mark.parametrize("way", [CopyWay.POSIX, CopyWay.HTTPX])
def test_a_form_with_a_file_arrives_with_the_same_parts(way, the_request, control, tmp_path):
    if way is CopyWay.POSIX and (os.name != "posix" or shutil.which("curl") is None):
        pytest.skip("needs a POSIX shell and cURL")
    file = tmp_path / "data; 'sheet'.pdf"
    file.write_bytes(b"%PDF-1.4\r\n--x\n")
    arguments = {"document": str(file), "language": "@en", "tags": ["a=b", "c;type=x"], "flag": True, "none": None}
    shown, by_explorer, variables = the_request(
        Case(Platform.INLYCORE, "products/attach-datasheet", arguments, {}, subject="1")
    )
    assert dict(shown.headers)["Content-Length"] == by_explorer["headers"]["content-length"]
    script = tmp_path / "script"
    script.write_text(copied(shown, way).text, "utf-8")
    ended = run([shutil.which("sh") if way is CopyWay.POSIX else sys.executable, script], variables, tmp_path)
    assert ended.returncode == 0, ended.stderr
    arrived = last(control, "inlycore")
    assert arrived["headers"]["content-type"] != by_explorer["headers"]["content-type"]
    assert parts_of(arrived) == parts_of(by_explorer)
    assert (arrived["method"], arrived["path"]) == (by_explorer["method"], by_explorer["path"])


def parts_of(request):
    """Field, file name, media type and content of each part of a form."""
    text = f"Content-Type: {request['headers']['content-type']}\n\n{request['body']}"
    return [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part["content-type"],
            part.get_payload(decode=False),
        )
        for part in email.message_from_string(text).get_payload()
    ]


def test_no_secret_stands_in_what_is_copied(the_request):
    for case in CASES.values():
        shown, _, variables = the_request(case)
        for way in (CopyWay.POSIX, CopyWay.WINDOWS, CopyWay.HTTPX):
            text = copied(shown, way).text
            assert MASK not in text
            assert not [value for value in variables.values() if value and value in text and len(value) > 20]
