"""What of a schema could not be read, and where."""

from dataclasses import dataclass
from typing import Final

from explorer.domain.json_value import Pointer, pointer_text
from explorer.schema.field import Field, Form, GroupField, JsonField, ListField, VariantField

MOST_TOLD: Final = 500
_OF_ITEMS: Final = "*"


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """
    A part of the value that is edited as JSON.

    Args:
        place: A JSON Pointer into the value, with `*` for the items of a list and for keys of one's own; empty for
            the whole.
        reason: Why, in plain words.
    """

    place: str
    reason: str


def unread_parts(form: Form) -> list[UnreadPart]:
    """What the form says of its schema, then every JSON field that is there for want of a better editor."""
    told = [UnreadPart("", problem) for problem in form.problems]
    seen: set[int] = set()
    waiting: list[tuple[Pointer, Field]] = [((), form.root)]
    while waiting and len(told) < MOST_TOLD:
        place, field = waiting.pop()
        if id(field) in seen:
            continue
        seen.add(id(field))
        # What lies deep or repeats itself is opened when a person gets there.
        if isinstance(field, JsonField) and field.reason and field.closed is None:
            told.append(UnreadPart(pointer_text(place), field.reason))
        waiting.extend(reversed(_inside(field, place)))
    return told


def _inside(field: Field, place: Pointer) -> list[tuple[Pointer, Field]]:
    match field:
        case GroupField():
            named = [((*place, one.key), one) for one in field.fields]
            others = [*(one for _, one in field.patterns), *([field.others] if field.others else [])]
            return [*named, *(((*place, _OF_ITEMS), one) for one in others)]
        case ListField():
            places = [((*place, index), one) for index, one in enumerate(field.places)]
            return [*places, ((*place, _OF_ITEMS), field.item)]
        case VariantField():
            return [(place, one.shape) for one in field.variants]
        case _:
            return []
