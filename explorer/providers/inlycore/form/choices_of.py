"""The choices of a parameter: `{value, label}`, bare values, or a map of value to label."""

from collections.abc import Sequence

from explorer.domain.json_value import Absent, JsonValue, write_json
from explorer.providers.inlycore.form.words import at
from explorer.schema.field import Option
from explorer.schema.reading.facts import label_of


def read_choices(untrusted: JsonValue | Absent, allowed: Sequence[str]) -> tuple[list[Option], list[str]]:
    """
    The choices in order, and in plain words which items are none.

    Args:
        untrusted: The descriptor's `options`.
        allowed: Values of the rule `in`, which serve where there are no options.
    """
    if isinstance(untrusted, dict):
        return [Option(value, _words(label, value)) for value, label in untrusted.items()], []
    if not isinstance(untrusted, list):
        found = [Option(value, label_of(value) or value) for value in allowed]
        return found, [] if untrusted is None or isinstance(untrusted, Absent) else ["its options are no list"]
    options: list[Option] = []
    problems: list[str] = []
    for number, item in enumerate(untrusted, 1):
        if isinstance(item, dict):
            value = at(item, "value", "id", "key", "name")
            if isinstance(value, Absent):
                problems.append(f"option {number} has no value")
            else:
                label = at(item, "label", "title", "text", "name")
                options.append(Option(value, _words(label, value)))
        elif isinstance(item, list):
            problems.append(f"option {number} is a list")
        else:
            options.append(Option(item, _words(None, item)))
    return options, problems


def _words(label: JsonValue | Absent, value: JsonValue) -> str:
    if isinstance(label, str) and label.strip():
        return label.strip()
    if isinstance(value, str) and value.strip():
        return value
    return "(none)" if value in (None, "") else write_json(value)
