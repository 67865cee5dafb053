"""
How lines of JSON are indented while they are typed. Two blanks a level, as laid out JSON has it.

    new_line(before, behind)     what Return inserts, and where the cursor stands in it
    closing_indent(before)       the blanks that stay before a closing bracket that begins a line
    unfolded(text)               JSON on one very long line, laid out
"""

from typing import Final

from explorer.domain.json_value import NotJson, parse_json, write_json

LONGEST_LINE: Final = 5_000
"""A text widget takes longer than a frame for every letter that is typed into a longer line."""

LEVEL: Final = "  "
_OPENING: Final = ("{", "[")
_CLOSING: Final = ("}", "]")


def new_line(before: str, behind: str) -> tuple[str, int]:
    """
    What Return inserts between two parts of a line, and how far into it the cursor goes.

    The new line is indented like this one, a level deeper behind an opening bracket; a closing bracket behind the
    cursor gets a line of its own.
    """
    indent = before[: len(before) - len(before.lstrip(" \t"))]
    if not before.rstrip().endswith(_OPENING):
        return f"\n{indent}", len(indent) + 1
    text = f"\n{indent}{LEVEL}"
    is_closed = behind.lstrip().startswith(_CLOSING)
    return (f"{text}\n{indent}" if is_closed else text), len(text)


def closing_indent(before: str) -> str | None:
    """The blanks of a line without one level, for a closing bracket; None where something else stands in the line."""
    if not before or before.strip(" \t"):
        return None
    return before.removesuffix("\t") if before.endswith("\t") else before[: max(0, len(before) - len(LEVEL))]


def unfolded(text: str) -> str:
    """The text; JSON with a line longer than `LONGEST_LINE` laid out, with its numbers as they are."""
    if max(map(len, text.split("\n")), default=0) <= LONGEST_LINE:
        return text
    try:
        return write_json(parse_json(text), indent=len(LEVEL))
    except NotJson:
        return text
