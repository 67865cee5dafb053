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
MOST_SHOWN: Final = 1_000
"""Rows that are shown; whoever finds more types another letter."""
_AT_ONCE: Final = 200

_WITH_WORDS: Final = (RowKind.FIELD, RowKind.GROUP, RowKind.LIST, RowKind.VARIANT, RowKind.NOTICE)
_OF_A_PLACE: Final = (*_WITH_WORDS, RowKind.EARLIER, RowKind.LATER)


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
        """What is looked for from now on; nothing ends it."""
        self.words = wanted_words(text)
        if not self.words:
            self.forget()

    def forget(self) -> None:
        """Let go of the rows."""
        self._rows, self._texts, self._coming, self._known = [], [], None, {}
        self._document = self._seen = None
        self.count, self.is_cut, self._first = 0, False, None

    def prepare(self, document: FormDocument, for_s: float | None = None) -> bool:
        """Go on planning for some time, None for as long as it takes; whether all rows are there."""
        now = state_of(document, self._seen)
        if self._document is not document or self._seen is None or not is_same_sight(self._seen, now):
            self._rows, self._texts, self._document = [], [], document
            self._coming = islice(every_row(document), MOST_SEARCHED)
        until = None if for_s is None else time.perf_counter() + for_s
        while self._coming is not None:
            some = list(islice(self._coming, _AT_ONCE))
            self._rows.extend(some)
            self._texts.extend(self._text(row) for row in some)
            if len(some) < _AT_ONCE:
                self._coming = None
            elif until is not None and time.perf_counter() > until:
                break
        # After planning, which finds out what has to be edited as JSON.
        self._seen = state_of(document, self._seen)
        return self._coming is None

    def plans(self, document: FormDocument, kept: frozenset[Pointer]) -> list[PlannedRow]:
        """The rows that match, those around them, and those of the places that are kept."""
        self.prepare(document)
        first, *others = self.words
        hits = [number for number, text in enumerate(self._texts) if first in text]
        for word in others:
            hits = [number for number in hits if word in self._texts[number]]
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

    def _with_surroundings(self, hits: list[int], kept: frozenset[Pointer]) -> list[PlannedRow]:
        places = [self._rows[number].pointer for number in hits]
        around = {place[:length] for place in (*places, *kept) for length in range(len(place) + 1)}
        # A group that matches, with nothing in it that does, is shown with all that is in it.
        whole = set(places) - {place[:-1] for place in around if place}
        within: Pointer | None = None
        shown: list[PlannedRow] = []
        for plan in self._rows:
            place = plan.pointer
            if within is not None and place[: len(within)] != within:
                within = None
            if within is None and place in whole:
                within = place
            if within is not None or (place in around and plan.kind in _OF_A_PLACE):
                shown.append(plan)
                if len(shown) > 2 * MOST_SHOWN:
                    break
        return shown

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
