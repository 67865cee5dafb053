"""The steps of "test connection": address, token, project, actions. It ends after the first that fails."""

from collections.abc import AsyncIterator
from typing import Final

from explorer.domain.failure import Failure, MalformedAnswer
from explorer.providers.contract import ConnectionStep
from explorer.providers.explanation import explain
from explorer.providers.pipedream.authentication import Line
from explorer.providers.pipedream.outcome.refusals import PLATFORM, json_or_none
from explorer.providers.pipedream.wire import read_page
from explorer.providers.run_clock import RunClock

LIMIT_S: Final = 30.0


async def connection_steps(line: Line) -> AsyncIterator[ConnectionStep]:
    """Each step as it ends, with what was found or why it failed."""
    for name, step in (("Address", _address), ("Token", _token), ("Project", _project), ("Actions", _actions)):
        try:
            detail = await step(line)
        except Failure as failure:
            yield ConnectionStep(name, failure=explain(failure, platform=PLATFORM, host=line.host))
            return
        yield ConnectionStep(name, detail)


async def _address(line: Line) -> str:
    """Any JSON answer will do: without a token it is a refusal."""
    request = line.request("GET", "/v1/connect/apps", "", query=[("limit", "1")])
    answer = await line.transport.send(request, clock=RunClock(), deadline_s=LIMIT_S)
    if 300 <= answer.status < 400 or json_or_none(answer) is None:
        kind = answer.media_type or "a body of no named type"
        raise MalformedAnswer(f"{line.host} answers, but not as Pipedream's API does: {answer.status}, {kind}")
    return f"{line.host} answers"


async def _token(line: Line) -> str:
    clock = RunClock()
    await line.tokens.token(clock, LIMIT_S)
    if not line.has_client:
        return "a Connect token is given; the next step tries it"
    return clock.logs[-1].text if clock.logs else "a token is at hand"


async def _project(line: Line) -> str:
    answer = await line.read("GET", line.project_path("projects", "info"))
    apps = answer.get("apps") if isinstance(answer, dict) else None
    linked = f", {len(apps)} apps linked" if isinstance(apps, list) else ""
    return f"{line.options.project_id or 'the project of the token'}, {line.options.environment}{linked}"


async def _actions(line: Line) -> str:
    page = read_page(await line.read("GET", line.project_path("actions"), query=[("limit", "1")]))
    if page.total is not None:
        return f"{page.total:,} actions"
    return "actions are listed" if page.entries else "the list of actions is empty"
