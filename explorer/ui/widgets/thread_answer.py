"""
What a function of a thread says, in the thread of the window.

The window looks whether the answer is there; a thread that told a widget of it might find that the widget is gone.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

LOOKS_EVERY_MS: Final = 20


@dataclass(slots=True)
class Errand:
    """
    What the function is told, and tells on its way.

    Attributes:
        is_given_up: Nobody waits any more; the function ends as soon as it notices.
        done, total: How far it is, in units of its own.
    """

    is_given_up: bool = False
    done: int = 0
    total: int = 0
    answers: list[object] = field(default_factory=list)


class ThreadAnswer(QObject):
    """
    Runs one function at a time in a daemon thread.

    Signals:
        answered: What the function gave.
        moved: The `Errand`, while it is under way and says how far it is.
    """

    answered = Signal(object)
    moved = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._errand: Errand | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(LOOKS_EVERY_MS)
        self._looking.timeout.connect(self._on_look)

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is waited for."""
        return self._errand is not None

    def start(self, function: Callable[[Errand], object], *, name: str) -> None:
        """
        Run the function; an answer that was waited for before is given up.

        Args:
            function: Must touch nothing of Qt's widgets, and answer with its failures instead of raising them.
            name: Of the thread.
        """
        self.give_up()
        errand = self._errand = Errand()

        def work() -> None:
            errand.answers.append(function(errand))

        self._looking.start()
        threading.Thread(target=work, name=name, daemon=True).start()

    def give_up(self) -> None:
        """Wait no longer."""
        if self._errand is not None:
            self._errand.is_given_up = True
            self._errand = None
        self._looking.stop()

    def _on_look(self) -> None:
        errand = self._errand
        if errand is None or not errand.answers:
            if errand is not None and errand.total:
                self.moved.emit(errand)
            return
        self._errand = None
        self._looking.stop()
        self.answered.emit(errand.answers[0])
