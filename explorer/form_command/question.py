"""
What one line of the batch asks: a schema, and perhaps data.

    {"schema": ..., "data": ...}     other keys are left alone
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from explorer.domain.json_value import ABSENT, MOST_LEVELS, Absent, JsonObject, JsonValue, NotJson, parse_json

MOST_BYTES: Final = 64 * 2**20
"""A longer line is answered unread."""

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Question:
    """A schema, and what its form is to hold; `ABSENT` for what a new form holds."""

    schema: JsonObject | bool
    data: JsonValue | Absent = ABSENT


class BadLine(Exception):
    """A line asks nothing that can be answered; the text says why."""


def read_lines(stream: BinaryIO, most_bytes: int = MOST_BYTES) -> Iterator[bytes | None]:
    """The lines as they come, without their ends; None for one that is too long, which is passed over."""
    is_first = True
    while line := stream.readline(most_bytes + 2):
        if is_first:
            # Some shells put one before what they pipe.
            line, is_first = line.removeprefix(_BYTE_ORDER_MARK), False
        is_whole = line.endswith(b"\n")
        line = line.removesuffix(b"\n").removesuffix(b"\r")
        if len(line) <= most_bytes:
            yield line
            continue
        yield None
        while not is_whole and (rest := stream.readline(2**20)):
            is_whole = rest.endswith(b"\n")


def read_question(line: bytes | None) -> Question:
    """
    Read a line.

    Raises:
        BadLine: It is too long, no UTF-8, no JSON, or no object with a schema.
    """
    if line is None:
        raise BadLine(f"the line is longer than {MOST_BYTES // 2**20} MB")
    if not line.strip():
        raise BadLine("the line is empty")
    try:
        # The line's own object is no level of the schema nor of the data.
        asked = parse_json(line.decode(), most_levels=MOST_LEVELS + 1)
    except UnicodeDecodeError as problem:
        raise BadLine(f"not UTF-8 at byte {problem.start + 1}") from None
    except NotJson as problem:
        raise BadLine(f"not JSON: {problem}") from None
    if not isinstance(asked, dict):
        raise BadLine('the line is no object: give {"schema": ..., "data": ...}')
    schema = asked.get("schema", ABSENT)
    if isinstance(schema, Absent):
        raise BadLine('the line has no "schema"')
    if not isinstance(schema, dict | bool):
        raise BadLine("the schema is neither an object nor true or false")
    return Question(schema, asked.get("data", ABSENT))
