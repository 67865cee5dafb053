"""A request as it was or would be sent: line, headers, body; secrets are masked before it comes here."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from explorer.calls.copying.ways import CopyWay
from explorer.domain.call import SentRequest
from explorer.providers.copied_code.code import OfficialSdk
from explorer.ui.views.request.copy_button import CopyButton
from explorer.ui.views.request.request_text import laid_out, request_text
from explorer.ui.views.results.parts.gradual_text import GradualText
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import shown_text


class RequestView(QWidget):
    """The request as text, and a button that copies it in several ways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: SentRequest | None = None
        self._note = PlainLabel(kind="dim", wraps=True)
        self._told = PlainLabel(kind="hint", wraps=True)
        self._told.setAccessibleName("What was copied")
        self.copy_button = CopyButton(self)
        self.copy_button.told.connect(self._on_told)
        self.layout_box = QCheckBox("Indent the body")
        self.layout_box.setToolTip("Off: the body as it goes out, byte by byte")
        self.layout_box.setChecked(True)
        self.layout_box.toggled.connect(self._show_text)
        self.text = GradualText("Request text")
        self.text.setLineWrapMode(GradualText.LineWrapMode.NoWrap)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._note, 1)
        top.addWidget(self.layout_box)
        top.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._told)
        column.addWidget(self.text, 1)
        self.show_nothing("")

    def show_request(self, request: SentRequest, note: str = "", sdk: OfficialSdk | None = None) -> None:
        """
        Show a request.

        Args:
            request: What to show and to copy.
            note: Whether it was sent or would be.
            sdk: The platform's client library, to copy the request for.
        """
        is_new = request != self._request
        self._request = request
        about_files = " Files stand in it by their size." if any(part.file_path for part in request.parts) else ""
        self._note.setText(note + about_files)
        self.copy_button.show_request(request, sdk)
        self.layout_box.setVisible(laid_out(request.body) is not None)
        if is_new:
            self._on_told("")
        self._show_text()
        self.text.setVisible(True)

    def show_nothing(self, why: str) -> None:
        """Say why there is no request to show."""
        self._request = None
        self._note.setText(why)
        self._on_told("")
        self.copy_button.show_request(None, None)
        self.layout_box.setVisible(False)
        self.text.show_text("")
        self.text.setVisible(False)

    def copy_as(self, way: CopyWay) -> None:
        """Copy what is shown, as the menu does."""
        self.copy_button.copy(way)

    def _show_text(self) -> None:
        if self._request is not None:
            self.text.show_text(request_text(self._request, is_laid_out=self.layout_box.isChecked()))

    def _on_told(self, words: str) -> None:
        self._told.setText(shown_text(words))
        self._told.setVisible(bool(words))
