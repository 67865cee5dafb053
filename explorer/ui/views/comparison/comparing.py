"""The work of a comparison, in a thread, and what is said of its result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from explorer.calls.comparison.proposals import Proposal, proposed_paths
from explorer.calls.comparison.report import report_lines
from explorer.calls.comparison.run_parts import Compared, RunPart, compare_part
from explorer.calls.comparison.values.difference import Difference, places
from explorer.calls.comparison.values.ignored_paths import ignored_paths
from explorer.calls.comparison.values.json_patch import json_patch
from explorer.calls.comparison.values.value_comparison import GivenUp
from explorer.domain.call import Run
from explorer.domain.json_value import write_json
from explorer.ui.views.results.parts.copying import copy_text
from explorer.ui.widgets.thread_answer import Errand, ThreadAnswer

PARTS: Final = (RunPart.ANSWER, RunPart.HEADERS, RunPart.REQUEST)


@dataclass(frozen=True, slots=True)
class PartFound:
    """One part of two runs compared, and what might be ignored in it."""

    compared: Compared
    proposals: Sequence[Proposal] = ()
    places: Sequence[tuple[int, ...]] = ()
    """The way to each difference."""

    def total(self) -> int:
        """How many differences there are."""
        return self.compared.difference.tally.total if self.compared.difference is not None else 0

    def notes(self) -> str:
        """What a person should know besides the differences."""
        notes = [self.compared.note] * bool(self.compared.note)
        if self.compared.difference is not None:
            tally = self.compared.difference.tally
            if tally.reordered:
                objects = "one object" if tally.reordered == 1 else f"{tally.reordered:,} objects"
                notes.append(f"Keys come in another order in {objects}, which does not count.")
            if tally.ignored:
                places = "One place was" if tally.ignored == 1 else f"{tally.ignored:,} places were"
                notes.append(f"{places} ignored.")
        return " ".join(notes)


Found = Mapping[RunPart, PartFound]


class Comparing(QObject):
    """One comparison at a time, and one copy: the newest."""

    compared = Signal(object)
    """`Found`, with every one of `PARTS`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = ThreadAnswer(self)
        self._thread.answered.connect(self.compared)
        self._copier = ThreadAnswer(self)
        self._copier.answered.connect(copy_text)

    @property
    def is_under_way(self) -> bool:
        """Whether a result is waited for."""
        return self._thread.is_under_way or self._copier.is_under_way

    def start(self, before: Run, after: Run, ignored: Mapping[RunPart, Sequence[str]]) -> None:
        """Compare two runs; what was waited for before is given up."""
        paths = {part: ignored_paths(ignored.get(part, ())) for part in PARTS}

        def work(errand: Errand) -> object:
            found: dict[RunPart, PartFound] = {}
            for part in PARTS:
                try:
                    compared = compare_part(part, before, after, paths[part], lambda: errand.is_given_up)
                    difference = compared.difference
                    found[part] = PartFound(compared)
                    if difference is not None:
                        found[part] = PartFound(compared, proposed_paths(difference), list(places(difference)))
                except (GivenUp, MemoryError, RecursionError, ValueError) as why:
                    found[part] = PartFound(Compared(None, f"This could not be compared ({type(why).__name__})."))
            return found

        self._thread.start(work, name="compare runs")

    def copy_text(self, head: str, difference: Difference) -> None:
        """Put the differences on the clipboard, a line for each."""
        words = f"{head}: {difference.tally.words()}"
        self._copier.start(lambda _errand: "\n".join([words, *report_lines(difference)]), name="copy differences")

    def copy_patch(self, difference: Difference) -> None:
        """Put the differences on the clipboard as JSON Patch, an operation on each line."""

        def work(_errand: Errand) -> object:
            return "[" + ",\n ".join(write_json(one) for one in json_patch(difference)) + "]"

        self._copier.start(work, name="copy differences")

    def give_up(self) -> None:
        """Wait for nothing any more."""
        self._thread.give_up()
        self._copier.give_up()
