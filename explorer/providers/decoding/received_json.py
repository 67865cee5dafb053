"""JSON that its grammar allows and the decoder refuses, decoded all the same."""

import re
from typing import Final, TypeVar

import msgspec

from explorer.domain.body import Body

MOST_REPAIRED_BYTES: Final = 8 * 1024 * 1024
"""Larger JSON is not repaired."""

_BOM: Final = b"\xef\xbb\xbf"
_HALF_MAY_BE: Final = re.compile(rb"\\u[dD][89a-fA-F]")
_ESCAPE: Final = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
    rb"|\\.",
    re.DOTALL,
)

Found = TypeVar("Found")


def decoded_json(decoder: "msgspec.json.Decoder[Found]", untrusted: Body | msgspec.Raw) -> Found:
    """
    The decoded value. A byte order mark is passed over, and half a surrogate pair, which JSON's grammar allows and
    msgspec refuses, becomes U+FFFD: what is shown is always the answer as received, not what is read here.

    Raises:
        msgspec.MsgspecError: It is no JSON, or of another type than the decoder's.
    """
    has_mark = not isinstance(untrusted, msgspec.Raw) and untrusted[:3] == _BOM
    text = memoryview(untrusted)[3:] if has_mark else untrusted
    try:
        return decoder.decode(text)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        # Looked for first: repairing takes some 20 ms a MB, which a large answer that is only cut must not cost.
        if memoryview(text).nbytes > MOST_REPAIRED_BYTES:
            raise
        raw = bytes(text)
        if not _HALF_MAY_BE.search(raw):
            raise
        repaired = _ESCAPE.sub(_whole_escape, raw)
        if repaired == raw:
            raise
        return decoder.decode(repaired)


def _whole_escape(escape: re.Match[bytes]) -> bytes:
    return b"\\ufffd" if escape["half"] else escape[0]
