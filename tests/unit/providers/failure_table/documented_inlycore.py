"""What Inly Core documents, and the token endpoints of Inly Core and Pipedream."""

from explorer.domain.failure import Party, Retry
from explorer.providers.failure_table.row import Write

from .documented_case import (
    ACTION,
    CHANGE,
    HTML,
    LATER,
    MALFORMED,
    NOT_DONE,
    PAGE,
    REJECTED,
    UNKNOWN,
    YES,
    Case,
)


def _ic(
    status: int, who: Party, step: str, retry: Retry, next_step: str, write: Write = NOT_DONE, **more: object
) -> Case:
    parts = {"source": "8.4", "row": str(status), "outcome": REJECTED, "body": {"message": "said so"}, **more}
    return Case(status=status, who=who, step=step, retry=retry, next_step=next_step, write=write, **parts)


INLYCORE = [
    _ic(400, Party.INPUT, "reading the request", CHANGE, "field that it names", source="not documented"),
    _ic(401, Party.INPUT, "token", YES, "client secret", body={"message": "Unauthenticated."}),
    _ic(
        403, Party.PLATFORM, "permissions", CHANGE, "Permissions tab", body={"message": "This action is unauthorized."}
    ),
    _ic(
        403, Party.PLATFORM, "permissions", CHANGE, "role", source="8.4 (A7)", body={"success": False, "message": "no"}
    ),
    _ic(
        404,
        Party.INPUT,
        "finding the action",
        CHANGE,
        "renamed",
        row="404 action",
        body={"message": "Action [orders/approve-ordr] not found."},
    ),
    _ic(
        404,
        Party.INPUT,
        "finding the record",
        CHANGE,
        "Check the id",
        row="404 record",
        body={"message": "No query results for model [App\\Models\\Order] 999"},
    ),
    _ic(
        404,
        Party.INPUT,
        "finding the address",
        CHANGE,
        "paths",
        body={"message": "The route api/v1/nope could not be found."},
    ),
    _ic(405, Party.INPUT, "finding the address", CHANGE, "paths", body={"message": "The GET method is not supported"}),
    _ic(408, Party.PLATFORM, "in the action", LATER, "less at once", UNKNOWN, source="not documented"),
    _ic(413, Party.INPUT, "receiving the call", CHANGE, "smaller file", source="not documented"),
    _ic(
        422,
        Party.INPUT,
        "validating",
        CHANGE,
        "fields that are marked",
        row="422 validation",
        body={
            "message": "The customer field is required.",
            "errors": {"customer": ["The customer field is required."]},
        },
    ),
    _ic(
        422,
        Party.ACTION,
        "in the action",
        CHANGE,
        "state that does not allow this",
        row="422 refused",
        body={"success": False, "message": "Order #45 is already approved."},
    ),
    _ic(
        422,
        Party.ACTION,
        "in the action",
        CHANGE,
        "what it said",
        row="422 refused",
        source="8.3 (A8)",
        body={"success": False, "message": "This action requires a subject ID in the URL."},
    ),
    _ic(
        429,
        Party.PLATFORM,
        "counting",
        LATER,
        "count-down",
        body={"message": "Too Many Attempts."},
        wait_s=30.0,
        headers={"Retry-After": "30", "X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0"},
    ),
    _ic(500, Party.ACTION, "in the action", LATER, "own log", UNKNOWN, body={"message": "Server Error"}),
    _ic(
        500,
        Party.ACTION,
        "in the action",
        LATER,
        "own log",
        UNKNOWN,
        source="8.4: debug mode",
        body={"message": "Boom", "exception": "RuntimeException", "file": "/app/A.php", "line": 7, "trace": []},
    ),
    _ic(502, Party.PLATFORM, "working", LATER, "administrator", UNKNOWN, row="5xx", source="not documented"),
    _ic(503, Party.PLATFORM, "reaching", LATER, "maintenance", wait_s=120.0, headers={"Retry-After": "120"}),
    _ic(409, Party.PLATFORM, "checking", CHANGE, "what it said", row="4xx", source="not documented"),
    _ic(302, Party.INPUT, "finding the API", CHANGE, "credentials", row="elsewhere 3xx", source="2", outcome=MALFORMED),
    _ic(
        419,
        Party.INPUT,
        "finding the API",
        CHANGE,
        "address",
        row="elsewhere page",
        source="2",
        body=PAGE,
        headers=HTML,
        outcome=MALFORMED,
    ),
]
INLYCORE += [
    _ic(
        502,
        Party.PLATFORM,
        "working",
        LATER,
        "few minutes",
        UNKNOWN,
        row="elsewhere 5xx",
        source="2",
        body=PAGE,
        headers=HTML,
        outcome=MALFORMED,
    ),
    _ic(503, Party.PLATFORM, "reaching", LATER, "maintenance", source="8.4: page", body=PAGE, headers=HTML),
]
INLYCORE_200 = [
    Case(
        "8.2",
        "success false",
        200,
        {"success": False, "message": "no"},
        ACTION,
        Party.ACTION,
        "in the action",
        CHANGE,
        "look at the record",
    ),
    Case(
        "12",
        "bulk",
        200,
        {
            "success": False,
            "results": [
                {"id": 42, "success": True, "message": "Order approved."},
                {"id": 99, "success": False, "status": 404, "message": "No query results"},
            ],
        },
        ACTION,
        Party.ACTION,
        "each record",
        CHANGE,
        "run it again on 99 only",
    ),
]


def _token(status: int, body: object, who: Party, retry: Retry, next_step: str, **more: object) -> Case:
    row = str(body.get("error")) if isinstance(body, dict) and status < 429 else str(status)
    parts = {"source": "Inly Core 3.3", "row": row, **more}
    return Case(
        status=status,
        body=body,
        outcome=REJECTED,
        who=who,
        step="getting a token",
        retry=retry,
        next_step=next_step,
        **parts,
    )


SIGN_IN = [
    _token(401, {"error": "invalid_client"}, Party.INPUT, CHANGE, "client id and client secret"),
    _token(400, {"error": "unsupported_grant_type"}, Party.INPUT, CHANGE, "connection's address"),
    _token(400, {"error": "unauthorized_client"}, Party.INPUT, CHANGE, "grant type"),
    _token(400, {"error": "invalid_request", "hint": "client_id"}, Party.INPUT, CHANGE, "message names"),
    _token(400, {"error": "invalid_scope"}, Party.INPUT, CHANGE, "scope"),
    _token(400, {"error": "invalid_grant"}, Party.INPUT, CHANGE, "sign in again"),
    _token(400, {"error": "other"}, Party.INPUT, CHANGE, "correct client id", row="400", source="Pipedream 2.1"),
    _token(401, {"error": "Unauthorized"}, Party.INPUT, CHANGE, "client secret", row="401", source="Pipedream 2.1"),
    _token(404, {"error": "not found"}, Party.INPUT, CHANGE, "path for tokens", row="404", source="-"),
]
SIGN_IN_GENERAL = [
    _token(
        429,
        {"message": "Too Many Attempts."},
        Party.PLATFORM,
        LATER,
        "count-down",
        wait_s=5.0,
        headers={"Retry-After": "5"},
    ),
    _token(500, {"message": "Server Error"}, Party.PLATFORM, LATER, "few minutes", row="5xx", source="-"),
]
