"""Any JSON values, and what JSON Patch does to one; written from RFC 6902 alone."""

import copy

from hypothesis import strategies as st

from explorer.domain.json_value import ExactNumber, JsonValue, number_from_text

NUMBERS = st.one_of(
    st.integers(-5, 5),
    st.sampled_from(["0.1", "0.10", "1e-1", "1.0", "1", "-0", "1e400", "9007199254740993", "2E+3"]).map(
        number_from_text
    ),
)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, st.text("ab/~*", max_size=3))
IDS = st.integers(0, 6)
ITEMS = st.fixed_dictionaries({"id": IDS}, optional={"name": SCALARS, "at": SCALARS})
VALUES = st.recursive(
    SCALARS,
    lambda below: st.one_of(
        st.lists(below, max_size=6),
        st.dictionaries(st.text("ab/~*", max_size=2), below, max_size=4),
        st.lists(ITEMS, max_size=6, unique_by=lambda item: item["id"]),
    ),
    max_leaves=20,
)


def plain(value: JsonValue) -> object:
    """The value for comparing with ==: every number as its text, `true` apart from 1, key order without meaning."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, int | ExactNumber) and not isinstance(value, bool):
        return ("number", str(value))
    return value if not isinstance(value, bool) else ("truth", value)


def patched(value: JsonValue, operations: list[dict[str, JsonValue]]) -> JsonValue:
    """What the operations make of a value."""
    holder: dict[str, JsonValue] = {"": copy.deepcopy(value)}
    for one in operations:
        kind, path = one["op"], one["path"]
        if kind == "move":
            moved = _take(holder, one["from"])
            _put(holder, path, moved)
        elif kind == "remove":
            _take(holder, path)
        else:
            if kind == "replace":
                _take(holder, path)
            _put(holder, path, one["value"])
    return holder[""]


def _above(holder: JsonValue, path: str) -> tuple[JsonValue, str]:
    *steps, last = ["", *(part.replace("~1", "/").replace("~0", "~") for part in path.split("/")[1:])]
    for step in steps:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    return holder, last


def _take(holder: JsonValue, path: str) -> JsonValue:
    above, last = _above(holder, path)
    return above.pop(int(last)) if isinstance(above, list) else above.pop(last)


def _put(holder: JsonValue, path: str, value: JsonValue) -> None:
    above, last = _above(holder, path)
    if isinstance(above, list):
        assert 0 <= int(last) <= len(above)
        above.insert(int(last), value)
    else:
        above[last] = value
