"""What a provider's error body says in words: the sentence in it, not the JSON around it."""

from typing import Final

from explorer.domain.json_value import JsonValue, NotJson, parse_json

_KEYS: Final = (
    "message",
    "error_description",
    "errorMessage",
    "detail",
    "details",
    "description",
    "error",
    "errors",
    "reason",
    "title",
    "fault",
    "code",
)
"""Where APIs put their words, the likeliest first."""

_MOST_LEVELS: Final = 6
_LARGEST: Final = 100_000


def spoken(raw_text: str) -> str:
    """The words in a body, or the body itself where none are found in it."""
    text = raw_text.strip()
    if not text.startswith(("{", "[", '"')) or len(text) > _LARGEST:
        return text
    try:
        value = parse_json(text)
    except NotJson:
        return text
    return _words(value, 0) or text


def _words(value: JsonValue, level: int) -> str:
    if isinstance(value, str):
        return value.strip()
    if level >= _MOST_LEVELS:
        return ""
    if isinstance(value, list):
        return "; ".join(words for words in (_words(item, level + 1) for item in value[:5]) if words)
    if isinstance(value, dict):
        for key in _KEYS:
            if key in value and (words := _words(value[key], level + 1)):
                return words
    return ""
