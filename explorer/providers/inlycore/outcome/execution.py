"""
What the answer of a run means: five kinds of result, two kinds of refusal with 422, and everything else.

    {"success": true, "message"}            a message
    {"success": true, "message", "data"}    a record
    {"success": true, "workflow_id"}        work that goes on in the background
    {"success": true}                       done
    422 {"success": false, "message"}       refused by a rule
    422 {"message", "errors"}               refused by validation

Source: reference, sections 8.2 and 8.4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import msgspec

from explorer.domain.body import is_blank
from explorer.domain.call import Outcome, ReceivedAnswer
from explorer.domain.failure import Explanation, FieldProblem, MalformedAnswer
from explorer.domain.json_value import ExactNumber, JsonObject, JsonValue, NotJson, parse_json
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.domain.masking import SecretMask
from explorer.providers.decoding.first_level import first_level
from explorer.providers.failure_table.inlycore import INLYCORE
from explorer.providers.failure_table.row import told
from explorer.providers.inlycore.outcome.refusals import (
    PLATFORM,
    elsewhere,
    field_problems,
    is_page_answer,
    json_or_none,
    told_refusal,
    trace_of,
)

WORKFLOW: Final = "Workflow"
"""Under this label the details of a result hold the id of the work that goes on."""

MOST_BYTES: Final = 1024 * 1024
"""Parts of the answer that are longer are not parsed; they are in the answer as received."""


@dataclass(frozen=True, slots=True)
class ExecutionReading:
    """What an answer to a run means; the fields are those of `RunResult`."""

    outcome: Outcome
    summary: str
    explanation: Explanation | None = None
    field_problems: Sequence[FieldProblem] = ()
    logs: Sequence[LogEntry] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    is_unknown: bool = False


def read_execution(answer: ReceivedAnswer, arguments: JsonObject, mask: SecretMask) -> ExecutionReading:
    """
    The meaning of the answer.

    Args:
        answer: As received, of any status.
        arguments: What was sent, to find the fields that are refused.
        mask: Kept out of what is said.

    Raises:
        MalformedAnswer: It is neither a result nor a refusal.
    """
    if not 200 <= answer.status < 300:
        return _refused(answer, arguments, mask)
    if is_page_answer(answer):
        said = "a web page instead of JSON"
        return ExecutionReading(Outcome.MALFORMED, f"Inly Core did not answer: {said}", elsewhere(said))
    if answer.status == 204 or is_blank(answer.body):
        return ExecutionReading(Outcome.SUCCEEDED, "Done")
    parts = _parts(answer)
    message, success = _value(parts.get("message")), _value(parts.get("success"))
    said = mask.text(message.strip()) if isinstance(message, str) else ""
    if success is False:
        found = told(INLYCORE["success false"], said, platform=PLATFORM)
        return ExecutionReading(
            found.outcome,
            _one_line(said or "The action says that it failed"),
            found.explanation,
            field_problems=field_problems({"errors": _value(parts.get("errors"))}, arguments),
        )
    details: dict[str, str] = {}
    workflow = _id_text(_value(parts.get("workflow_id")))
    if workflow:
        details[WORKFLOW] = workflow
    record = _record(_value(parts.get("data")))
    if record:
        details["Record"] = record
    started = f"Workflow {workflow} started" if workflow else ""
    return ExecutionReading(Outcome.SUCCEEDED, _one_line(said or started or record or "Done"), details=details)


def _refused(answer: ReceivedAnswer, arguments: JsonObject, mask: SecretMask) -> ExecutionReading:
    found = told_refusal(answer, mask, may_write=True)
    body = json_or_none(answer)
    problems = field_problems(body, arguments) if 400 <= answer.status < 500 else []
    now = datetime.now(UTC)
    logs = [
        LogEntry(now, LogLevel.ERROR, LogSource.PLATFORM, mask.text(line), depth=0 if place == 0 else 1)
        for place, line in enumerate(trace_of(body))
    ]
    said = found.explanation.said
    return ExecutionReading(
        found.outcome,
        _one_line(f"Outcome unknown. {said}" if found.is_unknown else said),
        found.explanation,
        field_problems=[FieldProblem(one.pointer, mask.text(one.message), one.keyword) for one in problems],
        logs=logs,
        is_unknown=found.is_unknown,
    )


def _parts(answer: ReceivedAnswer) -> Mapping[str, msgspec.Raw]:
    try:
        return first_level(answer.body, wanted=("success",))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        kind = answer.media_type or "a body of no named type"
        raise MalformedAnswer(f"the answer ({answer.status}, {kind}) is no JSON object: {error}") from None


def _value(part: msgspec.Raw | None) -> JsonValue:
    """A part as JSON; None where there is none, and where it is too large or broken."""
    if part is None or memoryview(part).nbytes > MOST_BYTES:
        return None
    try:
        return parse_json(bytes(part).decode("utf-8"))
    except (NotJson, UnicodeDecodeError):
        return None


def _id_text(value: JsonValue) -> str:
    if isinstance(value, bool) or not isinstance(value, int | ExactNumber | str):
        return ""
    return str(value).strip()


def _record(value: JsonValue) -> str:
    """The record in one line: its title, and its id where that does not stand in it."""
    if not isinstance(value, dict):
        return ""
    title, record_id = value.get("title"), _id_text(value.get("id"))
    words = title.strip() if isinstance(title, str) else ""
    if not words:
        return record_id
    return words if not record_id or record_id in words else f"{words} ({record_id})"


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 300 else f"{line[:297]}..."
