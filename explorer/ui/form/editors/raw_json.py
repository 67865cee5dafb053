"""Any value as JSON text: for what no other editor can hold, and for whoever prefers it."""

from PySide6.QtWidgets import QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonValue, write_json
from explorer.schema.field import Field, GroupField, ListField
from explorer.schema.parse import Unreadable as NotRead
from explorer.schema.parse import parse_json_text
from explorer.ui.form.document.fitting import escaped_json
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.editors.editor import Reading
from explorer.ui.form.editors.field_words import short_value
from explorer.ui.form.editors.text_block import BlockEditor
from explorer.ui.look.style_sheet import mark


class RawJson(BlockEditor):
    """A JSON value as text. Its layout stays as typed for as long as it says the same value."""

    fewest_lines = 1
    most_lines = 18

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(field, parent)
        mark(self, kind="code")
        self.setReadOnly(field.is_fixed)

    def show_value(self, reading: Reading) -> None:
        """Show the value laid out, unless the text says the same value already."""
        if not isinstance(reading, Unreadable) and self.typed():
            held = self.read_text(self.typed())
            if _is_same(held, reading):
                self._held = reading
                return
        super().show_value(reading)

    def text_of(self, value: JsonValue | Absent) -> str:
        """The value as JSON text, short ones on one line."""
        if isinstance(value, Absent):
            return ""
        line = write_json(value)
        is_short = len(line) <= 60 and not (isinstance(value, dict) and value)
        return escaped_json(line if is_short else write_json(value, indent=2))

    def read_text(self, text: str) -> Reading:
        """The value that the text says, or why it says none, with line and column."""
        return read_json(text)

    def chip_of(self, _held: Reading) -> str:
        """None: null and empty text are written out."""
        return ""

    def words_when_empty(self) -> str:
        """An example of what to write."""
        if not isinstance(self._field.default, Absent) and self._field.default is not None:
            return f"Default: {short_value(self._field.default)}"
        shape = "{ }" if isinstance(self._field, GroupField) else "[ ]" if isinstance(self._field, ListField) else ""
        words = " ".join(part for part in ("JSON", shape) if part)
        return words if self._field.is_required else f"{words}, not sent"


def read_json(text: str) -> Reading:
    """The value that a JSON text says; absent for blank text."""
    if not text.strip():
        return ABSENT
    read = parse_json_text(text)
    if not isinstance(read, NotRead):
        return read
    where = f" (line {read.line}, column {read.column})" if read.line else ""
    return Unreadable(text, f"{read.reason.rstrip('.')}{where}")


def _is_same(held: Reading, reading: JsonValue | Absent) -> bool:
    if isinstance(held, Unreadable):
        return False
    if isinstance(held, Absent) or isinstance(reading, Absent):
        return held is reading
    return write_json(held) == write_json(reading)
