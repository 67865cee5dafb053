"""
`{name}` in the data files, filled with what a run knows.

A text that is one placeholder and nothing else becomes the value itself, of whatever type; inside a longer text it
becomes text. `{baseId.value}` looks inside. A key whose placeholder has no value is left out.
"""

import re
from collections.abc import Mapping
from typing import Any

from explorer.sandbox.pipedream.exact_json import NumberText, write

_PLACE = re.compile(r"\{(\$?[A-Za-z_][\w.-]*)\}")


class _Absent:
    """No value: the key that would hold it is left out."""


ABSENT = _Absent()


def filled(template: Any, values: Mapping[str, Any]) -> Any:
    """The template with every placeholder replaced; `ABSENT` if it was one without a value."""
    if isinstance(template, str):
        whole = _PLACE.fullmatch(template)
        if whole:
            return _look_up(whole[1], values)
        return _PLACE.sub(lambda place: _as_text(_look_up(place[1], values)), template)
    if isinstance(template, Mapping):
        pairs = {key: filled(item, values) for key, item in template.items()}
        return {key: item for key, item in pairs.items() if item is not ABSENT}
    if isinstance(template, list):
        return [item for item in (filled(one, values) for one in template) if item is not ABSENT]
    return template


def filled_text(template: str, values: Mapping[str, Any]) -> str:
    """The same for a text that must stay one."""
    return _as_text(filled(template, values))


def _look_up(path: str, values: Mapping[str, Any]) -> Any:
    found: Any = values
    for step in path.split("."):
        if not isinstance(found, Mapping) or found.get(step) is None:
            return ABSENT
        found = found[step]
    return found


def _as_text(value: Any) -> str:
    if value is ABSENT:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return value.text if isinstance(value, NumberText) else write(value).decode()
