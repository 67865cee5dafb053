"""
The answer of a token endpoint: a token and how long it lasts, or why there is none.

Source: RFC 6749, sections 5.1 and 5.2; `hint` and `message` beside `error_description` as Laravel Passport sends them.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from explorer.domain.call import Phase, ReceivedAnswer
from explorer.domain.failure import Explanation, Failure, MalformedAnswer, Party, Refused, Retry
from explorer.domain.json_value import ExactNumber, JsonObject, JsonValue, NotJson, parse_json
from explorer.domain.masking import SecretMask
from explorer.providers.explanation import explain, retry_after_s
from explorer.providers.oauth_token.bearer import fits_header
from explorer.providers.oauth_token.credentials import ClientCredentials

STEP: Final = Phase.TOKEN.value

_NEXT_STEPS: Final[Mapping[str, str]] = {
    "invalid_client": "Open the connection, enter client id and client secret again, and test it.",
    "invalid_scope": "Change the scope in the connection's settings to one that the client may use.",
    "unauthorized_client": "Ask whoever manages the client to allow it the grant type client credentials.",
    "unsupported_grant_type": "Check the connection's address: this service does not know client credentials.",
}


def read_token(answer: ReceivedAnswer, credentials: ClientCredentials, mask: SecretMask) -> tuple[str, float | None]:
    """
    The token, which is masked from now on, and its lifetime in seconds, None where the platform names none.

    Raises:
        Refused: The platform gives this client no token.
        MalformedAnswer: It is no answer of a token endpoint, or not one that can be used.
    """
    untrusted = _json_of(answer)
    fields: JsonObject = untrusted if isinstance(untrusted, dict) else {}
    if not 200 <= answer.status < 300:
        raise _refusal(answer, fields, credentials, mask)
    token = fields.get("access_token")
    if not isinstance(token, str) or not token:
        raise MalformedAnswer(
            f"the token endpoint answered {answer.status} without an access_token; is the address right?"
        )
    mask.add(token)
    kind = fields.get("token_type")
    if isinstance(kind, str) and kind.lower() != "bearer":
        raise MalformedAnswer(f"the token endpoint gave a token of another kind than Bearer: {kind[:40]}")
    if not fits_header(token):
        raise MalformedAnswer("the token endpoint gave a token that no header can carry")
    return token, _seconds(fields.get("expires_in"))


def _refusal(answer: ReceivedAnswer, fields: JsonObject, credentials: ClientCredentials, mask: SecretMask) -> Failure:
    if 300 <= answer.status < 400 or (answer.status != 429 and not fields and answer.media_type == "text/html"):
        where = urlsplit(credentials.url).path
        return MalformedAnswer(f"the address {where} answered {answer.status} with a page, not with a token")
    error = fields.get("error")
    parts = [error if isinstance(error, str) else ""]
    if isinstance(error, dict):
        parts.append(_text(error.get("message")))
    parts += [_text(fields.get(name)) for name in ("error_description", "message", "hint")]
    unique = [part for place, part in enumerate(parts) if part and part not in parts[:place]]
    said = mask.text(": ".join(unique) or answer.body[:500].decode("utf-8", "replace").strip())
    failure = Refused(
        said or f"{answer.status} {answer.reason}".strip(),
        status=answer.status,
        retry_after_s=retry_after_s(answer.header("retry-after")),
    )
    failure.explanation = _explanation(failure, error if isinstance(error, str) else "", credentials.platform)
    return failure


def _explanation(failure: Refused, error: str, platform: str) -> Explanation:
    general = replace(explain(failure, platform=platform), step=STEP)
    next_step = _NEXT_STEPS.get(error)
    if next_step is None and failure.status not in {400, 401}:
        return general
    return replace(
        general,
        who=Party.INPUT,
        who_text=f"The connection's credentials, which {platform} does not accept",
        retry=Retry.AFTER_CHANGE,
        retry_text="After the credentials are right; nothing was sent.",
        next_step=next_step or _NEXT_STEPS["invalid_client"],
    )


def _json_of(answer: ReceivedAnswer) -> JsonValue:
    try:
        return parse_json(bytes(answer.body).decode("utf-8"))
    except (UnicodeDecodeError, NotJson):
        return None


def _seconds(value: JsonValue) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | str | ExactNumber):
        try:
            seconds = float(str(value))
        except ValueError:
            return None
        return seconds if 0 <= seconds < 1e12 else None
    return None


def _text(value: JsonValue) -> str:
    return value.strip() if isinstance(value, str) else ""
