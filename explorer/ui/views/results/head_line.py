"""
One line above the tabs: how the run ended or how far it is, in a badge, a sentence and figures.

What can be done with it at once stands here too, in view of every tab and at every height: Cancel, then Try again.
"""

import time
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from explorer.domain.action import ActionKey
from explorer.domain.call import Run
from explorer.domain.failure import Retry
from explorer.ui.look.style_sheet import mark
from explorer.ui.models.byte_rate import ByteRate
from explorer.ui.views.results.parts.words import duration_text, outcome_words, tone
from explorer.ui.widgets.explanation_card import RetryLine
from explorer.ui.widgets.plain_label import Badge, ElidedLabel, PlainLabel
from explorer.ui.widgets.shown_text import size_text

_DOT = " \u00b7 "
OFFERED = (Retry.YES, Retry.LATER)
"""Failures after which the same call may be sent again with one press; others go through the form."""

_ROOM_FOR_ALL = 560
"""Width in pixels below which only the summary, the status and the duration are told."""
_ROOM_FOR_ACTION = 960
"""Width in pixels from which the action is named too."""


class HeadLine(QWidget):
    """Badge `Outcome`, summary, figures; Cancel while the run is on its way."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, name_suffix: str = "") -> None:
        super().__init__(parent)
        self._outcome_name = f"Outcome{name_suffix}"
        self._began_s = 0.0
        self._words = ""
        self._received = 0
        self._rate = ByteRate()
        self._run: Run | None = None
        self._open_key: ActionKey | None = None
        self.outcome = Badge(parent=self)
        self.outcome.setObjectName(self._outcome_name)
        self.outcome.setAccessibleName(self._outcome_name)
        self.unknown = Badge(parent=self, tone="caution")
        self.summary = ElidedLabel(kind="heading")
        self.action = ElidedLabel(kind="dim")
        self.action.setMaximumWidth(320)
        self.figures = PlainLabel(kind="code-dim")
        self.figures.setAccessibleName(f"Status, duration, size, time{name_suffix}")
        self._cancel = QPushButton("Cancel")
        self._cancel.setAccessibleName(f"Cancel this run{name_suffix}")
        mark(self._cancel, kind="quiet", small="true")
        self._cancel.clicked.connect(self.cancel_wanted)
        self._clock = QTimer(self)
        self._clock.setInterval(100)
        self._clock.timeout.connect(self._on_tick)
        self.retry = RetryLine(parent=self)
        mark(self.retry.button, small="true")
        if name_suffix:
            self.retry.button.setAccessibleName(f"Try again{name_suffix}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.setFixedHeight(26)
        row.setSpacing(8)
        row.addWidget(self.outcome)
        row.addWidget(self.unknown)
        row.addWidget(self.summary, 1)
        row.addWidget(self.action)
        row.addSpacing(4)
        row.addWidget(self._cancel)
        row.addWidget(self.retry)
        row.addWidget(self.figures)

    def show_run(self, run: Run, words: str = "", received_bytes: int = 0) -> None:
        """Show a run; `words` say what it is doing while it is on its way."""
        is_same = self._run is not None and self._run.id == run.id
        self._run = run
        self._words = words or (self._words if is_same else "")
        if not is_same:
            self._rate = ByteRate()
        self._received = received_bytes
        self._rate.add(received_bytes, time.monotonic())
        result = run.result
        self.outcome.show_word(outcome_words(result), tone(result))
        self.outcome.setAccessibleName(self._outcome_name)
        self.outcome.setAccessibleDescription(outcome_words(result))
        self.unknown.show_word("outcome unknown" if result is not None and result.is_unknown else "", "caution")
        self._cancel.setVisible(result is None)
        self._show_retry(run)
        self.action.setText(f"{run.call.action.name} \u00b7 {run.call.action.connector_name}")
        self._show_action()
        if result is None:
            if not is_same:
                self._began_s = time.monotonic() - max(0.0, (datetime.now(UTC) - run.started_at).total_seconds())
            self.summary.setText(self._progress())
            self._clock.start()
            self._on_tick()
            return
        self._clock.stop()
        self.summary.setText(result.summary)
        self._show_action()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the summary gets it."""
        super().resizeEvent(event)
        self._show_action()

    def tell_open_action(self, key: ActionKey | None) -> None:
        """The action in the form: a result of another one is named, however little room there is."""
        self._open_key = key
        self._show_action()

    def _show_action(self) -> None:
        is_other = self._run is not None and self._run.call.action.key != self._open_key
        has_room = self.width() >= _ROOM_FOR_ALL
        self.action.setVisible((is_other and has_room) or self.width() >= _ROOM_FOR_ACTION)
        if self._run is not None and self._run.result is not None:
            self.figures.setText(_figures(self._run, is_short=not has_room))
        self.action.setMinimumWidth(160 if is_other else 24)

    def _show_retry(self, run: Run) -> None:
        """A time to wait counts from the run's end, whenever it is looked at; a write is never repeated by itself."""
        told = run.result.explanation if run.result is not None else None
        if run.result is None or told is None:
            self.retry.show_wait(0, can_retry=False)
            return
        ended_at = run.started_at + timedelta(milliseconds=run.duration_ms)
        waited_s = max((datetime.now(UTC) - ended_at).total_seconds(), 0.0)
        can_retry = told.retry in OFFERED and not run.result.is_unknown
        self.retry.show_wait((told.retry_after_s or 0.0) - waited_s, can_retry=can_retry)

    def _progress(self) -> str:
        words = f"{self._words[:1].upper()}{self._words[1:]}\u2026" if self._words else "On its way\u2026"
        if not self._received:
            return words
        rate = self._rate.per_second()
        speed = f", {size_text(round(rate))}/s" if rate else ""
        return f"{words} {size_text(self._received)} received{speed}"

    def _on_tick(self) -> None:
        if self._run is not None and self._run.result is None:
            elapsed = (time.monotonic() - self._began_s) * 1000
            self.figures.setText(f"{elapsed / 1000:.1f} s" if elapsed < 60_000 else duration_text(elapsed))


def _figures(run: Run, *, is_short: bool) -> str:
    parts = []
    if run.result is not None and (answer := run.result.answer) is not None:
        parts.append(str(answer.status))
    parts.append(duration_text(run.duration_ms))
    if is_short:
        return _DOT.join(parts)
    if run.result is not None and (answer := run.result.answer) is not None:
        parts.append(size_text(len(answer.body)))
    parts.append(f"{run.started_at.astimezone():%H:%M:%S}")
    return _DOT.join(parts)
