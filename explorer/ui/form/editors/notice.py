"""Text that the platform wants to be read, on ground that says how much it matters."""

from PySide6.QtWidgets import QFrame, QWidget

from explorer.schema.field import NoticeField
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import bounded, shown_text

_TONES = {"warning": "caution", "error": "bad", "info": "accent"}
_PADDING = 10


class NoticeFrame(QFrame):
    """Plain text in a frame; markup is shown, not rendered."""

    def __init__(self, field: NoticeField, parent: QWidget) -> None:
        super().__init__(parent)
        mark(self, kind="notice", tone=_TONES.get(field.level, "neutral"))
        words = ". ".join(part for part in (field.label.strip(), field.description.strip()) if part)
        self._label = PlainLabel(words, self, wraps=True)
        spoken = shown_text(bounded(words))
        self._label.setAccessibleName(spoken)
        self.setAccessibleName(spoken)

    def wanted_height(self, width: int) -> int:
        """The height of the text at the width."""
        return self._label.heightForWidth(width - 2 * _PADDING) + 2 * _PADDING - 4

    def resizeEvent(self, _event: object) -> None:
        """The text fills the frame."""
        self._label.setGeometry(self.rect().adjusted(_PADDING, _PADDING - 2, -_PADDING, -_PADDING + 2))
