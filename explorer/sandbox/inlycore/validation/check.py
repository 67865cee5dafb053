"""All rules of all parameters at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from explorer.sandbox.inlycore.records import TABLES, Records
from explorer.sandbox.inlycore.validation.php_value import text_of
from explorer.sandbox.inlycore.validation.rules import QUESTIONS, Circumstances, Rule, kind_of_size, parsed
from explorer.sandbox.inlycore.validation.texts import text_for

_NEED_RECORDS = ("exists", "unique")
_TABLE_OF_MODEL = {model: table for table, model in TABLES.items()}


@dataclass(frozen=True)
class Verdict:
    """What came out of the rules."""

    accepted: Mapping[str, object]
    """Values of the parameters that the schema names; others are ignored."""

    errors: Mapping[str, Sequence[str]]
    """Texts by parameter, in the order of the schema; items of a list are named `lines.0`."""


def check(
    parameters: Sequence[Mapping[str, Any]], values: Mapping[str, object], records: Records, now: datetime
) -> Verdict:
    """
    Every rule of every parameter, answered for values whose blanks are gone already.

    `parameters` are the descriptors of a schema: `name`, `rules`, and for lists `options` or `model`.
    """
    errors: dict[str, list[str]] = {}
    for parameter in parameters:
        name = parameter["name"]
        rules = [parsed(rule) for rule in parameter["rules"]]
        value = values.get(name)
        texts = _texts(name, value, name in values, Circumstances(values, rules, records, now))
        if texts:
            errors[name] = texts
        if parameter.get("multiple") and isinstance(value, list | dict):
            items = value if isinstance(value, dict) else dict(enumerate(value))
            errors |= _item_errors(parameter, items, Circumstances(values, [], records, now))
    names = [parameter["name"] for parameter in parameters]
    return Verdict({name: values[name] for name in names if name in values}, errors)


def _texts(name: str, value: object, given: bool, around: Circumstances) -> list[str]:
    texts: list[str] = []
    for rule in around.rules:
        if _is_missing(rule, value, around):
            # Laravel asks nothing more of a value that should be there and is not.
            return [*texts, text_for(rule, name, "string", around.now)]
        if rule.name not in QUESTIONS or not given or (value is None and around.has("nullable")):
            continue
        if rule.name in _NEED_RECORDS and texts:
            continue
        if not QUESTIONS[rule.name](value, rule.parameters, around):
            texts.append(text_for(rule, name, kind_of_size(value, around), around.now))
    return texts


def _is_missing(rule: Rule, value: object, around: Circumstances) -> bool:
    if rule.name == "required_if":
        other = text_of(around.values.get(rule.parameters[0]))
        return other in rule.parameters[1:] and _is_empty(value)
    return rule.name == "required" and _is_empty(value)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)


def _item_errors(
    parameter: Mapping[str, Any], items: Mapping[Any, object], around: Circumstances
) -> dict[str, list[str]]:
    """Errors of single items in a list: each must be among the options, or the id of a record."""
    if "options" in parameter:
        rule = Rule("in", [text_of(option["value"]) for option in parameter["options"]])
    elif parameter.get("model") in _TABLE_OF_MODEL:
        rule = Rule("exists", [_TABLE_OF_MODEL[parameter["model"]], "id"])
    else:
        return {}
    found: dict[str, list[str]] = {}
    for key, item in items.items():
        if isinstance(item, list | dict) or not QUESTIONS[rule.name](item, rule.parameters, around):
            name = f"{parameter['name']}.{key}"
            found[name] = [text_for(rule, name, "string", around.now)]
    return found
