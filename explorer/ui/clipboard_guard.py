"""What is copied leaves the program: secrets are masked in it, whoever copied it and by whatever way."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication

from explorer.domain.masking import SecretMask


class ClipboardGuard(QObject):
    """Watches the clipboard while this program owns its content. What other programs copy is not looked at."""

    def __init__(self, mask: SecretMask, parent: QObject) -> None:
        super().__init__(parent)
        self._mask = mask
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.changed.connect(self._on_changed)

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        is_ours = (
            self._clipboard.ownsSelection() if mode == QClipboard.Mode.Selection else self._clipboard.ownsClipboard()
        )
        # Platforms without a clipboard of their own keep one inside the program, and say that nobody owns it.
        if not is_ours and QGuiApplication.platformName() not in ("offscreen", "minimal"):
            return
        text = self._clipboard.text(mode)
        masked = self._mask.text(text)
        if masked != text:
            self._clipboard.setText(masked, mode)
