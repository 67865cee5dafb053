"""
Received JSON, split one level at a time, so that a broken part spoils nothing but itself.

A level is a dict or list of `msgspec.Raw`: slices of the received bytes. Readers of single values take anything and
give text, number or emptiness; what a value is worth is decided by who asks.

    levels         body_of, object_of, list_of, check_json
    values         text_of, flag_of, number_of, time_of
    whole things   account_of, connector_of, action_of
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

from explorer.domain.account import Account, AccountId, AccountState
from explorer.domain.action import Action, ActionKey, ListingProblem
from explorer.domain.body import Body
from explorer.providers.decoding.first_level import first_level
from explorer.providers.decoding.received_json import decoded_json
from explorer.providers.stackone.actions.effect import effect_of

Level = Mapping[str, msgspec.Raw]

BROKEN: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError)
"""What reading JSON from outside may raise."""

_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_WHOLE = msgspec.json.Decoder(msgspec.Raw)
_ANY = msgspec.json.Decoder(float_hook=str)


class NotReadable(ValueError):
    """A part of an answer is not what it should be; the text says how, for a person."""


def object_of(untrusted: Body | msgspec.Raw, what: str = "the answer") -> Level:
    """
    The members of a JSON object; leading newlines, as kept-alive answers have them, are skipped.

    Raises:
        NotReadable: It is no JSON, or no object.
    """
    try:
        return decoded_json(_OBJECT, untrusted)
    except BROKEN as error:
        raise NotReadable(f"{what} is no JSON object: {_reason(error)}") from None


def body_of(untrusted: Body) -> Level:
    """
    The members of an answer that is a JSON object, however large.

    Raises:
        NotReadable: It is no JSON, or no object.
    """
    try:
        return first_level(untrusted)
    except BROKEN as error:
        raise NotReadable(f"the answer is no JSON object: {_reason(error)}") from None


def list_of(untrusted: Body | msgspec.Raw, what: str = "the answer") -> Sequence[msgspec.Raw]:
    """
    The items of a JSON list.

    Raises:
        NotReadable: It is no JSON, or no list.
    """
    try:
        return decoded_json(_LIST, untrusted)
    except BROKEN as error:
        raise NotReadable(f"{what} is no JSON list: {_reason(error)}") from None


def check_json(untrusted: Body, what: str = "the answer") -> None:
    """
    Look whether the whole is JSON, without taking it apart.

    Raises:
        NotReadable: It is not.
    """
    try:
        decoded_json(_WHOLE, untrusted)
    except BROKEN as error:
        raise NotReadable(f"{what} is no JSON: {_reason(error)}") from None


def items_of(level: Level, *names: str) -> Sequence[msgspec.Raw]:
    """The items of the first of these members that is a list; empty if none is."""
    for name in names:
        if name in level:
            try:
                return list_of(level[name])
            except NotReadable:
                continue
    return ()


def text_of(level: Level, *names: str) -> str:
    """The first of these members that is text or a number, as text; empty if none is."""
    for name in names:
        value = _value(level.get(name))
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def texts_of(level: Level, name: str) -> Sequence[str]:
    """The texts in a member that is text or a list of texts."""
    value = _value(level.get(name))
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def flag_of(level: Level, name: str) -> bool | None:
    """A member that is true or false; None if it is neither."""
    value = _value(level.get(name))
    return value if isinstance(value, bool) else None


def number_of(level: Level, *names: str) -> float | None:
    """The first of these members that is a number, also one written as text."""
    for name in names:
        value = _value(level.get(name))
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            try:
                return float(value)
            except (ValueError, OverflowError):
                continue
    return None


def time_of(level: Level, *names: str) -> datetime | None:
    """The first of these members that is an ISO 8601 time, aware; one without a zone is taken as UTC."""
    for name in names:
        value = _value(level.get(name))
        if isinstance(value, str):
            try:
                moment = datetime.fromisoformat(value)
            except ValueError:
                continue
            try:
                return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
            except OverflowError:
                continue
    return None


def object_in(level: Level, name: str) -> Level:
    """A member that is an object; an empty one if it is none."""
    if name not in level:
        return {}
    try:
        return object_of(level[name])
    except NotReadable:
        return {}


def raw_text(untrusted: msgspec.Raw) -> str:
    """A value as text: a string's own text, else its JSON as received."""
    value = _value(untrusted)
    return value if isinstance(value, str) else bytes(untrusted).decode("utf-8", "replace")


def is_null(untrusted: msgspec.Raw) -> bool:
    """Whether the value is null."""
    return memoryview(untrusted).nbytes == 4 and bytes(untrusted) == b"null"


def account_of(untrusted: bytes | msgspec.Raw) -> Account:
    """
    One linked account, of either generation: `provider` or `connector`, `origin_owner_...` or `owner_...`.

    Raises:
        NotReadable: It is no object, or has no id.
    """
    fields = object_of(untrusted, "the account")
    found = text_of(fields, "id")
    if not found:
        raise NotReadable("the account has no id")
    owner = text_of(fields, "origin_owner_name", "owner_name", "origin_username", "origin_owner_id", "owner_id")
    key = text_of(fields, "provider", "connector", "connector_key")
    reasons = []
    for item in items_of(fields, "status_reasons", "statusReasons"):
        try:
            reason = object_of(item)
        except NotReadable:
            continue
        reasons.append(text_of(reason, "description", "code"))
    return Account(
        id=AccountId(found),
        label=text_of(fields, "label") or owner or found,
        connector_key=key,
        connector_name=text_of(fields, "provider_name", "connector_name") or key,
        state=_state(text_of(fields, "status")),
        reason="; ".join(reason for reason in reasons if reason),
        owner=owner,
    )


def connector_of(untrusted: msgspec.Raw) -> Iterator[Action | ListingProblem]:
    """The actions of one entry of the catalogue, one by one; what cannot be read is told in its place."""
    try:
        fields = object_of(untrusted, "the entry")
    except NotReadable as problem:
        yield ListingProblem(bytes(untrusted)[:60].decode("utf-8", "replace"), str(problem))
        return
    key = text_of(fields, "key", "provider")
    name = text_of(fields, "name") or key
    if "actions" not in fields or is_null(fields["actions"]):
        return
    try:
        entries = list_of(fields["actions"], "the list of actions")
    except NotReadable as problem:
        yield ListingProblem(name or "an entry without a name", str(problem))
        return
    version = text_of(fields, "version")
    is_deprecated = text_of(fields, "release_stage") == "deprecated"
    for number, entry in enumerate(entries, start=1):
        try:
            yield action_of(entry, key, name, version, is_deprecated=is_deprecated)
        except NotReadable as problem:
            yield ListingProblem(f"{name or 'unnamed connector'}, action {number}", str(problem))


def action_of(
    untrusted: msgspec.Raw, connector_key: str, connector_name: str, version: str, *, is_deprecated: bool = False
) -> Action:
    """
    One action of a connector.

    Raises:
        NotReadable: It is no object, or has no id.
    """
    fields = object_of(untrusted, "the action")
    key = text_of(fields, "id")
    if not key:
        raise NotReadable("the action has no id")
    details = object_in(fields, "action_details") or object_in(fields, "operation_details")
    annotations = object_in(details, "annotations")
    tags = {tag.lower() for tag in texts_of(fields, "tags")}
    return Action(
        key=ActionKey(key),
        name=text_of(fields, "label") or key,
        connector_key=connector_key or key.partition("_")[0],
        connector_name=connector_name or connector_key or key.partition("_")[0],
        description=text_of(fields, "description"),
        version=version,
        effect=effect_of(
            key,
            connector_key,
            told=text_of(details, "effects", "actionType", "action_type"),
            is_read_only=flag_of(annotations, "readOnlyHint"),
            is_destructive=flag_of(annotations, "destructiveHint"),
        ),
        is_deprecated=is_deprecated
        or "deprecated" in tags
        or "deprecated" in {text_of(fields, "release_stage"), text_of(details, "releaseStage")},
    )


def _state(status: str) -> AccountState:
    try:
        return AccountState(status.lower())
    except ValueError:
        return AccountState.UNKNOWN


def _value(untrusted: msgspec.Raw | None) -> object:
    if untrusted is None:
        return None
    try:
        return decoded_json(_ANY, untrusted)
    except BROKEN:
        return None


def _reason(error: BaseException) -> str:
    if isinstance(error, RecursionError):
        return "it nests too deep"
    if isinstance(error, UnicodeDecodeError):
        return "its text is not UTF-8"
    return str(error)
