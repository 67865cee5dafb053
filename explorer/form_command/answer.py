"""How a form answers a line of the batch: the form is built, painted off screen, and asked what it holds."""

import time
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from explorer.domain.json_value import Absent, ExactNumber, JsonObject, pointer_text
from explorer.form_command.question import Question
from explorer.schema.build import build_form
from explorer.schema.check import check
from explorer.schema.default import start_of_whole
from explorer.ui.form.form_view import FormView

STAGE_SIZE: Final = QSize(1280, 800)


class FormStage:
    """
    A shown window in which one form after the other is painted; each of them is new, so that none depends on the one
    before.

    Made and used where no event loop runs: what Qt has put off is carried out in between.
    """

    def __init__(self) -> None:
        self._window = QWidget()
        self._column = QVBoxLayout(self._window)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._window.resize(STAGE_SIZE)
        self._window.show()
        # Nothing is painted in a window before its system, here none, has said that it is in view.
        QApplication.processEvents()

    def answer(self, question: Question) -> JsonObject:
        """The object that is written for the line."""
        view = FormView()
        self._column.addWidget(view)
        try:
            QCoreApplication.sendPostedEvents()
            return _answer(view, question)
        finally:
            view.hide()
            view.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()

    def close(self) -> None:
        """Let go of the window."""
        self._window.close()
        self._window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _answer(view: FormView, question: Question) -> JsonObject:
    begun = time.perf_counter()
    form = build_form(question.schema)
    view.show_form(form, start_of_whole(form) if isinstance(question.data, Absent) else question.data)
    # Places what was laid out, and paints.
    QCoreApplication.sendPostedEvents()
    build_ms = (time.perf_counter() - begun) * 1000
    value = view.content().value
    problems = check(form, value)
    return {
        **({} if isinstance(value, Absent) else {"value": value}),
        "errors": [
            {"path": pointer_text(one.pointer), "keyword": one.keyword, "message": one.message} for one in problems
        ],
        "fields": view.counts()[1],
        "json_fields": [pointer_text(place) for place in view.json_places()],
        "build_ms": ExactNumber(f"{build_ms:.2f}"),
    }
