"""Whether the editor for a kind of field can hold a value exactly; where not, the field is edited as JSON."""

import re
from typing import Final

from explorer.domain.json_value import Absent, ExactNumber, JsonObject, JsonValue, same_json
from explorer.schema.field import (
    AccountField,
    BooleanField,
    ChoiceField,
    Field,
    GroupField,
    ListField,
    NumberField,
    TextField,
)
from explorer.ui.form.document.labelled import is_labelled

LONGEST_LINE: Final = 30_000
"""Code units that a one-line editor is trusted with; Qt's own limit is 32,767, and it cuts without a word."""
MOST_PARTS: Final = 60
"""Parameters or headers that one editor shows; it makes all of its widgets at once."""
LONGEST_TEXT: Final = 500_000
"""Above this, text is too slow to edit in place."""

_CHANGED_BY_EDITORS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffc]")
_LINE_BREAK: Final = re.compile("[\t\n]")
_HARD_IN_JSON: Final = re.compile("[\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffc]")


def is_exact_text(text: str) -> bool:
    """Whether a text editor gives the text back as it got it; Qt drops or replaces some characters."""
    return len(text) <= LONGEST_TEXT and not _CHANGED_BY_EDITORS.search(text)


def is_constant(field: Field) -> bool:
    """Whether there is a single value that the field may have."""
    return isinstance(field, ChoiceField) and field.is_fixed and len(field.options) == 1 and not field.is_multiple


def is_locked(field: Field, value: JsonValue | Absent) -> bool:
    """
    Whether nothing can be done with the field while it has the value: it is fixed. A constant may still be put where it
    is missing, and left out where it is optional.
    """
    if not isinstance(field, ChoiceField) or not is_constant(field):
        return field.is_fixed
    return field.is_required and same_json(field.options[0].value, value)


def is_one_line(text: str) -> bool:
    """Whether a line edit can hold the text."""
    return len(text) <= LONGEST_LINE and not _LINE_BREAK.search(text)


def escaped_json(text: str) -> str:
    """JSON text with characters that an editor would change or hide written as escapes; the same value."""
    return _HARD_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def fits(field: Field, value: JsonValue | Absent) -> bool:
    """Whether the field's own kind of editor shows the value exactly. Absent and null are shown by every kind."""
    if isinstance(value, Absent) or value is None:
        return True
    match field:
        case TextField():
            # The editor of a file shows what it cannot edit as a summary, and keeps it to the letter.
            return isinstance(value, str) and (bool(field.content) or is_exact_text(value))
        case NumberField():
            return (
                isinstance(value, int | ExactNumber) and not isinstance(value, bool) and len(str(value)) < LONGEST_LINE
            )
        case BooleanField():
            return isinstance(value, bool)
        case ChoiceField(is_multiple=True):
            return is_labelled(value) or (isinstance(value, list) and all(_is_part(field, item) for item in value))
        case ChoiceField():
            return _is_choice(value) or any(same_json(option.value, value) for option in field.options)
        case AccountField():
            return not isinstance(value, list)
        case GroupField():
            return isinstance(value, dict) or is_whole(field, value)
        case ListField():
            return isinstance(value, list)
        case _:
            return True


def fits_choice(field: Field, value: JsonValue) -> bool:
    """The same for a value that comes from another field; a choice has to offer it, and null has to be welcome."""
    if value is None:
        return field.is_nullable
    if isinstance(field, ChoiceField) and not field.is_multiple and field.remote is None and not field.is_free:
        return any(same_json(option.value, value) for option in field.options)
    return fits(field, value)


def _is_part(field: ChoiceField, item: JsonValue) -> bool:
    return _is_choice(item) or (
        isinstance(item, dict) and any(same_json(option.value, item) for option in field.options)
    )


def _is_choice(value: JsonValue) -> bool:
    if is_labelled(value):
        return True
    return not isinstance(value, dict | list) and not (isinstance(value, str) and not is_exact_text(value))


def is_whole(field: Field, value: JsonValue | Absent) -> bool:
    """Whether one editor shows the whole object exactly, as it does for requests and queries of the usual shapes."""
    if not isinstance(field, GroupField) or not field.purpose:
        return False
    if isinstance(value, Absent) or value is None:
        return True
    return _is_query(value) if field.purpose == "sql" else isinstance(value, dict) and _is_request(value)


def _is_query(value: JsonValue) -> bool:
    if isinstance(value, str):
        return is_exact_text(value)
    if not isinstance(value, dict):
        return False
    params, prepared = value.get("params"), value.get("usePreparedStatements")
    is_list = params is None or (isinstance(params, list) and len(params) <= MOST_PARTS)
    return _is_text(value.get("query")) and is_list and (prepared is None or isinstance(prepared, bool))


def _is_request(value: JsonObject) -> bool:
    body, auth = value.get("body"), value.get("auth")
    return (
        all(_is_text(value.get(key), one_line=True) for key in ("method", "url"))
        and all(_is_pairs(value.get(key)) for key in ("headers", "params"))
        and (body is None or (isinstance(body, dict) and _is_body(body)))
        and (auth is None or (isinstance(auth, dict) and _is_authorization(auth)))
    )


def _is_body(body: JsonObject) -> bool:
    kinds = (body.get("type"), body.get("mode"))
    is_known = all(kind in (None, "raw", "fields") for kind in kinds)
    is_named = _is_text(body.get("contentType"), one_line=True)
    return is_known and is_named and _is_text(body.get("raw")) and _is_pairs(body.get("fields"))


def _is_authorization(auth: JsonObject) -> bool:
    is_known = auth.get("type") in (None, "none", "basic", "bearer")
    return is_known and all(_is_text(auth.get(key), one_line=True) for key in ("username", "password", "token"))


def _is_pairs(value: JsonValue) -> bool:
    if value is None:
        return True
    return (
        isinstance(value, list)
        and len(value) <= MOST_PARTS
        and all(
            isinstance(pair, dict)
            and all(_is_text(pair.get(key), one_line=True) for key in ("name", "value"))
            and isinstance(pair.get("disabled", False), bool)
            for pair in value
        )
    )


def _is_text(value: JsonValue, *, one_line: bool = False) -> bool:
    if value is None:
        return True
    return isinstance(value, str) and is_exact_text(value) and (not one_line or is_one_line(value))
