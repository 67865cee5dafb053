"""What Laravel does to every text before it looks at it: blanks at both ends go, and empty text becomes null."""

import re

_ENDS = re.compile("^[\\s\\ufeff\\u200b\\u200e]+|[\\s\\ufeff\\u200b\\u200e]+$")
_UNTOUCHED = ("password", "password_confirmation", "current_password")


def without_blanks(values: dict[str, object]) -> dict[str, object]:
    """
    The same values, trimmed at every depth, with null for empty text; passwords keep their blanks.

    Source: laravel/framework 13, middleware TrimStrings and ConvertEmptyStringsToNull.
    """
    return {name: value if name in _UNTOUCHED and value != "" else _trimmed(value) for name, value in values.items()}


def _trimmed(value: object) -> object:
    if isinstance(value, str):
        return _ENDS.sub("", value) or None
    if isinstance(value, list):
        return [_trimmed(item) for item in value]
    if isinstance(value, dict):
        return {key: _trimmed(item) for key, item in value.items()}
    return value
