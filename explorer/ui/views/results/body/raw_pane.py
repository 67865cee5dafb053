"""The body as text, exactly as received; of a large one the first part."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.domain.body import Body
from explorer.ui.models.body_text import BodyText, body_text
from explorer.ui.views.results.parts.gradual_text import GradualText
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import size_text


class RawPane(QWidget):
    """A note where something is left out, and the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = PlainLabel(kind="hint", wraps=True)
        self.text = GradualText("Raw text")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._note)
        column.addWidget(self.text, 1)

    def note(self) -> str:
        """What is said about what is left out."""
        return self._note.text()

    def show_body(self, body: Body, charset: str) -> None:
        """Show the bytes."""
        shown = body_text(body, charset)
        note = _left_out(shown, len(body))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.text.show_text(shown.text)


def _left_out(shown: BodyText, whole: int) -> str:
    notes = []
    if shown.shown_bytes < whole:
        notes.append(f"The first {size_text(shown.shown_bytes)} of {size_text(whole)} are shown.")
    if shown.cut_lines:
        lines = "One line is" if shown.cut_lines == 1 else f"{shown.cut_lines:,} lines are"
        notes.append(f"{lines} longer than 10,000 characters and cut.")
    return " ".join([*notes, "Save gives the whole body."]) if notes else ""
