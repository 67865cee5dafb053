"""Numbers, exact to the last digit: a line of text, since Qt's spin boxes round and stop at 2^31."""

from explorer.domain.json_value import ABSENT
from explorer.schema.field import Field, NumberField
from explorer.schema.parse import Unreadable as NotRead
from explorer.schema.parse import parse_number
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.editors.editor import Reading, usual_width
from explorer.ui.form.editors.text import LineEditor


class NumberLine(LineEditor):
    """A number or integer. Text that is no number stays as it was typed."""

    def read_text(self, text: str) -> Reading:
        """The number that the text says, exactly as it is written."""
        return read_number(text, self._field)

    def wanted_width(self, available: int) -> int:
        """Numbers need no long line."""
        return usual_width(available, 320)


def read_number(text: str, field: Field) -> Reading:
    """The number that a text says; absent for none, `Unreadable` for what is no JSON number."""
    if not text.strip():
        return ABSENT
    is_integer = isinstance(field, NumberField) and field.is_integer
    read = parse_number(text.strip(), is_integer=is_integer)
    return Unreadable(text, read.reason) if isinstance(read, NotRead) else read
