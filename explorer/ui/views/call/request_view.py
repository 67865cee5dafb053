"""A request as it was or would be sent: line, headers, body; secrets are masked before it comes here."""

import contextlib
import shlex

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from explorer.domain.call import SentRequest
from explorer.domain.json_value import NotJson, parse_json, write_json
from explorer.ui.look.style_sheet import mark
from explorer.ui.models.body_text import body_text
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import shown_text

_SHOWN_BYTES = 500_000
_NEXT_LINE = "\\\n "
_OWN_HEADERS = ("host", "content-length", "connection", "accept-encoding")
"""What cURL says by itself."""


class RequestView(QWidget):
    """The request as text, and a button that copies it as a cURL line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: SentRequest | None = None
        self._note = PlainLabel(kind="dim", wraps=True)
        self._copy = QPushButton("Copy as cURL")
        self._copy.setToolTip("Secrets stay masked: put your own in their place")
        self._copy.clicked.connect(self._on_copy)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName("Request text")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        mark(self.text, kind="bare")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._note, 1)
        top.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.text, 1)
        self.show_nothing("")

    def show_request(self, request: SentRequest, note: str = "") -> None:
        """Show a request; the note says whether it was sent or would be."""
        self._request = request
        self._note.setText(note)
        self._copy.setVisible(True)
        lines = [f"{request.method} {request.url}"]
        lines += [f"{name}: {value}" for name, value in request.headers]
        body = _body_text(request.body)
        self.text.setPlainText(shown_text("\n".join(lines) + ("\n\n" + body if body else "")))
        self.text.setVisible(True)

    def show_nothing(self, why: str) -> None:
        """Say why there is no request to show."""
        self._request = None
        self._note.setText(why)
        self._copy.setVisible(False)
        self.text.clear()
        self.text.setVisible(False)

    def _on_copy(self) -> None:
        if self._request is not None:
            QGuiApplication.clipboard().setText(curl_line(self._request))


def curl_line(request: SentRequest) -> str:
    """
    The request as a cURL command for a POSIX shell; what a shell or cURL would read as its own is quoted.

    A body that no shell can take as a word is named as the file `body`, to be put beside it.
    """
    parts = ["curl", "--globoff", "--request", shlex.quote(request.method), "--url", shlex.quote(request.url)]
    for name, value in request.headers:
        if name.lower() not in _OWN_HEADERS:
            # With a colon and nothing after it cURL would leave the header out.
            parts += [_NEXT_LINE, "--header", shlex.quote(f"{name}: {value}" if value else f"{name};")]
    if request.body:
        text = _text_of(request.body)
        # Not --data-binary: it takes a text that begins with @ for the name of a file.
        given = ["--data-binary", "@body"] if text is None else ["--data-raw", shlex.quote(text)]
        parts += [_NEXT_LINE, *given]
    return " ".join(parts)


def _text_of(body: bytes) -> str | None:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _body_text(body: bytes) -> str:
    if not body:
        return ""
    if _text_of(body) is None:
        return f"({len(body):,} bytes that are no text)"
    text = body.decode()
    if len(body) <= _SHOWN_BYTES:
        with contextlib.suppress(NotJson):
            text = write_json(parse_json(text), indent=2)
    shown = body_text(text.encode(), most_bytes=_SHOWN_BYTES).text
    return shown if len(body) <= _SHOWN_BYTES else f"{shown}\n\u2026 ({len(body):,} bytes in all)"
