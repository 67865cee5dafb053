"""What StackOne documents, and the providers behind it."""

from explorer.domain.failure import Party, Retry
from explorer.providers.failure_table.row import Write

from .documented_case import (
    CHANGE,
    HTML,
    LATER,
    LOOK,
    MALFORMED,
    NO,
    NOT_DONE,
    PAGE,
    PROVIDER,
    REJECTED,
    UNKNOWN,
    Case,
)


def _envelope(status: int, message: str = "said so", **more: object) -> dict[str, object]:
    return {"statusCode": status, "message": message, "timestamp": "2026-03-04T10:11:12.345Z", **more}


def _so(
    status: int, who: Party, step: str, retry: Retry, next_step: str, write: Write = NOT_DONE, **more: object
) -> Case:
    """A StackOne envelope without provider errors."""
    body = _envelope(status, **more.pop("body", {}))
    parts = {"source": "2.2", "row": str(status), "outcome": REJECTED, **more}
    return Case(status=status, body=body, who=who, step=step, retry=retry, next_step=next_step, write=write, **parts)


ONE, TWO, THREE = "1 of 3", "2 of 3", "3 of 3"

STACKONE = [
    _so(400, Party.INPUT, ONE, CHANGE, "fields that the message names"),
    _so(400, Party.INPUT, ONE, CHANGE, "profile", source="1: profile of another connector"),
    _so(
        400,
        Party.INPUT,
        ONE,
        CHANGE,
        "connected",
        source="2.2: account not found",
        body={"errorCode": "ValidationError"},
    ),
    _so(401, Party.INPUT, ONE, CHANGE, "API key again"),
    _so(403, Party.PLATFORM, ONE, CHANGE, "scopes of the API key"),
    _so(404, Party.INPUT, ONE, CHANGE, "whether this action is enabled"),
    _so(408, Party.PROVIDER, THREE, LATER, "less at once", UNKNOWN, wait_s=60.0, source="3: no Retry-After"),
    _so(408, Party.PROVIDER, THREE, LATER, "count-down", UNKNOWN, wait_s=12.0, headers={"Retry-After": "12"}),
    _so(409, Party.INPUT, ONE, CHANGE, "existing record"),
    _so(412, Party.PLATFORM, TWO, CHANGE, "connect it again", source="2.2: no details"),
    _so(
        412,
        Party.PLATFORM,
        TWO,
        CHANGE,
        "activate it",
        row="412 suspended",
        source="2.3",
        body={"errorCode": "AccountSuspendedError", "details": {"status": "suspended"}},
    ),
    _so(
        412,
        Party.PLATFORM,
        TWO,
        CHANGE,
        "link a new account",
        row="412 expired",
        source="2.3",
        body={
            "errorCode": "AccountExpiredError",
            "details": {"status": "expired", "expiresAt": "2026-05-01T00:00:00Z"},
        },
    ),
    _so(
        412,
        Party.PLATFORM,
        TWO,
        CHANGE,
        "Choose another account",
        row="412 archived",
        source="2.3: code alone",
        body={"errorCode": "AccountArchivedError"},
    ),
    _so(
        412,
        Party.PLATFORM,
        TWO,
        CHANGE,
        "The password was changed",
        row="412 error",
        source="2.3: reasons",
        body={
            "errorCode": "AccountErrorStatus",
            "details": {"status": "error", "statusReasons": [{"code": "c", "description": "The password was changed"}]},
        },
    ),
    _so(422, Party.INPUT, ONE, CHANGE, "values that the message names"),
    _so(
        422,
        Party.PLATFORM,
        "scan by Defender",
        CHANGE,
        "what Defender found",
        LOOK,
        row="defender",
        source="5.9: errorCode",
        body={"errorCode": "DefenderBlocked"},
    ),
    _so(
        422,
        Party.PLATFORM,
        "scan by Defender",
        CHANGE,
        "switch blocking off",
        LOOK,
        row="defender",
        source="5.9: verdict",
        body={"defenderMetadata": {"applied": True, "result": {"allowed": False, "riskLevel": "high"}}},
    ),
    _so(429, Party.PLATFORM, ONE, LATER, "count-down", wait_s=60.0, source="3: no Retry-After"),
    _so(429, Party.PLATFORM, ONE, LATER, "count-down", wait_s=30.0, headers={"Retry-After": "30"}),
    _so(500, Party.PLATFORM, ONE, LATER, "StackOne's support", UNKNOWN),
    _so(501, Party.PLATFORM, ONE, NO, "another action"),
    _so(502, Party.PROVIDER, THREE, LATER, "trouble", UNKNOWN, outcome=PROVIDER),
    _so(503, Party.PLATFORM, ONE, LATER, "status page", LOOK, source="not documented"),
    _so(504, Party.PLATFORM, ONE, LATER, "less at once", UNKNOWN, source="not documented"),
    _so(406, Party.PLATFORM, ONE, CHANGE, "what it said", row="4xx", source="10: Accept of MCP"),
    Case(
        "1", "elsewhere 403", 403, b"Request blocked", MALFORMED, Party.NETWORK, "reading the answer", CHANGE, "network"
    ),
    Case("-", "elsewhere 3xx", 302, b"", MALFORMED, Party.INPUT, "reading the answer", CHANGE, "address"),
    Case(
        "-",
        "elsewhere 4xx",
        404,
        PAGE,
        MALFORMED,
        Party.PLATFORM,
        "reading the answer",
        CHANGE,
        "address",
        headers=HTML,
    ),
    Case(
        "-",
        "elsewhere 5xx",
        502,
        PAGE,
        MALFORMED,
        Party.PLATFORM,
        "reading",
        LATER,
        "few minutes",
        UNKNOWN,
        headers=HTML,
    ),
    Case("-", "elsewhere 429", 429, b"", REJECTED, Party.PLATFORM, ONE, LATER, "count-down", wait_s=60.0),
]


def _third(status: int | None, retry: Retry, next_step: str, write: Write = NOT_DONE, **more: object) -> Case:
    """A provider's refusal inside StackOne's envelope."""
    error = {"status": status, "url": "https://api.acmehr.example/v1", "raw": {"error": "said so"}}
    error["headers"] = more.pop("own_headers", {})
    outer = 502 if status is None or status >= 500 else 400
    parts = {"source": "2.1 provider_errors", "row": str(status), **more}
    body = _envelope(outer, provider_errors=[error])
    return Case(
        status=outer,
        body=body,
        outcome=PROVIDER,
        who=Party.PROVIDER,
        step=THREE,
        retry=retry,
        next_step=next_step,
        write=write,
        **parts,
    )


THIRD_PARTY = [
    _third(400, CHANGE, "provider's words", row="4xx"),
    _third(422, CHANGE, "correct the input", row="4xx"),
    _third(401, CHANGE, "Connect the account of Acme again"),
    _third(403, CHANGE, "permission given in Acme"),
    _third(404, CHANGE, "Acme does not know the record"),
    _third(408, LATER, "less at once", LOOK),
    _third(409, CHANGE, "exists already"),
    _third(429, LATER, "Acme's limit", wait_s=33.0, own_headers={"retry-after": "33"}),
    _third(429, LATER, "Acme's limit", wait_s=60.0, source="3: provider names no time"),
    _third(500, LATER, "status page", LOOK, row="5xx"),
    _third(503, LATER, "status page", LOOK, row="5xx"),
    _third(None, LATER, "status page", LOOK, row="5xx", source="2.1: status null, the platform's counts"),
]
