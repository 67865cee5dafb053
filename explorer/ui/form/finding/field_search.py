"""Looking for fields while a person types, and where the form was scrolled to meanwhile."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.ui.form.document.row_plan import RowKey
from explorer.ui.form.form_rows import FormRows

AT_ONCE_S: Final = 0.008
"""How long rows are planned before the window gets its turn."""


class FieldSearch(QObject):
    """
    What is looked for in the rows of a form.

    Signals:
        found: how many fields match; None when nothing is looked for any more.
    """

    found = Signal(object)

    def __init__(self, rows: FormRows) -> None:
        super().__init__(rows)
        self._rows = rows
        self._seen: dict[str | None, tuple[RowKey, int] | None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self.prepare)
        self.text = ""

    def prepare(self) -> None:
        """Somebody is about to type: plan the rows ahead, a little at a time."""
        if not self._rows.finder.prepare(self._rows.document, AT_ONCE_S):
            self._ahead.start(0)

    def look_for(self, text: str) -> None:
        """Show the fields that have all words of the text; for none, all of them, where they were scrolled to."""
        text = text.strip()
        if text == self.text:
            return
        if not self.text:
            self._seen[None] = self._rows.pane.seen()
        self.text = text
        self._go_on()

    def show_only(self, which: str) -> None:
        """Show the required, set or all fields, each where they were scrolled to; nothing is looked for any more."""
        self.look_for("")
        self._seen[self._rows.which] = self._rows.pane.seen()
        self._rows.which = which
        self._rows.sync(keeps_focused=False)
        self._rows.pane.see_again(self._seen.get(which))

    def focus_first(self) -> bool:
        """Give the keyboard to the first field that was found; False where there is none."""
        first = self._rows.finder.first() if self.text else None
        return first is not None and self._rows.focus(first.pointer)

    def forget(self) -> None:
        """Another form is shown: nothing is looked for in it, and it is seen from its beginning."""
        self.look_for("")
        self._rows.finder.forget()
        self._ahead.stop()
        self._seen.clear()

    def words_for_none(self) -> str:
        """What is said where no field matches; empty where nothing is looked for."""
        return f"No field matches \u201c{self.text[:80]}\u201d." if self._rows.finder.is_on else ""

    def _go_on(self) -> None:
        if not self._rows.look_for(self.text, AT_ONCE_S):
            self._timer.start(0)
            return
        self._timer.stop()
        finder = self._rows.finder
        if not finder.is_on:
            self._rows.pane.see_again(self._seen.get(None))
        self.found.emit(finder.count if finder.is_on else None)
