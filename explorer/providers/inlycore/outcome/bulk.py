"""
What the answer of a bulk run means: counted from its entries, whatever its own summary says.

Source: reference, section 12 (A5): status 200 even if every entry failed; each entry is the answer of a single run with
the record's `id`, and `status` where it failed. Without `results` the answer is read like that of a single run.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from explorer.domain.call import Outcome, ReceivedAnswer
from explorer.domain.json_value import ExactNumber, JsonObject, JsonValue
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.domain.masking import SecretMask
from explorer.providers.failure_table.inlycore import INLYCORE
from explorer.providers.failure_table.row import told
from explorer.providers.inlycore.outcome.execution import ExecutionReading, read_execution
from explorer.providers.inlycore.outcome.refusals import PLATFORM, json_or_none, said_by

MOST_NAMED: Final = 20
"""Ids that are named in a line; the log and the answer have all."""


def read_bulk(answer: ReceivedAnswer, arguments: JsonObject, mask: SecretMask) -> ExecutionReading:
    """The meaning of the answer; raises `MalformedAnswer` as `read_execution` does."""
    body = json_or_none(answer) if 200 <= answer.status < 300 else None
    entries = body.get("results") if isinstance(body, dict) else None
    if not isinstance(entries, list):
        return read_execution(answer, arguments, mask)
    now = datetime.now(UTC)
    succeeded: list[str] = []
    failed: list[str] = []
    logs: list[LogEntry] = []
    for place, entry in enumerate(entries, 1):
        record = _id_text(entry) or f"entry {place}"
        said = mask.text(said_by(entry))
        if isinstance(entry, dict) and entry.get("success") is True:
            succeeded.append(record)
            logs.append(LogEntry(now, LogLevel.NOTE, LogSource.PLATFORM, f"{record}: {said or 'done'}"))
        else:
            failed.append(record)
            logs.append(LogEntry(now, LogLevel.ERROR, LogSource.PLATFORM, f"{record}: {said or 'failed'}"))
    reading = ExecutionReading(
        Outcome.SUCCEEDED if not failed else Outcome.ACTION_FAILED,
        f"{len(succeeded):,} of {len(entries):,} done",
        logs=logs,
        details={name: _named(ids) for name, ids in (("Done", succeeded), ("Failed", failed)) if ids},
    )
    if not failed:
        return reading
    first = next(line.text for line in logs if line.level is LogLevel.ERROR)
    found = told(
        INLYCORE["bulk"],
        first,
        platform=PLATFORM,
        failed=f"{len(failed):,}",
        total=f"{len(entries):,}",
        ids=_named(failed),
    )
    return replace(reading, summary=f"{reading.summary}; {first}"[:300], explanation=found.explanation)


def _id_text(entry: JsonValue) -> str:
    value = entry.get("id") if isinstance(entry, dict) else None
    return str(value) if isinstance(value, int | str | ExactNumber) and not isinstance(value, bool) else ""


def _named(ids: list[str]) -> str:
    more = f" and {len(ids) - MOST_NAMED:,} more" if len(ids) > MOST_NAMED else ""
    return ", ".join(ids[:MOST_NAMED]) + more
