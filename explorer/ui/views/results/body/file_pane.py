"""A body that is a file: what it is, how large, what the server calls it, and a button that saves it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.ui.views.results.parts.beside import scrolled
from explorer.ui.views.results.parts.detail_rows import DetailRows
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import size_text

_KINDS = {
    "application/pdf": "A PDF document",
    "application/zip": "A ZIP archive",
    "application/gzip": "A gzip archive",
    "image": "An image",
    "audio": "A sound",
    "video": "A video",
    "font": "A font",
    "text": "A text file",
}


class FilePane(QWidget):
    """Shown instead of the tree for answers that are no text."""

    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = PlainLabel(kind="heading", wraps=True)
        self._rows = DetailRows()
        self._hint = PlainLabel("It is saved as it is, and never opened or run from here.", kind="hint", wraps=True)
        self.save_button = QPushButton("Save file\u2026")
        self.save_button.clicked.connect(self.save_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self._hint, 1)
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._kind)
        column.addLayout(buttons)  # above the rows, so that it is in view where there is little height
        column.addWidget(self._rows)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(said, "About the file"))

    def show_file(self, *, size: int, media_type: str, untrusted_name: str, saved_as: str) -> None:
        """Say what it is; the server's name is shown as it came, and the safe one beside it where they differ."""
        kind = _KINDS.get(media_type) or _KINDS.get(media_type.split("/", 1)[0]) or "A file"
        self._kind.setText(f"{kind}, {size_text(size)}")
        rows = {
            "Name": untrusted_name or "(the server gave none)",
            "Type": media_type or "(the server did not say)",
            "Size": f"{size:,} bytes",
        }
        if saved_as != untrusted_name:
            rows["Saved as"] = saved_as
        self._rows.show_details(rows)

    def text(self) -> str:
        """Everything that is said."""
        return "\n".join([self._kind.text(), *(f"{name}: {value}" for name, value in self._rows.shown().items())])
