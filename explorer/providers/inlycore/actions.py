"""
The list of actions: each known key's schema is asked for, a few at a time.

200 is an action; 403 is one that this client may not run; 404 is none. Anything else leaves the key listed, with the
reason beside it.

Source: reference, section 6.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from explorer.domain.action import Action, ActionKey, ListingProblem
from explorer.domain.failure import Failure, MalformedAnswer, NotSendable, Refused, TooLarge
from explorer.domain.json_value import JsonValue
from explorer.providers.contract import CataloguePage
from explorer.providers.inlycore.authentication import Line
from explorer.providers.inlycore.form.reader import ActionSchema, effect_of, read_schema
from explorer.providers.inlycore.keys import (
    USUAL_KEY,
    ListedKey,
    keys_of_json,
    keys_of_text,
    merged,
    standard_keys,
)
from explorer.providers.inlycore.sending.paths import ID, filled
from explorer.schema.reading.facts import label_of

AT_ONCE: Final = 4
"""Schemas that are asked for at the same time."""

GUESSES_AT_ONCE: Final = 2
"""The same for keys made by convention, which mostly lead nowhere."""

NOT_FOR_YOU: Final = "It exists, but not for you: this client may not run it."
OTHERS: Final = "-"
"""Connector key of actions whose key has one part only."""

_ONE_ENTRY: Final = (Refused, MalformedAnswer, TooLarge, NotSendable)
"""Failures that concern one entry; any other one ends the listing."""


@dataclass(frozen=True, slots=True)
class _Found:
    action: Action | None
    problem: ListingProblem | None = None


async def discover(line: Line) -> AsyncIterator[CataloguePage]:
    """All actions that the connection knows of, in the order of its list; `expected` counts all keys to be asked."""
    keys, problems = await _known_keys(line)
    guesses = [key for key in merged(keys, standard_keys(line.options.objects)) if key.is_guess]
    expected = len(keys)
    settings = [ListingProblem("Settings of the connection", reason) for reason in line.options.problems]
    if settings or problems or not keys:
        yield CataloguePage([], [*settings, *problems], expected)
    for together, batch in [*_batches(keys, AT_ONCE), *_batches(guesses, GUESSES_AT_ONCE)]:
        found = await _ask_all(line, batch)
        yield CataloguePage(
            [one.action for one in found if one.action is not None],
            [one.problem for one in found if one.problem is not None],
            expected if together == AT_ONCE else None,
        )


async def fetch_schema(line: Line, key: str, subject: str | None = None) -> tuple[ActionSchema, JsonValue]:
    """
    One action's schema, and the JSON that it was read from; raises `Failure` as `Line.read` does.

    Where the connection's path holds `{id}`, a schema without a record's id is asked for without that part.
    """
    template = line.options.schema_path
    if ID in template and not subject:
        template = template.replace(f"/{ID}", "").replace(ID, "")
    untrusted = await line.read(filled(line.base_url, template, key=key, subject=subject))
    schema = read_schema(untrusted, line.options.type_aliases, frozenset(line.options.lookups))
    return schema, untrusted


def action_of(key: ListedKey, schema: ActionSchema | None) -> Action:
    """The action as listed, by its schema, else by what its source says, else by its key."""
    group = key.group or (key.key.rpartition("/")[0] or OTHERS)
    last = key.key.rsplit("/", 1)[-1]
    return Action(
        key=ActionKey(key.key),
        name=(schema.label if schema else "") or key.label or label_of(last) or key.key,
        connector_key=group,
        connector_name="Other actions" if group == OTHERS else label_of(group) or group,
        description=schema.description if schema else "",
        effect=schema.effect(key.key) if schema else effect_of(key.key, key.variant),
    )


async def _known_keys(line: Line) -> tuple[list[ListedKey], list[ListingProblem]]:
    keys, problems = keys_of_text(line.options.catalogue)
    if line.options.list_path:
        try:
            untrusted = await line.read(filled(line.base_url, line.options.list_path))
        except _ONE_ENTRY as failure:
            problems.append(ListingProblem(f"The list at {line.options.list_path}", failure.said))
        else:
            listed, found = keys_of_json(untrusted)
            keys, problems = merged(keys, listed), [*problems, *found]
    return keys, problems


def _batches(keys: Sequence[ListedKey], size: int) -> list[tuple[int, Sequence[ListedKey]]]:
    return [(size, keys[start : start + size]) for start in range(0, len(keys), size)]


async def _ask_all(line: Line, keys: Sequence[ListedKey]) -> list[_Found]:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_ask(line, key), name=f"schema of {key.key}") for key in keys]
    except* Failure as failures:
        # The others were cancelled for it; one is enough to say why.
        raise _first(failures) from None
    return [task.result() for task in tasks]


async def _ask(line: Line, key: ListedKey) -> _Found:
    try:
        schema, _ = await fetch_schema(line, key.key)
    except Refused as refused:
        if refused.status == 401:
            raise
        return _of_refusal(key, refused)
    except _ONE_ENTRY as failure:
        return _Found(action_of(key, None), ListingProblem(key.key, f"its schema cannot be read: {failure.said}"))
    return _Found(action_of(key, schema))


def _of_refusal(key: ListedKey, refused: Refused) -> _Found:
    if refused.status == 403:
        return _Found(replace(action_of(key, None), description=NOT_FOR_YOU))
    if refused.status == 404:
        hint = "" if USUAL_KEY.fullmatch(key.key) else " Keys look like orders/approve-order."
        return _Found(None, None if key.is_guess else ListingProblem(key.key, f"no such action: {refused.said}{hint}"))
    return _Found(
        action_of(key, None), ListingProblem(key.key, f"its schema was refused ({refused.status}): {refused.said}")
    )


def _first(failures: ExceptionGroup[Failure]) -> Failure:
    for failure in failures.exceptions:
        if isinstance(failure, Failure):
            return failure
    raise failures
