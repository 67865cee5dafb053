"""
A run's parts as JSON text without secrets, and back.

What a person entered is written with the explorer's own writer: exact numbers, key order, half letter pairs. The rest
are the program's dataclasses by their fields, enumerations by their values. A field that a later program adds needs a
start value; a value that is renamed needs a step in `schema`.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, replace
from typing import Any, Final, get_type_hints

import msgspec

from explorer.domain.account import AccountId
from explorer.domain.action import Action
from explorer.domain.body import Body
from explorer.domain.call import Call, ReceivedAnswer, RunResult, SentPart, SentRequest
from explorer.domain.connection import ConnectionId
from explorer.domain.json_value import JsonObject, parse_json
from explorer.domain.masking import SecretMask
from explorer.storage.history.texts.masked_json import entered_text, tree_text

MOST_INLINE_BYTES: Final = 64 * 1024
"""Of a request's body that is kept with the run; a larger one has a file, after the end."""


def _start_value(one: "Field[Any]") -> Any:
    if one.default_factory is not MISSING:
        return msgspec.field(default_factory=one.default_factory)
    return msgspec.NODEFAULT if one.default is MISSING else one.default


_NOT_CONVERTED: Final = ("request", "answer")
_TYPES: Final = get_type_hints(RunResult)
_KEPT_RESULT: Final = msgspec.defstruct(
    "_KeptResult",
    [(one.name, _TYPES[one.name], _start_value(one)) for one in fields(RunResult) if one.name not in _NOT_CONVERTED],
    kw_only=True,
)
"""A result's fields but for those whose bytes lie elsewhere."""

Columns = Mapping[str, str]


def object_text(value: JsonObject, mask: SecretMask) -> str:
    """What a person entered."""
    return entered_text(value, mask)


def object_from(text: str) -> JsonObject:
    """What `object_text` wrote. Raises `ValueError` for anything else."""
    value = parse_json(text)
    if not isinstance(value, dict):
        raise ValueError("no object")  # noqa: TRY004 - a wrong text, not a wrong type of argument
    return value


def call_columns(call: Call, mask: SecretMask) -> Columns:
    """The call: everything but arguments and options in `call`."""
    rest = {
        "action": call.action,
        "subject": call.subject,
        "state": dict(call.state),
        "timeout_s": call.timeout_s,
        "account_id": call.account_id,
        "connection_id": call.connection_id,
    }
    return {
        "call": _text(rest, mask),
        "arguments": object_text(call.arguments, mask),
        "options": object_text(call.options, mask),
    }


def call_from(columns: Columns) -> Call:
    """The call back. Raises `ValueError` where the text is not one."""
    rest = json.loads(columns["call"])
    account_id = rest["account_id"]
    return Call(
        connection_id=ConnectionId(rest["connection_id"]),
        action=msgspec.convert(rest["action"], Action),
        account_id=None if account_id is None else AccountId(account_id),
        arguments=object_from(columns["arguments"]),
        subject=rest["subject"],
        options=object_from(columns["options"]),
        state=rest["state"],
        timeout_s=rest["timeout_s"],
    )


def request_text(request: SentRequest | None, mask: SecretMask) -> str:
    """The request, without a body that is large."""
    return _text(_request_tree(request), mask)


def request_from(text: str) -> SentRequest | None:
    """The request back."""
    return _request_from(json.loads(text))


def has_large_body(request: SentRequest | None) -> bool:
    """Whether the request's body needs a file."""
    return request is not None and len(request.body) > MOST_INLINE_BYTES


def result_text(result: RunResult, mask: SecretMask) -> str:
    """The result, with the head of the answer and without its body."""
    tree = msgspec.to_builtins(replace(result, request=None, answer=None))
    tree["request"] = _request_tree(result.request)
    tree["answer"] = _answer_tree(result.answer)
    return _text(tree, mask)


def result_from(text: str) -> RunResult:
    """The result back, the answer's body empty. Raises `ValueError` where the text is not one."""
    tree = json.loads(text)
    request, answer = _request_from(tree.pop("request")), _answer_from(tree.pop("answer"))
    kept = msgspec.structs.asdict(msgspec.convert(tree, _KEPT_RESULT))
    return RunResult(**kept, request=request, answer=answer)


def with_bodies(result: RunResult, bodies: Mapping[str, Body]) -> RunResult:
    """The result with what the files hold."""
    answer: ReceivedAnswer | None = result.answer
    if answer is not None and "answer" in bodies:
        answer = replace(answer, body=bodies["answer"])
    request = result.request
    if request is not None and "request" in bodies:
        request = replace(request, body=bytes(bodies["request"]))
    return replace(result, answer=answer, request=request)


def _answer_tree(answer: ReceivedAnswer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    return {
        "status": answer.status,
        "reason": answer.reason,
        "headers": [list(line) for line in answer.headers],
        "wire_bytes": answer.wire_bytes,
        "is_cut": answer.is_cut,
    }


def _answer_from(tree: dict[str, Any] | None) -> ReceivedAnswer | None:
    if tree is None:
        return None
    headers = [(name, value) for name, value in tree["headers"]]
    return ReceivedAnswer(tree["status"], tree["reason"], headers, b"", tree["wire_bytes"], tree["is_cut"])


def _request_tree(request: SentRequest | None) -> dict[str, Any] | None:
    if request is None:
        return None
    body = b"" if has_large_body(request) else request.body
    return {
        "method": request.method,
        "url": request.url,
        "headers": [list(line) for line in request.headers],
        "body": body.decode("utf-8", "surrogateescape"),
        "parts": msgspec.to_builtins(request.parts),
    }


def _request_from(tree: dict[str, Any] | None) -> SentRequest | None:
    if tree is None:
        return None
    headers = [(name, value) for name, value in tree["headers"]]
    # A half letter pair from elsewhere than such a decoding can only be in it after masking.
    body = tree["body"].encode("utf-8", "surrogateescape")
    parts = msgspec.convert(tree.get("parts", []), tuple[SentPart, ...])
    return SentRequest(tree["method"], tree["url"], headers, body, parts)


def _text(tree: Any, mask: SecretMask) -> str:
    return tree_text(msgspec.to_builtins(tree), mask)
