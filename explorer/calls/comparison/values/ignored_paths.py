"""
Places that do not count in a comparison: a JSON Pointer in which `*` stands for any key or index of one level, and `**`
for any number of levels.

    /data/*/updated_at     in each item of data
    /**/request_id         wherever it stands

A key that is itself a star is written `~2`. JSONPath is understood too, as far as it says the same:
`$.data[*].updated_at`, `$..request_id`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from explorer.calls.comparison.values.difference import Name

ANY: Final = "*"
ANY_LEVELS: Final = "**"
LONGEST: Final = 1_000
"""Characters of a path that is taken."""

_Part = tuple[str, bool]
"""The text of a part, and whether it stands for any."""
_Path = tuple[_Part, ...]
_STEP: Final = re.compile(
    r"""\.\.(?P<deep>[^.\[\]*'"\s]+)|\.(?P<name>[^.\[\]'"\s]+)|\[(?P<index>\d+|\*)\]"""
    r"""|\[(?:'(?P<single>[^']*)'|"(?P<double>[^"]*)")\]"""
)


class NotAPath(ValueError):
    """A text that names no place; it says why, for a person."""


@dataclass(frozen=True, slots=True)
class IgnoredPaths:
    """The paths as seen from one place: what is left of each that leads through it."""

    paths: frozenset[_Path] = frozenset()

    @property
    def is_here(self) -> bool:
        """Whether this very place is ignored, with all below it."""
        return () in self.paths

    def below(self, name: Name) -> "IgnoredPaths":
        """The same as seen from a member."""
        if not self.paths:
            return self
        text = str(name)
        left: set[_Path] = set()
        for path in self.paths:
            left.update(_after(path, text))
        return IgnoredPaths(frozenset(left)) if left else NOTHING_IGNORED

    def both(self, other: "IgnoredPaths") -> "IgnoredPaths":
        """What this or the other ignores: of an item that has two indexes."""
        return self if self.paths == other.paths else IgnoredPaths(self.paths | other.paths)


NOTHING_IGNORED: Final = IgnoredPaths()


def ignored_paths(texts: Iterable[str]) -> IgnoredPaths:
    """The paths of some texts; those that name no place are left out."""
    found: set[_Path] = set()
    for text in texts:
        try:
            found.add(_read(text))
        except NotAPath:
            continue
    return IgnoredPaths(frozenset(found)) if found else NOTHING_IGNORED


def path_text(parts: Iterable[Name]) -> str:
    """A place as the text of a path; `ANY` and `ANY_LEVELS` among its parts are written by `general_text` alone."""
    return "".join(f"/{_escaped(str(part))}" for part in parts)


def general_text(parts: Iterable[Name]) -> str:
    """A place with each index replaced by `*`: the same place in every item."""
    return "".join("/*" if isinstance(part, int) else f"/{_escaped(part)}" for part in parts)


def anywhere_text(name: str) -> str:
    """A key wherever it stands."""
    return f"/{ANY_LEVELS}/{_escaped(name)}"


def checked_path(text: str) -> str:
    """
    What a person typed, as a path in the one way in which it is kept.

    Raises:
        NotAPath: It is none.
    """
    return "".join(f"/{part if is_any else _escaped(part)}" for part, is_any in _read(text))


def _read(text: str) -> _Path:
    text = text.strip()
    if len(text) > LONGEST:
        raise NotAPath(f"longer than {LONGEST:,} characters")
    if text.startswith("$"):
        return _read_json_path(text)
    if not text.startswith("/"):
        raise NotAPath("a path begins with / or $: /data/*/updated_at, $..request_id")
    parts: list[_Part] = []
    for part in text[1:].split("/"):
        is_any = part in (ANY, ANY_LEVELS)
        parts.append((part if is_any else part.replace("~2", "*").replace("~1", "/").replace("~0", "~"), is_any))
    if parts[-1] == (ANY_LEVELS, True):
        raise NotAPath("after ** comes the name that is looked for: /**/request_id")
    return tuple(parts)


def _read_json_path(text: str) -> _Path:
    parts: list[_Part] = []
    at = 1
    while at < len(text):
        step = _STEP.match(text, at)
        if step is None:
            raise NotAPath(f"of JSONPath only names, [0], [*] and .. are understood here, not {text[at : at + 20]}")
        found = step.groupdict()
        if (deep := found["deep"]) is not None:
            parts += [(ANY_LEVELS, True), (deep, False)]
        elif (plain := found["name"] or found["index"]) is not None:
            parts.append((plain, plain == ANY))
        else:
            parts.append((found["single"] if found["single"] is not None else found["double"], False))
        at = step.end()
    if not parts:
        raise NotAPath("$ alone is everything: then there is nothing to compare")
    return tuple(parts)


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1").replace("*", "~2")


def _after(path: _Path, name: str) -> Iterable[_Path]:
    """What is left of a path behind a member of that name: nothing, one rest, or more where levels are left open."""
    if not path:
        return ()
    (text, is_any), rest = path[0], path[1:]
    if is_any and text == ANY_LEVELS:
        return (path, *_after(rest, name))
    return (rest,) if is_any or text == name else ()
