"""A call as the request that runs it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.action import Effect
from explorer.domain.failure import NotSendable
from explorer.domain.json_value import ExactNumber, parse_json, same_json
from explorer.providers.stackone.calls.rpc_request import may_write, rpc_request

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=10)),
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(st.text(max_size=5), below, max_size=3)),
    max_leaves=15,
)


@pytest.fixture
def request_of(channel_to, a_call):
    def made(arguments=None, **parts):
        settings = parts.pop("settings", {})
        return rpc_request(channel_to(**settings), a_call(arguments, **parts))

    return made


def headers(request):
    return {name.lower(): value for name, value in request.headers}


def test_action_and_account_are_named(request_of):
    request = request_of()
    assert (request.method, request.url) == ("POST", "https://api.stackone.test/actions/rpc")
    assert json.loads(request.body) == {"action": "acmehr_list_employees"}
    assert headers(request)["x-account-id"] == "acc-1"
    assert "x-connector-profile-id" not in headers(request)


def test_absent_empty_and_null_stay_three_things(request_of):
    request = request_of({"path": {}, "query": None, "body": {"a": None, "b": ""}})
    assert request.body == b'{"action":"acmehr_list_employees","path":{},"query":null,"body":{"a":null,"b":""}}'


def test_numbers_go_out_as_they_were_typed(request_of):
    arguments = {"body": {"a": 2**63 + 1, "b": ExactNumber("0.10"), "c": ExactNumber("1e400")}}
    assert request_of(arguments).body.endswith(b'"body":{"a":9223372036854775809,"b":0.10,"c":1e400}}')


@given(arguments=st.dictionaries(st.sampled_from(["path", "query", "headers", "body"]), JSON, max_size=4))
def test_whatever_the_form_holds_arrives_unchanged(arguments):
    # Made without fixtures, which hypothesis would share between its tries.
    from explorer.domain.action import Action
    from explorer.domain.call import Call
    from explorer.domain.connection import Connection, Environment, Platform
    from explorer.domain.masking import SecretMask
    from explorer.providers.bounded_http import Transport
    from explorer.providers.stackone.authentication import Channel

    mask = SecretMask()
    connection = Connection("c", "n", Platform.STACKONE, "https://a.test", Environment.SANDBOX)
    channel = Channel(connection, {"api_key": "v1.x.key"}, Transport(mask), mask)
    call = Call(connection.id, Action("k_x", "X", "k", "K"), "acc", arguments)
    sent = parse_json(rpc_request(channel, call).body.decode())
    assert same_json(sent, {"action": "k_x", **arguments})


def test_options_go_where_they_belong(request_of):
    options = {
        "sync": True,
        "debug": False,
        "connector_profile_id": "cp-1",
        "defender_config": {"enabled": True, "block_high_risk": None},
    }
    request = request_of(options=options)
    assert request.url.endswith("/actions/rpc?sync=true&debug=false")
    assert headers(request)["x-connector-profile-id"] == "cp-1"
    assert json.loads(request.body)["defender_config"] == {"enabled": True, "block_high_risk": None}


@pytest.mark.parametrize("options", [{"sync": None}, {"connector_profile_id": ""}, {"defender_config": {}}])
def test_options_that_are_not_set_are_not_sent(request_of, options):
    request = request_of(options=options)
    assert "?" not in request.url
    assert "x-connector-profile-id" not in headers(request)
    assert json.loads(request.body) == {"action": "acmehr_list_employees"}


def test_settings_choose_path_and_end_user(request_of):
    request = request_of(settings={"rpc_path": "v2/rpc", "end_user_id": "u-7"})
    assert request.url == "https://api.stackone.test/v2/rpc"
    assert headers(request)["x-end-user-id"] == "u-7"


@pytest.mark.parametrize("account", [None, ""])
def test_call_without_an_account_is_not_sendable(request_of, account):
    with pytest.raises(NotSendable, match="account"):
        request_of(account=account)


@pytest.mark.parametrize("name", ["action", "defender_config"])
def test_parameters_cannot_take_the_place_of_what_is_sent_by_itself(request_of, name):
    with pytest.raises(NotSendable) as caught:
        request_of({name: "other"})
    assert caught.value.pointer == (name,)


@pytest.mark.parametrize(("effect", "expected"), [(Effect.READ, False), (Effect.WRITE, True), (Effect.UNKNOWN, True)])
def test_only_what_is_known_to_read_counts_as_reading(request_of, a_call, an_action, effect, expected):
    call = a_call(action=an_action(effect=effect))
    assert may_write(call) is expected
    assert request_of(action=an_action(effect=effect)).may_write is expected
