"""What came back: for a failure first the five questions, then details, then the body."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from explorer.domain.call import Run, RunResult
from explorer.domain.failure import Retry
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.body.body_view import BodyView
from explorer.ui.views.results.parts.beside import Beside
from explorer.ui.views.results.parts.copying import copy_text
from explorer.ui.views.results.parts.detail_rows import DetailRows
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.widgets.explanation_card import ExplanationCard
from explorer.ui.widgets.plain_label import PlainLabel

OFFERED = (Retry.YES, Retry.LATER)
"""Failures after which the same call may be sent again with one press; others go through the form."""


class ResponseTab(QWidget):
    """The tab `Response` of one run."""

    retry_wanted = Signal()
    next_page_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, can_page: bool = False) -> None:
        super().__init__(parent)
        self._shown: RunResult | None = None
        self.waiting = EmptyNote()
        self.waiting.show_text("Waiting for the answer.", is_busy=True)
        self.card = ExplanationCard()
        self.card.retry_wanted.connect(self.retry_wanted)
        self.failure_details = DetailRows()
        self.details = DetailRows()
        self.body = BodyView(appearance)
        self.nothing = EmptyNote()
        self._cursor = ""
        self._more_text = PlainLabel(kind="dim")
        self._copy_cursor = QPushButton("Copy cursor")
        mark(self._copy_cursor, kind="quiet", small="true")
        self._copy_cursor.clicked.connect(self._on_copy_cursor)
        self._next = QPushButton("Next page")
        mark(self._next, kind="quiet", small="true")
        self._next.setVisible(can_page)
        self._next.clicked.connect(self.next_page_wanted)
        self._more = QWidget()
        self._second = QStackedWidget()
        self._pages = QStackedWidget()
        self._lay_out()

    def show_run(self, run: Run) -> None:
        """Show how far the run is; an answer that is shown already stays as it is, opened rows and all."""
        result = run.result
        if result is None:
            self._pages.setCurrentWidget(self.waiting)
            return
        before, self._shown = self._shown, result
        if before is None or before.explanation is not result.explanation:
            self._show_explanation(result)
        has_card = result.explanation is not None
        self.failure_details.show_details(result.details if has_card else {})
        self.details.show_details({} if has_card else result.details)
        self._show_more(result.next_cursor)
        if before is None or before.answer is not result.answer:
            self._show_body(run, result)
        self._pages.setCurrentWidget(self._beside)

    def _show_explanation(self, result: RunResult) -> None:
        if result.explanation is not None:
            can_retry = result.explanation.retry in OFFERED and not result.is_unknown
            self.card.show_explanation(result.explanation, can_retry=can_retry)
        self._beside.show_first(is_shown=result.explanation is not None)

    def _show_body(self, run: Run, result: RunResult) -> None:
        if result.answer is None:
            self.nothing.show_text(_no_answer_words(result))
            self._second.setCurrentWidget(self.nothing)
            return
        self.body.file_stem = f"{run.call.action.key} {run.started_at.astimezone():%Y-%m-%d %H-%M-%S}"
        self.body.show_answer(result.answer, result.file_name)
        self._second.setCurrentWidget(self.body)

    def _show_more(self, cursor: str) -> None:
        self._cursor = cursor
        self._more.setVisible(bool(cursor))

    def _on_copy_cursor(self) -> None:
        copy_text(self._cursor)

    def _lay_out(self) -> None:
        more = QHBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(8)
        self._more_text.setText("There is a next page: the platform gave a cursor for it.")
        more.addWidget(self._more_text)
        more.addWidget(self._next)
        more.addWidget(self._copy_cursor)
        more.addStretch(1)
        self._more.hide()
        self._second.addWidget(self.body)
        self._second.addWidget(self.nothing)
        left = QWidget()
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.setSpacing(12)
        left_column.addWidget(self.card)
        left_column.addWidget(self.failure_details)
        right = QWidget()
        right_column = QVBoxLayout(right)
        right_column.setContentsMargins(0, 0, 0, 0)
        right_column.setSpacing(8)
        right_column.addWidget(self.details)
        right_column.addWidget(self._more)
        right_column.addWidget(self._second, 1)
        self._beside = Beside(left, right)
        self._pages.addWidget(self.waiting)
        self._pages.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)


def _no_answer_words(result: RunResult) -> str:
    words = "No answer was received, so there is no body to show."
    if result.is_unknown:
        return words + " The request may have been carried out all the same: look before you send it again."
    return words
