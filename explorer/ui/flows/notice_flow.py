"""What concerns the whole program is said in the strip under the top bar; unexpected errors among it."""

from PySide6.QtCore import QObject, Qt, Signal

from explorer.domain.masking import SecretMask
from explorer.ui.window import ExplorerWindow

_ABOUT = (
    "This was not expected. What you typed is still there. The same is in the log file (Settings, Files); "
    "secrets are masked in it."
)


class NoticeFlow(QObject):
    """May be told from any thread."""

    _told = Signal(object)

    def __init__(self, window: ExplorerWindow, mask: SecretMask) -> None:
        super().__init__(window)
        self._window = window
        self._mask = mask
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        window.notice.details_wanted.connect(self._on_details_wanted)

    def say(self, text: str) -> None:
        """Say one sentence."""
        self._window.notice.show_notice(self._mask.text(text))

    def say_crashed(self, details: str) -> None:
        """The program ended unexpectedly the last time."""
        self._window.notice.show_notice("The explorer ended unexpectedly the last time.", self._mask.text(details))

    def tell(self, notice: object) -> None:
        """An unexpected error: anything with `summary`, `details` and `where`."""
        self._told.emit(notice)

    def _on_told(self, notice: object) -> None:
        summary = getattr(notice, "summary", "")
        details = f"In {getattr(notice, 'where', '?')}: {summary}\n\n{getattr(notice, 'details', '')}"
        self._window.notice.show_notice(f"Something unexpected happened: {summary}", details, tone="bad")

    def _on_details_wanted(self, details: str) -> None:
        # Imported when it is wanted: nothing unexpected happens at most starts.
        from explorer.ui.dialogs.text_dialog import TextDialog

        TextDialog(self._window, "Unexpected error", _ABOUT, details).open()
