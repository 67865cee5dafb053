"""The five questions of a failure, answered one under the other, with a count-down where a time was named."""

import math

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.domain.failure import Explanation
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel

LONGEST_WAIT_S = 1e9
"""A longer wait counts down from here."""


class ExplanationCard(QFrame):
    """
    Who failed, at which step, what it said, whether to try again, what to do next.

    The button counts down while the other side wants to be left alone; it can be pressed all the same.
    """

    retry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, retry_words: str = "Try again") -> None:
        super().__init__(parent)
        mark(self, kind="card")
        self._retry_words = retry_words
        self._left_s = 0
        self._answers = {
            question: PlainLabel(wraps=True)
            for question in ("Who failed", "At which step", "What it said", "Try again?", "Next")
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
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
        self.retry_button = QPushButton(retry_words)
        self.retry_button.clicked.connect(self.retry_wanted)
        self.retry_button.hide()
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 4, 0, 0)
        buttons.addWidget(self.retry_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addLayout(buttons)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_second)

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
        self.retry_button.setVisible(can_retry)
        self._left_s = math.ceil(min(explanation.retry_after_s or 0, LONGEST_WAIT_S))
        if can_retry and self._left_s > 0:
            self._timer.start()
        else:
            self._timer.stop()
        self._show_left()

    def text(self) -> str:
        """Questions and answers as text, to copy."""
        return "\n".join(f"{question}: {answer.text()}" for question, answer in self._answers.items())

    def _on_second(self) -> None:
        self._left_s -= 1
        if self._left_s <= 0:
            self._timer.stop()
        self._show_left()

    def _show_left(self) -> None:
        wait = f" (asked to wait {_time_words(self._left_s)})" if self._left_s > 0 else ""
        self.retry_button.setText(self._retry_words + wait)


def _bounded(text: str) -> str:
    return text if len(text) <= 2000 else text[:2000] + " \u2026 (the whole text is in the tab Response)"


def _time_words(seconds: int) -> str:
    """A wait as a person counts it: seconds while they can be counted down, then minutes, hours, days."""
    if seconds < 600:
        return f"{seconds} s"
    if seconds < 2 * 3600:
        return f"{seconds // 60} min"
    return f"{seconds // 3600} h" if seconds < 2 * 86_400 else f"{seconds // 86_400:,} days"
