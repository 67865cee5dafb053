"""
Which actions a connection knows: keys that a person gave, as JSON or as lines, and keys made by convention.

Source: reference, sections 4 and 6: no endpoint lists actions; five standard kinds are generated for each object.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from explorer.domain.action import ListingProblem
from explorer.domain.json_value import JsonValue, NotJson, parse_json, write_json
from explorer.providers.inlycore.form.words import text_at

USUAL_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")
"""How keys look by the rule that fits the documented ones (A10); others are tried all the same."""

STANDARD_KINDS: Final = ("create", "edit", "delete", "restore", "duplicate")


@dataclass(frozen=True, slots=True)
class ListedKey:
    """
    A key, and what its source says about it; texts are empty where it says nothing.

    Args:
        is_guess: Made by convention: that there is no such action is no problem.
    """

    key: str
    label: str = ""
    group: str = ""
    variant: str = ""
    is_guess: bool = False


def keys_of_text(text: str) -> tuple[list[ListedKey], list[ListingProblem]]:
    """
    The keys that a person gave, each once, and the entries that are none.

    JSON is a list of keys or of objects with `key`, or an object with such a list under `actions` or `data`. Lines
    hold one key each, or several separated by commas or blanks; what follows a # is a remark.
    """
    stripped = text.strip()
    if not stripped.startswith(("[", "{")):
        words = [word for line in stripped.splitlines() for word in line.partition("#")[0].replace(",", " ").split()]
        return _unique([ListedKey(word.strip("/")) for word in words if word.strip("/")]), []
    try:
        untrusted = parse_json(stripped)
    except NotJson as error:
        return [], [ListingProblem("The setting Actions", f"it begins like JSON but is none: {error}")]
    return keys_of_json(untrusted)


def keys_of_json(untrusted: JsonValue) -> tuple[list[ListedKey], list[ListingProblem]]:
    """The keys of a catalogue or of a list of actions, each once, and the entries that are none."""
    if isinstance(untrusted, dict):
        listed = next((untrusted[name] for name in ("actions", "data") if isinstance(untrusted.get(name), list)), None)
        if listed is None and text_at(untrusted, "key"):
            listed = [untrusted]
        untrusted = listed
    if not isinstance(untrusted, list):
        return [], [ListingProblem("The list of actions", "it holds no list under actions or data")]
    found: list[ListedKey] = []
    problems: list[ListingProblem] = []
    for number, entry in enumerate(untrusted, 1):
        key = entry if isinstance(entry, str) else text_at(entry, "key", "action") if isinstance(entry, dict) else ""
        key = key.strip().strip("/")
        if not key:
            problems.append(ListingProblem(f"Entry {number}: {write_json(entry)[:60]}", "it names no key"))
        elif isinstance(entry, dict):
            found.append(
                ListedKey(key, text_at(entry, "label"), text_at(entry, "group"), text_at(entry, "variant").lower())
            )
        else:
            found.append(ListedKey(key))
    return _unique(found), problems


def standard_keys(objects: Sequence[str]) -> list[ListedKey]:
    """The five standard keys of each object: `orders` gives `orders/create-order` and its like."""
    return [
        ListedKey(f"{name}/{kind}-{_singular(name.rsplit('/', 1)[-1])}", is_guess=True)
        for name in objects
        for kind in STANDARD_KINDS
    ]


def merged(*sources: Sequence[ListedKey]) -> list[ListedKey]:
    """All keys in order, each once; what an earlier source says of a key stays."""
    return _unique([key for source in sources for key in source])


def _unique(keys: Sequence[ListedKey]) -> list[ListedKey]:
    found: dict[str, ListedKey] = {}
    for key in keys:
        found.setdefault(key.key, key)
    return list(found.values())


def _singular(name: str) -> str:
    for ending, singular in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("s", "")):
        if name.endswith(ending) and not (ending == "s" and name.endswith("ss")):
            return name.removesuffix(ending) + singular
    return name
