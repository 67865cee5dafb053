"""
A run of an action: its body, its one request, and what came of it.

A run is never sent twice: there is no key by which Pipedream could tell a repetition from a second call.

Source: reference, section 9.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from explorer.domain.action import Effect
from explorer.domain.call import Call, Outcome, Phase, ReceivedAnswer, RunResult, SentRequest
from explorer.domain.failure import Failure, TimedOut
from explorer.domain.json_value import JsonObject
from explorer.domain.log_entry import LogLevel
from explorer.domain.masking.masked_result import masked_result
from explorer.providers.bounded_http import OutgoingRequest, check_whole
from explorer.providers.contract import RunProgress
from explorer.providers.explanation import no_answer_result
from explorer.providers.pipedream.accounts import external_user
from explorer.providers.pipedream.authentication import UNKNOWN_TOKEN, Line
from explorer.providers.pipedream.choices import DYNAMIC_PROPS, version_of
from explorer.providers.pipedream.form.prop import Prop
from explorer.providers.pipedream.form.values import configured_props
from explorer.providers.pipedream.outcome.refusals import PLATFORM
from explorer.providers.pipedream.outcome.run_answer import RunReading, read_run
from explorer.providers.run_clock import RunClock

STASH: Final = "stash_id"

SAID_WITHOUT_FIELDS: Final = ("undefined is not an array", "Cannot read properties of undefined")
"""What actions say whose dynamic props did not arrive."""


def run_body(line: Line, call: Call, props: Sequence[Prop]) -> JsonObject:
    """
    The body of the run.

    Args:
        line: The way to Pipedream.
        call: What the form holds.
        props: The action's props as far as they are known.

    Raises:
        NotSendable: No external user is chosen.
    """
    body: JsonObject = {"id": str(call.action.key)}
    if version := version_of(call.options):
        body["version"] = version
    body["external_user_id"] = external_user(line, call.account_id)
    body["configured_props"] = configured_props(props, call.arguments, line.options.sql_shape)
    if dynamic := call.state.get(DYNAMIC_PROPS):
        body[DYNAMIC_PROPS] = dynamic
    if STASH in call.options:
        body[STASH] = call.options[STASH]
    return body


def prepare(line: Line, call: Call, props: Sequence[Prop]) -> SentRequest:
    """The request as it would be sent, secrets masked; raises `NotSendable`."""
    body = run_body(line, call, props)
    return line.transport.sent_request(_request(line, call, body, UNKNOWN_TOKEN))


async def run(line: Line, call: Call, props: Sequence[Prop], progress: RunProgress) -> RunResult:
    """Make the call, once. Always returns; only cancelling it raises."""
    clock = RunClock()
    may_write = call.action.effect is not Effect.READ
    shown: SentRequest | None = None
    answer: ReceivedAnswer | None = None
    try:
        body = run_body(line, call, props)
        shown = prepare(line, call, props)
        progress(Phase.TOKEN.value, 0)
        token = await line.tokens.token(clock, call.timeout_s)
        left_s = call.timeout_s - clock.elapsed_ms / 1000
        if left_s <= 0:
            raise TimedOut(
                f"no token within {call.timeout_s:g} s",
                limit_s=call.timeout_s,
                phase=Phase.TOKEN.value,
                may_have_been_sent=False,
            )
        request = _request(line, call, body, token)
        shown = line.transport.sent_request(request)
        answer = await line.transport.send(request, clock=clock, deadline_s=left_s, progress=progress, is_run=True)
        check_whole(answer)
        if answer.status == 401 and line.tokens.forget(token):
            clock.log("The token was refused; the next run asks for a new one", LogLevel.WARNING)
        progress(Phase.READ.value, len(answer.body))
        with clock.measure(Phase.READ):
            reading = read_run(answer, call.action, line.mask, accepts_202=line.options.accepts_202)
    except Failure as failure:
        result = no_answer_result(
            failure, platform=PLATFORM, may_write=may_write, clock=clock, request=shown, answer=answer
        )
    else:
        result = _result(reading, clock, shown, answer)
        if result.outcome is Outcome.ACTION_FAILED and call.state.get(DYNAMIC_PROPS):
            result = _with_doubt_of_fields(result)
    return masked_result(result, line.mask)


def _with_doubt_of_fields(result: RunResult) -> RunResult:
    """An action reads nothing where it looks for its dynamic props if the platform has forgotten them."""
    told = result.explanation
    if told is None or not any(words in told.said for words in SAID_WITHOUT_FIELDS):
        return result
    step = "If Pipedream has forgotten the fields that depend on other values: they are asked for again, run it then."
    return replace(result, is_form_outdated=True, explanation=replace(told, next_step=f"{step} {told.next_step}"))


def _request(line: Line, call: Call, body: JsonObject, token: str) -> OutgoingRequest:
    return line.request(
        "POST",
        line.project_path("actions", "run"),
        token,
        body=body,
        may_write=call.action.effect is not Effect.READ,
    )


def _result(reading: RunReading, clock: RunClock, request: SentRequest | None, answer: ReceivedAnswer) -> RunResult:
    details = dict(reading.details)
    request_id = answer.header("x-pd-request-id") or answer.header("x-request-id")
    if request_id:
        details["Request id"] = request_id
    if reading.outcome is not Outcome.SUCCEEDED and reading.explanation is not None:
        clock.log(f"{reading.outcome.value}: {reading.explanation.said}"[:500], LogLevel.ERROR)
    return RunResult(
        outcome=reading.outcome,
        summary=reading.summary,
        request=request,
        answer=answer,
        explanation=reading.explanation,
        provider_errors=reading.provider_errors,
        logs=(*clock.logs, *reading.logs),
        phases=clock.phases,
        is_unknown=reading.is_unknown,
        details=details,
    )
