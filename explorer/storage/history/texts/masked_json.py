"""Values with every known secret masked in every text, keys too, and in numbers that are one."""

from typing import Any, Final

from explorer.domain.json_value import ExactNumber, JsonValue, write_json
from explorer.domain.masking import MASK, SecretMask
from explorer.domain.masking.masked_stream import masked_text

MOST_LETTERS: Final = 1_000_000
"""Of one text read out of an answer, a provider's error or a log line; the answer itself is kept whole."""

_CUT: Final = " \u2026 (cut here; the answer has all of it)"


def masked_value(value: JsonValue, mask: SecretMask) -> JsonValue:
    """What a person entered, without secrets. A number that holds one becomes a text."""
    if isinstance(value, str):
        return masked_text(mask, value)
    if isinstance(value, dict):
        return _masked_object(value, mask)
    if isinstance(value, list):
        return [masked_value(item, mask) for item in value]
    if value is None or isinstance(value, bool):
        return value
    text = masked_text(mask, str(value) if isinstance(value, ExactNumber) else write_json(value))
    return text if MASK in text else value


def masked_tree(tree: Any, mask: SecretMask) -> Any:
    """Plain objects, lists and scalars of our own making, without secrets in their texts; very long ones are cut."""
    if isinstance(tree, str):
        text = masked_text(mask, tree)
        return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + _CUT
    if isinstance(tree, dict):
        return {masked_tree(key, mask): masked_tree(item, mask) for key, item in tree.items()}
    if isinstance(tree, list | tuple):
        return [masked_tree(item, mask) for item in tree]
    return tree


def _masked_object(value: dict[str, JsonValue], mask: SecretMask) -> JsonValue:
    masked: dict[str, JsonValue] = {}
    for key, item in value.items():
        shown = masked_text(mask, key)
        # Two keys that were secrets stay two entries.
        while shown in masked:
            shown += MASK
        masked[shown] = masked_value(item, mask)
    return masked
