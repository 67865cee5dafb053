"""The steps of "test connection": address, token, the schema of the first action. It ends after the first failure."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Final

from explorer.domain.failure import Explanation, Failure, MalformedAnswer, Party, Refused
from explorer.providers.contract import ConnectionStep
from explorer.providers.explanation import explain
from explorer.providers.inlycore.actions import fetch_schema
from explorer.providers.inlycore.authentication import Line
from explorer.providers.inlycore.keys import keys_of_text
from explorer.providers.inlycore.outcome.refusals import PLATFORM, elsewhere, is_page_answer
from explorer.providers.run_clock import RunClock
from explorer.schema.field import GroupField

LIMIT_S: Final = 30.0


async def connection_steps(line: Line) -> AsyncIterator[ConnectionStep]:
    """Each step as it ends, with what was found or why it failed."""
    for name, step in (("Address", _address), ("Token", _token), ("Schema of the first action", _schema)):
        try:
            detail = await step(line)
        except Failure as failure:
            yield ConnectionStep(name, failure=_explained(failure, line, name))
            return
        yield ConnectionStep(name, detail)


async def _address(line: Line) -> str:
    """Any answer of an API will do: without a token it is a refusal, but never a page."""
    request = line.request("GET", f"{line.base_url}/api/v1/actions", "")
    answer = await line.transport.send(request, clock=RunClock(), deadline_s=LIMIT_S)
    if 300 <= answer.status < 400 or is_page_answer(answer):
        raise MalformedAnswer(f"{line.host} answers {answer.status} with a page or a redirection, not with JSON")
    return f"{line.host} answers"


async def _token(line: Line) -> str:
    clock = RunClock()
    await line.tokens.token(clock, LIMIT_S)
    return clock.logs[-1].text if clock.logs else "a token is at hand"


async def _schema(line: Line) -> str:
    keys, _ = keys_of_text(line.options.catalogue)
    if not keys:
        return "the connection names no action yet, so there is nothing to try"
    try:
        schema, _ = await fetch_schema(line, keys[0].key)
    except Refused as refused:
        if refused.status == 403:
            return f"{keys[0].key} exists, but this client may not run it"
        raise
    count = len(schema.form.root.fields) if isinstance(schema.form.root, GroupField) else 0
    return f"{keys[0].key}: {schema.label or 'no label'}, {count} {'field' if count == 1 else 'fields'}"


def _explained(failure: Failure, line: Line, step: str) -> Explanation:
    if step == "Address" and isinstance(failure, MalformedAnswer):
        return elsewhere(failure.said)
    found = explain(failure, platform=PLATFORM, host=line.host)
    if found.who is Party.INPUT and isinstance(failure, Refused) and failure.status == 404:
        next_step = "Check the first key in the list of actions, and the path of a schema under the assumptions."
        return replace(found, next_step=next_step)
    return found
