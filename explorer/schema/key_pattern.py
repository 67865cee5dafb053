"""
Whether a regular expression of a schema is found in a key.

The expressions come from outside. Python's own engine can take for ever on some of them, so the engine of the
validator decides, which gives up after a bounded number of steps.
"""

from functools import lru_cache
from typing import Final

import jsonschema_rs

_MOST_BACKTRACKS: Final = 100_000


def is_found(pattern: str, key: str) -> bool:
    """
    Whether the pattern is found anywhere in the key; never for a pattern that cannot be read or takes too long.

    Source: JSON Schema 2020-12, 10.3.2.2: patterns are not anchored.
    """
    engine = _engine(pattern)
    if engine is None:
        return False
    try:
        return engine.is_valid(key)
    except ValueError:
        return False


@lru_cache(maxsize=512)
def _engine(pattern: str) -> jsonschema_rs.Validator | None:
    try:
        return jsonschema_rs.validator_for(
            {"pattern": pattern},
            offline=True,
            pattern_options=jsonschema_rs.FancyRegexOptions(backtrack_limit=_MOST_BACKTRACKS),
        )
    except ValueError:
        return None
