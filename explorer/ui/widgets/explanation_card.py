"""The five questions of a failure, answered one under the other, with a count-down where a time was named."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.domain.failure import Explanation
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel

LONGEST_WAIT_S = 1e9
"""A longer wait counts down from here."""


class RetryLine(QWidget):
    """
    The button that tries again, and beside it how long the other side wants to be left alone.

    The button can be pressed while the time runs, and never presses itself. Screen readers hear the whole time with the
    button, and once that it is over; the seconds between are for the eye.

    Args:
        wall_s: The clock, in seconds; one that goes on while the computer sleeps.
    """

    retry_wanted = Signal()

    def __init__(
        self, words: str = "Try again", parent: QWidget | None = None, *, wall_s: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._wall_s = wall_s
        self._ends_at_s = 0.0
        self.button = QPushButton(words)
        self.button.clicked.connect(self.retry_wanted)
        self.left = PlainLabel(kind="dim")
        self.left.setAccessibleName("Time to wait")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.button)
        row.addWidget(self.left, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_second)
        self.hide()

    def show_wait(self, wait_s: float, *, can_retry: bool) -> None:
        """Count down from there; `can_retry` offers the button."""
        self._ends_at_s = self._wall_s() + min(max(wait_s, 0.0), LONGEST_WAIT_S)
        left_s = self._left_s()
        words = _wait_words(left_s)
        self.button.setAccessibleDescription(words)
        self.button.setVisible(can_retry)
        self.left.setText(words)
        self.left.setVisible(left_s > 0)
        self.setVisible(can_retry or left_s > 0)
        if left_s > 0:
            self._timer.start()
        else:
            self._timer.stop()

    def is_counting(self) -> bool:
        """Whether there is time left to wait."""
        return self._timer.isActive()

    def _left_s(self) -> int:
        return math.ceil(self._ends_at_s - self._wall_s())

    def _on_second(self) -> None:
        left_s = self._left_s()
        if left_s > 0:
            self.left.setText(_wait_words(left_s))
            return
        self._timer.stop()
        words = "The time to wait is over."
        self.left.setText(words)
        self.button.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.left, words))


class ExplanationCard(QFrame):
    """
    Who failed, at which step, what it said, whether to try again, what to do next.

    Args:
        retry_words: On the button that tries again, where it is offered.
    """

    retry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, retry_words: str = "Try again") -> None:
        super().__init__(parent)
        mark(self, kind="card")
        self.setAccessibleName("Explanation of the failure")
        self._answers = {
            question: PlainLabel(wraps=True)
            for question in ("Who failed", "At which step", "What it said", "Try again?", "Next")
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (question, answer) in enumerate(self._answers.items()):
            answer.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            answer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            answer.setAccessibleName(question)
            label = PlainLabel(question, kind="dim")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(answer, row, 1)
        self.retry = RetryLine(retry_words, self)
        self.retry.retry_wanted.connect(self.retry_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.retry)

    @property
    def retry_button(self) -> QPushButton:
        """The button that tries again."""
        return self.retry.button

    def show_explanation(self, explanation: Explanation, *, can_retry: bool = False) -> None:
        """Answer the questions; `can_retry` offers the button."""
        texts = (
            explanation.who_text,
            explanation.step,
            explanation.said,
            explanation.retry_text,
            explanation.next_step,
        )
        for answer, text in zip(self._answers.values(), texts, strict=True):
            answer.setText(_bounded(text) or "\u2013")
            # The name of a label stands for its text, so that the text has to be the description.
            answer.setAccessibleDescription(answer.text())
        wait_s = (explanation.retry_after_s or 0.0) if can_retry else 0.0
        self.retry.show_wait(wait_s, can_retry=can_retry)

    def text(self) -> str:
        """Questions and answers as text, to copy."""
        return "\n".join(f"{question}: {answer.text()}" for question, answer in self._answers.items())


def _bounded(text: str) -> str:
    return text if len(text) <= 2000 else text[:2000] + " \u2026 (the whole text is in the tab Response)"


def _wait_words(seconds: int) -> str:
    return f"It asks to wait {_time_words(seconds)}." if seconds > 0 else ""


def _time_words(seconds: int) -> str:
    """A wait as a person counts it: seconds while they can be counted down, then minutes, hours, days."""
    if seconds < 600:
        return f"{seconds} s"
    if seconds < 2 * 3600:
        return f"{seconds // 60} min"
    return f"{seconds // 3600} h" if seconds < 2 * 86_400 else f"{seconds // 86_400:,} days"
