"""What a broken rule says: Laravel's English defaults."""

from collections.abc import Mapping
from datetime import datetime

from explorer.sandbox.inlycore.validation.dates import time_of
from explorer.sandbox.inlycore.validation.rules import Rule

_PLAIN: Mapping[str, str] = {
    "required": "The {name} field is required.",
    "required_if": "The {name} field is required when {other} is {value}.",
    "string": "The {name} field must be a string.",
    "integer": "The {name} field must be an integer.",
    "numeric": "The {name} field must be a number.",
    "boolean": "The {name} field must be true or false.",
    "array": "The {name} field must be an array.",
    "date": "The {name} field must be a valid date.",
    "email": "The {name} field must be a valid email address.",
    "url": "The {name} field must be a valid URL.",
    "uuid": "The {name} field must be a valid UUID.",
    "file": "The {name} field must be a file.",
    "mimes": "The {name} field must be a file of type: {all}.",
    "in": "The selected {name} is invalid.",
    "exists": "The selected {name} is invalid.",
    "unique": "The {name} has already been taken.",
    "after": "The {name} field must be a date after {date}.",
    "after_or_equal": "The {name} field must be a date after or equal to {date}.",
    "before": "The {name} field must be a date before {date}.",
    "before_or_equal": "The {name} field must be a date before or equal to {date}.",
}

_SIZED: Mapping[str, Mapping[str, str]] = {
    "max": {
        "numeric": "The {name} field must not be greater than {first}.",
        "string": "The {name} field must not be greater than {first} characters.",
        "array": "The {name} field must not have more than {first} items.",
        "file": "The {name} field must not be greater than {first} kilobytes.",
    },
    "min": {
        "numeric": "The {name} field must be at least {first}.",
        "string": "The {name} field must be at least {first} characters.",
        "array": "The {name} field must have at least {first} items.",
        "file": "The {name} field must be at least {first} kilobytes.",
    },
    "between": {
        "numeric": "The {name} field must be between {first} and {last}.",
        "string": "The {name} field must be between {first} and {last} characters.",
        "array": "The {name} field must have between {first} and {last} items.",
        "file": "The {name} field must be between {first} and {last} kilobytes.",
    },
}


def shown_name(name: str) -> str:
    """How a parameter is called in a text: underscores are blanks."""
    return name.replace("_", " ")


def text_for(rule: Rule, name: str, kind: str, now: datetime) -> str:
    """
    The text for a parameter that breaks a rule.

    `kind` is what `min`, `max` and `between` measured: `numeric`, `string`, `array` or `file`. `now` is needed as a
    rule's own parameter is a date or another parameter's name, and only reading it tells which.
    """
    form = _SIZED[rule.name][kind] if rule.name in _SIZED else _PLAIN[rule.name]
    first = rule.parameters[0] if rule.parameters else ""
    last = rule.parameters[-1] if rule.parameters else ""
    return form.format(
        name=shown_name(name),
        first=first,
        last=last,
        other=shown_name(first),
        value=last,
        all=", ".join(rule.parameters),
        date=first if time_of(first, now) is not None else shown_name(first),
    )
