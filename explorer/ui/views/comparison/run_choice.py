"""Which two runs are compared: a list for each side, with the pinned one marked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from explorer.domain.call import Run, RunId
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.parts.words import duration_text, outcome_words
from explorer.ui.widgets.elided_combo import ElidedCombo
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import shown_line


class RunChoice(QWidget):
    """Emits `chosen` with the ids of both sides when a person changes one of them."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before, self.after = ElidedCombo(), ElidedCombo()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._swap = QPushButton("\u21c4")
        self._swap.setAccessibleName("Exchange the two runs")
        self._swap.setToolTip("Exchange the two runs")
        mark(self._swap, kind="quiet")
        self._swap.clicked.connect(self._on_swap)
        for words, box, name in (("Before", self.before, "Run before"), ("After", self.after, "Run after")):
            box.setAccessibleName(name)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            box.activated.connect(self._on_activated)
            label = PlainLabel(words, kind="dim")
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box, 1)
            if box is self.before:
                row.addWidget(self._swap)

    def show_runs(self, runs: Sequence[Run], before: RunId, after: RunId, baseline: RunId | None) -> None:
        """The runs to choose from, newest first, and which are compared."""
        has_accounts = len({run.call.account_id for run in runs}) > 1
        for box, chosen in ((self.before, before), (self.after, after)):
            box.blockSignals(True)
            box.clear()
            for run in runs:
                box.addItem(run_words(run, is_baseline=run.id == baseline, has_account=has_accounts), run.id)
            box.setCurrentIndex(next((number for number, run in enumerate(runs) if run.id == chosen), -1))
            box.blockSignals(False)

    def ids(self) -> tuple[RunId, RunId]:
        """The runs before and after."""
        return RunId(str(self.before.currentData())), RunId(str(self.after.currentData()))

    def _on_activated(self, _number: int) -> None:
        self.chosen.emit(*self.ids())

    def _on_swap(self) -> None:
        before, after = self.ids()
        self.chosen.emit(after, before)


def run_words(run: Run, *, is_baseline: bool = False, has_account: bool = False) -> str:
    """A run in one line: when, how it ended, its figures, and for whom where that differs."""
    result = run.result
    parts = [f"{run.started_at.astimezone():%H:%M:%S}", outcome_words(result)]
    if result is not None and result.answer is not None:
        parts.append(str(result.answer.status))
    parts.append(duration_text(run.duration_ms))
    if has_account and run.call.account_id:
        parts.append(run.call.account_id)
    if result is not None and result.summary:
        parts.append(result.summary[:80])
    words = shown_line(" \u00b7 ".join(parts))
    return f"\u2605 baseline \u00b7 {words}" if is_baseline else words
