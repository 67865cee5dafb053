"""
The answer of a token endpoint: a token and how long it lasts, or why there is none.

Source: RFC 6749, sections 5.1 and 5.2; `hint` and `message` beside `error_description` as Laravel Passport sends them.
"""

from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from explorer.domain.call import Phase, ReceivedAnswer
from explorer.domain.failure import Failure, MalformedAnswer, Refused
from explorer.domain.json_value import ExactNumber, JsonObject, JsonValue, NotJson, parse_json
from explorer.domain.masking import SecretMask
from explorer.providers.explanation import row_for_status
from explorer.providers.failure_table.on_the_way import ON_THE_WAY
from explorer.providers.failure_table.row import told
from explorer.providers.failure_table.sign_in import SIGN_IN
from explorer.providers.failure_table.waiting import asked_wait_s
from explorer.providers.oauth_token.bearer import fits_header
from explorer.providers.oauth_token.credentials import ClientCredentials

STEP: Final = Phase.TOKEN.value


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
    code = error if isinstance(error, str) else ""
    wait_s = asked_wait_s(answer)
    said = said or f"{answer.status} {answer.reason}".strip()
    row = SIGN_IN.get(code) or SIGN_IN.get(str(answer.status)) or row_for_status(ON_THE_WAY, answer.status)
    explanation = replace(told(row, said, wait_s=wait_s, platform=credentials.platform).explanation, step=STEP)
    return Refused(said, status=answer.status, retry_after_s=wait_s, explanation=explanation)


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
