"""Cursors: opaque to a client, and noticed when tampered with."""

import base64
import binascii
import json
import zlib

from explorer.sandbox.stackone.envelope import Refused


def cursor_at(offset: int) -> str:
    """The mark of a place in a list."""
    place = json.dumps({"r": {"p": offset}, "v": 1, "c": zlib.crc32(b"%d" % offset)}, separators=(",", ":"))
    return base64.urlsafe_b64encode(place.encode()).decode()


def offset_of(cursor: str) -> int:
    """
    The place that a cursor marks.

    Raises:
        Refused: 400, it is none of ours.
    """
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        offset = place["r"]["p"]
        if not isinstance(offset, int) or offset < 0 or place["c"] != zlib.crc32(b"%d" % offset):
            raise ValueError(cursor)  # noqa: TRY301 - one way out for all kinds of damage
    except (ValueError, TypeError, KeyError, binascii.Error) as problem:
        raise Refused(400, "The cursor is not valid") from problem
    return offset
