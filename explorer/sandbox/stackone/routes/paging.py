"""The platform's ways of giving a list in parts."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from starlette.requests import Request

from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.records.cursor import cursor_at, offset_of

USUAL_SIZE = 25

_Item = TypeVar("_Item")


def whole_number(value: object, name: str, default: int, *, low: int = 1, high: int = 1_000_000) -> int:
    """
    A number from a query or a body, as a number or as its text.

    Raises:
        Refused: 400, it is none, or out of its limits.
    """
    if value is None or value == "":
        return default
    text = str(value)
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else low - 1
    if not low <= number <= high:
        raise Refused(400, f"{name} must be a whole number from {low} to {high}")
    return number


def by_cursor(items: Sequence[_Item], request: Request, *, high: int = 1000) -> tuple[Sequence[_Item], str | None]:
    """The part that `page_size` and `next` ask for, and the cursor of the part after it."""
    size = whole_number(request.query_params.get("page_size"), "page_size", USUAL_SIZE, high=high)
    cursor = request.query_params.get("next")
    start = offset_of(cursor) if cursor else 0
    end = start + size
    return items[start:end], cursor_at(end) if end < len(items) else None


def by_number(items: Sequence[_Item], asked: Mapping[str, object]) -> tuple[Sequence[_Item], dict[str, int]]:
    """The part that `page` and `page_size` ask for, and these two as they were understood."""
    page = whole_number(asked.get("page"), "page", 1)
    size = whole_number(asked.get("page_size"), "page_size", USUAL_SIZE, high=1000)
    return items[(page - 1) * size : page * size], {"page": page, "page_size": size}


def several(request: Request, *names: str) -> list[str]:
    """Values of a parameter that may come repeated, comma-joined, or under another spelling."""
    given = [value for name in names for value in request.query_params.getlist(name)]
    return [part for value in given for part in value.split(",") if part]
