"""Everything that is wrong with a value: where, what, and by which keyword."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import pointer_text
from explorer.ui.schema_window.plain_table import PlainTable

ROOT = "(the whole)"


class ProblemTable(PlainTable):
    """A row for each problem. Choosing one asks for its field."""

    place_wanted = Signal(object)
    """The place of the problem that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Problems", [("Place", 150), ("Problem", 0), ("Keyword", 110)], parent)
        self._problems: Sequence[FieldProblem] = ()
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_chosen)

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Replace the rows, unless they are the same."""
        if list(problems) != list(self._problems):
            self._problems = tuple(problems)
            self.show_rows([(pointer_text(one.pointer) or ROOT, one.message, one.keyword) for one in problems])

    def problems(self) -> Sequence[FieldProblem]:
        """What is shown."""
        return self._problems

    def _on_chosen(self, item: QTreeWidgetItem, _column: int) -> None:
        self.place_wanted.emit(self._problems[self.indexOfTopLevelItem(item)].pointer)
