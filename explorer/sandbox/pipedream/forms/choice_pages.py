"""
One page of choices, by each kind of paging.

Of 8,499 remote props of public actions about half take neither page nor context; such a prop answers with the same
items whatever page is asked for, and the client must notice.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.sandbox.pipedream.component_error import ComponentError
from explorer.sandbox.pipedream.exact_json import whole_number
from explorer.sandbox.pipedream.forms.choice_rule import Choice, ChoiceRule


@dataclass(frozen=True)
class ChoicePage:
    """The choices of one page, and the context to send with the next request."""

    choices: Sequence[Choice]
    context: Mapping[str, Any] | None


def choice_page(
    rule: ChoiceRule,
    choices: Sequence[Choice],
    seeds: str,
    *,
    page: object = None,
    prev_context: object = None,
    query: object = None,
) -> ChoicePage:
    """
    The page that was asked for, as this prop understands the request.

    A rule with `page` and `context` goes by the context when it gets one, else by the number.

    Raises:
        ComponentError: The context belongs to another list: another search, account or parent.
    """
    searched = str(query or "") if "query" in rule.paging else ""
    found = [one for one in choices if searched.casefold() in one.label.casefold()]
    number = max(0, whole_number(page, 0))
    size = rule.page_size
    if "context" in rule.paging:
        fingerprint = hashlib.sha256(f"{seeds} {searched}".encode("utf-8", "backslashreplace")).hexdigest()[:12]
        cursor = prev_context.get("cursor") if isinstance(prev_context, Mapping) else None
        if cursor is not None:
            start = _place(str(cursor), fingerprint)
        else:
            start = number * size if "page" in rule.paging else 0
        after = start + size
        more = _cursor(after, fingerprint) if after < len(found) else None
        return ChoicePage(found[start:after], {"cursor": more})
    if "page" in rule.paging:
        return ChoicePage(found[number * size : (number + 1) * size], None)
    if "query" in rule.paging:
        return ChoicePage(found[:size], None)
    return ChoicePage(found, None)


def _cursor(place: int, fingerprint: str) -> str:
    return base64.urlsafe_b64encode(f"{place}:{fingerprint}".encode()).decode()


def _place(cursor: str, fingerprint: str) -> int:
    try:
        place, _, found = base64.urlsafe_b64decode(cursor).decode().partition(":")
        start = int(place)
    except (ValueError, binascii.Error):
        found, start = "", 0
    if found != fingerprint:
        raise ComponentError("The cursor belongs to another list", name="CursorError")
    return start
