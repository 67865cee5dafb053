"""
The differences as text: a line for each, with its place as a JSON Pointer.

    ~ /data/0/status: "active" -> "left"
    + /data/3: {"id": 7}
    - /data/2: {"id": 5}
    > /data/4: moved from /data/1
    = /data/0/price: 0.10 -> 0.1 (same value, written differently)
"""

from collections.abc import Iterator
from typing import Final

from explorer.calls.comparison.values.difference import Change, Difference
from explorer.domain.json_value import ABSENT, Absent, JsonValue, Pointer, pointer_text, write_json

LONGEST_VALUE: Final = 2_000
"""Characters of a value that stand in its line."""

_SIGNS: Final = {
    Change.ADDED: "+",
    Change.REMOVED: "-",
    Change.CHANGED: "~",
    Change.RETYPED: "~",
    Change.RESPELLED: "=",
}


def report_lines(difference: Difference) -> Iterator[str]:
    """A line for each difference, from top to bottom."""
    yield from _lines(difference, (), ())


def value_text(value: JsonValue | Absent) -> str:
    """A value as it stands in a line; a long one cut, with its length."""
    if value is ABSENT or isinstance(value, Absent):
        return "nothing"
    text = write_json(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}\u2026 ({len(text):,} characters)"


def _lines(difference: Difference, was: Pointer, at: Pointer) -> Iterator[str]:
    place = _shown(was if difference.change is Change.REMOVED else at)
    if difference.is_moved:
        yield f"> {place}: moved from {_shown(was)}"
    if (sign := _SIGNS.get(difference.change)) is not None:
        before, after = value_text(difference.before), value_text(difference.after)
        told = {"+": after, "-": before}.get(sign, f"{before} -> {after}")
        words = f" ({difference.change.value})" if difference.change in (Change.RETYPED, Change.RESPELLED) else ""
        yield f"{sign} {place}: {told}{words}"
    for child in difference.children:
        if child.tally.total:
            names = (child.name_before, child.name_after)
            yield from _lines(
                child,
                *((*above, name) if name is not None else above for above, name in zip((was, at), names, strict=True)),
            )


def _shown(pointer: Pointer) -> str:
    return pointer_text(pointer) or "the whole"
