"""A run that succeeded in one line: "25 employees", "1 employee created"."""

import re
from collections.abc import Mapping
from typing import Final

from explorer.domain.action import Action
from explorer.providers.stackone.actions.effect import words_of

_DONE: Final[Mapping[str, str]] = {
    "create": "created",
    "add": "added",
    "update": "updated",
    "edit": "changed",
    "set": "set",
    "delete": "deleted",
    "remove": "removed",
    "archive": "archived",
    "upload": "uploaded",
    "send": "sent",
    "invite": "invited",
    "assign": "assigned",
    "cancel": "cancelled",
    "close": "closed",
    "move": "moved",
    "copy": "copied",
    "publish": "published",
    "upsert": "saved",
}
_READING: Final = frozenset(
    {"list", "get", "search", "find", "read", "fetch", "retrieve", "query", "lookup", "describe", "view", "show"}
)
_SMALL_WORDS: Final = frozenset({"a", "an", "the", "all", "by", "for", "of", "in", "from", "to", "with"})
_LINKS: Final = frozenset({"by", "for", "of", "in", "from", "to", "with"})


def summary_of(action: Action, count: int | None) -> str:
    """
    What a run gave, in words made from the action's name.

    Args:
        action: Its name is a verb and a thing: "List employees".
        count: Records in the answer; None where that is not known, or the answer has none to count.
    """
    verb, noun = _verb_and_noun(action)
    if verb in _READING:
        if count is None:
            return f"{_plural(noun).capitalize()} received"
        return f"{count:,} {noun if count == 1 else _plural(noun)}" if count else f"No {_plural(noun)}"
    if verb in _DONE:
        number = count if count is not None and count > 1 else 1
        return f"{number:,} {noun if number == 1 else _plural(noun)} {_DONE[verb]}"
    if count is None or count == 1:
        return f"{action.name}: done"
    return f"{action.name}: {count:,} records"


def _verb_and_noun(action: Action) -> tuple[str, str]:
    words = re.findall(r"[^\s_-]+", action.name)
    verb = words[0].lower() if words else ""
    if verb not in _READING and verb not in _DONE:
        words = words_of(action.key, action.connector_key)
        verb = words[0] if words else ""
    thing: list[str] = []
    for word in words[1:]:
        if word.lower() in _LINKS and thing:
            break
        if word.lower() not in _SMALL_WORDS:
            # Abbreviations keep their capitals: "SSO users".
            thing.append(word.lower() if word.istitle() else word)
    if not thing:
        return verb, "record"
    thing[-1] = _singular(thing[-1])
    return verb, " ".join(thing)


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "uses")):
        return word[:-2]
    return word.removesuffix("s")


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return word + "es"
    return word + "s"
