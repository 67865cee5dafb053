"""The places of a form that fell back to JSON, in folded and unset parts too."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from explorer.domain.json_value import Pointer
from explorer.schema.field import Field, GroupField, JsonField, ListField, NoticeField
from explorer.ui.form.document.form_document import FormDocument

MOST_LOOKED_AT: Final = 50_000


def json_places(document: FormDocument) -> list[Pointer]:
    """
    Where a value is edited as JSON because no other editor holds it, or because none is known for its schema.

    Places where any JSON is welcome did not fall back; neither did parts that are still closed, since a form is made
    for them when they are opened. Of a value with millions of places the first `MOST_LOOKED_AT` are looked at.
    """
    looked_at = _places(document, document.form.root, ())
    return [place for place, fell_back in islice(looked_at, MOST_LOOKED_AT) if fell_back]


def _places(document: FormDocument, field: Field, pointer: Pointer) -> Iterator[tuple[Pointer, bool]]:
    """Every place and whether it fell back, from top to bottom."""
    if field.is_hidden or isinstance(field, NoticeField):
        return
    standing = document.standing(field, pointer)
    match standing.field:
        case shown if document.is_json(shown, pointer) or standing.is_misfit:
            yield pointer, True
        case JsonField() as shown:
            yield pointer, bool(shown.reason) and shown.closed is None
        case GroupField() as group:
            yield pointer, False
            for inside in document.asked_fields(group, pointer):
                yield from _places(document, inside, (*pointer, inside.key))
            for key in document.own_keys(group, pointer):
                yield from _places(document, document.tree.own(group, key), (*pointer, key))
        case ListField() as items:
            yield pointer, False
            value = document.at(pointer)
            for index in range(len(value) if isinstance(value, list) else 0):
                yield from _places(document, items.field_of(index) or items.item, (*pointer, index))
        case _:
            yield pointer, False
