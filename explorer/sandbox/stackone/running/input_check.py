"""Checks a call's inputs against their types and rules, as the engine does before it calls a provider."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from explorer.sandbox.stackone.catalogue.model import LOCATIONS, Action, Input
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.exact_json import as_float, is_number
from explorer.sandbox.stackone.running.call import Call

_FORMATS = {
    "email": (re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"), "an e-mail address"),
    "url": (re.compile(r"https?://\S+"), "an address with http or https"),
    "uri": (re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S*"), "an address with a scheme"),
    "uuid": (re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"), "a UUID"),
}
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_WHOLE = re.compile(r"-?\d{1,400}")


def check_inputs(action: Action, call: Call) -> None:
    """
    Compare a call with its action's inputs; what is not declared passes.

    Raises:
        Refused: 400, with every problem in the message.
    """
    problems: list[str] = []
    for location in LOCATIONS:
        values = call.values(location)
        declared = [one for one in action.inputs if one.location == location]
        # The provider gets these as text, so text that reads as a number will do.
        problems.extend(_of_members(declared, values, location, is_text=location != "body"))
    problems.extend(_of_rules(action, call))
    if problems:
        raise Refused(400, "; ".join(problems), error_code="ValidationError")


def _of_members(declared: list[Input], values: Mapping[str, Any], where: str, *, is_text: bool) -> Iterator[str]:
    for one in declared:
        place = f"{where}.{one.name}"
        if one.name not in values:
            if one.is_required:
                yield f"{place} is required"
        elif values[one.name] is None:
            if not one.is_nullable:
                yield f"{place} must not be null"
        else:
            yield from _of_value(one, values[one.name], place, is_text=is_text)


def _of_value(one: Input, value: Any, place: str, *, is_text: bool) -> Iterator[str]:
    if not one.is_array:
        yield from _of_item(one, value, place, is_text=is_text)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _of_item(one, item, f"{place}[{position}]", is_text=is_text)
    elif is_text and isinstance(value, str):
        yield from _of_item(one, value, place, is_text=is_text)
    else:
        yield f"{place} must be a list"


def _of_item(one: Input, value: Any, place: str, *, is_text: bool) -> Iterator[str]:
    if one.variants:
        fits = any(not list(_of_item(variant, value, place, is_text=is_text)) for variant in one.variants)
        yield from _unless(fits, place, f"one of {', '.join(variant.name for variant in one.variants)}")
        return
    match one.type:
        case "object" if isinstance(value, dict):
            yield from _of_members(list(one.properties), value, place, is_text=False)
        case "object":
            yield f"{place} must be an object"
        case "number":
            yield from _of_number(one, value, place, is_text=is_text)
        case "boolean":
            yield from _unless(
                isinstance(value, bool) or (is_text and value in ("true", "false")), place, "true or false"
            )
        case "enum":
            yield from _unless(value in one.values, place, f"one of {', '.join(one.values)}")
        case _ if not isinstance(value, str):
            yield f"{place} must be text"
        case "datetime_string":
            yield from _unless(_is_moment(value), place, "a date and time in ISO 8601")
        case _:
            yield from _of_text(one, value, place)


def _unless(is_right: bool, place: str, wanted: str) -> Iterator[str]:
    if not is_right:
        yield f"{place} must be {wanted}"


def _of_number(one: Input, value: Any, place: str, *, is_text: bool) -> Iterator[str]:
    if is_text and isinstance(value, str) and _WHOLE.fullmatch(value):
        value = int(value)
    if not is_number(value):
        yield f"{place} must be a number"
        return
    if one.is_integer and not isinstance(value, int):
        yield f"{place} must be a whole number"
    for rule, word in (("min", "at least"), ("max", "at most")):
        limit = one.rules.get(rule)
        if limit is None:
            continue
        size = value if isinstance(value, int) else as_float(value)
        assert isinstance(limit, int | float)
        if size < limit if rule == "min" else size > limit:
            yield f"{place} must be {word} {limit}"


def _of_text(one: Input, value: str, place: str) -> Iterator[str]:
    shortest, longest = one.rules.get("minLength"), one.rules.get("maxLength")
    if isinstance(shortest, int) and len(value) < shortest:
        yield f"{place} must have {shortest} characters or more"
    if isinstance(longest, int) and len(value) > longest:
        yield f"{place} must have {longest} characters or fewer"
    pattern = one.rules.get("pattern")
    if isinstance(pattern, str) and re.search(pattern, value) is None:
        yield f"{place} must match {pattern}"
    form = str(one.rules.get("format", ""))
    if form == "date" and not _is_day(value):
        yield f"{place} must be a date such as 2026-03-09"
    if form == "datetime" and not _is_moment(value):
        yield f"{place} must be a date and time in ISO 8601"
    if form in _FORMATS and _FORMATS[form][0].fullmatch(value) is None:
        yield f"{place} must be {_FORMATS[form][1]}"


def _of_rules(action: Action, call: Call) -> Iterator[str]:
    """Rules between inputs, which no JSON Schema of the action shows."""
    given = {
        one.name: call.values(one.location)[one.name]
        for one in action.inputs
        if one.location and one.name in call.values(one.location)
    }
    for rule in action.validation_rules:
        fields = rule.get("fields", ())
        assert isinstance(fields, list | tuple)
        present = [name for name in fields if name in given]
        message = str(rule.get("errorMessage", "The inputs do not go together"))
        match rule["type"]:
            case "atLeastOneOf" if not present:
                yield message
            case "mutuallyExclusive" if len(present) > 1:
                yield message
            case "requiredIf":
                condition = rule["condition"]
                assert isinstance(condition, dict)
                holds = given.get(condition["field"]) == condition["equals"]
                if holds and given.get(str(rule["field"])) is None:
                    yield message


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    try:
        return _DATE_TIME.fullmatch(text) is not None and datetime.fromisoformat(text) is not None
    except ValueError:
        return False
