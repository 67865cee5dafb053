"""The rules, each a question about one value that is present."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from explorer.sandbox.inlycore.records import Records
from explorer.sandbox.inlycore.validation.dates import time_of
from explorer.sandbox.inlycore.validation.php_value import is_whole, number_of, text_of
from explorer.sandbox.inlycore.wire.multipart import UploadedFile

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+"
_LABEL = r"[A-Za-z0-9\u0080-\U0010ffff](?:[A-Za-z0-9\u0080-\U0010ffff-]*[A-Za-z0-9\u0080-\U0010ffff])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_URL = re.compile(
    rf"(?:https?|ftp|sftp|mailto|ldap|file)://(?:[^\s/?#@]+@)?(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\])"
    r"(?::[0-9]{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ACCEPTED_BOOLEANS = (True, False, 0, 1, "0", "1")


@dataclass(frozen=True)
class Rule:
    """One rule with its parameters, `max:255` for example."""

    name: str
    parameters: Sequence[str]


def parsed(rule: str) -> Rule:
    """A rule from its text form: the name, a colon, parameters between commas."""
    name, colon, rest = rule.partition(":")
    return Rule(name, rest.split(",") if colon else [])


@dataclass(frozen=True)
class Circumstances:
    """What a rule may look at besides the value."""

    values: Mapping[str, object]
    """All parameters of the request."""

    rules: Sequence[Rule]
    """All rules of the same parameter: `max` counts letters, items or amounts depending on them."""

    records: Records
    now: datetime

    def has(self, *names: str) -> bool:
        """Whether the parameter has one of these rules."""
        return any(rule.name in names for rule in self.rules)


def kind_of_size(value: object, around: Circumstances) -> str:
    """What `min`, `max` and `between` measure: `numeric`, `array`, `file` or `string`."""
    if around.has("numeric", "integer"):
        return "numeric"
    if around.has("array"):
        return "array"
    return "file" if isinstance(value, UploadedFile) else "string"


def _size(value: object, around: Circumstances) -> Decimal:
    number = number_of(value)
    if number is not None and around.has("numeric", "integer"):
        return number
    if isinstance(value, list | dict):
        return Decimal(len(value))
    if isinstance(value, UploadedFile):
        return Decimal(value.size_bytes) / 1024
    return Decimal(len(text_of(value)))


def _is_boolean(value: object, _parameters: Sequence[str], _around: Circumstances) -> bool:
    return not isinstance(value, Decimal | list | dict | UploadedFile) and value in _ACCEPTED_BOOLEANS


def _is_listed(value: object, parameters: Sequence[str], around: Circumstances) -> bool:
    if isinstance(value, list | dict):
        items = value.values() if isinstance(value, dict) else value
        return around.has("array") and all(text_of(item) in parameters for item in items)
    return text_of(value) in parameters


def _moment(value: object, around: Circumstances) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    return time_of(text_of(value), around.now)


def _compared(holds: Callable[[datetime, datetime], bool]) -> "Question":
    """Against a parameter that is absent or no date any date holds: PHP takes every number for more than null."""

    def question(value: object, parameters: Sequence[str], around: Circumstances) -> bool:
        moment = _moment(value, around)
        limit = time_of(parameters[0], around.now) or _moment(around.values.get(parameters[0]), around)
        return limit is None or (moment is not None and holds(moment, limit))

    return question


def _exists(value: object, parameters: Sequence[str], around: Circumstances) -> bool:
    if isinstance(value, list):
        return all(around.records.holds(parameters[0], parameters[1], text_of(item).strip()) for item in value)
    return around.records.holds(parameters[0], parameters[1], text_of(value).strip())


Question = Callable[[object, Sequence[str], Circumstances], bool]

QUESTIONS: Mapping[str, Question] = {
    "string": lambda value, _p, _a: isinstance(value, str),
    "integer": lambda value, _p, _a: is_whole(value),
    "numeric": lambda value, _p, _a: number_of(value) is not None,
    "boolean": _is_boolean,
    "array": lambda value, _p, _a: isinstance(value, list | dict),
    "date": lambda value, _p, around: _moment(value, around) is not None,
    "email": lambda value, _p, _a: isinstance(value, str) and _EMAIL.fullmatch(value) is not None,
    "url": lambda value, _p, _a: isinstance(value, str) and _URL.fullmatch(value) is not None,
    "uuid": lambda value, _p, _a: isinstance(value, str) and _UUID.fullmatch(value) is not None,
    "file": lambda value, _p, _a: isinstance(value, UploadedFile),
    "mimes": lambda value, kinds, _a: isinstance(value, UploadedFile) and value.kind in kinds,
    "in": _is_listed,
    "max": lambda value, limits, around: _size(value, around) <= Decimal(limits[0]),
    "min": lambda value, limits, around: _size(value, around) >= Decimal(limits[0]),
    "between": lambda value, limits, around: Decimal(limits[0]) <= _size(value, around) <= Decimal(limits[1]),
    "after": _compared(lambda moment, limit: moment > limit),
    "after_or_equal": _compared(lambda moment, limit: moment >= limit),
    "before": _compared(lambda moment, limit: moment < limit),
    "before_or_equal": _compared(lambda moment, limit: moment <= limit),
    "exists": _exists,
    "unique": lambda value, where, around: not around.records.holds(where[0], where[1], text_of(value)),
}
"""Rules that look at a value; `required`, `required_if` and `nullable` are answered by `check`."""
