"""How an HTTP request says who sends it: not at all, by name and password, or by a token. Secrets are masked."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from explorer.schema.field import ChoiceField, Option, TextField
from explorer.ui.form.choices.segments import Segments
from explorer.ui.form.editors.composed.composed_editor import GAP, ComposedEditor, PartListener
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, Reading
from explorer.ui.form.editors.text import LineEditor, SecretLine, TextLine
from explorer.ui.widgets.plain_label import PlainLabel

_KINDS: Final = (
    Option("none", "None"),
    Option("basic", "User name and password"),
    Option("bearer", "Bearer token"),
)
_WORDS: Final = {"username": "User name", "password": "Password", "token": "Token"}
_PARTS: Final = {"basic": ("username", "password"), "bearer": ("token",)}
_LABEL = 88


class AuthorizationPage(QWidget):
    """The kind, and a line for each of its parts."""

    def __init__(self, owner: ComposedEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = owner
        self.kinds = Segments(ChoiceField(label="Authorization", options=_KINDS, is_required=True), self)
        self.kinds.listener = _KindListener(self)
        self.lines: dict[str, LineEditor] = {}
        self._labels: dict[str, PlainLabel] = {}
        for key, words in _WORDS.items():
            maker = TextLine if key == "username" else SecretLine
            line = self.lines[key] = maker(TextField(key=key, label=words, is_required=True), self)
            owner.bind(line, ("auth", key))
            self._labels[key] = PlainLabel(words, self, kind="dim")

    @staticmethod
    def word(owner: ComposedEditor) -> str:
        """The kind, for the title of the tab; empty for none."""
        kind = _kind(owner)
        return "" if kind == "none" else kind

    def show_part(self) -> None:
        """Show the authorization."""
        kind = _kind(self._owner)
        self.kinds.show_value(kind)
        for key, line in self.lines.items():
            line.show_value(self._owner.part(("auth", key)))
            is_shown = key in _PARTS.get(kind, ())
            line.setVisible(is_shown)
            self._labels[key].setVisible(is_shown)
        self._place()

    def choose(self, kind: Reading) -> None:
        """Another kind; what the others hold stays, and is not sent."""
        self._owner.change(("auth", "type"), kind)
        self.show_part()
        self._owner.arrange()

    def stops(self) -> list[QWidget]:
        """Kind and lines, each secret with its button."""
        lines = [stop for line in self.lines.values() if not line.isHidden() for stop in line.tab_stops()]
        return [*self.kinds.tab_stops(), *lines]

    def speak(self, name: str) -> None:
        """Name everything."""
        self.kinds.show_words(f"{name}, authorization", "")
        for key, line in self.lines.items():
            line.show_words(f"{name}, {_WORDS[key].lower()}", "")

    def height_for(self, _width: int) -> int:
        """A line for each part."""
        return CONTROL_HEIGHT + len(_PARTS.get(_kind(self._owner), ())) * (CONTROL_HEIGHT + GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width = self.width()
        self.kinds.setGeometry(0, 0, min(width, self.kinds.wanted_width(width)), CONTROL_HEIGHT)
        top = CONTROL_HEIGHT + GAP
        for key in _PARTS.get(_kind(self._owner), ()):
            self._labels[key].setGeometry(0, top, _LABEL, CONTROL_HEIGHT)
            self.lines[key].setGeometry(_LABEL, top, max(60, min(440, width - _LABEL)), CONTROL_HEIGHT)
            top += CONTROL_HEIGHT + GAP


class _KindListener(PartListener):
    def __init__(self, page: AuthorizationPage) -> None:
        super().__init__(page._owner, ("auth",))  # noqa: SLF001 - of this module
        self._page = page

    def value_edited(self, reading: Reading) -> None:
        self._page.choose(reading)


def _kind(owner: ComposedEditor) -> str:
    kind = owner.part(("auth", "type"))
    return kind if isinstance(kind, str) else "none"
