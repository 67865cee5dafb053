"""What a third party answered, as the platform passed it on: status, address, request id, headers, body."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.domain.call import ReceivedAnswer
from explorer.domain.failure import ProviderError
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.body.body_view import BodyView
from explorer.ui.views.results.parts.copying import copy_text
from explorer.ui.views.results.parts.words import status_meaning, status_text
from explorer.ui.widgets.plain_label import Badge, ElidedLabel, PlainLabel
from explorer.ui.widgets.thin_line import thin_line

_SMALL = 4_000
"""Bytes of a body that needs no filter."""


class ProviderErrorCard(QFrame):
    """One provider error. What was not passed on is said, not left out."""

    def __init__(self, appearance: Appearance, error: ProviderError, number: int, of: int) -> None:
        super().__init__()
        mark(self, kind="card")
        self.setAccessibleName(f"Provider error {number} of {of}")
        self.error = error
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(self._head())
        if error.status is not None and (meaning := status_meaning(error.status)):
            column.addWidget(PlainLabel(f"In plain words: {meaning}.", kind="dim", wraps=True))
        if error.request_id:
            column.addWidget(self._request_id_row())
        column.addWidget(thin_line())
        body = error.raw_text.encode("utf-8", "surrogatepass")
        if body or error.headers:
            self.body = BodyView(appearance, file_stem=f"provider error {number}", has_filter=len(body) > _SMALL)
            self.body.show_answer(
                ReceivedAnswer(error.status or 0, "", list(error.headers.items()), body),
            )
            self.body.setFixedHeight(_height(body))
            column.addWidget(self.body)
        else:
            words = "The platform passed on neither the provider's body nor its headers."
            column.addWidget(PlainLabel(words, kind="dim", wraps=True))

    def _head(self) -> QWidget:
        error = self.error
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        badge = Badge(parent=row)
        badge.show_word(status_text(error.status) if error.status is not None else "status not passed on", "bad")
        if error.status is not None:
            badge.setText(status_text(error.status))
        line.addWidget(badge)
        if error.method:
            line.addWidget(PlainLabel(error.method, kind="code-dim"))
        if error.url:
            url = ElidedLabel(error.url, kind="code-dim", middle=True)
            line.addWidget(url, 1)
            line.addWidget(_copy_button("Copy URL", self._on_copy_url))
        else:
            line.addWidget(PlainLabel("The platform did not say which address it called.", kind="dim"), 1)
        return row

    def _request_id_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(PlainLabel("Request id", kind="dim"))
        line.addWidget(ElidedLabel(self.error.request_id, kind="code"))
        line.addWidget(_copy_button("Copy request id", self._on_copy_request_id))
        line.addWidget(PlainLabel("to quote to the provider's support", kind="hint"))
        line.addStretch(1)
        return row

    def _on_copy_url(self) -> None:
        copy_text(self.error.url)

    def _on_copy_request_id(self) -> None:
        copy_text(self.error.request_id)


def _copy_button(name: str, slot: object) -> QPushButton:
    button = QPushButton("Copy")
    button.setAccessibleName(name)
    mark(button, kind="quiet", small="true")
    button.clicked.connect(slot)
    return button


def _height(body: bytes) -> int:
    """Room for a short body, and for the first lines of a long one."""
    lines = body.count(b",") + body.count(b"{") + body.count(b"\n") + len(body) // 120
    return 76 + 22 * max(2, min(lines, 6))
