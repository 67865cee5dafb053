"""Form fields to nested values, by the naming rule of PHP: `a`, `a[]`, `a[key]`, `a[key][]`."""

import re
from collections.abc import Iterable

DEEPEST = 64
"""Fields that are nested deeper are dropped, as PHP drops them (max_input_nesting_level)."""

_NAME = re.compile(r"(?P<first>[^\[\]]+)(?P<rest>(?:\[[^\[\]]*\])*)")
_KEY = re.compile(r"\[([^\[\]]*)\]")


def nested(fields: Iterable[tuple[str, object]]) -> dict[str, object]:
    """
    The values that the fields of a form make together.

    A name given twice without brackets keeps its last value. Lists are given as lists, maps as dictionaries;
    names that do not follow the rule are taken as they are.
    """
    root: dict[str, object] = {}
    for name, value in fields:
        match = _NAME.fullmatch(name)
        path = [match["first"], *_KEY.findall(match["rest"])] if match else [name]
        if len(path) <= DEEPEST:
            _put(root, path, value)
    return {key: _as_list(value) for key, value in root.items()}


def _put(place: dict[str, object], path: list[str], value: object) -> None:
    key = path[0] or str(len(place))
    if len(path) == 1:
        place[key] = value
        return
    inner = place.get(key)
    if not isinstance(inner, dict):
        inner = place[key] = {}
    _put(inner, path[1:], value)


def _as_list(value: object) -> object:
    """A dictionary with the keys 0, 1, 2... as a list, at every depth."""
    if not isinstance(value, dict):
        return value
    items = {key: _as_list(item) for key, item in value.items()}
    if items and list(items) == [str(index) for index in range(len(items))]:
        return list(items.values())
    return items
