"""
The actions of the app `fault_lab`: each failure that a client must be able to show, on purpose.

None of them reaches anybody; what they say about third parties is made up.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from explorer.sandbox.pipedream.access.limits import throttled
from explorer.sandbox.pipedream.component_error import (
    NETWORK_IO,
    RESPONSE_PARSING,
    ComponentError,
    configuration_error,
    upstream_error,
)
from explorer.sandbox.pipedream.exact_json import NumberText, whole_number
from explorer.sandbox.pipedream.refusal import RequestRefusedError
from explorer.sandbox.pipedream.runs.run_context import RunContext

LONGEST_WAIT_S = 300.0
MOST_ITEMS = 400_000
MOST_LINES = 200

STEPS = (
    "Reading the settings",
    "Looking up the customer",
    "Found 2 customers, taking the newer one",
    "Preparing the request",
)
NETWORK_PROBLEMS = {
    "name lookup": "getaddrinfo ENOTFOUND api.fault-lab.invalid",
    "refused": "connect ECONNREFUSED 127.0.0.1:9",
    "timeout": "timeout of 10000ms exceeded",
    "reset": "read ECONNRESET",
}
UPSTREAM_TEXTS = {
    400: "the field `email` is not an address",
    401: "the key was revoked",
    403: "the account lacks the permission contacts.write",
    404: "there is no customer 4711",
    409: "a customer with this address exists already",
    422: "the country code is unknown",
    429: "too many requests, try again in 30 seconds",
    500: "internal error 7f3a",
    503: "down for maintenance",
}

Behaviour = Callable[[RunContext], Awaitable[Any]]


async def echo(context: RunContext) -> Any:
    """Everything that arrived, as the action saw it."""
    context.summarise(f"Received {len(context.values)} values")
    return {"received": dict(context.values), "dynamic": context.has_dynamic_props}


async def throw(context: RunContext) -> Any:
    """Write some lines, then throw: the fault of the action's own code."""
    values = context.filled_values
    for number in range(min(MOST_LINES, whole_number(values.get("lines"), len(STEPS)))):
        context.console.log(STEPS[number % len(STEPS)])
    context.console.log("The customer has no address", "warn")
    raise ComponentError(str(values.get("message")), name=str(values.get("errorName")))


async def upstream(context: RunContext) -> Any:
    """A third party that refuses."""
    status = whole_number(context.filled_values.get("status"), 404)
    context.console.log("GET https://api.fault-lab.invalid/customers/4711")
    context.console.log(f"answered {status}", "error")
    raise upstream_error(status, UPSTREAM_TEXTS.get(status, ""))


async def network(context: RunContext) -> Any:
    """A third party that cannot be reached."""
    problem = str(context.filled_values.get("problem"))
    context.console.log("Connecting to api.fault-lab.invalid")
    message = NETWORK_PROBLEMS.get(problem, NETWORK_PROBLEMS["name lookup"])
    code = message.split()[1] if problem != "timeout" else "ECONNABORTED"
    raise ComponentError(message, origin=NETWORK_IO, code=code)


async def unreadable(context: RunContext) -> Any:
    """A third party that answers 200 with a page instead of JSON."""
    context.console.log("answered 200, text/html")
    raise ComponentError(
        "Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON", name="SyntaxError", origin=RESPONSE_PARSING
    )


async def configuration(context: RunContext) -> Any:
    """The author's own check of what was entered."""
    if context.values.get("text") or context.values.get("attachment"):
        context.summarise("Nothing is wrong with these settings")
        return {"ok": True}
    raise configuration_error("Enter a text or an attachment; both are empty")


async def slow(context: RunContext) -> Any:
    """Take some seconds, a line for each."""
    seconds = _seconds(context.filled_values.get("seconds"))
    for number in range(1, int(seconds) + 1):
        await asyncio.sleep(1)
        context.console.log(f"Second {number}")
    await asyncio.sleep(seconds - int(seconds))
    context.summarise(f"Took {seconds:g} seconds")
    return {"seconds": NumberText(f"{seconds:g}")}


async def large(context: RunContext) -> Any:
    """A long list; about 150 bytes for each item."""
    count = min(MOST_ITEMS, max(0, whole_number(context.filled_values.get("items"), 1000)))
    context.summarise(f"Made {count} items")
    return [
        {
            "id": number,
            "name": f"Item {number}",
            "price_cents": number * 7 % 10_000,
            "tags": ["made", "up"],
            "note": "A line that makes the answer larger without saying anything.",
        }
        for number in range(1, count + 1)
    ]


async def noisy(context: RunContext) -> Any:
    """Lines of every level, some of them awkward, and no failure."""
    console = context.console
    console.log("plain line")
    console.log("details that nobody needs", "debug")
    console.log("for your information", "info")
    console.log("the quota is nearly used up", "warn")
    console.log("this was an error, and the action went on", "error")
    console.log("three\nlines\nin one")
    console.log('<b>not bold</b> & <img src="https://example.invalid/x.png">')
    console.log("\u001b[31mred in a terminal\u001b[0m")
    console.log("right to left \u202e here, and an emoji \U0001f680")
    console.log("x" * 5000)
    context.summarise("Wrote 10 lines")
    return None


async def numbers(context: RunContext) -> Any:
    """Numbers that are easily damaged on their way."""
    context.summarise("Made 6 numbers")
    return {
        "above_2_53": 9007199254740993,
        "above_2_63": 9223372036854775808,
        "trailing_zero": NumberText("0.10"),
        "beyond_double": NumberText("1e400"),
        "tiny": NumberText("1E-400"),
        "minus_zero": NumberText("-0.0"),
    }


async def refused(context: RunContext) -> Any:
    """The request itself fails: the platform answers with a status of its own."""
    status = whole_number(context.filled_values.get("status"), 400)
    bodies: Mapping[int, tuple[str, Mapping[str, Any]]] = {
        400: ("Invalid request", {"code": "invalid_request", "details": {"configured_props": ["is invalid"]}}),
        401: ("Unauthorized", {}),
        403: ("Connect component API not enabled for this organization", {}),
        404: ("record not found", {}),
        413: ("account_limit_reached", {"message": "This user has more than 100 accounts."}),
        422: ("Unprocessable entity", {"message": "The version does not exist any more."}),
        504: ("Gateway timeout", {}),
    }
    if status == 429:
        raise throttled(100, context.state.switches.retry_after_s, context.state.clock())
    if not 400 <= status <= 599:
        raise configuration_error(f"{status} is no status of a refusal")
    error, more = bodies.get(status, ("Internal server error", {}))
    raise RequestRefusedError(status, error, **more)


async def grouped(context: RunContext) -> Any:
    """The groups that were filled in after a reload; without its list there is nothing to read."""
    if not context.has_dynamic_props:
        raise ComponentError("undefined is not an array or an array-like", name="TypeError")
    names = [prop["name"] for prop in context.props if prop["name"].endswith("_name")]
    context.summarise(f"Received {len(names)} groups")
    return [
        {"name": context.values.get(name), "amount": context.values.get(name.replace("_name", "_amount"))}
        for name in names
    ]


ACTIONS: Mapping[str, Behaviour] = {
    "fault_lab-echo": echo,
    "fault_lab-throw-error": throw,
    "fault_lab-upstream-error": upstream,
    "fault_lab-network-failure": network,
    "fault_lab-unreadable-answer": unreadable,
    "fault_lab-configuration-error": configuration,
    "fault_lab-slow": slow,
    "fault_lab-large-answer": large,
    "fault_lab-noisy": noisy,
    "fault_lab-exact-numbers": numbers,
    "fault_lab-refused-request": refused,
    "fault_lab-growing-form": grouped,
    "fault_lab-broken-form": echo,
    "fault_lab-every-choice": echo,
    "fault_lab-every-prop-type": echo,
}


def _seconds(value: object) -> float:
    try:
        return min(LONGEST_WAIT_S, max(0.0, float(str(value))))
    except ValueError:
        return 1.0
