"""The body as text, exactly as received, a large one a part at a time; with a line to find text in all of it."""

from bisect import bisect_right

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.domain.body import Body
from explorer.ui.look.style_sheet import mark
from explorer.ui.models.answer.body_search import MOST_KEPT, BodySearch
from explorer.ui.models.answer.body_text import LONGEST_LINE, BodyText
from explorer.ui.views.results.body.text_line import TextLine
from explorer.ui.views.results.parts.gradual_text import GradualText
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import size_text

SLICE_S = 0.012
"""How long the search may work before the window gets its turn."""


class RawPane(QWidget):
    """A line to find text with, the parts of a large body, and the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body: Body = b""
        self._parts = BodyText(b"")
        self.part = 0
        self._search: BodySearch | None = None
        self._chosen = -1
        self.finder = TextLine()
        self.finder.wanted.connect(self._on_wanted)
        self.finder.step_wanted.connect(self.go)
        self._working = QTimer(self)
        self._working.setInterval(0)
        self._working.timeout.connect(self._search_on)
        self._note = PlainLabel(kind="hint", wraps=True)
        self.buttons: dict[str, QPushButton] = {}
        self._bar = QWidget(self)
        self.text = GradualText("Raw text")
        self._lay_out()

    def note(self) -> str:
        """What is said about the parts, and about lines that are too long."""
        return self._note.text()

    def show_body(self, body: Body, charset: str) -> None:
        """Show the bytes, from the first on."""
        self._end_search()
        self.finder.clear()
        self._body = body
        self._parts = BodyText(body, charset)
        self.show_part(0)

    def show_part(self, number: int) -> None:
        """Show one part."""
        self.part = max(0, min(number, self._parts.count - 1))
        self.text.show_text(self._parts.text(self.part))
        note = _words(self._parts, self.part, len(self._body))
        self._note.setText(note)
        self._bar.setVisible(bool(note))
        for name, button in self.buttons.items():
            button.setVisible(self._parts.count > 1)
            button.setEnabled(self.part > 0 if name in ("First", "Previous") else self.part + 1 < self._parts.count)

    def is_searching(self) -> bool:
        """Whether the search is still at work."""
        return self.finder.is_waiting() or self._working.isActive()

    def go(self, step: int) -> None:
        """Go to the next place (1) or the one before (-1)."""
        search = self._search
        if search is None or not search.places:
            return
        self._chosen = (self._chosen + step) % len(search.places)
        place = search.places[self._chosen]
        number = self._parts.part_at(place)
        if number != self.part:
            self.show_part(number)
        start = self._parts.letters_before(number, place)
        end = self._parts.letters_before(number, min(place + search.length, self._parts.span(number)[1]))
        self.text.choose(start, end)
        self._say_found(search)

    def _on_wanted(self, wanted: object) -> None:
        self._end_search()
        if isinstance(wanted, str) and wanted and self._body:
            self._search = BodySearch(self._body, wanted, self._parts.encoding)
            self._working.start()

    def _search_on(self) -> None:
        search = self._search
        if search is None:
            self._working.stop()
            return
        had_none = not search.places
        if search.look_on(SLICE_S):
            self._working.stop()
        if had_none and search.places:
            # From the part that is in view on, lest one is thrown back to the beginning.
            self._chosen = bisect_right(search.places, self._parts.span(self.part)[0] - 1) - 1
            self.go(1)
        self._say_found(search)

    def _end_search(self) -> None:
        self._working.stop()
        self._search = None
        self._chosen = -1
        self.finder.say("")

    def _say_found(self, search: BodySearch) -> None:
        if not search.found:
            self.finder.say("not found" if search.is_done else f"looking\u2026 {search.share:.0%}")
            return
        of = f"{search.found:,}" + ("" if search.is_done else " so far\u2026")
        more = f", the first {MOST_KEPT:,} can be reached" if search.found > MOST_KEPT else ""
        self.finder.say(f"{self._chosen + 1:,} of {of}{more}")

    def _on_part_clicked(self) -> None:
        button = self.sender()
        name = next((name for name, one in self.buttons.items() if one is button), "")
        last = self._parts.count - 1
        self.show_part({"First": 0, "Previous": self.part - 1, "Next": self.part + 1, "Last": last}.get(name, 0))

    def _lay_out(self) -> None:
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(4)
        bar.addWidget(self._note, 1)
        for name in ("First", "Previous", "Next", "Last"):
            button = QPushButton(name, self._bar)
            button.setAccessibleName(f"{name} part")
            mark(button, kind="quiet", small="true")
            button.clicked.connect(self._on_part_clicked)
            self.buttons[name] = button
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.finder)
        column.addWidget(self._bar)
        column.addWidget(self.text, 1)


def _words(parts: BodyText, number: int, whole: int) -> str:
    notes = []
    if parts.count > 1:
        start, end = parts.span(number)
        notes.append(f"Part {number + 1:,} of {parts.count:,}: bytes {start:,} to {end:,} of {size_text(whole)}.")
    if parts.broken_lines:
        lines, go = ("One line is", "goes") if parts.broken_lines == 1 else (f"{parts.broken_lines:,} lines are", "go")
        notes.append(f"{lines} longer than {LONGEST_LINE:,} characters and {go} on in the next.")
    return " ".join(notes)
