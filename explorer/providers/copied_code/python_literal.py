"""
Texts with holes, bytes and JSON as Python source that gives them back.

Source is printable everywhere: what cannot be seen, or turns the direction of reading, is escaped by `repr`.
"""

from collections.abc import Iterator
from math import isfinite
from typing import Final

from explorer.domain.json_value import ExactNumber, JsonValue
from explorer.providers.copied_code.code import NotCopyable
from explorer.providers.copied_code.holes import Hole, Holes, Pieces

MOST_IN_A_LINE: Final = 96
"""Characters of a text in one line of source; longer ones go on in the next."""

_BREAKS: Final = ",\n &;"
"""A long text is cut behind one of these, if there is one in the second half of the line."""


def literal(text: str) -> str:
    """A text as one literal, between double quotation marks unless it holds some."""
    written = repr(text)
    return f'"{written[1:-1]}"' if '"' not in written else written


def text_source(pieces: Pieces, indent: int = 0) -> str:
    """An expression for a text; one that is long stands in brackets, with a literal a line."""
    terms: list[str] = []
    is_long = sum(len(piece) for piece in pieces if isinstance(piece, str)) > MOST_IN_A_LINE
    for piece in pieces or [""]:
        if isinstance(piece, Hole):
            terms.append(f'os.environ["{piece.variable}"]')
            continue
        literals = [literal(line) for line in _lines(piece)]
        terms.append(("\n" + " " * (indent + 4)).join(literals))
    if not is_long:
        return " + ".join(terms)
    inside, outside = "\n" + " " * (indent + 4), "\n" + " " * indent
    return f"({inside}{f'{inside}+ '.join(terms)}{outside})"


def bytes_source(content: bytes, indent: int = 0) -> str:
    """An expression for bytes, 32 a line."""
    if len(content) <= 32:
        return repr(content)
    inside = "\n" + " " * (indent + 4)
    lines = [repr(content[start : start + 32]) for start in range(0, len(content), 32)]
    return f"({inside}{inside.join(lines)}{inside[:-4]})"


def json_source(value: JsonValue, holes: Holes, indent: int = 0, where: str = "the body") -> str:
    """
    An expression for a JSON value; see `changed_numbers` for numbers that Python would write differently.

    Raises:
        NotCopyable: It holds a number that Python has not: 1e400.
    """
    if isinstance(value, str):
        return text_source(holes.in_text(value, where), indent)
    if isinstance(value, bool) or value is None:
        return repr(value)
    if isinstance(value, ExactNumber) and (not isfinite(float(str(value))) or str(value) == "-0"):
        raise NotCopyable(f"Python has no number {str(value)[:40]}")
    if not isinstance(value, dict | list):
        return str(value)
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    inside = "\n" + " " * (indent + 4)
    if isinstance(value, dict):
        entries = [
            f"{text_source(holes.in_text(key, where), indent + 4)}: {json_source(item, holes, indent + 4, where)}"
            for key, item in value.items()
        ]
        opening, closing = "{", "}"
    else:
        entries = [json_source(item, holes, indent + 4, where) for item in value]
        opening, closing = "[", "]"
    return opening + "".join(f"{inside}{entry}," for entry in entries) + inside[:-4] + closing


def changed_numbers(value: JsonValue) -> Iterator[str]:
    """The numbers of a value that Python's own JSON writes in another way: 0.10 as 0.1."""
    if isinstance(value, ExactNumber):
        if repr(float(str(value))) != str(value):
            yield str(value)
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from changed_numbers(item)


def _lines(text: str) -> Iterator[str]:
    while len(text) > MOST_IN_A_LINE:
        place = max(text.rfind(letter, MOST_IN_A_LINE // 2, MOST_IN_A_LINE) for letter in _BREAKS) + 1
        place = place or MOST_IN_A_LINE
        yield text[:place]
        text = text[place:]
    yield text
