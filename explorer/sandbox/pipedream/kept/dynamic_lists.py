"""Prop lists that reloads gave out, by their ids; they live until the stand-in stops or is reset."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from explorer.sandbox.pipedream.catalogue.files import Entry

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789"


class DynamicLists:
    """Which list belongs to which `dyp_` id."""

    def __init__(self) -> None:
        self._lists: dict[str, tuple[str, Sequence[Entry]]] = {}

    def keep(self, key: str, props: Sequence[Entry]) -> Mapping[str, Any]:
        """Keep a list for a component and give the `dynamicProps` of the answer."""
        list_id = "dyp_" + "".join(secrets.choice(ALPHABET) for _ in range(7))
        self._lists[list_id] = (key, props)
        return {"id": list_id, "configurableProps": props}

    def find(self, list_id: object, component: Entry) -> Sequence[Entry] | None:
        """The list of that id; None if it is unknown or of another component."""
        key, props = self._lists.get(str(list_id), ("", ()))
        return props if key and key == component["key"] else None

    def props_for(self, component: Entry, list_id: object) -> Sequence[Entry]:
        """The list of that id, else the component's own definition."""
        found = self.find(list_id, component)
        own: Sequence[Entry] = component["configurable_props"]
        return own if found is None else found
