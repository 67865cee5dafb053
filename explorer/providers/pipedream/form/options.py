"""
Choices in every form in which Pipedream gives them.

An item is `{label, value}`, `{"__lv": {label, value}}`, or a bare text, number, boolean or null. Labels that are no
text occur in public actions and are read all the same.
"""

from collections.abc import Sequence

from explorer.domain.json_value import ABSENT, Absent, JsonValue, write_json
from explorer.providers.pipedream.form.label_value import KEY, label_of
from explorer.schema.field import Option


def read_options(untrusted: JsonValue | Absent) -> tuple[Sequence[Option], Sequence[str]]:
    """
    The choices in order, and in plain words which items are none.

    Null and absent are no choices at all; anything else that is no list is a problem.
    """
    if untrusted is None or untrusted is ABSENT:
        return (), ()
    if not isinstance(untrusted, list):
        return (), (f"the options are no list: {_excerpt(untrusted)}",)
    options: list[Option] = []
    problems: list[str] = []
    for number, item in enumerate(untrusted, 1):
        option = read_option(item)
        if option is None:
            problems.append(f"option {number} has no value: {_excerpt(item)}")
        else:
            options.append(option)
    return options, problems


def read_option(untrusted: JsonValue) -> Option | None:
    """One choice, or None where it cannot be one."""
    if isinstance(untrusted, dict):
        inner = untrusted.get(KEY, untrusted)
        if not isinstance(inner, dict) or "value" not in inner:
            return None
        value = inner["value"]
        label = inner.get("label")
        has_words = label is not None and label != ""
        return Option(value, label_of(label) if has_words else label_of(value))
    if isinstance(untrusted, list):
        return None
    return Option(untrusted, label_of(untrusted))


def _excerpt(value: JsonValue | Absent) -> str:
    return "" if isinstance(value, Absent) else write_json(value)[:80]
