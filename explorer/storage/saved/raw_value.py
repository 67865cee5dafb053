"""
What a HAR file says, whatever it is: a value of another type than the format wants counts as not said.

Values are slices of the file and are decoded when they are wanted.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from msgspec import Raw

from explorer.domain.body import Body

_TEXT: Final = msgspec.json.Decoder(str)
_NUMBER: Final = msgspec.json.Decoder(float)
_LIST: Final = msgspec.json.Decoder(list[Raw])
_OBJECT: Final = msgspec.json.Decoder(dict[str, Raw])
_BROKEN: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_PAIRS_AND_ESCAPES: Final = re.compile(
    rb"\\u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\(?:u[dD][89a-fA-F][0-9a-fA-F]{2}|.)", re.DOTALL
)
_UNDECODABLE: Final = re.compile("[\udc80-\udcff]")
NOTHING: Final = Raw(b"null")


def text_of(raw: Raw) -> str:
    """A text; empty for null and for what is none. Bytes that are no UTF-8 become visible, as in `<0xFF>`."""
    try:
        return _TEXT.decode(raw)
    except _BROKEN:
        pass
    lenient = bytes(raw).decode("utf-8", "surrogateescape").strip()
    if not lenient.startswith('"'):
        return ""
    lenient = _UNDECODABLE.sub(lambda found: f"<0x{ord(found.group()) - 0xDC00:02X}>", lenient)
    try:
        return _TEXT.decode(lenient.encode())
    except _BROKEN:
        return lenient.strip('"')


def number_of(raw: Raw, otherwise: float = -1.0) -> float:
    """A number; `otherwise` for what is none, or is not finite."""
    try:
        return _NUMBER.decode(raw)  # takes none that is not finite
    except _BROKEN:
        return otherwise


def whole_of(raw: Raw) -> int:
    """A whole number of up to nine digits; 0 for anything else."""
    number = number_of(raw)
    return int(number) if 0 <= number < 1e9 else 0


def list_of(raw: Raw) -> Sequence[Raw]:
    """The items of a list; none for what is no list."""
    try:
        return _LIST.decode(raw)
    except _BROKEN:
        return ()


def members_of(raw: Raw) -> Mapping[str, Raw]:
    """The members of an object; none for what is no object. Of two of one name the last counts."""
    try:
        return _OBJECT.decode(raw)
    except _BROKEN:
        return {}


def is_object(raw: Raw) -> bool:
    """Whether it is an object, told by its first letter."""
    return bytes(memoryview(raw)[:64]).lstrip()[:1] == b"{"


def with_halves_written_out(content: Body) -> bytes:
    """
    The same JSON, in which escaped halves of surrogate pairs are text as they were written; the decoder takes none.

    Copies all of it; programs write such halves where they cut a text in the middle of a letter.
    """
    return _PAIRS_AND_ESCAPES.sub(_as_written, content)


def _as_written(found: re.Match[bytes]) -> bytes:
    escape = found.group()
    return b"\\" + escape if len(escape) == 6 else escape
