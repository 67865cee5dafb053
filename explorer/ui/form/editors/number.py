"""Numbers, exact to the last digit: a line of text, since Qt's spin boxes round and stop at 2^31."""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, InvalidOperation
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from explorer.domain.json_value import ABSENT
from explorer.schema.field import Field, NumberField
from explorer.schema.parse import Unreadable as NotRead
from explorer.schema.parse import parse_number
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.editors.editor import Reading, usual_width
from explorer.ui.form.editors.text import LineEditor

_STEPPED: Final = re.compile(r"-?[0-9]{1,400}(?:\.[0-9]{1,400})?")
"""Numbers that keys step: written out, and no longer than anybody reads."""

_EXACT: Final = Context(prec=2_000)


class NumberLine(LineEditor):
    """
    A number or integer. Text that is no number stays as it was typed.

    Up and Down step a number that is there by one, by the value of its last decimal, or by the multiple that the field
    allows; one with an exponent stays as it is.
    """

    def read_text(self, text: str) -> Reading:
        """The number that the text says, exactly as it is written."""
        return read_number(text, self._field)

    def wanted_width(self, available: int) -> int:
        """Numbers need no long line."""
        return number_width(self._field, available)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down step the number."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if step is None or not is_plain or self.isReadOnly() or not isinstance(self._field, NumberField):
            super().keyPressEvent(event)
            return
        stepped = stepped_number(self.text().strip(), step, self._field)
        if stepped and stepped != self.text():
            self.setText(stepped)
            self._on_text_edited(stepped)


def number_width(_field: Field, available: int) -> int:
    """The width of a line for a number."""
    return usual_width(available, 320)


def stepped_number(text: str, step: int, field: NumberField) -> str:
    """
    The next number up (`step` 1) or down (-1), with as many decimals as before; empty where nothing is stepped.

    A step beyond a limit ends at the limit, if that is a number that can be stepped itself.
    """
    if not _STEPPED.fullmatch(text):
        return ""
    value = Decimal(text)
    places = len(text.partition(".")[2])
    size = _decimal(field.multiple_of)
    if size is None or size <= 0:
        unit = Decimal(1) if field.is_integer else Decimal(1).scaleb(-places)
        return _within(value, _EXACT.add(value, unit if step > 0 else -unit), places, field)
    places = max(places, _places(size))
    count = _EXACT.divide(value, size).to_integral_value(ROUND_FLOOR if step > 0 else ROUND_CEILING)
    return _within(value, _EXACT.multiply(_EXACT.add(count, Decimal(step)), size), places, field)


def _within(before: Decimal, after: Decimal, places: int, field: NumberField) -> str:
    lowest, highest = _decimal(field.minimum), _decimal(field.maximum)
    if highest is not None and after > highest and after > before:
        after = max(before, highest)
    if lowest is not None and after < lowest and after < before:
        after = min(before, lowest)
    above, below = _decimal(field.exclusive_minimum), _decimal(field.exclusive_maximum)
    if (above is not None and before > above >= after) or (below is not None and before < below <= after):
        after = before
    shown = format(_EXACT.quantize(after, Decimal(1).scaleb(-max(places, _places(after)))), "f")
    return "0" + shown[2:] if re.fullmatch(r"-0(?:\.0+)?", shown) else shown


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text and len(text) < 400 else None
    except InvalidOperation:
        return None


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) and exponent > -400 else 0


def read_number(text: str, field: Field) -> Reading:
    """The number that a text says; absent for none, `Unreadable` for what is no JSON number."""
    if not text.strip():
        return ABSENT
    is_integer = isinstance(field, NumberField) and field.is_integer
    read = parse_number(text.strip(), is_integer=is_integer)
    return Unreadable(text, read.reason) if isinstance(read, NotRead) else read
