"""The link under the filters that leads to what of a listing could not be read, and why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from explorer.domain.action import ListingProblem
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import shown_line

MOST_TOLD = 2_000
_LONGEST = 500


class UnreadEntries(QPushButton):
    """Says how many there are; hidden while everything could be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, kind="link")
        self.problems: Sequence[ListingProblem] = ()
        self.hide()

    def show_problems(self, problems: Sequence[ListingProblem]) -> None:
        """Take these for all that were there."""
        self.problems = tuple(problems)
        count = len(self.problems)
        self.setText("1 entry could not be read" if count == 1 else f"{count:,} entries could not be read")
        self.setAccessibleDescription("Opens the list of them, with the reason for each")
        self.setVisible(count > 0)

    def report(self) -> str:
        """Each entry and its reason, a line each; of very many the first."""
        lines = [f"{_bounded(one.entry)}: {_bounded(one.reason)}" for one in self.problems[:MOST_TOLD]]
        more = len(self.problems) - len(lines)
        return "\n".join([*lines, f"and {more:,} more"] if more else lines)


def _bounded(text: str) -> str:
    line = shown_line(text[: _LONGEST + 1])
    return line if len(text) <= _LONGEST else line[:_LONGEST] + "\u2026"
