"""What is what in SQL, as far as colours and placeholders need it; no dialect is checked."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final


class Piece(Enum):
    """What a piece of a query is."""

    COMMENT = "comment"
    TEXT = "text"
    NAME = "quoted name"
    PLACEHOLDER = "placeholder"
    NUMBER = "number"
    KEYWORD = "keyword"


LONGEST: Final = 100_000
"""Letters of a query in which placeholders are looked for."""

_PIECES: Final = re.compile(
    r"(?P<COMMENT>--[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?)"
    r"|(?P<TEXT>'(?:[^']|'')*'?|\$(?P<tag>(?:[A-Za-z_]\w*)?)\$.*?\$(?P=tag)\$)"
    r'|(?P<NAME>"[^"]*"?|`[^`]*`?|\[[A-Za-z_][^\]\n]*\])'
    r"|(?P<PLACEHOLDER>(?<![\w$])\$[0-9]{1,4}(?![\w$])|\?(?![?|&]))"
    r"|(?P<NUMBER>(?<![\w.])[0-9]+(?:\.[0-9]+)?(?![\w.]))"
    r"|(?P<WORD>[^\W\d]\w*)|\?[?|&]",
    re.DOTALL,
)
_WORDS: Final = """
all alter and any as asc between by case cast check column commit constraint create cross current_date
current_timestamp database default delete desc distinct drop else end except exists explain false fetch first for
foreign from full function grant group having ilike in index inner insert intersect into is join key lateral left
like limit merge natural not null nulls offset on or order outer over partition primary references returning
revoke right rollback row rows select set some table then top true truncate union unique update using values view
when where window with within
"""
_KEYWORDS: Final = frozenset(_WORDS.split())
_CLOSED_TEXT: Final = re.compile("'(?:[^']|'')*'")


def pieces(text: str) -> Iterator[tuple[int, int, Piece]]:
    """The pieces that have a meaning of their own: where each begins and ends, in order."""
    for found in _PIECES.finditer(text):
        kind = found.lastgroup if found.lastgroup != "tag" else "TEXT"
        if kind == "WORD":
            if found.group().lower() in _KEYWORDS:
                yield found.start(), found.end(), Piece.KEYWORD
        elif kind is not None:
            yield found.start(), found.end(), Piece[kind]


def open_piece(text: str) -> str:
    """What is still open at the end of a text: `/*` of a comment, `'` of a text; empty for nothing."""
    found = list(_PIECES.finditer(text))
    if not found or found[-1].end() != len(text):
        return ""
    last = found[-1].group()
    if last.startswith("/*"):
        return "" if last.endswith("*/") and len(last) > 3 else "/*"
    return "'" if last.startswith("'") and not _CLOSED_TEXT.fullmatch(last) else ""


def placeholders(query: str) -> list[str]:
    """
    The names of the parameters that a query asks for: `$1`, `$2` up to the highest number, or `?` for each mark.

    Source: Pipedream, props of the type `sql`: `$1` for PostgreSQL and `?` elsewhere.
    """
    if len(query) > LONGEST:
        return []
    found = [query[start:end] for start, end, kind in pieces(query) if kind is Piece.PLACEHOLDER]
    numbers = [int(name[1:]) for name in found if name != "?"]
    if numbers:
        return [f"${number}" for number in range(1, min(max(numbers), 999) + 1)]
    return found
