"""
The members of the JSON object that an answer is, without a long look at a large one in their middle.

Splitting takes about a millisecond a MB, during which nothing else happens. An answer of a run that is large is large
because of one member, a list of records, so that above `SPLIT_BYTES` only what stands before and behind that one is
read. Where that does not work out the whole is split after all.
"""

import re
from collections.abc import Collection, Mapping
from typing import Final

import msgspec

from explorer.domain.body import Body
from explorer.providers.decoding.received_json import decoded_json

SPLIT_BYTES: Final = 16 * 1024 * 1024
"""Up to here all of an answer is split."""

EDGE_BYTES: Final = 262_144
"""How much of a larger one is looked at on either side."""

MOST_TOKEN_BYTES: Final = 1024 * 1024
"""Largest object that is gone through token by token where it nests too deep for the decoder."""

_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_START: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_KEY: Final = re.compile(rb'\s*("(?:[^"\\]|\\.)*+")\s*:\s*', re.DOTALL)
_TOKEN: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{},]', re.DOTALL)
_BEHIND: Final = re.compile(rb'(?<=[\]}])\s*,\s*(?=")')


def first_level(body: Body, wanted: Collection[str] = ()) -> Mapping[str, msgspec.Raw]:
    """
    The members of the object; of one over `SPLIT_BYTES` what lies between two large members may be missing.

    Args:
        body: What was received.
        wanted: Names without which there is no saying what the answer means: all of it is split where one is missing.

    Raises:
        msgspec.MsgspecError: It is no JSON object; of a large one not every mistake is found.
        RecursionError: It nests too deep.
        UnicodeDecodeError: A key is not UTF-8.
    """
    if len(body) > SPLIT_BYTES:
        members = _by_its_edges(body)
        if members is not None and all(name in members for name in wanted):
            return members
    try:
        return decoded_json(_OBJECT, body)
    except RecursionError:
        members = _by_tokens(body[:MOST_TOKEN_BYTES]) if len(body) <= MOST_TOKEN_BYTES else None
        if members is None:
            raise
        return members


def _by_tokens(content: bytes) -> Mapping[str, msgspec.Raw] | None:
    """The members of an object that nests deeper than the decoder goes; None if it is no JSON."""
    start = _START.match(content)
    members: dict[str, msgspec.Raw] = {}
    place = start.end() if start is not None else len(content)
    while (key := _KEY.match(content, place)) is not None:
        name, end = _name_of(key[1]), _end_of_value(content, key.end())
        if name is None or end is None:
            return None
        members[name] = msgspec.Raw(content[key.end() : end].rstrip())
        place = end + 1
        if content[end : end + 1] == b"}":
            return members if not content[place:].strip() else None
    return None


def _by_its_edges(body: Body) -> Mapping[str, msgspec.Raw] | None:
    head = body[:EDGE_BYTES]
    start = _START.match(head)
    if start is None:
        return None
    members: dict[str, msgspec.Raw] = {}
    place = start.end()
    while (key := _KEY.match(head, place)) is not None:
        end = _end_of_value(head, key.end())
        if end is None:
            return _with_large(body, members, key[1], key.end())
        name = _name_of(key[1])
        if name is None or head[end : end + 1] != b",":
            return None
        members[name] = msgspec.Raw(head[key.end() : end].rstrip())
        place = end + 1
    return None


def _with_large(
    body: Body, members: dict[str, msgspec.Raw], key: bytes, begins: int
) -> Mapping[str, msgspec.Raw] | None:
    """The members known so far, the large one that begins there, and those behind it."""
    name, first = _name_of(key), body[begins : begins + 1]
    if name is None or first not in (b"[", b"{"):
        return None
    tail_from = max(len(body) - EDGE_BYTES, begins)
    tail = body[tail_from:].rstrip()
    if not tail.endswith(b"}"):
        return None
    behind: dict[str, msgspec.Raw] = {}
    ends = tail[:-1].rstrip()
    # What makes an object together with one brace closes the whole object, so that it begins on its first level; and
    # the earliest such place comes right behind the large member.
    for comma in _BEHIND.finditer(tail):
        try:
            behind = _OBJECT.decode(b"{" + tail[comma.end() :])
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            continue
        ends = tail[: comma.start()]
        break
    if ends[-1:] != {b"[": b"]", b"{": b"}"}[first]:
        return None
    large = msgspec.Raw(memoryview(body)[begins : tail_from + len(ends)])
    return {**members, name: large, **behind}


def _end_of_value(head: bytes, start: int) -> int | None:
    """Where the comma or bracket behind a value stands; None if the value does not end in this part."""
    depth = 0
    for token in _TOKEN.finditer(head, start):
        letter = token[0]
        if letter in b"[{":
            depth += 1
        elif letter in b"]}":
            depth -= 1
            if depth < 0:
                return token.start()
        elif letter == b"," and depth == 0:
            return token.start()
    return None


def _name_of(key: bytes) -> str | None:
    try:
        return msgspec.json.decode(key, type=str)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
