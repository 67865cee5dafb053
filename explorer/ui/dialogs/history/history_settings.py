"""Whether runs are kept, and how many of them: a part of the settings."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from explorer.storage.history.records import HistoryLimits
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.row import row_of
from explorer.ui.widgets.shown_text import size_text

RUNS = (1_000, 10_000, 100_000)
BYTES = (200_000_000, 2 * 1024 * 1024 * 1024, 20_000_000_000)
HINT = "Beyond this the oldest are deleted at once, but never pinned ones. Secrets are never kept."
OFF_HINT = "Nothing new is kept. What is there stays until the history is cleared (Ctrl+H)."


class HistorySettings(QWidget):
    """A switch and two limits."""

    limits_chosen = Signal(object)
    """The `HistoryLimits` that a person wants from now on."""

    def __init__(self, limits: HistoryLimits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = QCheckBox("Keep runs")
        self.switch.setChecked(limits.is_on)
        self.switch.clicked.connect(self._on_chosen)
        self.runs_box = self._box("Most runs", RUNS, limits.most_runs, [f"{one:,} runs" for one in RUNS])
        self.bytes_box = self._box("Most room", BYTES, limits.most_bytes, [size_text(one) for one in BYTES])
        self._hint = PlainLabel(kind="hint", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        heading = PlainLabel("History", kind="heading")
        column.addWidget(row_of(heading, self.switch, self.runs_box, self.bytes_box, QWidget()))
        column.addWidget(self._hint)
        self._show_state()

    def limits(self) -> HistoryLimits:
        """What is chosen."""
        runs, room = self.runs_box.currentData(), self.bytes_box.currentData()
        return HistoryLimits(is_on=self.switch.isChecked(), most_runs=int(runs), most_bytes=int(room))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A turn of the wheel over a limit deletes nothing."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _box(self, name: str, values: Sequence[int], chosen: int, words: Sequence[str]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        # As text, since Qt's numbers end at 2^31.
        for value, text in zip(values, words, strict=True):
            box.addItem(text, str(value))
        if chosen not in values:
            # Written into the settings file by hand.
            box.addItem(size_text(chosen) if values is BYTES else f"{chosen:,} runs", str(chosen))
        box.setCurrentIndex(box.findData(str(chosen)))
        box.installEventFilter(self)
        box.activated.connect(self._on_chosen)
        return box

    def _on_chosen(self, _value: object = None) -> None:
        self._show_state()
        self.limits_chosen.emit(self.limits())

    def _show_state(self) -> None:
        is_on = self.switch.isChecked()
        self.runs_box.setEnabled(is_on)
        self.bytes_box.setEnabled(is_on)
        self._hint.setText(HINT if is_on else OFF_HINT)
