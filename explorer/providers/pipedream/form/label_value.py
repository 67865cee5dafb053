"""
Choices that travel with their label: `{"__lv": {"label": "#general", "value": "C1"}}`.

Several of them come in three spellings, all read here: one `__lv` that holds a list, a list of single `__lv` objects,
and a plain list. The first is what is written.

Source: pipedream.com/docs/connect, configured props; React form builder 3.0.1.
"""

from collections.abc import Iterable
from typing import Final

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, write_json
from explorer.schema.field import Option

KEY: Final = "__lv"


def labelled(option: Option) -> JsonObject:
    """One choice with its label, as it is sent."""
    return {KEY: {"label": option.label, "value": option.value}}


def labelled_list(options: Iterable[Option]) -> JsonObject:
    """Several choices with their labels, as they are sent."""
    return {KEY: [{"label": option.label, "value": option.value} for option in options]}


def bare(value: JsonValue) -> JsonValue:
    """The value without labels, in any of the spellings; anything else comes back as it is."""
    if isinstance(value, list):
        return [_bare_one(item) for item in value]
    if isinstance(value, dict) and set(value) == {KEY}:
        inner = value[KEY]
        if isinstance(inner, list):
            return [_inner_value(item) for item in inner]
    return _bare_one(value)


def is_labelled(value: JsonValue) -> bool:
    """Whether the value carries labels already: one `__lv`, or a list of nothing else."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, dict) and set(item) == {KEY} for item in value)
    return isinstance(value, dict) and set(value) == {KEY}


def with_label(value: JsonValue) -> JsonValue:
    """The value with its own text for a label, if it carries none: what was typed where a label is demanded."""
    if is_labelled(value):
        return value
    if isinstance(value, list):
        return labelled_list(_option_of(item) for item in value)
    return labelled(Option(value, label_of(value)))


def label_of(value: JsonValue) -> str:
    """Words for a value that came without a label."""
    if isinstance(value, str):
        return value
    return "(none)" if value is None else write_json(value)


def has_value(value: JsonValue | Absent) -> bool:
    """Whether something was filled in: 0 and false are values; absent, null, empty text, object and list are none."""
    if value is ABSENT or isinstance(value, Absent):
        return False
    inner = bare(value)
    return inner is not None and inner not in ("", [], {})


def _option_of(item: JsonValue) -> Option:
    value = bare(item)
    inner = item[KEY] if isinstance(item, dict) and set(item) == {KEY} else None
    label = inner.get("label") if isinstance(inner, dict) else None
    return Option(value, label if isinstance(label, str) else label_of(value))


def _bare_one(value: JsonValue) -> JsonValue:
    if isinstance(value, dict) and set(value) == {KEY}:
        return _inner_value(value[KEY])
    return value


def _inner_value(inner: JsonValue) -> JsonValue:
    return inner["value"] if isinstance(inner, dict) and "value" in inner else inner
