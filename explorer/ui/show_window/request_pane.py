"""A recorded request as text, with a line to find words in it."""

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.domain.call import SentRequest
from explorer.ui.views.request.request_view import RequestView
from explorer.ui.views.results.body.text_line import TextLine


class RequestPane(QWidget):
    """Finds around the end of the text, forward and back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finder = TextLine()
        self.finder.wanted.connect(self._on_wanted)
        self.finder.step_wanted.connect(self._on_step_wanted)
        self.view = RequestView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.finder)
        column.addWidget(self.view, 1)

    def show_request(self, request: SentRequest, note: str) -> None:
        """Show another request."""
        self.finder.clear()
        self.finder.say("")
        self.view.show_request(request, note)

    def _on_wanted(self, wanted: object) -> None:
        text = self.view.text
        text.setTextCursor(QTextCursor(text.document()))
        if not isinstance(wanted, str) or not wanted:
            self.finder.say("")
            return
        count = text.toPlainText().casefold().count(wanted.casefold())
        self.finder.say(f"{count:,} found" if count else "not found")
        text.find(wanted)

    def _on_step_wanted(self, step: object) -> None:
        text, wanted = self.view.text, self.finder.typed.text()
        flags = QTextDocument.FindFlag.FindBackward if step == -1 else QTextDocument.FindFlag(0)
        if not wanted or text.find(wanted, flags):
            return
        edge = QTextCursor(text.document())
        if step == -1:
            edge.movePosition(QTextCursor.MoveOperation.End)
        before = text.textCursor()
        text.setTextCursor(edge)
        if not text.find(wanted, flags):
            text.setTextCursor(before)
