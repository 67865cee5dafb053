"""Finds actions by words: a plain measure of shared words, standing in for a search by meaning."""

import re
from collections.abc import Iterator

from explorer.sandbox.stackone.catalogue.catalogue import Catalogue
from explorer.sandbox.stackone.catalogue.model import Action, Connector

_SAME = {
    "people": "employee",
    "person": "employee",
    "staff": "employee",
    "worker": "employee",
    "holiday": "off",
    "vacation": "off",
    "absence": "off",
    "document": "file",
    "add": "create",
    "new": "create",
    "change": "update",
    "edit": "update",
    "remove": "delete",
    "show": "list",
    "find": "search",
    "applicant": "candidate",
}


def stems(text: str) -> set[str]:
    """The words of a text in lower case, singular, alike ones made the same."""
    found = set()
    for word in re.findall(r"[a-z0-9]+", text.lower()):
        single = (
            word[:-3] + "y" if word.endswith("ies") else word[:-1] if word.endswith("s") and len(word) > 3 else word
        )
        found.add(_SAME.get(word, _SAME.get(single, single)))
    return found


class ActionSearch:
    """Searches a catalogue; the words of a connector's actions are collected at its first search."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._words: dict[str, list[tuple[Action, set[str], set[str]]]] = {}

    def best(
        self, query: str, connector_key: str | None, *, count: int, least: float
    ) -> list[tuple[Connector, Action, float]]:
        """The most similar actions, best first; similarity is between 0 and 1."""
        wanted = stems(query)
        keys = None if connector_key is None else [connector_key]
        found = [
            (connector, action, score)
            for connector in self._catalogue.connectors(keys)
            for action, score in self._scored(connector, wanted)
            if score >= least
        ]
        found.sort(key=lambda one: (-one[2], one[1].id))
        return found[:count]

    def _scored(self, connector: Connector, wanted: set[str]) -> Iterator[tuple[Action, float]]:
        if connector.key not in self._words:
            self._words[connector.key] = [
                (action, stems(action.label), stems(f"{connector.name} {action.description}"))
                for action in connector.actions
            ]
        for action, in_label, beside in self._words[connector.key]:
            hits = len(wanted & in_label)
            if hits or wanted & beside:
                share = (hits + 0.3 * len(wanted & beside - in_label)) / max(1, len(wanted))
                surplus = len(in_label - wanted) * 0.02
                yield action, round(max(0.0, min(0.99, 0.2 + 0.78 * share - surplus)), 4)
