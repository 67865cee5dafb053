"""The clipboard: the one place from which text of a result leaves the program by copying."""

from PySide6.QtGui import QGuiApplication

_HALVES = {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}


def copy_text(text: str) -> None:
    """Put a text on the clipboard as it is; halves of surrogate pairs, which Qt would drop, as escapes."""
    QGuiApplication.clipboard().setText(text if text.isascii() else text.translate(_HALVES))
