"""Which rows of a form match what is looked for, each with the groups and lists around it."""

import time
from collections.abc import Iterator
from itertools import islice
from typing import Final

from explorer.domain.json_value import Pointer
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.row_plan import PlannedRow, RowKind, every_row
from explorer.ui.form.finding.search_text import field_text, folded, wanted_words
from explorer.ui.form.undo.form_state import FormState, is_same_sight, state_of

MOST_SEARCHED: Final = 50_000
"""Rows of a form, as if all of it were unfolded."""
MOST_SHOWN: Final = 300
"""Rows that are shown; whoever finds more types another letter."""
_AT_ONCE: Final = 200

_WITH_WORDS: Final = (RowKind.FIELD, RowKind.GROUP, RowKind.LIST, RowKind.VARIANT, RowKind.NOTICE)
_TURNS: Final = (RowKind.EARLIER, RowKind.LATER)


class Finder:
    """
    Looks in all rows that there would be if everything were unfolded; what is closed and empty has none.

    The rows are planned in slices, so that a form of many thousands holds nobody up, and again after a change.
    """

    def __init__(self) -> None:
        self.words: tuple[str, ...] = ()
        self.count = 0
        self.is_cut = False
        self._rows: list[PlannedRow] = []
        self._texts: list[str] = []
        self._around: list[int] = []
        self._at: dict[Pointer, int] = {}
        self._turns: dict[int, list[int]] = {}
        self._hits: list[int] = []
        self._searched: tuple[str, ...] = ()
        self._known: dict[int, tuple[object, str]] = {}
        self._coming: Iterator[PlannedRow] | None = None
        self._document: FormDocument | None = None
        self._seen: FormState | None = None
        self._first: PlannedRow | None = None

    @property
    def is_on(self) -> bool:
        """Whether something is looked for."""
        return bool(self.words)

    def look_for(self, text: str) -> None:
        """What is looked for from now on; nothing ends it. The rows are kept for the next time."""
        self.words = wanted_words(text)
        if not self.words:
            self.count, self.is_cut, self._first = 0, False, None

    def forget(self) -> None:
        """Let go of the rows: another form is shown."""
        self.look_for("")
        self._start(None)
        self._known = {}

    def _start(self, document: FormDocument | None) -> None:
        self._document, self._coming = document, None
        self._rows, self._texts, self._around = [], [], []
        self._at, self._turns, self._hits, self._searched = {}, {}, [], ()

    def prepare(self, document: FormDocument, for_s: float | None = None) -> bool:
        """Go on planning for some time, None for as long as it takes; whether all rows are there."""
        was_searched, document.is_searched = document.is_searched, True
        self._prepare(document, None if for_s is None else time.perf_counter() + for_s)
        document.is_searched = was_searched
        # After planning, which finds out what has to be edited as JSON.
        self._seen = state_of(document, self._seen)
        return self._coming is None

    def _prepare(self, document: FormDocument, until: float | None) -> None:
        now = state_of(document, self._seen)
        if self._document is not document or self._seen is None or not is_same_sight(self._seen, now):
            self._start(document)
            self._coming = islice(every_row(document), MOST_SEARCHED)
        while self._coming is not None:
            some = list(islice(self._coming, _AT_ONCE))
            for row in some:
                self._take(row)
            if len(some) < _AT_ONCE:
                self._coming = None
            elif until is not None and time.perf_counter() > until:
                return

    def plans(self, document: FormDocument, kept: frozenset[Pointer]) -> list[PlannedRow]:
        """The rows that match, those around them, and those of the places that are kept."""
        self.prepare(document)
        hits = self._matching()
        self.count = len(hits)
        self._first = self._rows[hits[0]] if hits else None
        self.is_cut = len(hits) > MOST_SHOWN
        return self._with_surroundings(hits[:MOST_SHOWN], kept)

    def first(self) -> PlannedRow | None:
        """The first row that matches."""
        return self._first

    def has(self, plan: PlannedRow) -> bool:
        """Whether the row itself matches; others are only around one that does."""
        return self.is_on and all(word in self._text(plan) for word in self.words)

    def _take(self, row: PlannedRow) -> None:
        number, place = len(self._rows), row.pointer
        self._rows.append(row)
        self._texts.append(self._text(row))
        if row.kind in _WITH_WORDS:
            self._at[place] = number
            self._around.append(self._at.get(place[:-1], -1) if place else -1)
        else:
            around = self._at.get(place, -1)
            self._around.append(around)
            if row.kind in _TURNS:
                self._turns.setdefault(around, []).append(number)

    def _matching(self) -> list[int]:
        old, words = self._searched, self.words
        is_narrower = bool(old) and all(any(before in word for word in words) for before in old)
        hits = self._hits if is_narrower else list(range(len(self._texts)))
        for word in words:
            hits = [number for number in hits if word in self._texts[number]]
        self._hits, self._searched = hits, words
        return hits

    def _with_surroundings(self, hits: list[int], kept: frozenset[Pointer]) -> list[PlannedRow]:
        shown: set[int] = set()
        leading: set[int] = set()
        for number in [*hits, *(self._at[place] for place in kept if place in self._at)]:
            while number >= 0 and number not in shown:
                shown.add(number)
                number = self._around[number]  # noqa: PLW2901  # up to the root
                leading.add(number)
        for number in hits:
            # A group that matches, with nothing in it that does, is shown with all that is in it.
            if number not in leading:
                shown.update(self._inside(number))
        turns = [turn for number in leading for turn in self._turns.get(number, ())]
        return [self._rows[number] for number in sorted(shown.union(turns))[: 2 * MOST_SHOWN]]

    def _inside(self, number: int) -> range:
        place, end = self._rows[number].pointer, number + 1
        while end < len(self._rows) and self._rows[end].pointer[: len(place)] == place:
            end += 1
        return range(number + 1, end)

    def _text(self, plan: PlannedRow) -> str:
        if plan.kind not in _WITH_WORDS:
            return ""
        known = self._known.get(id(plan.field))
        if known is None:
            # With the field, so that no other one gets its identity.
            known = self._known[id(plan.field)] = (plan.field, field_text(plan.field))
        if plan.is_entry or plan.title:
            return folded(f"{plan.pointer[-1]}\n{plan.title}\n") + known[1]
        return known[1]
