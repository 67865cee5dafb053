"""
A run of an action: its address, its body, its one request, and what came of it.

A run is never sent twice, not even after a refused token: there is no key that would tell a repetition apart.

Source: reference, section 8.
"""

import uuid
from dataclasses import dataclass, replace
from typing import Final

from explorer.domain.call import Call, Phase, ReceivedAnswer, RunResult, SentRequest
from explorer.domain.failure import Failure, NotSendable, TimedOut
from explorer.domain.json_value import INTEGER_PATTERN, JsonObject, JsonValue
from explorer.domain.log_entry import LogLevel
from explorer.domain.masking.masked_result import masked_result
from explorer.providers.bounded_http import OutgoingRequest, check_whole
from explorer.providers.contract import RunProgress
from explorer.providers.explanation import no_answer_result
from explorer.providers.in_thread import in_thread
from explorer.providers.inlycore.authentication import UNKNOWN_TOKEN, Line
from explorer.providers.inlycore.form.reader import ActionSchema
from explorer.providers.inlycore.outcome.bulk import read_bulk
from explorer.providers.inlycore.outcome.execution import ExecutionReading, read_execution
from explorer.providers.inlycore.outcome.refusals import PLATFORM
from explorer.providers.inlycore.sending.body import Body, form_body, json_body
from explorer.providers.inlycore.sending.files import FileValue, files_in
from explorer.providers.inlycore.sending.pasted import BULK_IDS
from explorer.providers.inlycore.sending.paths import filled, subject_address
from explorer.providers.run_clock import RunClock

REQUEST_ID_HEADERS: Final = ("x-request-id", "x-correlation-id")


@dataclass(frozen=True, slots=True)
class _Outgoing:
    """A call made ready: where it goes, and the files that have yet to be read."""

    url: str
    arguments: JsonObject
    files: tuple[FileValue, ...] = ()
    boundary: str = ""
    is_bulk: bool = False

    def body(self, *, is_shown: bool) -> Body:
        """The body; blocks while files are read, unless it is only shown."""
        if not self.files:
            return json_body(self.arguments)
        return form_body(self.arguments, self.files, is_shown=is_shown, boundary=self.boundary)


def prepare(line: Line, call: Call, schema: ActionSchema | None) -> SentRequest:
    """
    The request as it would be sent, secrets masked, the content of files named by its size.

    Raises:
        NotSendable: The record's id is missing or cannot be addressed, or a file cannot be read.
    """
    ready = _made_ready(line, call, schema)
    return line.transport.sent_request(_request(line, ready.url, ready.body(is_shown=True), UNKNOWN_TOKEN))


async def run(line: Line, call: Call, schema: ActionSchema | None, progress: RunProgress) -> RunResult:
    """Make the call, once. Always returns; only cancelling it raises."""
    clock = RunClock()
    shown: SentRequest | None = None
    answer: ReceivedAnswer | None = None
    try:
        ready = _made_ready(line, call, schema)
        shown = line.transport.sent_request(_request(line, ready.url, ready.body(is_shown=True), UNKNOWN_TOKEN))
        if ready.files:
            with clock.measure(Phase.PREPARE, "files are read"):
                body = await in_thread(lambda: ready.body(is_shown=False), name="read files of a call")
        else:
            body = ready.body(is_shown=False)
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
        request = _request(line, ready.url, body, token)
        if not ready.files:
            shown = line.transport.sent_request(request)
        answer = await line.transport.send(request, clock=clock, deadline_s=left_s, progress=progress, is_run=True)
        check_whole(answer)
        if answer.status == 401:
            line.tokens.forget(token)
            clock.log("The token was refused; the next run asks for a new one", LogLevel.WARNING)
        progress(Phase.READ.value, len(answer.body))
        with clock.measure(Phase.READ):
            read = read_bulk if ready.is_bulk else read_execution
            reading = read(answer, ready.arguments, line.mask)
    except Failure as failure:
        result = no_answer_result(failure, platform=PLATFORM, may_write=True, clock=clock, request=shown, answer=answer)
    else:
        result = _result(reading, clock, shown, answer)
    return masked_result(result, line.mask)


def bulk_ids(call: Call) -> list[JsonValue]:
    """The records of a bulk run, whole numbers as numbers; empty for a run on one record, or on none."""
    given = call.options.get(BULK_IDS)
    texts = [str(one).strip() for one in given if isinstance(one, str | int)] if isinstance(given, list) else []
    return [int(text) if INTEGER_PATTERN.fullmatch(text) and len(text) < 20 else text for text in texts if text]


def _made_ready(line: Line, call: Call, schema: ActionSchema | None) -> _Outgoing:
    key, options = str(call.action.key), line.options
    files = tuple(files_in(call.arguments, schema.files)) if schema is not None else ()
    ids = bulk_ids(call)
    if ids:
        if files:
            raise NotSendable(
                "A bulk run cannot carry a file. Run the action on each record.", pointer=files[0].pointer
            )
        url = filled(line.base_url, options.bulk_path, key=key)
        return _Outgoing(url, _bulk_arguments(ids, call.arguments, options.bulk_params_style), is_bulk=True)
    subject = schema.subject if schema is not None else None
    if subject is not None and not (call.subject or "").strip():
        raise NotSendable(f"Enter the id of the {subject.label.lower()} that the action works on.")
    if not call.subject:
        url = filled(line.base_url, options.execute_path, key=key)
    else:
        pattern = subject.url_pattern if subject is not None else ""
        url = subject_address(line.base_url, pattern, options.execute_subject_path, key, call.subject)
    return _Outgoing(url, call.arguments, files, f"explorer-{uuid.uuid4().hex}")


def _bulk_arguments(ids: list[JsonValue], arguments: JsonObject, style: str) -> JsonObject:
    if style == "flat":
        return {"ids": ids, **{name: value for name, value in arguments.items() if name != "ids"}}
    return {"ids": ids, style: arguments} if arguments else {"ids": ids}


def _request(line: Line, url: str, body: Body, token: str) -> OutgoingRequest:
    request = line.request("POST", url, token, body=body.content, content_type=body.content_type)
    return replace(request, parts=body.parts, length=body.length)


def _result(
    reading: ExecutionReading, clock: RunClock, request: SentRequest | None, answer: ReceivedAnswer
) -> RunResult:
    details = dict(reading.details)
    request_id = next((answer.header(name) for name in REQUEST_ID_HEADERS if answer.header(name)), "")
    if request_id:
        details["Request id"] = request_id
    if reading.explanation is not None:
        clock.log(f"{reading.outcome.value}: {reading.explanation.said}"[:500], LogLevel.ERROR)
    return RunResult(
        outcome=reading.outcome,
        summary=reading.summary,
        request=request,
        answer=answer,
        explanation=reading.explanation,
        field_problems=reading.field_problems,
        logs=(*clock.logs, *reading.logs),
        phases=clock.phases,
        is_unknown=reading.is_unknown,
        details=details,
    )
