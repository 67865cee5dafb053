"""
A value that shows what a form is for: every field filled in with what its schema gives as an example.

    example_of(form)      what a person who only wants to try the action could send

What the schema names comes first: an example, the default, the first of the choices. Where it names nothing, a value of
the right kind and within the limits is made, the same every time.
"""

from decimal import Decimal, InvalidOperation
from typing import Final

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, number_from_text
from explorer.schema.build import open_level
from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    Field,
    Form,
    GroupField,
    JsonField,
    ListField,
    NumberField,
    TextField,
    VariantField,
)
from explorer.schema.shape import shaped

_MOST_LEVELS: Final = 6
"""Groups, lists and shapes filled in one inside the other; what repeats itself has no end of its own."""

_MOST_ITEMS: Final = 20
_TEXTS: Final = {
    "date": "2026-12-01",
    "date-time": "2026-12-01T09:30:00Z",
    "time": "09:30:00Z",
    "duration": "P1D",
    "email": "name@example.com",
    "idn-email": "name@example.com",
    "hostname": "www.example.com",
    "idn-hostname": "www.example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/page",
    "url": "https://example.com/page",
    "iri": "https://example.com/page",
    "uri-reference": "/page",
    "uuid": "123e4567-e89b-12d3-a456-426614174000",
    "json-pointer": "/items/0",
    "regex": "^a",
    "byte": "RXhhbXBsZQ==",
    "binary": "RXhhbXBsZQ==",
    "base64": "RXhhbXBsZQ==",
    "data-uri": "data:text/plain;base64,RXhhbXBsZQ==",
    "file-ref": "https://example.com/file.txt",
}
"""By format, and by how a text holds a file."""


def example_of(form: Form) -> JsonValue | Absent:
    """
    An example of the whole value; absent where the platform alone knows one, such as an account.

    A value that follows every rule cannot always be made: a pattern tells no example. What is wrong with it is for the
    check to say.
    """
    return _example(form, form.root, 0)


def _example(form: Form, field: Field, level: int) -> JsonValue | Absent:
    if field.examples:
        return field.examples[0]
    if not isinstance(field.default, Absent) and field.default is not None:
        return field.default
    if isinstance(field, GroupField | ListField | VariantField | JsonField):
        return _with_parts(form, field, level + 1) if level < _MOST_LEVELS else ABSENT
    return _alone(field)


def _alone(field: Field) -> JsonValue | Absent:
    match field:
        case TextField():
            return _text(field)
        case NumberField():
            return _number(field)
        case BooleanField():
            return True
        case ChoiceField():
            return _choice(field)
        case _:
            return ABSENT


def _with_parts(form: Form, field: GroupField | ListField | VariantField | JsonField, level: int) -> JsonValue | Absent:
    match field:
        case GroupField():
            return _group(form, field, level)
        case ListField():
            return _list(form, field, level)
        case VariantField(is_any=False):
            return _example(form, field.variants[0].shape, level)
        case VariantField():
            return "Example" if field.is_required else ABSENT
        case _:
            return ABSENT if field.closed is None else _example(form, open_level(form, field), level)


def _text(field: TextField) -> str:
    text = _TEXTS.get(field.content) or _TEXTS.get(field.format) or f"Example {field.label.lower()}".strip()
    if field.format or field.content:
        return text
    if field.max_length is not None:
        text = text[: field.max_length]
    return text.ljust(min(field.min_length or 0, 10_000), "x")


def _number(field: NumberField) -> JsonValue:
    lowest = _limit(field.minimum) if field.minimum else _limit(field.exclusive_minimum, 1)
    highest = _limit(field.maximum) if field.maximum else _limit(field.exclusive_maximum, -1)
    number = Decimal(1)
    if lowest is not None and number < lowest:
        number = lowest
    if highest is not None and number > highest:
        number = highest
    step = _limit(field.multiple_of)
    if step:
        number = (number / step).to_integral_value("ROUND_CEILING") * step
    return number_from_text(str(number))


def _limit(text: str, beyond: int = 0) -> Decimal | None:
    """The limit, or the next number beyond it; None for none, and for one that no usual number is near."""
    try:
        limit = Decimal(text) + beyond
    except InvalidOperation:
        return None
    return limit if abs(limit.adjusted()) < 20 else None


def _choice(field: ChoiceField) -> JsonValue | Absent:
    if not field.options:
        return ABSENT
    value = field.options[0].value
    return [value] if field.is_multiple else value


def _group(form: Form, group: GroupField, level: int) -> JsonValue:
    held: JsonObject = {}
    for _ in range(2):  # What is filled in may bring more fields.
        found = {
            field.key: held.get(field.key, ABSENT) if field.key in held else _example(form, field, level)
            for field in shaped(form, group, held).fields
            if _is_filled(field)
        }
        held = {key: value for key, value in found.items() if not isinstance(value, Absent)}
    if not held and group.others is not None:
        value = _example(form, group.others, level)
        key = group.key_names[0] if group.key_names else "example"
        return {} if isinstance(value, Absent) else {key: value}
    return held


def _is_filled(field: Field) -> bool:
    """Whether a person would fill the field; the constant that marks a shape is filled in for them."""
    is_constant = isinstance(field, ChoiceField) and len(field.options) == 1
    return not field.is_hidden and field.visible_when is None and (not field.is_fixed or is_constant)


def _list(form: Form, field: ListField, level: int) -> JsonValue:
    count = max(len(field.places), min(field.min_items or 1, _MOST_ITEMS), 1 if field.takes_more else 0)
    if field.max_items is not None:
        count = min(count, field.max_items)
    items = [_example(form, one, level) for index in range(count) if (one := field.field_of(index)) is not None]
    return [item for item in items if not isinstance(item, Absent)]
