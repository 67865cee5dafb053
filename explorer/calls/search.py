"""
The list of actions as a person narrows it: text and filters to an order of rows.

    index = ActionIndex(actions)          or `add` slice by slice, or `await index.add_all(actions)`
    index.find("creat emploee", filter)   numbers of the rows that fit, best first

Letters count without case and accents, and everything between them only parts words: "create_emp" is looked for as
"create" and "emp". An action fits plainly if each word stands somewhere in its name, key, connector or description;
what stands in the name comes first:

    0  the name or the key is what was typed     3  all words are inside the name
    1  the name begins with what was typed       4  all are inside name, key or connector
    2  all words begin words of the name         5  the description is needed

Inside a rank the order of the listing stays. Only where hardly anything fits plainly, words that differ by a letter or
two are taken too (rank 6), compared with the words that occur in names, keys and connectors.
"""

import asyncio
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, compress, repeat
from operator import contains, not_
from typing import Final

from explorer.domain.action import Action, ActionKey, Effect

SLICE: Final = 400
"""Actions added between two turns of the event loop; about 5 ms."""

_ENOUGH: Final = 10
"""With as many plain hits, misspelt words are not looked for."""

_PIECE: Final = re.compile(r"[^\W_]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SHORTEST_MISSPELT: Final = 4
_SHORTEST_ABBREVIATION: Final = 3
_LONG: Final = 6
"""Words with fewer letters may differ by one, others by two."""

_FAR: Final = 99


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """
    What is shown at all.

    Args:
        connectors: Keys of connectors; empty for all.
        effects: Empty for all.
        favourites: Only these actions; None for all.
        is_deprecated: True for deprecated actions only, False for all others, None for both.
    """

    connectors: frozenset[str] = frozenset()
    effects: frozenset[Effect] = frozenset()
    favourites: frozenset[ActionKey] | None = None
    is_deprecated: bool | None = None

    def lets(self, action: Action) -> bool:
        """Whether the action is shown."""
        return (
            (not self.connectors or action.connector_key in self.connectors)
            and (not self.effects or action.effect in self.effects)
            and (self.favourites is None or action.key in self.favourites)
            and (self.is_deprecated is None or action.is_deprecated == self.is_deprecated)
        )


EVERYTHING: Final = ActionFilter()


class ActionIndex:
    """All actions of a listing, made ready for searching. Row numbers count the actions as they were added."""

    def __init__(self, actions: Iterable[Action] = ()) -> None:
        self._actions: list[Action] = []
        self._names: list[str] = []
        self._keys: list[str] = []
        self._heads: list[str] = []
        self._texts: list[str] = []
        self._known_keys: set[str] = set()
        self._groups: dict[str, list[int]] = {}
        self._rows_with: dict[str, list[int]] = {}
        self._beginnings: dict[int, dict[str, list[str]]] = {}
        self._filtered: tuple[ActionFilter, Sequence[int]] = (EVERYTHING, ())
        self._narrowed: tuple[ActionFilter, Sequence[str], Sequence[int]] = (EVERYTHING, (), ())
        self.add(actions)

    def __len__(self) -> int:
        return len(self._actions)

    def action(self, row: int) -> Action:
        """The action of a row."""
        return self._actions[row]

    def add(self, actions: Iterable[Action]) -> None:
        """Take in more actions behind those that are there; a thousand take about 12 ms."""
        for action in actions:
            row = len(self._actions)
            self._actions.append(action)
            name, key = words_of(action.name), words_of(action.key)
            connector = words_of(f"{action.connector_name} {action.connector_key}")
            head = _joined([*name, *key, *connector])
            self._names.append(_joined(name))
            self._keys.append(_joined(key))
            self._heads.append(head)
            self._texts.append(f"{head}\n{folded(action.description)}")
            self._known_keys.add(self._keys[-1])
            self._groups.setdefault(action.connector_key, []).append(row)
            # A misspelt number is another number, so that only letters are compared.
            for letters in set(_LETTERS.findall(head)):
                self._rows_with.setdefault(letters, []).append(row)
        self._beginnings.clear()
        self._filtered = (EVERYTHING, range(len(self._actions)))
        self._narrowed = (EVERYTHING, (), self._filtered[1])

    async def add_all(self, actions: Sequence[Action]) -> None:
        """Take in many actions, letting the event loop turn after each `SLICE`."""
        for start in range(0, len(actions), SLICE):
            self.add(actions[start : start + SLICE])
            await asyncio.sleep(0)

    def find(self, text: str = "", shown: ActionFilter = EVERYTHING) -> list[int]:
        """The rows that fit, best first; without text all that are shown, grouped by connector."""
        rows = self._rows(shown)
        words = words_of(text)
        if not words:
            return self._with_signs(rows, folded(text).split()) if text.strip() else self._grouped(rows)
        candidates = self._candidates(rows, shown, words)
        found = self._ranked(candidates, words)
        if len(found) < _ENOUGH and any(len(word) >= _SHORTEST_ABBREVIATION for word in words):
            found += self._misspelt(rows, words, set(found))
        return found

    def _candidates(self, rows: Sequence[int], shown: ActionFilter, words: Sequence[str]) -> Sequence[int]:
        """The rows with all words anywhere. A text that was typed on is looked for only where it was before."""
        last_shown, last_words, last_rows = self._narrowed
        looked_for = words
        if last_shown == shown and all(any(last in word for word in words) for last in last_words):
            rows, looked_for = last_rows, [word for word in words if word not in last_words]
        rows = _having(rows, self._texts, looked_for)
        self._narrowed = (shown, words, rows)
        return rows

    def _rows(self, shown: ActionFilter) -> Sequence[int]:
        if self._filtered[0] != shown:
            self._filtered = (shown, [row for row, action in enumerate(self._actions) if shown.lets(action)])
        return self._filtered[1]

    def _grouped(self, rows: Sequence[int]) -> list[int]:
        if len(rows) == len(self._actions):
            return [row for group in self._groups.values() for row in group]
        kept = set(rows)
        return [row for group in self._groups.values() for row in group if row in kept]

    def _with_signs(self, rows: Sequence[int], signs: Sequence[str]) -> list[int]:
        """The rows that have these characters, which are no words, as they are."""
        found = []
        for row in rows:
            action = self._actions[row]
            text = folded(f"{action.name}\n{action.key}\n{action.connector_name}\n{action.description}")
            if all(sign in text for sign in signs):
                found.append(row)
        return found

    def _ranked(self, candidates: Sequence[int], words: Sequence[str]) -> list[int]:
        phrase = _joined(words)
        named, unnamed = _parted(candidates, self._names, words)
        starting, inside = _parted(named, self._names, [f" {word}" for word in words])
        headed, described = _parted(unnamed, self._heads, words)
        beginning = [row for row in starting if self._names[row].startswith(phrase)]
        exact = [row for row in beginning if self._names[row] == phrase]
        ranks = [exact, _without(beginning, exact), _without(starting, beginning), inside, headed, described]
        if phrase in self._known_keys:
            first = {*exact, *(row for row in candidates if self._keys[row] == phrase)}
            ranks = [sorted(first), *([row for row in rank if row not in first] for rank in ranks[1:])]
        return list(chain.from_iterable(ranks))

    def _misspelt(self, rows: Sequence[int], words: Sequence[str], found: set[int]) -> list[int]:
        """Rows in which each word stands at least nearly, the nearest first."""
        edits: dict[int, int] | None = None
        for word in words:
            nearest = {} if word.isalpha() else dict.fromkeys(_having(rows, self._heads, [word]), 0)
            for distance, near in self._similar(word):
                for row in self._rows_with[near]:
                    if distance < nearest.get(row, _FAR):
                        nearest[row] = distance
            if edits is None:
                edits = nearest
            else:
                edits = {row: edits[row] + distance for row, distance in nearest.items() if row in edits}
            if not edits:
                return []
        shown = rows if isinstance(rows, range) else set(rows)
        kept = [(distance, row) for row, distance in (edits or {}).items() if row in shown and row not in found]
        return [row for _, row in sorted(kept)]

    def _similar(self, word: str) -> list[tuple[int, str]]:
        """The words of names, keys and connectors that begin nearly like this one, each with the letters to change."""
        if not word.isalpha():
            return []
        plain = [(0, known) for known in self._rows_with if word in known]
        if len(word) < _SHORTEST_MISSPELT:
            # Too short for slips, long enough for an abbreviation: "lst" for "list".
            return plain or [(1, known) for known in self._rows_with if _abbreviates(word, known)]
        # Imported when the first word is misspelt, not at the start of the program: 15 ms.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        beginnings = self._beginnings_of(len(word))
        most = 1 if len(word) < _LONG else 2
        near = process.extract(
            word, list(beginnings), scorer=OSA.distance, processor=None, score_cutoff=most, limit=None
        )
        return plain + [(int(distance), known) for beginning, distance, _ in near for known in beginnings[beginning]]

    def _beginnings_of(self, length: int) -> dict[str, list[str]]:
        """Beginnings of about this length, since a word may not be typed to its end yet, and whose they are."""
        known = self._beginnings.get(length)
        if known is None:
            known = self._beginnings[length] = {}
            for word in self._rows_with:
                if len(word) >= length - 2:
                    for beginning in {word[: length - 1], word[:length], word[: length + 1]}:
                        known.setdefault(beginning, []).append(word)
        return known


def _abbreviates(short: str, word: str) -> bool:
    """Whether at least three letters stand in the word in this order, the first of them in front."""
    if len(short) < _SHORTEST_ABBREVIATION or not word.startswith(short[0]):
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)


def folded(text: str) -> str:
    """Text as it is compared: without case and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words that are looked for, and looked into: letters and digits that stand together."""
    return _PIECE.findall(folded(text))


def _joined(words: Iterable[str]) -> str:
    """Each word behind a blank, so that " word" finds where one begins."""
    return "".join(f" {word}" for word in words)


def _having(rows: Sequence[int], texts: Sequence[str], needles: Sequence[str]) -> Sequence[int]:
    """The rows whose text contains all needles; the loops run inside the interpreter's own functions."""
    # The longer a word, the fewer rows have it, and the fewer are left to look through for the others.
    for needle in sorted(needles, key=len, reverse=True):
        rows = list(compress(rows, map(contains, map(texts.__getitem__, rows), repeat(needle))))
    return rows


def _parted(rows: Sequence[int], texts: Sequence[str], needles: Sequence[str]) -> tuple[Sequence[int], Sequence[int]]:
    """The rows whose text contains all needles, and the others, both in order."""
    if len(needles) == 1:
        flags = list(map(contains, map(texts.__getitem__, rows), repeat(needles[0])))
        return list(compress(rows, flags)), list(compress(rows, map(not_, flags)))
    having = _having(rows, texts, needles)
    return having, _without(rows, having)


def _without(rows: Sequence[int], taken: Sequence[int]) -> Sequence[int]:
    """What is left of the rows in their order; `taken` are some of them."""
    if not taken or len(taken) == len(rows):
        return [] if taken else rows
    gone = set(taken)
    return [row for row in rows if row not in gone]
