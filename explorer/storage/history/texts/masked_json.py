"""
JSON text with every known secret masked in every text, keys too, and in numbers that are one.

The text is looked through as a whole first: it almost never holds a secret, and masking 100,000 texts one by one takes
seconds.
"""

import json
from typing import Any, Final

from explorer.domain.json_value import ExactNumber, JsonValue, write_json
from explorer.domain.masking import MASK, SecretMask
from explorer.domain.masking.masked_stream import masked_start, masked_text

MOST_LETTERS: Final = 1_000_000
"""Of one text read out of an answer, a provider's error or a log line; the answer itself is kept whole."""

_CUT: Final = " \u2026 (cut here; the answer has all of it)"


def entered_text(value: JsonValue, mask: SecretMask) -> str:
    """What a person entered, as exact JSON text without secrets. A number that holds one becomes a text."""
    text = write_json(value)
    return text if masked_text(mask, text) == text else write_json(_masked_value(value, mask))


def tree_text(tree: Any, mask: SecretMask) -> str:
    """Plain objects, lists and scalars of our own making, as JSON text without secrets; very long texts are cut."""
    tree = _cut(tree, mask)
    text = _dumped(tree)
    return text if masked_text(mask, text) == text else _dumped(_masked_tree(tree, mask))


def _dumped(tree: Any) -> str:
    # Escaped to ASCII: half letter pairs and zero characters are no trouble to the database then.
    return json.dumps(tree, ensure_ascii=True, separators=(",", ":"))


def _masked_value(value: JsonValue, mask: SecretMask) -> JsonValue:
    if isinstance(value, str):
        return masked_text(mask, value)
    if isinstance(value, dict):
        return _masked_object(value, mask)
    if isinstance(value, list):
        return [_masked_value(item, mask) for item in value]
    if value is None or isinstance(value, bool):
        return value
    text = masked_text(mask, str(value) if isinstance(value, ExactNumber) else write_json(value))
    return text if MASK in text else value


def _masked_tree(tree: Any, mask: SecretMask) -> Any:
    if isinstance(tree, str):
        return masked_text(mask, tree)
    if isinstance(tree, dict):
        return {_masked_tree(key, mask): _masked_tree(item, mask) for key, item in tree.items()}
    if isinstance(tree, list):
        return [_masked_tree(item, mask) for item in tree]
    return tree


def _cut(tree: Any, mask: SecretMask) -> Any:
    if isinstance(tree, str):
        return tree if len(tree) <= MOST_LETTERS else masked_start(mask, tree, MOST_LETTERS) + _CUT
    if isinstance(tree, dict):
        return {key: _cut(item, mask) for key, item in tree.items()}
    if isinstance(tree, list | tuple):
        return [_cut(item, mask) for item in tree]
    return tree


def _masked_object(value: dict[str, JsonValue], mask: SecretMask) -> JsonValue:
    masked: dict[str, JsonValue] = {}
    for key, item in value.items():
        shown = masked_text(mask, key)
        # Two keys that were secrets stay two entries.
        while shown in masked:
            shown += MASK
        masked[shown] = _masked_value(item, mask)
    return masked
