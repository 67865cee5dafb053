"""
The words for each rule that a value can break, as a support person would say them.

A message never quotes the value: it may be a secret.
"""

from collections.abc import Sequence
from typing import Final

from explorer.domain.json_value import JsonValue, write_json

_TYPES: Final = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "an object with named fields",
    "string": "text",
}

_FORMATS: Final = {
    "date": "a date such as 2026-01-31",
    "date-time": "a date with time and zone, such as 2026-01-31T09:30:00Z",
    "time": "a time with zone, such as 09:30:00Z",
    "duration": "a duration such as P3D (three days) or PT2H (two hours)",
    "email": "an e-mail address such as name@example.com",
    "idn-email": "an e-mail address such as name@example.com",
    "hostname": "a host name such as www.example.com",
    "idn-hostname": "a host name such as www.example.com",
    "ipv4": "an IPv4 address such as 192.0.2.1",
    "ipv6": "an IPv6 address such as 2001:db8::1",
    "uri": "a whole address such as https://example.com/page",
    "iri": "a whole address such as https://example.com/page",
    "uri-reference": "an address such as https://example.com/page or /page",
    "iri-reference": "an address such as https://example.com/page or /page",
    "uri-template": "an address template such as /people/{id}",
    "uuid": "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
    "json-pointer": "a JSON Pointer such as /items/0",
    "relative-json-pointer": "a relative JSON Pointer such as 1/name",
    "regex": "a regular expression",
}

_MOST_CHOICES: Final = 8
_LONGEST: Final = 120


def required() -> str:
    """A field that must be there is not."""
    return "This field is required."


def needed_by_others() -> str:
    """A field is missing that another one asks for."""
    return "This field is required together with what else is filled in."


def wrong_type(types: Sequence[str], *, is_null: bool) -> str:
    """The value is of none of these types."""
    words = [_TYPES.get(kind, kind) for kind in sorted(types, key="boolean".__eq__)]
    if is_null:
        return f"Must not be null, but {_or(words)}."
    return f"Must be {_or(words)}."


def not_a_choice(options: Sequence[JsonValue], key: str = "") -> str:
    """The value is none of the choices; `key` is the field that is meant, if it is one inside."""
    if not options:
        return of_rule("falseSchema")
    who = f"{_shown(key)} must" if key else "Must"
    words = list(dict.fromkeys(_shown(option) for option in options))
    if len(words) == 1:
        return f"{who} be {words[0]}."
    if len(words) > _MOST_CHOICES:
        return f"{who} be one of the {len(words)} choices."
    return f"{who} be one of {_or(words)}."


def one_of_keys(choices: Sequence[Sequence[str]]) -> str:
    """Several sets of keys of which one has to be there."""
    words = list(dict.fromkeys(_all_of(keys) for keys in choices))
    if len(words) > _MOST_CHOICES:
        return f"One of {len(words)} sets of fields has to be filled in."
    return f"{words[0]} must be filled in." if len(words) == 1 else f"Either {_or(words)} must be filled in."


def only_one_of(choices: Sequence[Sequence[str]]) -> str:
    """Several sets of keys of which only one may be there."""
    words = list(dict.fromkeys(_all_of(keys) for keys in choices))
    return several_alternatives() if len(words) > _MOST_CHOICES else f"Only one of {_or(words)} may be filled in."


def not_together(keys: Sequence[str]) -> str:
    """Keys that may not be there at once."""
    return f"{_all_of(keys)} must not be filled in{' together' if len(keys) > 1 else ''}."


def ruled_out_type(types: Sequence[str]) -> str:
    """The value is of a type that it must not have."""
    return f"Must not be {_or([_TYPES.get(kind, kind) for kind in types])}."


def ruled_out_choice(options: Sequence[JsonValue]) -> str:
    """The value is one of those that it must not be."""
    words = [_shown(option) for option in options]
    return f"Must not be {_or(words)}." if 1 <= len(words) <= _MOST_CHOICES else of_rule("not")


def limit(keyword: str, text: str) -> str:
    """A number is beyond a limit; `text` is the limit as the schema writes it."""
    words = {
        "minimum": f"Must be {text} or more.",
        "maximum": f"Must be {text} or less.",
        "exclusiveMinimum": f"Must be more than {text}.",
        "exclusiveMaximum": f"Must be less than {text}.",
    }
    return words.get(keyword, f"Must be a multiple of {text}.")


def size(keyword: str, text: str, actual: int) -> str:
    """A text, list or object is too short or too long; `text` is the limit, `actual` the size it has."""
    one = text == "1"
    words = {
        "minLength": "Must not be empty." if one else f"Must have at least {text} characters; it has {actual}.",
        "maxLength": f"May have at most {text} {'character' if one else 'characters'}; it has {actual}.",
        "minItems": f"Must have at least {text} {'entry' if one else 'entries'}; it has {actual}.",
        "maxItems": f"May have at most {text} {'entry' if one else 'entries'}; it has {actual}.",
        "minProperties": f"At least {text} {'field' if one else 'fields'} must be filled in; {actual} are.",
    }
    return words.get(keyword, f"At most {text} {'field' if one else 'fields'} may be filled in; {actual} are.")


def pattern(text: str) -> str:
    """A text does not follow its pattern."""
    return f"Does not follow the pattern {_cut(text)}."


def too_costly_pattern(text: str) -> str:
    """A pattern that cannot be checked in reasonable time."""
    return f"Could not be checked: the pattern {_cut(text)} takes too long on this text."


def wrong_format(name: str) -> str:
    """A text is not of its format."""
    known = _FORMATS.get(name)
    return f"Must be {known}." if known else f'Must have the format "{_cut(name)}".'


def not_decoded(encoding: str) -> str:
    """A text does not have the encoding that it should, such as base64."""
    return f"Must be text in {_cut(encoding)} encoding."


def unknown_key() -> str:
    """A key that the schema does not allow."""
    return "This key is not known here."


def unknown_entry() -> str:
    """An entry of a list that takes none there."""
    return "This list takes no such entry here."


def bad_key(why: str) -> str:
    """A key that breaks the rule for names; `why` says what a name must be."""
    return f"The name of this key is not allowed. {why}"


def lacks_entry(keyword: str) -> str:
    """A list without the entries that it must have, or with too many of them."""
    if keyword == "maxContains":
        return "Has too many entries of one kind."
    return "An entry that must be in this list is missing."


def too_many_places(count: int) -> str:
    """More entries than a list has places for."""
    return f"May have at most {count} {'entry' if count == 1 else 'entries'}."


def no_alternative(count: int) -> str:
    """None of several forms fits."""
    return f"Fits none of the {count} forms that are possible here."


def several_alternatives() -> str:
    """More than one form fits where only one may."""
    return "Fits several of the forms that are possible here, but must fit only one."


def too_deep(most: int) -> str:
    """A value nested so deeply that it is not checked."""
    return f"Nested deeper than {most} levels: this is not checked, and cannot be sent."


def too_large() -> str:
    """A value and a schema that would take too long to check."""
    return "Too large to be checked here; the platform checks it."


def of_rule(keyword: str) -> str:
    """A rule that says it all by itself; `keyword` is its name."""
    words = {
        "falseSchema": "Nothing may be filled in here.",
        "not": "This value is ruled out.",
        "uniqueItems": "No entry may appear twice.",
    }
    return words.get(keyword, f'Breaks the rule "{_cut(keyword)}".')


def _all_of(keys: Sequence[str]) -> str:
    words = [_shown(key) for key in keys]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _or(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _shown(value: JsonValue) -> str:
    return _cut(write_json(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
