"""
How the remote choices of one prop come about.

They are made from a seed that holds the account and the values of the props they depend on: another account or another
parent gives other values, so a client that sends a stale parent gets choices that fit nothing.
"""

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.sandbox.pipedream.catalogue.files import Catalogue, Entry
from explorer.sandbox.pipedream.forms.values import bare

DEFAULT_COUNT = 12
DEFAULT_PAGE_SIZE = 20
DEFAULT_PATTERN = "@@@@@@@@@@"
UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
LOWER = "abcdefghijkmnpqrstuvwxyz0123456789"


@dataclass(frozen=True)
class Choice:
    """One choice: what is shown, and what is sent."""

    label: str
    value: str | int


@dataclass(frozen=True)
class ChoiceRule:
    """
    What the data files say about one prop's choices.

    `value` is a pattern: `#` gives a capital or digit, `@` a small letter or digit, `9` a digit, `=` the label itself.
    """

    paging: frozenset[str] = frozenset()
    pool: str = "names"
    count: int = DEFAULT_COUNT
    value: str = DEFAULT_PATTERN
    shape: str = "pairs"
    parents: tuple[str, ...] = ()
    page_size: int = DEFAULT_PAGE_SIZE
    checked: bool = False
    stored: Mapping[str, str] | None = None
    fails: Mapping[str, str] | None = None
    fails_on_page: int = 0
    delay_s: float = 0.0
    logs: tuple[str, ...] = ()
    in_order: bool = False


def rule_for(catalogue: Catalogue, component: Entry, prop: Entry) -> ChoiceRule:
    """The rule for a prop: of its action, else of its app, else one with nothing special."""
    apps = [one["app"] for one in component["configurable_props"] if one["type"] == "app"]
    for place in (component["key"], *apps):
        found = catalogue.choices.get(place, {}).get(prop["name"])
        if found is not None:
            more: dict[str, Any] = {name: tuple(found[name]) for name in ("parents", "logs") if name in found}
            more["paging"] = frozenset(found.get("paging", ()))
            return ChoiceRule(**{**found, **more})
    return ChoiceRule()


def seed_text(seed: int, account: str, rule: ChoiceRule, values: Mapping[str, Any]) -> str:
    """What the choices depend on, as one text."""
    parents = {name: bare(values.get(name)) for name in rule.parents}
    return f"{seed} {account} {rule.pool} {rule.value} {json.dumps(parents, sort_keys=True, default=str)}"


def made_choices(catalogue: Catalogue, rule: ChoiceRule, prop: Entry, seeds: str) -> Sequence[Choice]:
    """All choices of a prop, the same for the same seed text."""
    pool = catalogue.pools.get(rule.pool, [])
    numbers = prop["type"].startswith("integer")
    if pool and isinstance(pool[0], list):
        return [Choice(str(label), value) for label, value in pool]
    rng = random.Random(hashlib.sha256(seeds.encode("utf-8", "backslashreplace")).digest())
    words = [str(word) for word in pool] or [prop.get("label") or prop["name"]]
    if not rule.in_order:
        rng.shuffle(words)
    choices = []
    for index in range(rule.count):
        word, turn = words[index % len(words)], index // len(words)
        label = f"{word} {turn + 1}" if turn else word
        value: str | int = rng.randint(1000, 9_999_999) if numbers else _filled(rule.value, label, rng)
        choices.append(Choice(label, value))
    return choices


def _filled(pattern: str, label: str, rng: random.Random) -> str:
    letters = {"#": UPPER, "@": LOWER, "9": "0123456789"}
    return "".join(rng.choice(letters[sign]) if sign in letters else label if sign == "=" else sign for sign in pattern)
