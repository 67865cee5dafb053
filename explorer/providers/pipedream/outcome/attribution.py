"""
Who made an action fail, by the origin that Pipedream names.

Source: reference, section 9.2. The exact JSON is not published (A11): `error.attribution.origin`, `error.origin`,
`error.attribution` as text and `error` as text are all read.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from explorer.domain.action import Action, Effect
from explorer.domain.failure import ProviderError
from explorer.domain.json_value import JsonObject, JsonValue, write_json
from explorer.providers.explanation import row_of_third_party
from explorer.providers.failure_table.pipedream import PIPEDREAM
from explorer.providers.failure_table.request_id import request_id_in
from explorer.providers.failure_table.row import Told, told
from explorer.providers.failure_table.waiting import retry_after_s
from explorer.providers.pipedream.outcome.refusals import PLATFORM, error_text

_ORIGINS: Final = frozenset({"component_code", "network_io", "response_parsing"})
_STATUS: Final = re.compile(r"(?:status(?: code)?:?|HTTP) (\d{3})\b", re.IGNORECASE)
_BEFORE_SENDING: Final = re.compile(r"\b(?:ENOTFOUND|ECONNREFUSED|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b")


@dataclass(frozen=True, slots=True)
class ActionError:
    """
    How an action failed.

    Args:
        name: Of the error.
        message: Its words.
        origin: Empty if Pipedream named none.
        raw: The error as received: `error`, else what was thrown.
        thrown: What the action's code threw, from `os`: it may say more than `error` does.
    """

    name: str
    message: str
    origin: str
    raw: JsonValue
    thrown: JsonValue = None

    def part(self, name: str) -> JsonObject:
        """A member that is an object, from `error`, else from what was thrown; empty if there is none."""
        return _part(self.raw, name) or _part(self.thrown, name)


def read_error(error: JsonValue, observed: Sequence[JsonValue]) -> ActionError:
    """
    The error of a failed run, from `error` and from the entries of `os` that are errors; one completes the other.

    Args:
        error: As received, None if there was none.
        observed: The error entries of `os`.
    """
    first = observed[0] if observed else None
    thrown = first.get("err") if isinstance(first, dict) else None
    message = error_text({"error": error}) or error_text({"error": thrown}) or error_text({"os": list(observed)})
    name = _text(error, "name") or _text(thrown, "name")
    attribution = error.get("attribution") if isinstance(error, dict) else None
    origin = attribution if isinstance(attribution, str) else _text(attribution, "origin")
    return ActionError(
        name=name,
        message=message or name or "the action failed, and Pipedream says nothing more",
        origin=origin or _text(error, "origin"),
        raw=error if error is not None else thrown,
        thrown=thrown,
    )


def told_action_error(error: ActionError, action: Action) -> Told:
    """What a failed action means."""
    app = action.connector_name or action.connector_key
    if error.name == "ConfigurationError":
        row = PIPEDREAM["ConfigurationError"]
    elif error.origin == "upstream_api":
        row = row_of_third_party(_status(error))
    elif error.origin == "network_io" and _BEFORE_SENDING.search(error.message):
        row = PIPEDREAM["network_io before sending"]
    else:
        row = PIPEDREAM[error.origin if error.origin in _ORIGINS else "no origin"]
    return told(
        row,
        error.message,
        may_write=action.effect is not Effect.READ,
        wait_s=_wait_s(error) if error.origin == "upstream_api" else None,
        platform=PLATFORM,
        provider=app,
        provider_step=f"the request to {app}",
        origin=f" (origin {error.origin})" if error.origin else "",
    )


def provider_errors(error: ActionError) -> Sequence[ProviderError]:
    """What the app behind the action answered, as far as Pipedream passes it on; empty for any other origin."""
    if error.origin != "upstream_api":
        return ()
    response, asked = error.part("response"), error.part("config")
    given = response.get("data", response.get("body"))
    whole = error.message if error.raw is None else write_json(error.raw)
    headers = _headers(response.get("headers"))
    return (
        ProviderError(
            status=_status(error),
            method=(_text(asked, "method") or _text(error.raw, "method")).upper(),
            url=_text(response, "url") or _text(asked, "url") or _text(error.raw, "url"),
            headers=headers,
            raw_text=whole if given is None else given if isinstance(given, str) else write_json(given),
            request_id=request_id_in(headers),
        ),
    )


def _status(error: ActionError) -> int | None:
    for source in (error.raw, error.thrown, error.part("response")):
        for name in ("status", "statusCode", "status_code"):
            value = source.get(name) if isinstance(source, dict) else None
            if isinstance(value, int) and not isinstance(value, bool) and 100 <= value < 600:
                return value
    found = _STATUS.search(error.message)
    return int(found.group(1)) if found and 100 <= int(found.group(1)) < 600 else None


def _wait_s(error: ActionError) -> float | None:
    headers = _headers(error.part("response").get("headers"))
    asked = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return retry_after_s(asked)


def _part(untrusted: JsonValue, name: str) -> JsonObject:
    part = untrusted.get(name) if isinstance(untrusted, dict) else None
    return part if isinstance(part, dict) else {}


def _headers(untrusted: JsonValue) -> Mapping[str, str]:
    if not isinstance(untrusted, dict):
        return {}
    return {name: value if isinstance(value, str) else write_json(value) for name, value in untrusted.items()}


def _text(untrusted: JsonValue, name: str) -> str:
    value = untrusted.get(name) if isinstance(untrusted, dict) else None
    return value.strip() if isinstance(value, str) else ""
