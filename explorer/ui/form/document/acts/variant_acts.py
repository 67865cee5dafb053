"""
Choosing between variants.

Each variant keeps what stood in it while another is chosen. Between two objects, what both have goes along.
"""

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, Pointer
from explorer.schema.default import start_of
from explorer.schema.field import ChoiceField, Field, GroupField, ListField, Variant, VariantField
from explorer.schema.variant import variant_of
from explorer.ui.form.document.acts.item_acts import empty_value, put_new
from explorer.ui.form.document.fitting import fits_choice
from explorer.ui.form.document.form_document import FormDocument, KeptVariant
from explorer.ui.form.document.standing.standing import Pick


def choose(document: FormDocument, pointer: Pointer, depth: int, number: int, *, stays: bool) -> None:
    """
    Choose a variant.

    Args:
        document: Where.
        pointer: The place.
        depth: Which of the choices at the place: 0 for the outermost.
        number: The variant.
        stays: The place has to hold something, such as an item of a list.
    """
    standing = document.standing_at(pointer)
    if standing is None or depth >= len(standing.picks):
        return
    before = document.at(pointer)
    _keep(document, pointer, standing.picks)
    field = standing.picks[depth].field
    _clear_notes(document, pointer)
    if not isinstance(before, Absent):
        document.put(pointer, None)  # or the choice would be told by what stood there
    document.standings.picked[pointer] = (*standing.picks[:depth], Pick(field, number))
    document.opened[pointer] = True
    kept = _kept(document, pointer, Pick(field, number))
    shape = document.tree.shape(field, number)
    if kept is not None:
        _put_back(document, pointer, kept, stays=stays, shape=shape)
    elif isinstance(shape, GroupField):
        document.put(pointer, started(document, shape, before, field.variants[number]))
    elif isinstance(shape, ListField):
        document.put(pointer, [])
    elif stays:
        put_new(document, shape, pointer, may_be_null=False)
    elif _is_constant(shape):
        document.put(pointer, empty_value(shape))
    else:
        document.leave_out(pointer, keeps=False)


def choose_none(document: FormDocument, pointer: Pointer) -> None:
    """Leave the place out; what the variant held comes back when it is chosen again."""
    standing = document.standing_at(pointer)
    if standing is not None:
        _keep(document, pointer, standing.picks)
    _clear_notes(document, pointer)
    document.leave_out(pointer, keeps=False)
    document.standings.picked.pop(pointer, None)


def choose_null(document: FormDocument, pointer: Pointer) -> None:
    """Send null; what the variant held comes back when it is chosen again."""
    standing = document.standing_at(pointer)
    if standing is not None:
        _keep(document, pointer, standing.picks)
    _clear_notes(document, pointer)
    document.put(pointer, None)
    document.standings.picked.pop(pointer, None)


def started(document: FormDocument, group: GroupField, before: JsonValue | Absent, variant: Variant) -> JsonObject:
    """What an object starts with: what goes along from the one before, what is constant, what tells it apart."""
    start = start_of(group)
    constants: JsonObject = start if isinstance(start, dict) else {}
    marks = {key: values[0] for key, values in variant.marks.items() if len(values) == 1}
    made: JsonObject = {}
    for key, field in document.tree.named(document.standings.shape_for(group, constants)).items():
        if key in constants:
            made[key] = constants[key]
        elif key in marks:
            made[key] = marks[key]
        elif isinstance(before, dict) and key in before and _goes_along(document, field, before[key]):
            made[key] = before[key]
    return made


def _goes_along(document: FormDocument, field: Field, value: JsonValue) -> bool:
    if field.is_hidden:
        return False
    if isinstance(field, VariantField):
        return variant_of(document.form, field, value) is not None
    return fits_choice(field, value)


def _keep(document: FormDocument, pointer: Pointer, picks: tuple[Pick, ...]) -> None:
    value, length = document.at(pointer), len(pointer)
    inside = [(place[length:], text) for place, text in document.unreadable.items() if place[:length] == pointer]
    texts = tuple((place, text) for place, text in inside if text.text)
    if (isinstance(value, Absent) or value is None) and not texts:
        return
    for pick in picks:
        if pick.number is not None:
            held = KeptVariant(pick.field, pick.number, ABSENT if value is None else value, texts)
            others = [one for one in document.kept_variants.get(pointer, ()) if not _is_of(one, pick)]
            document.kept_variants[pointer] = (*others, held)


def _kept(document: FormDocument, pointer: Pointer, pick: Pick) -> KeptVariant | None:
    return next((one for one in document.kept_variants.get(pointer, ()) if _is_of(one, pick)), None)


def _is_of(kept: KeptVariant, pick: Pick) -> bool:
    return kept.field is pick.field and kept.number == pick.number


def _put_back(document: FormDocument, pointer: Pointer, kept: KeptVariant, *, stays: bool, shape: Field) -> None:
    if not isinstance(kept.value, Absent):
        document.put(pointer, kept.value)
    elif stays:
        put_new(document, shape, pointer, may_be_null=False)
    else:
        document.leave_out(pointer, keeps=False)
    for place, text in kept.texts:
        document.put_unreadable((*pointer, *place), text.text, text.reason)


def _clear_notes(document: FormDocument, pointer: Pointer) -> None:
    document.unreadable.forget(pointer)
    document.as_json.forget(pointer)
    for place in [one for one in document.standings.picked if len(one) > len(pointer)]:
        if place[: len(pointer)] == pointer:
            del document.standings.picked[place]


def _is_constant(field: Field) -> bool:
    return isinstance(field, ChoiceField) and field.is_fixed and len(field.options) == 1
