"""Which of the runs that are kept are shown: words, connection, action, account, outcome, time, pinned ones."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from explorer.domain.account import AccountId
from explorer.domain.action import ActionKey
from explorer.domain.connection import ConnectionId
from explorer.storage.history.records import FilterChoice, FilterChoices, KeptOutcome, RunFilter
from explorer.ui.widgets.elided_combo import ElidedCombo
from explorer.ui.widgets.shown_text import shown_line

SINCE = (("Any time", None), ("Today", 0), ("Last 7 days", 7), ("Last 30 days", 30))
"""Words, and how many days back; 0 is since midnight."""

FAILED = frozenset(KeptOutcome) - {KeptOutcome.SUCCEEDED, KeptOutcome.RUNNING, KeptOutcome.CANCELLED}
"""Whatever somebody who looks for trouble wants to see."""


class FilterBar(QWidget):
    """A line to search in, and a row of choices below it."""

    changed = Signal()
    """Other runs are wanted now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit(
            placeholderText="Search in everything that was sent and received; \u201cin quotes\u201d"
        )
        self.search.setAccessibleName("Search runs")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_changed)
        self.connection_box = self._box("Connection of the runs", "All connections")
        self.action_box = self._box("Action of the runs", "All actions")
        self.account_box = self._box("Account of the runs", "All accounts")
        self.outcome_box = self._box("Outcome of the runs", "Any outcome")
        self.outcome_box.addItem("Failed or unknown", FAILED)
        for outcome in KeptOutcome:
            self.outcome_box.addItem(outcome.value.capitalize(), frozenset({outcome}))
        self.time_box = self._box("Time of the runs", SINCE[0][0])
        for words, days in SINCE[1:]:
            self.time_box.addItem(words, days)
        self.pinned = QCheckBox("Pinned")
        self.pinned.setAccessibleName("Pinned runs only")
        self.pinned.toggled.connect(self._on_changed)
        row = QHBoxLayout()
        row.setSpacing(8)
        for box, share in (
            (self.connection_box, 3),
            (self.action_box, 4),
            (self.account_box, 3),
            (self.outcome_box, 3),
            (self.time_box, 2),
        ):
            row.addWidget(box, share)
        row.addWidget(self.pinned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addLayout(row)

    def show_choices(self, choices: FilterChoices) -> None:
        """What there is to choose from; what is chosen stays."""
        for box, found in (
            (self.connection_box, choices.connections),
            (self.action_box, choices.actions),
            (self.account_box, choices.accounts),
        ):
            _fill(box, found)

    def wanted(self, now: datetime) -> RunFilter:
        """The filter that is set; times are counted back from `now`, which is aware."""
        connection, action, account = (
            box.currentData() for box in (self.connection_box, self.action_box, self.account_box)
        )
        days = self.time_box.currentData()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return RunFilter(
            text=self.search.text(),
            connection_id=ConnectionId(connection) if connection is not None else None,
            action_key=ActionKey(action) if action is not None else None,
            account_id=AccountId(account) if account is not None else None,
            outcomes=self.outcome_box.currentData() or frozenset(),
            since=None if days is None else midnight if days == 0 else now - timedelta(days=days),
            is_pinned=True if self.pinned.isChecked() else None,
        )

    def reset(self) -> None:
        """No filter at all."""
        self.blockSignals(True)
        self.search.clear()
        for box in (self.connection_box, self.action_box, self.account_box, self.outcome_box, self.time_box):
            box.setCurrentIndex(0)
        self.pinned.setChecked(False)
        self.blockSignals(False)
        self.changed.emit()

    def _box(self, name: str, every: str) -> ElidedCombo:
        box = ElidedCombo()
        box.setAccessibleName(name)
        box.addItem(every, None)
        box.setMinimumContentsLength(8)
        box.setSizeAdjustPolicy(ElidedCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(self._on_changed)
        return box

    def _on_changed(self, _value: object = None) -> None:
        self.changed.emit()


def _fill(box: ElidedCombo, choices: Sequence[FilterChoice]) -> None:
    chosen = box.currentData()
    box.blockSignals(True)
    while box.count() > 1:
        box.removeItem(1)
    for choice in choices:
        box.addItem(shown_line(f"{choice.label}  ({choice.runs:,})"), choice.key)
    place = box.findData(chosen) if chosen is not None else 0
    if place < 0:
        # Its last run was deleted; the filter stays what it was until somebody changes it.
        box.addItem(shown_line(str(chosen)), chosen)
        place = box.count() - 1
    box.setCurrentIndex(place)
    box.blockSignals(False)
