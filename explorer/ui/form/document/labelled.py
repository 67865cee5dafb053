"""
Values that are sent with their labels: `{"__lv": {"label", "value"}}`, so that the label can be shown again later.

Source: Pipedream Connect, configured props; several choices are one object whose `__lv` is a list, and a list of
single objects is read as well.
"""

from explorer.domain.json_value import ABSENT, Absent, JsonValue, write_json
from explorer.schema.field import Option

MARK = "__lv"


def labelled(options: list[Option], *, is_multiple: bool) -> JsonValue:
    """The options as one value with labels."""
    parts: list[JsonValue] = [{"label": option.label, "value": option.value} for option in options]
    return {MARK: parts} if is_multiple else {MARK: parts[0]}


def is_labelled(value: JsonValue | Absent) -> bool:
    """Whether the value is exactly one of the forms with labels."""
    if not isinstance(value, dict) or len(value) != 1 or MARK not in value:
        return False
    inner = value[MARK]
    parts = inner if isinstance(inner, list) else [inner]
    return all(
        isinstance(part, dict) and set(part) == {"label", "value"} and isinstance(part["label"], str) for part in parts
    )


def bare_value(value: JsonValue | Absent) -> JsonValue | Absent:
    """The value without its label."""
    if isinstance(value, Absent) or not is_labelled(value):
        return value
    assert isinstance(value, dict)
    inner = value[MARK]
    if isinstance(inner, list):
        return [part["value"] for part in inner if isinstance(part, dict)]
    assert isinstance(inner, dict)
    return inner["value"]


def chosen_options(value: JsonValue | Absent) -> list[Option]:
    """
    What is chosen, with the labels that the value itself carries; a bare value is its own label, as text or JSON.

    A list gives one option for each item, a labelled list too.
    """
    if isinstance(value, Absent) or value is None:
        return []
    if is_labelled(value):
        assert isinstance(value, dict)
        inner = value[MARK]
        parts = inner if isinstance(inner, list) else [inner]
        return [Option(part["value"], str(part["label"])) for part in parts if isinstance(part, dict)]
    if isinstance(value, list):
        return [option for item in value for option in (chosen_options(item) or [Option(item, plain_words(item))])]
    return [Option(value, plain_words(value))]


def plain_words(value: JsonValue | Absent) -> str:
    """A value as a person would write it: text as it is, everything else as JSON."""
    if value is ABSENT or isinstance(value, Absent):
        return ""
    return value if isinstance(value, str) else write_json(value)
