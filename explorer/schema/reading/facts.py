"""What a schema says about one field, whatever its kind, and the fields that have nothing inside them."""

import re
from typing import Final, TypedDict

from explorer.domain.json_value import ABSENT, Absent, ExactNumber, JsonObject, JsonValue, write_json
from explorer.schema.field import ChoiceField, NumberField, Option, TextField
from explorer.schema.reading.normalise import Normal

_LONG_TEXT: Final = 200
"""A text that may have more characters than this gets several lines."""

_BASE64: Final = frozenset({"base64", "binary", "byte"})
_DATA_URIS: Final = frozenset({"data-uri", "data-url"})
_LONG_FORMATS: Final = frozenset({"html", "markdown", "multiline", "text", "textarea"})
_MOST_EXAMPLES: Final = 20
_DEFINITION_LEVELS: Final = 12
_DEFINITION_NODES: Final = 400
_DEFINITION_STRING: Final = 400
_DEFINITION_TEXT: Final = 4_000
_PIECE: Final = re.compile(r"[^\W_]+")
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_ACRONYM: Final = re.compile(
    "api|csv|db|dob|gps|hr|html|https?|iban|id|ip|json|jwt|pdf|pto|sku|sms|sql|ssn|sso|uri|url|utc|uuid|vat|xml"
)
_PLURAL: Final = re.compile("(api|id|ip|sku|uri|url|uuid)s")


class About(TypedDict):
    """The arguments that every kind of field has."""

    key: str
    label: str
    description: str
    is_required: bool
    is_nullable: bool
    default: JsonValue | Absent
    is_deprecated: bool
    is_fixed: bool
    examples: tuple[JsonValue, ...]


def about(normal: Normal, key: str | None, is_required: bool) -> About:
    """What the schema says about the field apart from its kind; a field without a key is the root or an item."""
    schema = normal.schema
    title, description = schema.get("title"), schema.get("description")
    examples = schema.get("examples")
    if not isinstance(examples, list):
        examples = [schema["example"]] if "example" in schema else []
    return {
        "key": key or "",
        "label": title if isinstance(title, str) and title.strip() else "" if key is None else label_of(key),
        "description": description if isinstance(description, str) else "",
        "is_required": is_required,
        "is_nullable": normal.is_nullable,
        "default": schema.get("default", ABSENT),
        "is_deprecated": schema.get("deprecated") is True,
        # What only the platform writes is shown; were it required as well, a person has to be able to fill it.
        "is_fixed": schema.get("readOnly") is True and not is_required,
        "examples": tuple(examples[:_MOST_EXAMPLES]),
    }


def label_of(key: str) -> str:
    """A key as words: `first_name` is "First name", `employeeNumber` "Employee number", `baseURL` "Base URL"."""
    pieces = _WORD.findall(key) if key.isascii() else _PIECE.findall(key)
    words = [_worded(word) for word in pieces]
    if not words:
        return key if key.strip() else "(empty name)"
    first = words[0]
    return " ".join([first[:1].upper() + first[1:], *words[1:]])


def _worded(word: str) -> str:
    lower = word.lower()
    if _ACRONYM.fullmatch(lower):
        return word.upper()
    if _PLURAL.fullmatch(lower):
        return lower[:-1].upper() + "s"
    return word if word.isupper() and len(word) > 1 else lower


def text_of(normal: Normal, key: str | None, is_required: bool) -> TextField:
    """A field for text."""
    schema = normal.schema
    shape, media = _word_at(schema, "format"), _word_at(schema, "contentMediaType")
    longest = count_at(schema, "maxLength")
    default = schema.get("default")
    facts = about(normal, key, is_required)
    example = next((one for one in facts["examples"] if isinstance(one, str)), "")
    content = _content_of(schema, shape, media)
    return TextField(
        **facts,
        format=shape or ("byte" if content == "base64" else ""),
        min_length=count_at(schema, "minLength"),
        max_length=longest,
        pattern=_word_at(schema, "pattern"),
        is_secret=shape == "password" or schema.get("writeOnly") is True,
        is_multiline=not content
        and (
            shape in _LONG_FORMATS
            or media.startswith("text/")
            or (not shape and (longest or 0) > _LONG_TEXT)
            or (isinstance(default, str) and "\n" in default)
        ),
        placeholder=example if len(example) <= 60 and "\n" not in example else "",
        content=content,
        media_type=media,
    )


def _content_of(schema: JsonObject, shape: str, media: str) -> str:
    """How the text holds a file, if it does: a media type of text alone means plain text in the field."""
    if shape in _DATA_URIS:
        return "data-uri"
    if shape in _BASE64 or _word_at(schema, "contentEncoding").lower() in ("base64", "base64url"):
        return "base64"
    is_file = bool(media) and not media.startswith("text/") and "json" not in media and "xml" not in media
    return "base64" if is_file and not shape else ""


def number_of(normal: Normal, key: str | None, is_required: bool) -> NumberField:
    """A field for a number; the limits keep their digits."""
    schema = normal.schema
    lowest, highest = _number_at(schema, "minimum"), _number_at(schema, "maximum")
    # Draft 4 and OpenAPI 3.0 say with true that the limit itself is out.
    above, below = schema.get("exclusiveMinimum") is True, schema.get("exclusiveMaximum") is True
    return NumberField(
        **about(normal, key, is_required),
        is_integer=normal.types[0] == "integer",
        minimum="" if above else lowest,
        maximum="" if below else highest,
        exclusive_minimum=lowest if above else _number_at(schema, "exclusiveMinimum"),
        exclusive_maximum=highest if below else _number_at(schema, "exclusiveMaximum"),
        multiple_of=_number_at(schema, "multipleOf"),
    )


def choice_of(normal: Normal, key: str | None, is_required: bool) -> ChoiceField | None:
    """A field with the values of `enum`; one value alone is fixed. None if no value is left."""
    values = normal.schema.get("enum")
    assert isinstance(values, list)
    labels = list(normal.labels) or _labels_at(normal.schema, len(values))
    options: dict[str, Option] = {}
    for number, value in enumerate(values):
        if not _is_of(value, normal):
            continue
        text = write_json(value)
        label = labels[number] if number < len(labels) else ""
        options.setdefault(text, Option(value, label or _shown(value, text)))
    if not options:
        return None
    kept = tuple(options.values())
    facts = about(normal, key, is_required)
    facts["is_fixed"] = facts["is_fixed"] or (len(kept) == 1 and not (normal.is_nullable and kept[0].value is not None))
    return ChoiceField(**facts, options=kept, value_kind=_value_kind([option.value for option in kept]))


def definition_of(schema: JsonValue) -> str:
    """The schema as JSON text for display: whole if it is small, else with "..." for what was left out."""
    text = write_json(_trimmed(schema, _DEFINITION_LEVELS, [_DEFINITION_NODES]), indent=2)
    return text if len(text) <= _DEFINITION_TEXT else text[:_DEFINITION_TEXT] + "\n..."


def count_at(schema: JsonObject, keyword: str) -> int | None:
    """A length or a size; None where the keyword is missing or no such number."""
    value = schema.get(keyword)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _trimmed(value: JsonValue, levels: int, left: list[int]) -> JsonValue:
    left[0] -= 1
    if isinstance(value, str):
        return value if len(value) <= _DEFINITION_STRING else value[:_DEFINITION_STRING] + "..."
    if not isinstance(value, dict | list) or not value:
        return value
    if levels == 0 or left[0] <= 0:
        return "..."
    if isinstance(value, list):
        return [_trimmed(item, levels - 1, left) for item in value[: max(left[0], 1)]]
    return {key: _trimmed(value[key], levels - 1, left) for key, _ in zip(value, range(max(left[0], 1)), strict=False)}


def _word_at(schema: JsonObject, keyword: str) -> str:
    value = schema.get(keyword)
    return value if isinstance(value, str) else ""


def _number_at(schema: JsonObject, keyword: str) -> str:
    value = schema.get(keyword)
    return str(value) if isinstance(value, int | ExactNumber) and not isinstance(value, bool) else ""


def _labels_at(schema: JsonObject, count: int) -> list[str]:
    for keyword in ("enumNames", "x-enumNames", "x-enum-labels", "x-enum-varnames"):
        labels = schema.get(keyword)
        if isinstance(labels, list) and len(labels) == count:
            return [label if isinstance(label, str) else "" for label in labels]
    return []


def _shown(value: JsonValue, text: str) -> str:
    if isinstance(value, str):
        return value if value.strip() else f'"{value}"'
    return text if len(text) <= 200 else text[:200] + "..."


def _is_of(value: JsonValue, normal: Normal) -> bool:
    if not normal.types or value is None:
        return True
    if isinstance(value, bool):
        return "boolean" in normal.types
    if isinstance(value, int | ExactNumber):
        return "number" in normal.types or "integer" in normal.types
    kinds: dict[type, str] = {str: "string", list: "array", dict: "object"}
    return kinds[type(value)] in normal.types


def _value_kind(values: list[JsonValue]) -> str:
    if all(isinstance(value, str) for value in values):
        return "text"
    if all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return "integer"
    return "json"
