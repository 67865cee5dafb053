"""A connector whose actions fail in every way there is, so that each can be looked at without a platform at fault."""

from dataclasses import replace

from explorer.sandbox.stackone.catalogue.fields import FIELDS
from explorer.sandbox.stackone.catalogue.model import LOCATIONS, Action, Connector, Input

FAULT_LAB = "fault_lab"


def fault_lab() -> Connector:
    """The connector with all its actions."""
    return Connector(
        key=FAULT_LAB,
        name="Fault lab",
        version="1.0.0",
        category="stackone",
        description="Shows what each kind of failure looks like. Nothing in it works on records.",
        authentication_type="custom",
        actions=_ACTIONS,
    )


def _action(verb: str, label: str, description: str, *inputs: Input, method: str = "get") -> Action:
    return Action(
        connector_key=FAULT_LAB,
        name=verb,
        label=label,
        description=description,
        action_type="custom",
        categories=("stackone",),
        resource="fault",
        verb=verb,
        method=method,
        path=f"/v1/{verb.replace('_', '-')}",
        inputs=inputs,
        tags=("failures",),
    )


def _number(name: str, description: str, default: int, low: int, high: int) -> Input:
    rules = {"min": low, "max": high}
    return Input(name, "number", "query", description, is_integer=True, default=default, rules=rules)


def _choice(name: str, description: str, *values: str) -> Input:
    return Input(name, "enum", "query", description, default=values[0], values=values)


_SHOWN_FIELDS = (
    "name",
    "email",
    "phone",
    "website",
    "external_reference",
    "code",
    "start_date",
    "scheduled_at",
    "amount",
    "rate",
    "number",
    "quantity",
    "priority",
    "is_active",
    "tags",
    "permissions",
    "address",
    "lines",
    "custom_fields",
)

_EVERY_INPUT = (
    Input("id", "string", "path", "A value in the path", is_required=True),
    Input("sequence", "number", "path", "A whole number in the path", is_integer=True),
    Input("dry_run", "boolean", "query", "A switch in the query", default=False),
    Input("ids", "string", "query", "Several values in the query", is_array=True),
    Input("if_match", "string", "headers", "A value in a header"),
    *(replace(FIELDS[name], location="body") for name in _SHOWN_FIELDS),
    Input("nothing", "string", "body", "May be text, null, or left out", is_nullable=True),
)
assert {one.location for one in _EVERY_INPUT} == set(LOCATIONS)

_ACTIONS = (
    _action(
        "send_everything",
        "Send everything",
        "Takes inputs of every kind and gives back what arrived, exactly as it was sent.",
        *_EVERY_INPUT,
        method="post",
    ),
    _action(
        "answer_slowly",
        "Answer slowly",
        "Answers after some seconds, for trying out Cancel and time limits.",
        Input("seconds", "number", "query", "How long it takes", default=5, rules={"min": 0, "max": 300}),
    ),
    _action(
        "write_slowly",
        "Write slowly",
        "Changes something and answers after some seconds: when it is cut off, the outcome is unknown.",
        Input("seconds", "number", "body", "How long it takes", default=5, rules={"min": 0, "max": 300}),
        method="post",
    ),
    _action(
        "be_rate_limited",
        "Be rate limited",
        "Answers 429 with Retry-After so many times, then succeeds.",
        _number("times", "How many calls are refused", 1, 0, 100),
        _number("retry_after", "Seconds until the next try is welcome", 5, 0, 3600),
    ),
    _action(
        "fail_at_provider",
        "Fail at the provider",
        "The provider refuses; its status, address, headers and words are passed on.",
        _number("status", "The provider's own status", 409, 400, 599),
        Input("message", "string", "query", "The provider's words", default="That value is taken"),
    ),
    _action(
        "refuse",
        "Be refused",
        "The platform itself refuses the call.",
        _choice("status", "How it refuses", "400", "401", "403", "404", "409", "422"),
    ),
    _action(
        "time_out",
        "Time out at the platform",
        "The platform gives up waiting for the provider: 408 with Retry-After.",
        _number("retry_after", "Seconds until the next try is welcome", 60, 0, 3600),
    ),
    _action(
        "fail_inside",
        "Fail inside the platform",
        "An error that is nobody's input.",
        _choice("status", "Which one", "500", "501", "502"),
    ),
    _action(
        "need_precondition",
        "Have an account that is blocked",
        "412, as for an account in one of these states.",
        _choice("state", "State of the account", "suspended", "expired", "archived", "error"),
    ),
    _action(
        "be_blocked_by_defender",
        "Be blocked by the defender",
        "The scan for planted instructions finds some and blocks the result, unless the call's options forbid it.",
    ),
    _action(
        "answer_not_json",
        "Answer something that is not JSON",
        "A web page where JSON was promised.",
        _number("status", "Status of the page", 502, 200, 599),
    ),
    _action("drop_connection", "Drop the connection", "The connection ends before any answer."),
    _action("truncate_answer", "Cut the answer off", "The connection ends in the middle of the body."),
    _action(
        "answer_large",
        "Give a large answer",
        "Many megabytes of records.",
        _number("megabytes", "About how many", 5, 1, 100),
    ),
    _action(
        "answer_deep",
        "Give a deep answer",
        "Objects within objects.",
        _number("levels", "How many", 200, 1, 100_000),
    ),
    _action("answer_empty", "Give nothing", "204, without a body."),
    _action(
        "answer_odd_values",
        "Give odd values",
        "Large and exact numbers, a key given twice, empty and very long texts, control characters.",
    ),
    _action("answer_picture", "Give a picture", "A small picture as a file."),
    _action(
        "answer_pages",
        "Give pages, one of them empty",
        "Three pages; the second is empty and still has a cursor.",
        Input("next", "string", "query", "Cursor from the page before"),
    ),
)
