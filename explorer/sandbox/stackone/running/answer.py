"""What an action gives: JSON that may still be added to, or bytes as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

JSON_TYPE = "application/json; charset=utf-8"


@dataclass(frozen=True)
class JsonAnswer:
    """A JSON object, usually with `data` and `next`."""

    value: dict[str, object]
    status: int = 200


@dataclass(frozen=True)
class RawAnswer:
    """Bytes that go out as they are; `ending` says whether all of them do."""

    body: bytes
    status: int = 200
    content_type: str | None = JSON_TYPE
    headers: Mapping[str, str] = field(default_factory=dict)
    ending: Literal["whole", "dropped", "truncated"] = "whole"


Answer = JsonAnswer | RawAnswer


def records(data: object, following: str | None = None) -> JsonAnswer:
    """The usual answer: what was asked for, and a cursor if there is more."""
    return JsonAnswer({"data": data, "next": following})
