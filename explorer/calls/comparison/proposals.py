"""Places that look as if they differ each time: times, ids of requests, and whatever differs in every item."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from explorer.calls.comparison.values.difference import Change, Difference, Name
from explorer.calls.comparison.values.ignored_paths import general_text
from explorer.domain.json_value import Absent, JsonValue, Pointer

MOST_PROPOSED: Final = 12
FEWEST_ITEMS: Final = 3
"""In so many items something has to differ before it is said to differ in every one."""

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:.*")
_ID: Final = re.compile(r"(?:[\w]+[_-])?(?:[0-9a-fA-F]{12,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})")
_NAMES: Final = re.compile(
    r"date|time|.*timestamp|.*(?:request|trace|correlation|span|invocation)[-_]?id|x-request-id|etag|nonce|.*cursor|"
    r".*[_-]at|.*[a-z]At|age|.*ratelimit-.*|traceparent|.*duration(?:[_-]?ms)?|elapsed.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A path that might be ignored, in how many places it differs, and why it is proposed, in a few words."""

    path: str
    count: int
    why: str


@dataclass(slots=True)
class _Seen:
    differs: int = 0
    same: int = 0
    is_time: bool = True
    is_id: bool = True


def proposed_paths(difference: Difference) -> list[Proposal]:
    """Those that differ in the most places first."""
    seen: dict[str, _Seen] = {}
    same_below: set[str] = set()
    names: dict[str, Name] = {}
    for place, leaf in _leaves(difference, ()):
        path = general_text(place)
        if leaf.change is Change.SAME and isinstance(leaf.after, dict | list):
            same_below.add(path)
            continue
        names[path] = next((part for part in reversed(place) if isinstance(part, str)), "")
        entry = seen.setdefault(path, _Seen())
        if leaf.change is not Change.CHANGED:
            entry.same += 1
            continue
        entry.differs += 1
        entry.is_time = entry.is_time and _fits(_TIME, leaf)
        entry.is_id = entry.is_id and _fits(_ID, leaf)
    found: list[Proposal] = []
    for path, entry in seen.items():
        if not path or not entry.differs:
            continue
        why = _why(str(names[path]), entry, is_in_all=not any(path.startswith(f"{one}/") for one in same_below))
        if why:
            found.append(Proposal(path, entry.differs, why))
    return sorted(found, key=lambda one: -one.count)[:MOST_PROPOSED]


def _why(name: str, entry: _Seen, *, is_in_all: bool) -> str:
    if entry.is_time:
        return "a time"
    if entry.is_id:
        return "an id"
    if _NAMES.fullmatch(name):
        return "by its name"
    if is_in_all and not entry.same and entry.differs >= FEWEST_ITEMS:
        return "differs in every item"
    return ""


def _leaves(difference: Difference, place: Pointer) -> Iterator[tuple[Pointer, Difference]]:
    if not difference.children:
        yield place, difference
    for child in difference.children:
        yield from _leaves(child, (*place, child.name if child.name is not None else ""))


def _fits(pattern: re.Pattern[str], leaf: Difference) -> bool:
    return _is(pattern, leaf.before) and _is(pattern, leaf.after)


def _is(pattern: re.Pattern[str], value: JsonValue | Absent) -> bool:
    return isinstance(value, str) and len(value) < 200 and pattern.fullmatch(value) is not None
