"""What stands in the row of a difference: names, what happened, and each side's value on one line."""

from typing import Final

from explorer.calls.comparison.values.difference import Change, Difference, Name
from explorer.domain.json_value import Absent, ExactNumber, JsonValue, write_json
from explorer.ui.widgets.shown_text import shown_line

LONGEST_SHOWN: Final = 80
"""Letters of a value that stand in its row; its length is told then."""

_MARKS: Final = {
    Change.ADDED: "+",
    Change.REMOVED: "\u2212",
    Change.CHANGED: "~",
    Change.RETYPED: "~",
    Change.RESPELLED: "=",
}


def name_words(difference: Difference) -> str:
    """The key or index; both indexes of an item that has two."""
    one, other = difference.name_before, difference.name_after
    if isinstance(one, int) and isinstance(other, int) and one != other:
        return f"{one} \u2192 {other}"
    return _name(difference.name)


def change_words(difference: Difference) -> str:
    """What happened, in words, with a sign before them; empty for what is the same."""
    parts: list[str] = []
    if difference.is_moved:
        parts.append(f"\u21c5 moved from {difference.name_before} to {difference.name_after}")
    change = difference.change
    if change in _MARKS:
        parts.append(f"{_MARKS[change]} {change.value}")
    elif change is Change.IGNORED:
        parts.append("ignored")
    elif change is Change.INSIDE:
        count = difference.tally.total - difference.is_moved
        parts.append(f"{count:,} {'difference' if count == 1 else 'differences'} inside")
    if difference.is_reordered:
        parts.append("keys in another order")
    return ", ".join(parts)


def value_words(value: JsonValue | Absent) -> str:
    """A value on one line; a long text cut, with its length; lists and objects by their counts."""
    if isinstance(value, Absent):
        return ""
    if isinstance(value, dict):
        return f"{{\u2026}} {len(value):,} {'key' if len(value) == 1 else 'keys'}" if value else "{}  empty object"
    if isinstance(value, list):
        return f"[\u2026] {len(value):,} {'item' if len(value) == 1 else 'items'}" if value else "[]  empty list"
    if isinstance(value, str):
        text = shown_line(value[:LONGEST_SHOWN].replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t"))
        return f'"{text}"' if len(value) <= LONGEST_SHOWN else f'"{text}\u2026"  ({len(value):,} characters)'
    text = write_json(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}\u2026  ({len(text):,} digits)"


def whole_words(value: JsonValue | Absent) -> str:
    """The whole value, to be read and copied: a text without quotes, anything else laid out as JSON."""
    if isinstance(value, Absent):
        return ""
    return value if isinstance(value, str) else write_json(value, indent=2)


def is_folded(value: JsonValue | Absent) -> bool:
    """Whether its row cannot hold all of it."""
    if isinstance(value, ExactNumber | int):
        return not isinstance(value, bool) and len(str(value)) > LONGEST_SHOWN
    return isinstance(value, str) and (len(value) > LONGEST_SHOWN or "\n" in value)


def sentence(difference: Difference) -> str:
    """The row for somebody who does not see it."""
    words = change_words(difference) or "same"
    before, after = value_words(difference.before), value_words(difference.after)
    if difference.change is Change.SAME:
        return f"{name_words(difference)}: {words}, {after}"
    sides = [f"before {before}"] * bool(before) + [f"after {after}"] * bool(after)
    return f"{name_words(difference)}: {', '.join([words, *sides])}"


def _name(name: Name | None) -> str:
    return "(the whole)" if name is None else shown_line(str(name)[:200]) or '""'
