"""
One action in full, from the best source there is.

    1. the tool of the chosen account: the JSON Schema that StackOne itself gives to agents
    2. the catalogue's details of the action, whose shape nobody promises
    3. neither: path, query, headers and body as JSON

Which one it was is said above the form.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from explorer.domain.account import AccountId
from explorer.domain.action import Action
from explorer.domain.failure import MalformedAnswer, Refused
from explorer.domain.json_value import JsonObject, NotJson, parse_json
from explorer.providers.contract import ActionDescription
from explorer.providers.stackone.actions.effect import effect_of
from explorer.providers.stackone.actions.input_model import GROUPS, nested, schema_of_details
from explorer.providers.stackone.actions.tools import Tool, ToolCatalogue
from explorer.providers.stackone.authentication import Channel
from explorer.providers.stackone.calls.call_options import call_options
from explorer.providers.stackone.refusals import checked_answer
from explorer.providers.stackone.wire import (
    Level,
    NotReadable,
    flag_of,
    is_null,
    items_of,
    object_in,
    object_of,
    text_of,
)
from explorer.schema.build import any_field, build_form
from explorer.schema.field import Form, GroupField

READING_ORDER: Final = ("path", "query", "body", "headers")

NO_ACCOUNT: Final = "No account is chosen: the fields come from the catalogue, not from what an account can do."
NO_TOOL: Final = "The chosen account has no tool for this action, so it may not be enabled for it."
FROM_DETAILS: Final = "The fields come from the catalogue's details, whose form StackOne does not promise."
NO_SCHEMA: Final = "Nothing describes this action's parameters: write them as JSON."


@dataclass(frozen=True, slots=True)
class _Source:
    """What one source gave: a schema, its text as received, and what it adds to the action."""

    schema: JsonObject
    definition: str
    action: Action


async def describe_action(
    channel: Channel, tools: ToolCatalogue, action: Action, account_id: AccountId | None
) -> ActionDescription:
    """
    The description of an action for an account.

    Raises:
        Failure: StackOne cannot be reached, or does not accept the key.
    """
    notes: list[str] = []
    source = None
    if account_id is None:
        notes.append(NO_ACCOUNT)
    else:
        source = await _from_tool(tools, action, account_id, notes)
    if source is None:
        source = await _from_catalogue(channel, action, notes)
    if source is None:
        notes.append(NO_SCHEMA)
        return _described(action, Form(_json_groups()), "", notes)
    form = build_form(_in_reading_order(source.schema), title=source.action.name)
    return _described(source.action, form, source.definition, [*notes, *form.problems])


def _in_reading_order(schema: JsonObject) -> JsonObject:
    """The same schema with the places of inputs in the order in which a person thinks of them; others behind."""
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return schema
    places = [place for place in READING_ORDER if place in properties]
    return {**schema, "properties": {key: properties[key] for key in [*places, *properties]}}


def _described(action: Action, form: Form, definition: str, notes: Sequence[str]) -> ActionDescription:
    return ActionDescription(
        action=action,
        form=form,
        options=call_options(),
        needs_account=True,
        definition=definition,
        notes=tuple(notes),
    )


async def _from_tool(tools: ToolCatalogue, action: Action, account_id: AccountId, notes: list[str]) -> _Source | None:
    try:
        tool = await tools.find(account_id, action.key)
    except (Refused, MalformedAnswer) as failure:
        if isinstance(failure, Refused) and failure.status in {401, 429}:
            raise
        notes.append(f"The account's tools cannot be listed: {failure.said}")
        return None
    if tool is None:
        notes.append(NO_TOOL)
        return None
    try:
        return _read_tool(tool, action)
    except (NotReadable, NotJson) as problem:
        notes.append(f"The account's tool for this action cannot be read: {problem}")
        return None


def _read_tool(tool: Tool, action: Action) -> _Source:
    fields = object_of(tool.raw, "the tool")
    annotations = object_in(fields, "annotations")
    completed = replace(
        action,
        description=text_of(fields, "description") or action.description,
        effect=effect_of(
            action.key,
            action.connector_key,
            told=action.effect.value,
            is_read_only=flag_of(annotations, "readOnlyHint"),
            is_destructive=flag_of(annotations, "destructiveHint"),
        ),
    )
    untrusted = fields.get("inputSchema")
    schema = _json_object(untrusted) if untrusted is not None and not is_null(untrusted) else {}
    return _Source(nested({"type": "object", **schema}), tool.raw.decode("utf-8", "replace"), completed)


async def _from_catalogue(channel: Channel, action: Action, notes: list[str]) -> _Source | None:
    query = [
        ("filter[connectors]", action.connector_key),
        ("filter[action_key]", action.key),
        ("include", "action_details"),
        ("page_size", "25"),
    ]
    try:
        answer = checked_answer(
            await channel.send(channel.request("GET", channel.options.actions_path, query=query)), channel
        )
        details = _details_in(bytes(answer.body), action.key)
        if details is None:
            return None
        schema = schema_of_details(_json_object(details))
    except Refused as failure:
        if failure.status in {401, 429}:
            raise
        notes.append(f"The catalogue's details cannot be had: {failure.said}")
        return None
    except (MalformedAnswer, NotReadable, NotJson) as problem:
        notes.append(f"The catalogue's details cannot be read: {problem}")
        return None
    if schema is None:
        return None
    notes.append(FROM_DETAILS)
    return _Source(schema, bytes(details).decode("utf-8", "replace"), action)


def _details_in(body: bytes, key: str) -> msgspec.Raw | None:
    """The details of one action in an answer of the catalogue, which may hold others too."""
    for connector in items_of(object_of(body, "the action catalogue"), "data"):
        for entry in items_of(_level(connector), "actions"):
            fields = _level(entry)
            if text_of(fields, "id") != key:
                continue
            for name in ("action_details", "operation_details"):
                if name in fields and not is_null(fields[name]):
                    return fields[name]
    return None


def _level(untrusted: msgspec.Raw) -> Level:
    try:
        return object_of(untrusted)
    except NotReadable:
        return {}


def _json_object(untrusted: msgspec.Raw) -> JsonObject:
    try:
        value = parse_json(bytes(untrusted).decode("utf-8"))
    except UnicodeDecodeError:
        raise NotReadable("its text is not UTF-8") from None
    if not isinstance(value, dict):
        raise NotReadable("it is no object")
    return value


def _json_groups() -> GroupField:
    return GroupField(
        label="Parameters",
        fields=tuple(
            GroupField(
                key=name,
                label=name.capitalize(),
                description="Nothing describes what belongs here.",
                others=any_field(),
            )
            for name in GROUPS
        ),
    )
