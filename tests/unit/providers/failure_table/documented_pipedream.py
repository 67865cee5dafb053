"""What Pipedream documents: refusals, failed actions by origin, components that are asked."""

from explorer.domain.failure import Party, Retry
from explorer.providers.failure_table.row import Write

from .documented_case import (
    ACTION,
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
    YES,
    Case,
)


def _pd(
    status: int, who: Party, step: str, retry: Retry, next_step: str, write: Write = NOT_DONE, **more: object
) -> Case:
    parts = {"source": "13", "row": str(status), "outcome": REJECTED, "body": {"error": "said so"}, **more}
    return Case(status=status, who=who, step=step, retry=retry, next_step=next_step, write=write, **parts)


def _thrown(row: str, name: str, message: str, origin: str | None, **more: object) -> Case:
    """An action that failed: status 200, an entry of `os`, and `error` where the newer form names an origin."""
    error = {"name": name, "message": message, **more.pop("error", {})}
    body: dict[str, object] = {"exports": {}, "os": [{"ts": 1795320000000, "k": "error", "err": error}]}
    if origin is not None:
        body["error"] = error | {"attribution": {"origin": origin}}
    parts = {"source": "9.2", "outcome": ACTION, **more}
    return Case(row=row, status=200, body=body, **parts)


PIPEDREAM = [
    _pd(
        400, Party.INPUT, "checking the request", CHANGE, "field that it names", body={"error": "registry", "code": "c"}
    ),
    _pd(401, Party.INPUT, "token", CHANGE, "new token"),
    _pd(403, Party.PLATFORM, "permissions", CHANGE, "plan"),
    _pd(404, Party.INPUT, "finding what was named", CHANGE, "environment", body={"error": "record not found"}),
    _pd(
        413,
        Party.PLATFORM,
        "accounts",
        CHANGE,
        "Remove accounts",
        body={"error": "account_limit_reached", "message": "m"},
    ),
    _pd(422, Party.INPUT, "checking the request", CHANGE, "field that it names", source="13 (A12)"),
    _pd(
        429,
        Party.PLATFORM,
        "counting",
        LATER,
        "count-down",
        source="12",
        body={"error": "Throttled"},
        wait_s=17.0,
        headers={"Retry-After": "17", "X-RateLimit-Limit": "100"},
    ),
    _pd(408, Party.PLATFORM, "waiting", LATER, "less at once", UNKNOWN, source="9.2: the SDK resends it"),
    _pd(500, Party.PLATFORM, "working", LATER, "support", UNKNOWN, row="5xx", source="9.2"),
    _pd(503, Party.PLATFORM, "reaching", LATER, "status page", LOOK, source="9.2"),
    _pd(504, Party.PLATFORM, "waiting", LATER, "less at once", UNKNOWN, body={}),
    _pd(409, Party.PLATFORM, "checking", CHANGE, "what it said", row="4xx", source="9.2"),
    _pd(302, Party.INPUT, "finding the API", CHANGE, "address", row="elsewhere 3xx", source="-", outcome=MALFORMED),
    _pd(
        404,
        Party.INPUT,
        "reading",
        CHANGE,
        "address",
        row="elsewhere 4xx",
        source="-",
        body=PAGE,
        headers=HTML,
        outcome=MALFORMED,
    ),
    _pd(
        502,
        Party.PLATFORM,
        "reading",
        LATER,
        "few minutes",
        UNKNOWN,
        row="elsewhere 5xx",
        source="-",
        body=PAGE,
        headers=HTML,
        outcome=MALFORMED,
    ),
    _thrown(
        "ConfigurationError",
        "ConfigurationError",
        "Set either a message or an attachment",
        "component_code",
        who=Party.INPUT,
        step="own check",
        retry=CHANGE,
        next_step="fields that the message names",
    ),
    _thrown(
        "component_code",
        "TypeError",
        "Cannot read properties of undefined (reading 'oauth_access_token')",
        "component_code",
        who=Party.ACTION,
        step="before any request to Acme",
        retry=NO,
        next_step="account is chosen",
    ),
    _thrown(
        "network_io",
        "Error",
        "socket hang up",
        "network_io",
        who=Party.NETWORK,
        step="connecting to Acme",
        retry=YES,
        next_step="status page",
        write=LOOK,
    ),
    _thrown(
        "network_io before sending",
        "Error",
        "getaddrinfo ENOTFOUND api.example.invalid",
        "network_io",
        who=Party.NETWORK,
        step="connecting to Acme",
        retry=YES,
        next_step="addresses in the fields",
    ),
    _thrown(
        "response_parsing",
        "SyntaxError",
        "Unexpected token <",
        "response_parsing",
        who=Party.PROVIDER,
        step="reading Acme's answer",
        retry=NO,
        next_step="whether it was done",
    ),
    _thrown(
        "no origin",
        "Error",
        "something broke",
        None,
        source="9.2: older form",
        who=Party.ACTION,
        step="in the action",
        retry=CHANGE,
        next_step="Logs",
        write=LOOK,
    ),
]
UPSTREAM = [
    _thrown(
        row,
        "AxiosError",
        f"Request failed with status code {status}",
        "upstream_api",
        outcome=PROVIDER,
        who=Party.PROVIDER,
        step="the request to Acme",
        retry=retry,
        next_step=next_step,
        write=write,
        wait_s=wait_s,
        error={"response": {"status": status, "headers": {"Retry-After": "9"} if wait_s else {}}},
    )
    for status, row, retry, next_step, write, wait_s in (
        (400, "4xx", CHANGE, "provider's words", NOT_DONE, None),
        (401, "401", CHANGE, "in Pipedream", NOT_DONE, None),
        (403, "403", CHANGE, "permission given in Acme", NOT_DONE, None),
        (404, "404", CHANGE, "Check the ids", NOT_DONE, None),
        (409, "409", CHANGE, "exists already", NOT_DONE, None),
        (429, "429", LATER, "limit", NOT_DONE, 9.0),
        (500, "5xx", LATER, "status page", LOOK, None),
    )
] + [
    _thrown(
        "no status",
        "Error",
        "the app said no",
        "upstream_api",
        source="9.2: no status",
        outcome=PROVIDER,
        who=Party.PROVIDER,
        step="the request to Acme",
        retry=LATER,
        next_step="what Acme said",
        write=LOOK,
    )
]


def _asked(row: str, source: str, body: object, who: Party, next_step: str) -> Case:
    """A component that fails when it is asked for choices or fields, with status 200."""
    return Case(source, row, 200, body, ACTION, who, "asking for choices", CHANGE, next_step)


_BY_NAME = "configure: ConfigurationError"
CONFIGURE = [
    _asked("configure", "8.1: errors, plain text", {"errors": ["it broke"]}, Party.ACTION, "type the value"),
    _asked("configure", "8.1: JSON text", {"errors": ['{"name":"E","message":"m"}']}, Party.ACTION, "account"),
    _asked(
        "configure",
        "8.1: observations",
        {"observations": [{"k": "error", "err": {"message": "m"}}]},
        Party.ACTION,
        "type",
    ),
    _asked(
        _BY_NAME,
        "8.1: JSON text",
        {"errors": ['{"name":"ConfigurationError","message":"Connect first"}']},
        Party.INPUT,
        "Do what the message says",
    ),
    _asked(
        _BY_NAME,
        "8.1: observations",
        {"observations": [{"k": "error", "err": {"name": "ConfigurationError", "message": "m"}}], "errors": ["x"]},
        Party.INPUT,
        "fields before this one",
    ),
]
