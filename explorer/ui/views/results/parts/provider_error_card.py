"""What a third party answered, as the platform passed it on: status, address, request id, headers, body."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from explorer.domain.call import ReceivedAnswer
from explorer.domain.failure import ProviderError
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.body.body_view import BodyView
from explorer.ui.views.results.parts.copying import copy_text
from explorer.ui.views.results.parts.words import status_meaning, status_text
from explorer.ui.widgets.plain_label import Badge, ElidedLabel, PlainLabel
from explorer.ui.widgets.shown_text import tool_tip
from explorer.ui.widgets.thin_line import thin_line

_LEAST = 140
"""Height in pixels below which a body that is shown alone does not shrink."""

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
        if (support := self._support()) is not None:
            column.addWidget(support)
        column.addWidget(thin_line())
        body = error.raw_text.encode("utf-8", "surrogatepass")
        if body or error.headers:
            self.body = BodyView(appearance, file_stem=f"provider error {number}", has_filter=len(body) > _SMALL)
            self.body.show_answer(
                ReceivedAnswer(error.status or 0, "", list(error.headers.items()), body),
            )
            if of == 1:
                self.body.setMinimumHeight(min(_height(body), _LEAST))
            else:
                self.body.setFixedHeight(_height(body))
            self.body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            column.addWidget(self.body, 1)
        else:
            words = "The platform passed on neither the provider's body nor its headers."
            column.addWidget(PlainLabel(words, kind="dim", wraps=True))
            column.addStretch(1)

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
            line.addWidget(_copy_button("Copy", "Copy URL", self._on_copy_url))
        else:
            line.addWidget(ElidedLabel("The platform did not say which address it called.", kind="dim"), 1)
        line.addWidget(_copy_button("Copy all", f"Copy all of {self.accessibleName().lower()}", self._on_copy_all))
        return row

    def _support(self) -> QWidget | None:
        """What the status means, and the id to quote; None where neither is known."""
        error = self.error
        meaning = status_meaning(error.status) if error.status is not None else ""
        if not meaning and not error.request_id:
            return None
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        words = ElidedLabel(f"{meaning[0].upper()}{meaning[1:]}." if meaning else "", kind="dim")
        line.addWidget(words, 1)
        if error.request_id:
            tip = tool_tip("To quote to the provider's support")
            for part in (PlainLabel("Request id", kind="dim"), ElidedLabel(error.request_id, kind="code")):
                part.setToolTip(tip)
                line.addWidget(part)
            line.addWidget(_copy_button("Copy", "Copy request id", self._on_copy_request_id))
        return row

    def text(self) -> str:
        """All of it as text, to paste into a ticket."""
        error = self.error
        status = status_text(error.status) if error.status is not None else "Status not passed on"
        first = " ".join(part for part in (status, error.method, error.url) if part)
        headers = [f"{name}: {value}" for name, value in error.headers.items()]
        request_id = [f"Request id: {error.request_id}"] if error.request_id else []
        return "\n".join([first, *request_id, *headers, "", error.raw_text]).rstrip() + "\n"

    def _on_copy_all(self) -> None:
        copy_text(self.text())

    def _on_copy_url(self) -> None:
        copy_text(self.error.url)

    def _on_copy_request_id(self) -> None:
        copy_text(self.error.request_id)


def _copy_button(words: str, name: str, slot: object) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(name)
    mark(button, kind="quiet", small="true")
    button.clicked.connect(slot)
    return button


def _height(body: bytes) -> int:
    """Room for a short body, and for the first lines of a long one."""
    lines = body.count(b",") + body.count(b"{") + body.count(b"\n") + len(body) // 120
    return 76 + 22 * max(2, min(lines, 6))
