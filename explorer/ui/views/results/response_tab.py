"""What came back: for a failure first the five questions, then details, then the body."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from explorer.domain.call import Run, RunResult
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.body.body_view import BodyView
from explorer.ui.views.results.parts.beside import Beside
from explorer.ui.views.results.parts.copying import copy_text
from explorer.ui.views.results.parts.detail_rows import DetailRows
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.widgets.explanation_card import ExplanationCard
from explorer.ui.widgets.plain_label import PlainLabel


class ResponseTab(QWidget):
    """
    The tab `Response` of one run; all but a word of waiting is made when the run has ended.

    Args:
        can_page: Whether somebody fetches the next page when it is asked for.
    """

    next_page_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, can_page: bool = False) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._can_page = can_page
        self._shown: RunResult | None = None
        self.card: ExplanationCard | None = None
        self.body: BodyView | None = None
        self.details: DetailRows | None = None
        self._pages = QStackedWidget(self)
        self.note = EmptyNote(parent=self._pages)
        self.note.show_text("Waiting for the answer.", is_busy=True)
        self._pages.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def show_run(self, run: Run) -> None:
        """Show a run. An answer that is shown already stays as it is, opened rows and all."""
        result = run.result
        if result is None:
            return
        before, self._shown = self._shown, result
        if before is not None and before.answer is result.answer and before.explanation is result.explanation:
            return
        while (old := self._pages.currentWidget()) is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
        self._pages.addWidget(
            self._explained(run, result) if result.explanation is not None else self._plain(run, result)
        )

    def _plain(self, run: Run, result: RunResult) -> QWidget:
        """Details, a word about the next page, and the body under each other."""
        page = QWidget(self._pages)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if result.details and result.explanation is None:
            self.details = DetailRows(page)
            self.details.show_details(result.details)
            column.addWidget(self.details)
        if result.next_cursor:
            column.addWidget(self._next_page_row(page))
        if result.answer is None:
            self.note = EmptyNote(_no_answer_words(result), page)
            column.addWidget(self.note, 1)
            return page
        stem = f"{run.call.action.key} {run.started_at.astimezone():%Y-%m-%d %H-%M-%S}"
        self.body = BodyView(self._appearance, page, file_stem=stem)
        self.body.show_answer(result.answer, result.file_name)
        column.addWidget(self.body, 1)
        return page

    def _explained(self, run: Run, result: RunResult) -> QWidget:
        """The five questions and details on one side, the body on the other."""
        assert result.explanation is not None
        left = QWidget(self._pages)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.card = ExplanationCard(left)
        self.card.show_explanation(result.explanation)
        column.addWidget(self.card)
        self.details = DetailRows(left)
        self.details.show_details(result.details)
        column.addWidget(self.details)
        return Beside(left, self._plain(run, result), self._pages)

    def _next_page_row(self, page: QWidget) -> QWidget:
        row = QWidget(page)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(PlainLabel("There is a next page: the platform gave a cursor for it.", row, kind="dim"))
        if self._can_page:
            following = QPushButton("Next page", row)
            mark(following, kind="quiet", small="true")
            following.clicked.connect(self.next_page_wanted)
            line.addWidget(following)
        copy = QPushButton("Copy cursor", row)
        mark(copy, kind="quiet", small="true")
        copy.clicked.connect(self._on_copy_cursor)
        line.addWidget(copy)
        line.addStretch(1)
        return row

    def _on_copy_cursor(self) -> None:
        if self._shown is not None:
            copy_text(self._shown.next_cursor)


def _no_answer_words(result: RunResult) -> str:
    words = "No answer was received, so there is no body to show."
    if result.is_unknown:
        return words + " The request may have been carried out all the same: look before you send it again."
    return words
