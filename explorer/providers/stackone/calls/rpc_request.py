"""
A call as the request that runs it: `POST /actions/rpc`.

What the form holds is sent as it is: a group that is absent stays absent, an empty one stays empty, numbers keep
their digits.

Source: StackOne, "RPC" (OpenAPI of the path).
"""

from explorer.domain.action import Effect
from explorer.domain.call import Call
from explorer.domain.failure import NotSendable
from explorer.domain.json_value import JsonObject
from explorer.providers.bounded_http import OutgoingRequest
from explorer.providers.stackone.authentication import Channel


def may_write(call: Call) -> bool:
    """Whether the call could change something: everything but what is known to read."""
    return call.action.effect is not Effect.READ


def rpc_request(channel: Channel, call: Call) -> OutgoingRequest:
    """
    The request of a call.

    Raises:
        NotSendable: No account is chosen, or a part of the call cannot be sent.
    """
    if not call.account_id:
        raise NotSendable("no account is chosen; StackOne runs every action for a linked account")
    headers = [("Accept", "application/json, */*;q=0.5"), ("x-account-id", str(call.account_id))]
    profile = call.options.get("connector_profile_id")
    if isinstance(profile, str) and profile:
        headers.append(("x-connector-profile-id", profile))
    if channel.options.end_user_id:
        headers.append(("x-end-user-id", channel.options.end_user_id))
    query = [
        (name, "true" if value else "false")
        for name in ("sync", "debug")
        if isinstance(value := call.options.get(name), bool)
    ]
    return channel.request(
        "POST",
        channel.options.rpc_path,
        query=query,
        headers=headers,
        json=_body(call),
        may_write=may_write(call),
    )


def _body(call: Call) -> JsonObject:
    for reserved in ("action", "defender_config"):
        if reserved in call.arguments:
            raise NotSendable(f"{reserved} cannot be one of the parameters, it is sent by itself", pointer=(reserved,))
    body: JsonObject = {"action": str(call.action.key), **call.arguments}
    defender = call.options.get("defender_config")
    if isinstance(defender, dict) and defender:
        body["defender_config"] = defender
    return body
