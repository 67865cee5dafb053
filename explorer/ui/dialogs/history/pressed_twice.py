"""A button for what cannot be taken back: the first press says what the second one does."""

from collections.abc import Callable

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.ui.look.style_sheet import mark


class PressedTwice(QPushButton):
    """
    Forgets the first press when the keyboard goes elsewhere, or when told to.

    Args:
        words: What it says first.
        sure_words: What it says after the first press.
        on_sure: Called at the second press.
    """

    def __init__(self, words: str, sure_words: str, on_sure: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._words = words
        self._sure_words = sure_words
        self._on_sure = on_sure
        self.setAutoDefault(False)
        self.clicked.connect(self.press)

    def press(self) -> None:
        """As the mouse does."""
        if self.text() == self._words:
            self.setText(self._sure_words)
            mark(self, sure="true")
        else:
            self.forget()
            self._on_sure()

    def forget(self) -> None:
        """The next press is the first again."""
        if self.text() != self._words:
            self.setText(self._words)
            mark(self, sure="false")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere does not want it."""
        super().focusOutEvent(event)
        self.forget()
