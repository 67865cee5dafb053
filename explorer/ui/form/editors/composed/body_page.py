"""The body of an HTTP request: none, JSON, form fields or text, with its content type."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonObject
from explorer.schema.field import ChoiceField, Option, TextField
from explorer.ui.form.choices.choice_button import ChoiceButton
from explorer.ui.form.choices.segments import Segments
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.editors.composed.composed_editor import GAP, ComposedEditor, PartListener
from explorer.ui.form.editors.composed.pair_rows import PairRows
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, Reading
from explorer.ui.form.editors.raw_json import read_json
from explorer.ui.form.editors.text_block import TextBlock
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel

_KINDS: Final = (Option("none", "None"), Option("json", "JSON"), Option("form", "Form"), Option("text", "Text"))
_TYPES: Final = {
    "json": "application/json",
    "form": "application/x-www-form-urlencoded",
    "text": "text/plain",
}
_NOTE: Final = 18


class BodyPage(QWidget):
    """Kind and content type on one line, the text or the fields beneath."""

    def __init__(self, owner: ComposedEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = owner
        self._aside: JsonObject = {}
        self.kinds = Segments(ChoiceField(label="Body", options=_KINDS, is_required=True), self)
        self.kinds.listener = _KindListener(self)
        types = [Option(name, name) for name in _TYPES.values()]
        self._type = ChoiceButton(ChoiceField(label="Content type", options=types, is_free=True), self)
        owner.bind(self._type, ("body", "contentType"))
        self._text = TextBlock(TextField(label="Text", is_required=True), self)
        self._text.fewest_lines = 4
        mark(self._text, kind="code")
        owner.bind(self._text, ("body", "raw"))
        self._fields = PairRows(owner, ("body", "fields"), "Field", self, has_switches=False)
        self._note = PlainLabel("", self, kind="hint")

    @staticmethod
    def word(owner: ComposedEditor) -> str:
        """The kind, for the title of the tab; empty for none."""
        return {"json": "JSON", "form": "form", "text": "text"}.get(body_kind(owner), "")

    def show_part(self) -> None:
        """Show the body."""
        kind = body_kind(self._owner)
        self.kinds.show_value(kind)
        self._type.show_value(self._owner.part(("body", "contentType")))
        self._text.show_value(self._owner.part(("body", "raw")))
        self._fields.show_part()
        self._type.setVisible(kind != "none")
        self._text.setVisible(kind in ("json", "text"))
        self._fields.setVisible(kind == "form")
        self.tell()
        self._place()

    def tell(self) -> None:
        """Say whether the text is the JSON that it is meant to be."""
        text = self._owner.part(("body", "raw"))
        read = read_json(text) if body_kind(self._owner) == "json" and isinstance(text, str) else ABSENT
        self._note.setText(read.reason if isinstance(read, Unreadable) else "")

    def choose(self, kind: Reading) -> None:
        """Another kind: what was there is kept, for when it is chosen again."""
        held = self._owner.part(("body",))
        body = dict(held) if isinstance(held, dict) else self._aside
        if kind == "none":
            self._aside = body
            self._owner.change(("body",), ABSENT)
        elif isinstance(kind, str):
            shape = "fields" if kind == "form" else "raw"
            self._owner.change(("body",), {**body, "contentType": _TYPES[kind], "type": shape, "mode": shape})
        self.show_part()
        self._owner.arrange()

    def stops(self) -> list[QWidget]:
        """Kind, type, text or fields."""
        found = [*self.kinds.tab_stops(), self._type, self._text, *self._fields.stops()]
        return [widget for widget in found if not widget.isHidden() and widget.parent() is not None]

    def speak(self, name: str) -> None:
        """Name everything."""
        self.kinds.show_words(f"{name}, body", "")
        self._type.show_words(f"{name}, content type", "")
        self._text.show_words(f"{name}, body text", self._note.text())
        self._fields.speak(f"{name}, body")

    def height_for(self, width: int) -> int:
        """The line, and what is beneath."""
        kind = body_kind(self._owner)
        if kind == "none":
            return CONTROL_HEIGHT
        if kind == "form":
            return CONTROL_HEIGHT + GAP + self._fields.height_for(width)
        return CONTROL_HEIGHT + GAP + self._text.wanted_height(width) + _NOTE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width = self.width()
        kinds = self.kinds.wanted_width(width)
        self.kinds.setGeometry(0, 0, kinds, CONTROL_HEIGHT)
        self._type.setGeometry(kinds + 2 * GAP, 0, max(60, min(320, width - kinds - 2 * GAP)), CONTROL_HEIGHT)
        top = CONTROL_HEIGHT + GAP
        height = self._text.wanted_height(width)
        self._text.setGeometry(0, top, width, height)
        self._note.setGeometry(0, top + height + 2, width, _NOTE - 2)
        self._fields.setGeometry(0, top, width, self._fields.height_for(width))


class _KindListener(PartListener):
    def __init__(self, page: BodyPage) -> None:
        super().__init__(page._owner, ("body",))  # noqa: SLF001 - of this module
        self._page = page

    def value_edited(self, reading: Reading) -> None:
        self._page.choose(reading)


def body_kind(owner: ComposedEditor) -> str:
    """What the body is: `none`, `json`, `form` or `text`."""
    body = owner.part(("body",))
    if isinstance(body, Absent) or not isinstance(body, dict):
        return "none"
    if "fields" in (body.get("type"), body.get("mode")):
        return "form"
    content_type = body.get("contentType")
    return "json" if isinstance(content_type, str) and "json" in content_type else "text"
