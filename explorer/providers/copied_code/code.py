"""A text that makes a request somewhere else, and who can write one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from explorer.domain.call import SentRequest
from explorer.domain.json_value import JsonObject, NotJson, parse_json

MOST_SOURCE_BYTES: Final = 100_000
"""Largest body that is written as values of a language."""


class NotCopyable(ValueError):
    """Why a request cannot be written in this way, for a person."""


@dataclass(frozen=True, slots=True)
class CopiedCode:
    """
    A text that makes the request.

    Args:
        notes: What the person who runs it has to know, in plain words; they stand in the text as comments too.
        body_file: Name of the file that the text reads the body from; empty where the body stands in the text.
    """

    text: str
    notes: Sequence[str] = ()
    body_file: str = ""


@dataclass(frozen=True, slots=True)
class OfficialSdk:
    """
    The client library that a platform publishes for Python.

    Args:
        package: Its name on the package index.
        write: A script that makes the request through it; raises `NotCopyable` where the library cannot.
    """

    package: str
    write: Callable[[SentRequest], CopiedCode]


def json_object_of(request: SentRequest) -> JsonObject:
    """
    The JSON object that a request carries; an empty one where it carries something else.

    Raises:
        NotCopyable: It is too large to be written as source.
    """
    if len(request.body) > MOST_SOURCE_BYTES:
        raise NotCopyable(f"its body is too large for a script: {len(request.body):,} bytes")
    try:
        body = parse_json(request.body.decode())
    except (UnicodeDecodeError, NotJson):
        return {}
    return body if isinstance(body, dict) else {}
