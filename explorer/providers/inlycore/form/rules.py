"""
Laravel's validation rules, as far as a form can follow them: `required`, `nullable`, `max:255`, `in:a,b`.

What is not read here is left to the server, whose 422 is the last word.

Source: Laravel's documentation of validation; `rules` come as a list or as one text split at `|`.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.domain.json_value import Absent, JsonValue
from explorer.providers.inlycore.form.words import number_text


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one parameter: name to arguments; of one that stands twice the first counts."""

    named: dict[str, Sequence[str]] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.named

    def first(self, name: str) -> str:
        """The rule's first argument; empty if there is no such rule, or it has none."""
        arguments = self.named.get(name, ())
        return arguments[0].strip() if arguments else ""

    def number(self, name: str, place: int = 0) -> str:
        """An argument as JSON number text; empty if it is none, as the name of another field is."""
        arguments = self.named.get(name, ())
        return number_text(arguments[place]) if len(arguments) > place else ""

    @property
    def minimum(self) -> str:
        """Least value or length."""
        return self.number("min") or self.number("between") or self.number("size") or self.number("gte")

    @property
    def maximum(self) -> str:
        """Greatest value or length."""
        return self.number("max") or self.number("between", 1) or self.number("size") or self.number("lte")

    @property
    def allowed(self) -> Sequence[str]:
        """The values of `in`; empty where any will do."""
        return [value.strip() for value in self.named.get("in", ())]


def read_rules(untrusted: JsonValue | Absent) -> Rules:
    """The rules in either spelling; entries that are no text are left out."""
    if isinstance(untrusted, str):
        parts: list[str] = _split(untrusted)
    elif isinstance(untrusted, list):
        parts = [part for part in untrusted if isinstance(part, str)]
    else:
        parts = []
    named: dict[str, Sequence[str]] = {}
    for part in parts:
        name, colon, arguments = part.strip().partition(":")
        if name:
            named.setdefault(name.strip().lower(), _arguments(name, arguments) if colon else ())
    return Rules(named)


def _split(text: str) -> list[str]:
    # A pattern may hold the separator; Laravel demands a list then, so that the rest is one rule.
    before, regex, rest = text.partition("regex:")
    return [*before.split("|"), regex + rest] if regex else before.split("|")


def _arguments(name: str, text: str) -> Sequence[str]:
    if "regex" in name:
        return (text,)
    try:
        return next(csv.reader([text]), ())
    except csv.Error:
        return text.split(",")
