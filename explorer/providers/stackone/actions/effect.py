"""Whether an action reads, writes or destroys: as StackOne says, else as the action's name sounds."""

import re
from collections.abc import Mapping
from typing import Final

from explorer.domain.action import Effect

_TOLD: Final[Mapping[str, Effect]] = {
    "read": Effect.READ,
    "search": Effect.READ,
    "list": Effect.READ,
    "get": Effect.READ,
    "write": Effect.WRITE,
    "create": Effect.WRITE,
    "update": Effect.WRITE,
    "delete": Effect.DESTRUCTIVE,
}
"""The engine's own words, in `effects` or `actionType`; the others of these say nothing for certain."""

_READS = (
    "list get search find read fetch retrieve query download lookup describe count view show check export preview "
    "validate verify compare"
)
_WRITES = (
    "create add update edit set post put patch send upload assign move copy invite approve reject complete start "
    "publish upsert import enable disable link unlink close reopen merge submit"
)
_DESTROYS = "delete remove destroy purge terminate revoke cancel erase drop archive"

_SOUNDS: Final[Mapping[str, Effect]] = {
    verb: effect
    for effect, verbs in ((Effect.READ, _READS), (Effect.WRITE, _WRITES), (Effect.DESTRUCTIVE, _DESTROYS))
    for verb in verbs.split()
}


def effect_of(
    action_key: str,
    connector_key: str,
    *,
    told: str = "",
    is_read_only: bool | None = None,
    is_destructive: bool | None = None,
) -> Effect:
    """
    The effect of an action.

    Args:
        action_key: Connector key and name: `bamboohr_unified_list_employees`.
        connector_key: Cut off from the front; it may hold `_` and `-` itself.
        told: The engine's word for it, empty if unknown.
        is_read_only: The annotation `readOnlyHint`.
        is_destructive: The annotation `destructiveHint`.
    """
    if is_read_only:
        return Effect.READ
    if is_destructive:
        return Effect.DESTRUCTIVE
    if told.lower() in _TOLD:
        return _TOLD[told.lower()]
    if is_read_only is False:
        return Effect.WRITE
    words = words_of(action_key, connector_key)
    return _SOUNDS.get(words[0], Effect.UNKNOWN) if words else Effect.UNKNOWN


def words_of(action_key: str, connector_key: str) -> list[str]:
    """The words of an action's own name, in lower case, without the connector and the mark of unified actions."""
    name = action_key.removeprefix(connector_key)
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+", name)]
    return words[1:] if words[:1] == ["unified"] else words
