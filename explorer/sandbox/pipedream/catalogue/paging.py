"""
Pages of a list by cursor: `after`, `before` and `limit`, with `page_info` in the answer.

There is no has-more flag: a client goes on until `end_cursor` is null or a page is empty.
"""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from explorer.sandbox.pipedream.refusal import bad_request

DEFAULT_LIMIT = 10
LARGEST_LIMIT = 100
"""Not published; a larger one is taken as this."""

Item = TypeVar("Item")


def page_of(
    items: Sequence[Item],
    name_of: Callable[[Item], str],
    query: Mapping[str, str],
    shown: Callable[[Item], Any] = lambda item: item,
) -> dict[str, Any]:
    """
    One page as the platform answers it: `data` and `page_info`.

    Args:
        items: The whole list, in order.
        name_of: What tells one item from another, for the cursor.
        query: Query parameters; `after`, `before` and `limit` are read.
        shown: An item as it is answered.

    Raises:
        RequestRefusedError: 400, a cursor or limit that cannot be read.
    """
    limit = _limit(query.get("limit", ""))
    start, end = 0, len(items)
    after, before = query.get("after", ""), query.get("before", "")
    names = [name_of(item) for item in items] if after or before else []
    if after:
        position, is_there = _place(after, names)
        start = position + 1 if is_there else position
    if before:
        end, _ = _place(before, names)
    if before and not after:
        start = max(start, end - limit)
    page = list(items[start : min(end, start + limit)]) if start < end else []
    first = cursor_of(start, name_of(page[0])) if page else None
    last = cursor_of(start + len(page) - 1, name_of(page[-1])) if page else None
    return {
        "data": [shown(item) for item in page],
        "page_info": {
            "count": len(page),
            "total_count": len(items),
            "start_cursor": first,
            "end_cursor": last,
        },
    }


def cursor_of(position: int, name: str) -> str:
    """The opaque text for an item, which still works when the item is gone."""
    return base64.urlsafe_b64encode(f"{position}:{name}".encode("utf-8", "surrogatepass")).decode().rstrip("=")


def _place(cursor: str, names: Sequence[str]) -> tuple[int, bool]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        text = base64.b64decode(padded, altchars=b"-_", validate=True).decode("utf-8", "surrogatepass")
        position, colon, name = text.partition(":")
        index = int(position)
    except (ValueError, binascii.Error) as broken:
        raise bad_request("invalid cursor") from broken
    if not colon or index < 0:
        raise bad_request("invalid cursor")
    if name in names:
        return names.index(name), True
    return min(index, len(names)), False


def _limit(text: str) -> int:
    if not text:
        return DEFAULT_LIMIT
    if not text.isascii() or not text.isdigit() or int(text[:9]) < 1:
        raise bad_request("invalid limit", limit=["must be a whole number above 0"])
    return min(int(text[:9]), LARGEST_LIMIT)
