"""Records that actions make, find, change and delete: one set for each account, collection and parent."""

import copy
import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

from explorer.sandbox.pipedream.catalogue.files import Catalogue, Entry


class RecordStore:
    """
    Every record of the stand-in.

    A collection starts with the records of `records.json`, copied the first time that an account looks at it;
    collections that depend on a parent start empty.
    """

    def __init__(self, catalogue: Catalogue, seed: int) -> None:
        self._first = catalogue.records
        self._collections: dict[str, list[Entry]] = {}
        self._rng = random.Random(f"records {seed}")

    def collection(self, app: str, owner: str, name: str, parents: Mapping[str, Any] | None = None) -> list[Entry]:
        """The records themselves, oldest first; changing the list changes the collection."""
        place = json.dumps([app, owner, name, parents or {}], sort_keys=True, default=str)
        if place not in self._collections:
            first = [] if parents else self._first.get(app, {}).get(name, [])
            self._collections[place] = copy.deepcopy(list(first))
        return self._collections[place]

    def new_id(self, pattern: str, taken: Sequence[Entry] = ()) -> str | int:
        """An id by a pattern: `#` capital or digit, `@` small letter or digit, `9` the next whole number."""
        if pattern == "9":
            numbers = [record["id"] for record in taken if isinstance(record.get("id"), int)]
            return max(numbers, default=0) + 1
        letters = {"#": "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", "@": "abcdefghijkmnopqrstuvwxyz0123456789"}
        return "".join(self._rng.choice(letters[sign]) if sign in letters else sign for sign in pattern)
