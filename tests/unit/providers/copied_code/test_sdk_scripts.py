"""Scripts for the platforms' own libraries: run with a stand-in for the library, they hand it what was sent."""

import os
import types
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.call import SentRequest
from explorer.domain.connection import Platform
from explorer.domain.json_value import write_json
from explorer.domain.masking import MASK
from explorer.providers.catalogue import PLATFORMS
from explorer.providers.copied_code.code import NotCopyable
from explorer.providers.copied_code.pipedream_sdk import pipedream_sdk_code
from explorer.providers.copied_code.stackone_sdk import stackone_sdk_code

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=150)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
BASIC = ("Authorization", f"Basic {MASK}")
RPC = "https://api.stackone.com/actions/rpc"
RUN = "https://api.pipedream.com/v1/connect/proj_1/actions/run"


def run(text, modules, **variables):
    with mock.patch.dict("sys.modules", modules), mock.patch.dict(os.environ, variables):
        exec(compile(text, "script", "exec"), {"print": lambda *_: None})


def stackone(request, **variables):
    """What the script gives to the library."""
    tool = mock.Mock()
    models = types.SimpleNamespace(ExecuteConfig=lambda **one: one, ToolParameters=lambda **one: one)
    library = types.SimpleNamespace(StackOneTool=tool, models=models)
    run(
        stackone_sdk_code(request).text,
        {"stackone_ai": library, "stackone_ai.models": models},
        **{"ACTION_EXPLORER_TOKEN": "key", **variables},
    )
    return tool.call_args.kwargs, tool.return_value.execute.call_args.args[0]


def pipedream(request, **variables):
    client = mock.Mock()
    run(
        pipedream_sdk_code(request).text,
        {"pipedream": types.SimpleNamespace(Pipedream=client)},
        **{"PIPEDREAM_CLIENT_ID": "id", "PIPEDREAM_CLIENT_SECRET": "s", "PIPEDREAM_CONNECT_TOKEN": "ctok", **variables},
    )
    return client.call_args.kwargs, client.return_value.actions.run.call_args.kwargs


def rpc(body, *headers, url=RPC):
    return SentRequest("POST", url, [BASIC, *headers], body if isinstance(body, bytes) else write_json(body).encode())


@settings(deadline=None)
@given(st.dictionaries(TEXTS, VALUES, max_size=3))
def test_stackones_library_gets_the_whole_body(more):
    body = {"action": "a_b", **more}
    assert stackone(rpc(body))[1] == body


def test_stackones_library_gets_address_account_and_headers():
    request = rpc(
        {"action": "a_b"},
        ("Host", "x"),
        ("User-Agent", "u"),
        ("x-account-id", "acc"),
        ("x-connector-profile-id", "p"),
        url=f"{RPC}?sync=true",
    )
    settings_of_tool, _ = stackone(request)
    config = settings_of_tool["_execute_config"]
    assert (settings_of_tool["_api_key"], settings_of_tool["_account_id"]) == ("key", "acc")
    assert (config["name"], config["method"], config["url"]) == ("a_b", "POST", f"{RPC}?sync=true")
    assert config["headers"] == {"x-connector-profile-id": "p"}


def test_masked_values_of_a_body_come_from_the_environment():
    body = {"action": "a", "body": {"password": MASK, f"k{MASK}": [1]}}
    _, given_body = stackone(rpc(body), ACTION_EXPLORER_SECRET="s1", ACTION_EXPLORER_SECRET_2="s2")
    assert given_body["body"] == {"password": "s1", "ks2": [1]}


def test_a_number_that_python_writes_differently_is_told():
    code = stackone_sdk_code(rpc(b'{"action":"a","body":{"n":[0.10,0.5,1]}}'))
    assert [note for note in code.notes if "Python writes" in note] == ["0.10 goes out as Python writes it"]


@pytest.mark.parametrize("number", [b"1e400", b"-0"])
def test_a_number_that_python_has_not_cannot_be_copied(number):
    with pytest.raises(NotCopyable, match="no number"):
        stackone_sdk_code(rpc(b'{"action":"a","n":' + number + b"}"))


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"{}", b"x"])
def test_what_is_no_json_object_cannot_be_copied_for_stackone(body):
    with pytest.raises(NotCopyable, match="JSON objects"):
        stackone_sdk_code(rpc(body))


def test_a_large_body_is_not_written_as_a_script():
    with pytest.raises(NotCopyable, match="too large"):
        stackone_sdk_code(rpc({"action": "a", "text": "x" * 100_000}))


def test_a_request_without_a_key_cannot_be_copied_for_stackone():
    with pytest.raises(NotCopyable, match="API key"):
        stackone_sdk_code(SentRequest("POST", RPC, [], b'{"action":"a"}'))


def test_letters_that_stackones_library_cannot_send_are_refused():
    with pytest.raises(NotCopyable, match="letters"):
        stackone_sdk_code(rpc({"action": "a"}, ("x-a", "\xe9")))


def sent_run(body, *headers, url=RUN, method="POST"):
    return SentRequest(method, url, headers, write_json(body).encode())


@settings(deadline=None)
@given(st.dictionaries(TEXTS, VALUES, max_size=3))
def test_pipedreams_library_gets_the_props(props):
    body = {"id": "a-b", "version": "0.1", "external_user_id": "u", "configured_props": props, "stash_id": True}
    _, given_to_run = pipedream(sent_run(body))
    assert {name: given_to_run[name] for name in body} == body
    assert given_to_run["request_options"] == {"max_retries": 0}


def test_pipedreams_library_gets_project_environment_and_client():
    settings_of_client, _ = pipedream(
        sent_run({"id": "a", "external_user_id": "u"}, ("X-PD-Environment", "development"))
    )
    assert settings_of_client == {
        "base_url": "https://api.pipedream.com",
        "project_id": "proj_1",
        "project_environment": "development",
        "follow_redirects": False,
        "client_id": "id",
        "client_secret": "s",
    }


def test_without_a_project_a_connect_token_is_asked_for():
    url = RUN.replace("/proj_1", "")
    settings_of_client, _ = pipedream(sent_run({"id": "a", "external_user_id": "u"}, url=url))
    assert settings_of_client["access_token"] == "ctok"
    assert "project_id" not in settings_of_client


def test_what_the_library_does_not_know_by_name_goes_out_all_the_same():
    _, given_to_run = pipedream(sent_run({"id": "a", "external_user_id": "u", "new": [1]}))
    assert given_to_run["request_options"] == {"max_retries": 0, "additional_body_parameters": {"new": [1]}}


@pytest.mark.parametrize(
    "request_",
    [
        sent_run({"id": "a", "external_user_id": "u"}, url="https://x/y"),
        sent_run({"id": "a", "external_user_id": "u"}, method="GET"),
    ],
)
def test_another_request_than_a_run_cannot_be_copied_for_pipedream(request_):
    with pytest.raises(NotCopyable, match="runs actions"):
        pipedream_sdk_code(request_)


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"id":"a"}'])
def test_a_body_without_action_or_user_cannot_be_copied_for_pipedream(body):
    with pytest.raises(NotCopyable, match="external user"):
        pipedream_sdk_code(SentRequest("POST", RUN, [], body))


def test_platforms_name_their_library_and_inly_core_has_none():
    assert {platform: kind.sdk and kind.sdk.package for platform, kind in PLATFORMS.items()} == {
        Platform.STACKONE: "stackone-ai",
        Platform.PIPEDREAM: "pipedream",
        Platform.INLYCORE: None,
    }
