"""A run in the tables: written before it is sent, completed when it ends, read again, deleted."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec

from explorer.domain.account import AccountId
from explorer.domain.action import ActionKey, Effect
from explorer.domain.call import Run, RunId
from explorer.domain.connection import ConnectionId, Platform
from explorer.domain.masking import SecretMask
from explorer.domain.masking.masked_stream import masked_text
from explorer.storage.history.database.database_file import Opened
from explorer.storage.history.records import (
    HistoryUnusable,
    KeptBody,
    KeptOutcome,
    KeptRun,
    RunContext,
    RunLine,
)
from explorer.storage.history.texts.run_text import (
    call_columns,
    call_from,
    object_from,
    object_text,
    request_from,
    request_text,
    result_from,
    result_text,
)
from explorer.storage.history.texts.search_text import answered_text, called_text

LINE_COLUMNS: Final = (
    "r.number, r.id, r.started_us, r.duration_ms, r.outcome, r.is_unknown, r.is_pinned, r.connection_id, "
    "r.connection_name, r.platform, r.action_key, r.action_name, r.action_version, r.connector_name, r.effect, "
    "r.account_id, r.account_label, r.status, r.summary, r.size_bytes"
)
INDEX_FACTOR: Final = 5
"""A searched text takes about four times its length in the index, and once more beside it."""

ROW_BYTES: Final = 1500
"""About what a run takes before anything of its own is counted."""

MOST_DEFINITIONS: Final = 32

_OF_OUR_MAKING: Final = frozenset({"id", "session", "outcome", "connection_id", "platform", "effect"})
"""Not masked: a short secret that stands in one of them by chance is no secret there, and the run would be lost."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNWRITABLE: Final = re.compile("[\0\ud800-\udfff]")


def microseconds(time: datetime) -> int:
    """A time as the tables have it."""
    return (time - _EPOCH) // timedelta(microseconds=1)


def write_begun(opened: Opened, run: Run, context: RunContext, mask: SecretMask) -> int:
    """Write a run that is going to be sent; gives its number. Within a transaction."""
    call = run.call
    row = {
        "id": run.id,
        "session": opened.session.id,
        "outcome": KeptOutcome.RUNNING.name,
        "started_us": microseconds(run.started_at),
        "connection_id": call.connection_id,
        "connection_name": context.connection_name,
        "platform": context.platform.value,
        "action_key": call.action.key,
        "action_name": call.action.name,
        "action_version": call.action.version,
        "connector_name": call.action.connector_name,
        "effect": call.action.effect.value,
        "account_id": call.account_id,
        "account_label": context.account_label,
    }
    shown = {
        name: value if name in _OF_OUR_MAKING or not isinstance(value, str) else _plain(value, mask)
        for name, value in row.items()
    }
    columns = dict(call_columns(call, mask))
    columns["form_notes"] = object_text(context.form_notes, mask)
    columns["request"] = request_text(context.request, mask)
    number = _insert(opened, "runs", shown)
    definition = _keep_definition(opened, context.definition, mask)
    size = ROW_BYTES + sum(len(text) for text in columns.values())
    _insert(opened, "calls", {"number": number, "definition": definition, **columns})
    opened.connection.execute("UPDATE runs SET size_bytes = ? WHERE number = ?", (size, number))
    return number


def write_ended(
    opened: Opened, number: int, run: Run, bodies: Mapping[str, KeptBody], body_text: str, mask: SecretMask
) -> None:
    """
    Write how a run ended, in place of what was written of its end before. Within a transaction.

    `body_text` is the start of the answer's body, if that is text.
    """
    result = run.result
    assert result is not None
    text = result_text(result, mask)
    execute = opened.connection.execute
    execute("INSERT OR REPLACE INTO results VALUES (?, ?)", (number, text))
    for kind, body in bodies.items():
        execute(
            "INSERT OR REPLACE INTO bodies VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                kind,
                body.name,
                body.size_bytes,
                body.received_bytes,
                body.sha256,
                _plain(body.media_type, mask),
                body.is_masked,
            ),
        )
    execute(
        "UPDATE runs SET outcome = ?, is_unknown = ?, duration_ms = ?, status = ?, summary = ? WHERE number = ?",
        (
            KeptOutcome[result.outcome.name].name,
            result.is_unknown,
            run.duration_ms,
            None if result.answer is None else result.answer.status,
            _plain(result.summary, mask),
            number,
        ),
    )
    make_findable(opened, number, answered_text(result, body_text, mask), mask)


def make_findable(opened: Opened, number: int, answered: str, mask: SecretMask) -> None:
    """Put a run's texts into the search, and count what it takes. Within a transaction."""
    line = line_of(opened, number)
    columns = _call_row(opened, number)
    entered = (columns["arguments"], columns["options"])
    names = (line.connection_name, line.account_label)
    called = called_text(call_from(columns), names, entered, request_from(columns["request"]), mask)
    opened.index.put(number, called, answered)
    opened.connection.execute(
        """UPDATE runs SET size_bytes = ? + (SELECT length(call) + length(arguments) + length(options)
            + length(form_notes) + length(request) FROM calls WHERE calls.number = runs.number)
            + coalesce((SELECT length(result) FROM results WHERE results.number = runs.number), 0)
            + coalesce((SELECT sum(size_bytes) FROM bodies WHERE bodies.number = runs.number), 0)
            WHERE number = ?""",
        (ROW_BYTES + INDEX_FACTOR * (len(called) + len(answered)), number),
    )


def number_of(opened: Opened, run_id: RunId) -> int | None:
    """A run's number; None if it is not kept."""
    row = opened.connection.execute("SELECT number FROM runs WHERE id = ?", (run_id,)).fetchone()
    return None if row is None else row[0]


def line_of(opened: Opened, number: int) -> RunLine:
    """A run as a line."""
    row = opened.connection.execute(f"SELECT {LINE_COLUMNS} FROM runs r WHERE number = ?", (number,)).fetchone()  # noqa: S608
    return line_from(row)


def line_from(row: Sequence[Any]) -> RunLine:
    """The line that a row of `LINE_COLUMNS` is."""
    return RunLine(
        number=row[0],
        id=RunId(row[1]),
        started_at=_EPOCH + timedelta(microseconds=row[2]),
        duration_ms=row[3],
        outcome=KeptOutcome[row[4]],
        is_unknown=bool(row[5]),
        is_pinned=bool(row[6]),
        connection_id=ConnectionId(row[7]),
        connection_name=row[8],
        platform=Platform(row[9]),
        action_key=ActionKey(row[10]),
        action_name=row[11],
        action_version=row[12],
        connector_name=row[13],
        effect=Effect(row[14]),
        account_id=None if row[15] is None else AccountId(row[15]),
        account_label=row[16],
        status=row[17],
        summary=row[18],
        size_bytes=row[19],
    )


def bodies_of(opened: Opened, number: int) -> dict[str, KeptBody]:
    """The files of a run, by what they are."""
    rows = opened.connection.execute(
        "SELECT kind, name, size_bytes, received_bytes, sha256, media_type, is_masked FROM bodies WHERE number = ?",
        (number,),
    )
    return {
        kind: KeptBody(name, size_bytes, received_bytes, sha256, media_type, bool(is_masked))
        for kind, name, size_bytes, received_bytes, sha256, media_type, is_masked in rows
    }


def read_run(opened: Opened, run_id: RunId) -> KeptRun | None:
    """
    A run in full, its bodies unread; None if it is not kept.

    Raises:
        HistoryUnusable: What was written of it cannot be read by this program.
    """
    number = number_of(opened, run_id)
    if number is None:
        return None
    line = line_of(opened, number)
    columns = _call_row(opened, number)
    ended = opened.connection.execute("SELECT result FROM results WHERE number = ?", (number,)).fetchone()
    try:
        run = Run(
            id=line.id,
            call=call_from(columns),
            started_at=line.started_at,
            duration_ms=line.duration_ms,
            result=None if ended is None else result_from(ended[0]),
        )
        context = RunContext(
            platform=line.platform,
            connection_name=line.connection_name,
            account_label=line.account_label,
            definition=columns["definition"],
            form_notes=object_from(columns["form_notes"]),
            request=request_from(columns["request"]),
        )
    except (ValueError, KeyError, TypeError, msgspec.ValidationError) as problem:
        raise HistoryUnusable(f"This run cannot be read: {problem}.") from problem
    return KeptRun(line, run, context, bodies_of(opened, number))


def delete_runs(opened: Opened, numbers: Iterable[int]) -> list[str]:
    """Delete runs; gives the names of the files that were theirs. Within a transaction."""
    names: list[str] = []
    for number in numbers:
        names += [body.name for body in bodies_of(opened, number).values()]
        opened.index.remove(number)
        opened.connection.execute("DELETE FROM runs WHERE number = ?", (number,))
    return names


def delete_all(opened: Opened) -> list[str]:
    """Delete everything but the runs that are on their way; gives the names of the files. Within a transaction."""
    running = (KeptOutcome.RUNNING.name,)
    names = opened.connection.execute(
        "SELECT b.name FROM bodies b JOIN runs r USING (number) WHERE r.outcome != ?", running
    ).fetchall()
    opened.index.clear()
    opened.connection.execute("DELETE FROM runs WHERE outcome != ?", running)
    return [name for (name,) in names]


def _insert(opened: Opened, table: str, row: Mapping[str, object]) -> int:
    marks = ", ".join("?" for _ in row)
    statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - names of our own
    number = opened.connection.execute(statement, tuple(row.values())).lastrowid
    assert number is not None
    return number


def _call_row(opened: Opened, number: int) -> dict[str, str]:
    found = opened.connection.execute(
        "SELECT call, arguments, options, form_notes, request, coalesce(d.text, '') FROM calls c "
        "LEFT JOIN definitions d ON d.sha256 = c.definition WHERE c.number = ?",
        (number,),
    ).fetchone()
    return dict(zip(("call", "arguments", "options", "form_notes", "request", "definition"), found, strict=True))


def _keep_definition(opened: Opened, definition: str, mask: SecretMask) -> str | None:
    if not definition:
        return None
    known = opened.definitions.get(definition)
    find = "SELECT 1 FROM definitions WHERE sha256 = ?"
    if known is not None and opened.connection.execute(find, (known,)).fetchone():
        return known
    text = _plain(definition, mask)
    digest = hashlib.sha256(text.encode()).hexdigest()
    opened.connection.execute("INSERT OR IGNORE INTO definitions VALUES (?, ?)", (digest, text))
    if len(opened.definitions) >= MOST_DEFINITIONS:
        opened.definitions.clear()
    opened.definitions[definition] = digest
    return digest


def _plain(text: str, mask: SecretMask) -> str:
    """Masked, and without the letters that the database cannot hold; the exact ones stand in the JSON beside it."""
    return _UNWRITABLE.sub("\ufffd", masked_text(mask, text))
