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
from explorer.domain.call import Outcome
from explorer.domain.failure import Explanation, Party, ProviderError, Retry
from explorer.domain.json_value import JsonObject, JsonValue, write_json
from explorer.providers.explanation import CHECK_FIRST
from explorer.providers.pipedream.outcome.refusals import error_text

_STATUS: Final = re.compile(r"(?:status(?: code)?:?|HTTP) (\d{3})\b", re.IGNORECASE)
_BEFORE_SENDING: Final = re.compile(r"\b(?:ENOTFOUND|ECONNREFUSED|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b")


@dataclass(frozen=True, slots=True)
class ActionError:
    """How an action failed: the name of the error, its words, the origin (empty if Pipedream named none)."""

    name: str
    message: str
    origin: str
    raw: JsonValue


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
    )


def outcome_of(error: ActionError) -> Outcome:
    """Whether the provider failed or the action."""
    return Outcome.PROVIDER_FAILED if error.origin == "upstream_api" else Outcome.ACTION_FAILED


def explanation_of(error: ActionError, action: Action) -> Explanation:
    """The five questions, answered for a failed action."""
    if error.name == "ConfigurationError":
        return _explained(
            error,
            Party.INPUT,
            who_text="Your input, which the action's author does not allow",
            step="in the action's own check of its fields",
            retry=(Retry.AFTER_CHANGE, "After a change."),
            next_step="Change the fields that the message names, and run it again.",
        )
    app = action.connector_name or action.connector_key
    match error.origin:
        case "component_code":
            return _explained(
                error,
                Party.ACTION,
                who_text="The action's own code, not the app behind it",
                step=f"in the action, before any request to {app}",
                retry=(Retry.NO, "No: it would fail in the same way."),
                next_step="Check that an account is chosen and that the required fields are filled; else report it to "
                "the action's author with the message and the stack.",
            )
        case "upstream_api":
            return _upstream(error, action, app)
        case "network_io":
            is_safe = action.effect is Effect.READ or bool(_BEFORE_SENDING.search(error.message))
            return _explained(
                error,
                Party.NETWORK,
                who_text=f"The network between Pipedream and {app}",
                step=f"connecting to {app}",
                retry=(Retry.YES, "Yes, it most likely helps.") if is_safe else (Retry.CHECK_FIRST, CHECK_FIRST),
                next_step=f"Check addresses in the fields, and {app}'s status page; then run it again.",
            )
        case "response_parsing":
            return _explained(
                error,
                Party.PROVIDER,
                who_text=f"{app}, whose answer the action could not read",
                step=f"reading {app}'s answer",
                retry=(Retry.NO, "No: the request to the app went through, only its answer could not be read."),
                next_step=f"Look in {app} whether it was done; report the message to the action's author.",
            )
        case _:
            origin = f" (origin {error.origin})" if error.origin else ""
            return _explained(
                error,
                Party.ACTION,
                who_text=f"The action or {app} behind it; Pipedream does not say which{origin}",
                step="in the action",
                retry=(Retry.CHECK_FIRST, CHECK_FIRST)
                if action.effect is not Effect.READ
                else (Retry.AFTER_CHANGE, "After a change."),
                next_step="Read the message and the lines under Logs; check the account and the fields that they name.",
            )


def provider_errors(error: ActionError) -> Sequence[ProviderError]:
    """What the app behind the action answered, as far as Pipedream passes it on; empty for any other origin."""
    if error.origin != "upstream_api":
        return ()
    response = error.raw.get("response") if isinstance(error.raw, dict) else None
    source: JsonObject = response if isinstance(response, dict) else {}
    given = source.get("data", source.get("body"))
    whole = error.message if error.raw is None else write_json(error.raw)
    return (
        ProviderError(
            status=_status(error),
            url=_text(source, "url"),
            headers=_headers(source.get("headers")),
            raw_text=whole if given is None else given if isinstance(given, str) else write_json(given),
        ),
    )


def _upstream(error: ActionError, action: Action, app: str) -> Explanation:
    status = _status(error)
    is_read = action.effect is Effect.READ
    retry, next_step = (Retry.CHECK_FIRST, CHECK_FIRST), f"Read what {app} said, then look there."
    if status in {401, 403}:
        retry = (Retry.AFTER_CHANGE, "After the account may do this.")
        next_step = f"Connect the account of {app} again, or one that has the right."
    elif status == 429:
        retry = (Retry.LATER, "Later.")
        next_step = f"Wait until the limit of {app} is over."
    elif status is not None and 400 <= status < 500:
        retry = (Retry.AFTER_CHANGE, "After a change.")
        next_step = f"Change what {app} names: an id that does not exist, or a value that it does not take."
    elif is_read:
        retry = (Retry.LATER, "Later; it sometimes helps.")
        next_step = f"Look at {app}'s status page, then run it again."
    return _explained(
        error,
        Party.PROVIDER,
        who_text=f"{app}, not Pipedream",
        step=f"the request to {app}",
        retry=retry,
        next_step=next_step,
    )


def _explained(
    error: ActionError, who: Party, *, who_text: str, step: str, retry: tuple[Retry, str], next_step: str
) -> Explanation:
    return Explanation(who, who_text, step, error.message, retry[0], retry[1], next_step)


def _status(error: ActionError) -> int | None:
    raw = error.raw if isinstance(error.raw, dict) else {}
    response = raw.get("response")
    for source in (raw, response if isinstance(response, dict) else {}):
        for name in ("status", "statusCode", "status_code"):
            value = source.get(name)
            if isinstance(value, int) and not isinstance(value, bool) and 100 <= value < 600:
                return value
    found = _STATUS.search(error.message)
    return int(found.group(1)) if found and 100 <= int(found.group(1)) < 600 else None


def _headers(untrusted: JsonValue) -> Mapping[str, str]:
    if not isinstance(untrusted, dict):
        return {}
    return {name: value if isinstance(value, str) else write_json(value) for name, value in untrusted.items()}


def _text(untrusted: JsonValue, name: str) -> str:
    value = untrusted.get(name) if isinstance(untrusted, dict) else None
    return value.strip() if isinstance(value, str) else ""
