"""
What an answer to a run means: a result, a failed action, or a refusal.

Success is: 2xx, and no `error`, and no entry of `os` whose kind is `error`. Large answers stay unread: only `exports`,
`os`, `error` and the stash are parsed, the returned value is looked at as bytes.

Source: reference, sections 9.1 and 9.2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

import msgspec

from explorer.domain.action import Action, Effect
from explorer.domain.call import Outcome, ReceivedAnswer
from explorer.domain.failure import Explanation, MalformedAnswer, ProviderError
from explorer.domain.json_value import JsonValue, NotJson, parse_json
from explorer.domain.log_entry import LogEntry
from explorer.domain.masking import SecretMask
from explorer.providers.decoding.first_level import first_level
from explorer.providers.decoding.received_json import decoded_json
from explorer.providers.failure_table.row import Told
from explorer.providers.pipedream.outcome.attribution import (
    provider_errors,
    read_error,
    told_action_error,
)
from explorer.providers.pipedream.outcome.log_lines import is_error, log_lines
from explorer.providers.pipedream.outcome.refusals import told_refusal

MOST_BYTES: Final = 1024 * 1024
"""Parts of the answer that are longer are not parsed; they are in the answer as received."""

_EXCERPT_BYTES: Final = 300

_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])

Parts = Mapping[str, msgspec.Raw]


@dataclass(frozen=True, slots=True)
class RunReading:
    """What an answer to a run means; the fields are those of `RunResult`."""

    outcome: Outcome
    summary: str
    explanation: Explanation | None = None
    provider_errors: Sequence[ProviderError] = ()
    logs: Sequence[LogEntry] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    is_unknown: bool = False


def read_run(answer: ReceivedAnswer, action: Action, mask: SecretMask, *, accepts_202: bool = True) -> RunReading:
    """
    The meaning of the answer.

    Args:
        answer: As received, of any status.
        action: What was run.
        mask: Kept out of what is said.
        accepts_202: Whether 202 counts as accepted without a result (assumption A8).

    Raises:
        MalformedAnswer: It is neither a run's answer nor a refusal.
    """
    may_write = action.effect is not Effect.READ
    is_good = 200 <= answer.status < 300
    if answer.status == 202 and accepts_202:
        return RunReading(
            Outcome.SUCCEEDED,
            "Accepted; Pipedream gave no result with it",
            details={"Status": "202: accepted, to be carried out later"},
        )
    try:
        parts = _parts(answer)
    except MalformedAnswer:
        if is_good:
            raise
        parts = {}
    received_at = datetime.now(UTC)
    observed = [*_entries(parts.get("os")), *_entries(parts.get("observations"))]
    errors = [entry for entry in observed if is_error(entry)]
    logs = [replace(line, text=mask.text(line.text)) for line in log_lines(observed, received_at)]
    error = _entry(parts["error"]) if "error" in parts else None
    # A failed run may come with another status than 200 (A11); what names an origin or an entry of `os` is one.
    if not is_good and not errors and not _names_origin(error):
        app = action.connector_name or action.connector_key
        return _refused(told_refusal(answer, mask, provider=app, may_write=may_write), logs)
    if not errors and error in (None, False, "", {}, []):
        return RunReading(Outcome.SUCCEEDED, mask.text(_summary(parts)), logs=logs, details=_details(parts, observed))
    failed = read_error(None if error in (False, "", {}, []) else error, errors)
    failed = replace(failed, message=mask.text(failed.message))
    found = told_action_error(failed, action)
    return RunReading(
        outcome=found.outcome,
        summary=_one_line(f"{failed.name}: {failed.message}" if failed.name else failed.message),
        explanation=found.explanation,
        provider_errors=[replace(one, raw_text=mask.text(one.raw_text)) for one in provider_errors(failed)],
        logs=logs,
        details=_details(parts, observed) | ({"Origin": failed.origin} if failed.origin else {}),
    )


def _refused(found: Told, logs: Sequence[LogEntry]) -> RunReading:
    who = "Pipedream refused the run" if found.outcome is Outcome.REJECTED else "Pipedream's API did not answer"
    said = f"{who}: {found.explanation.said}"
    return RunReading(
        found.outcome,
        _one_line(f"Outcome unknown. {said}" if found.is_unknown else said),
        explanation=found.explanation,
        logs=logs,
        is_unknown=found.is_unknown,
    )


def _parts(answer: ReceivedAnswer) -> Parts:
    try:
        return first_level(answer.body, wanted=("os",))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        kind = answer.media_type or "a body of no named type"
        raise MalformedAnswer(f"the answer ({answer.status}, {kind}) is no JSON object: {error}") from None


def _value(part: msgspec.Raw | None) -> JsonValue:
    """A part as JSON; None where there is none; its beginning, or why not, as text where it is too large or broken."""
    if part is None:
        return None
    if memoryview(part).nbytes > MOST_BYTES:
        return f"{_beginning(part)} ... ({memoryview(part).nbytes:,} bytes)"
    try:
        return parse_json(bytes(part).decode("utf-8"))
    except NotJson as error:
        return f"unreadable: {error}"
    except UnicodeDecodeError:
        return "unreadable: no UTF-8 text"


def _entries(part: msgspec.Raw | None) -> list[JsonValue]:
    """The entries of a list, each read on its own, so that a bad one does not hide the others."""
    if part is None or _first(part) != b"[":
        return []
    try:
        entries = decoded_json(_LIST, part)
    except (msgspec.MsgspecError, RecursionError):
        return []
    return [_entry(entry) for entry in entries]


def _entry(part: msgspec.Raw) -> JsonValue:
    """One entry; of one that cannot be read as a whole, what its members say, lest an error passes for a success."""
    value = _value(part)
    if isinstance(value, dict) or _first(part) != b"{":
        return value
    try:
        members = decoded_json(_OBJECT, part)
    except (msgspec.MsgspecError, RecursionError):
        return value
    return {name: _value(member) for name, member in members.items()}


def _names_origin(error: JsonValue) -> bool:
    return isinstance(error, dict) and ("attribution" in error or "origin" in error)


def _summary(parts: Parts) -> str:
    exports = _value(parts.get("exports"))
    said = exports.get("$summary") if isinstance(exports, dict) else None
    if isinstance(said, str) and said.strip():
        return _one_line(said)
    if "ret" not in parts:
        return "Done; the action returned nothing"
    count = _count(parts["ret"])
    return "Done" if count is None else f"Done: {count:,} {'entry' if count == 1 else 'entries'} returned"


def _first(part: msgspec.Raw) -> bytes:
    # A view, since a copy of a large part would cost as much as the answer itself.
    return bytes(memoryview(part)[:1])


def _beginning(part: msgspec.Raw) -> str:
    return bytes(memoryview(part)[:_EXCERPT_BYTES]).decode("utf-8", "replace")


def _count(part: msgspec.Raw) -> int | None:
    """How many entries a list has; None for anything else, and for one that would take long to count."""
    if _first(part) != b"[" or memoryview(part).nbytes > MOST_BYTES:
        return None
    try:
        return len(decoded_json(_LIST, part))
    except (msgspec.MsgspecError, RecursionError):
        return None


def _details(parts: Parts, observed: Sequence[JsonValue]) -> dict[str, str]:
    details: dict[str, str] = {}
    exports = _value(parts.get("exports"))
    if isinstance(exports, dict):
        names = [name for name in exports if not name.startswith("$")]
        if names:
            details["Exports"] = ", ".join(names)
        files = _files(exports.get("$filestash_uploads"))
        if files:
            details["Files"] = "\n".join(files)
    if "ret" in parts:
        cut = " ..." if memoryview(parts["ret"]).nbytes > _EXCERPT_BYTES else ""
        details["Returned"] = _beginning(parts["ret"]) + cut
    if observed:
        details["Log lines"] = f"{len(observed):,}"
    stash = _value(parts.get("stash_id")) or _value(parts.get("stashId")) or _value(parts.get("stash"))
    if isinstance(stash, str) and stash:
        details["Stash"] = stash
    return details


def _files(untrusted: JsonValue) -> list[str]:
    found: list[str] = []
    for entry in untrusted if isinstance(untrusted, list) else []:
        if isinstance(entry, dict):
            words = [value for name in ("localPath", "get_url") if isinstance(value := entry.get(name), str)]
            if words:
                found.append(": ".join(words))
    return found


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 300 else f"{line[:297]}..."
