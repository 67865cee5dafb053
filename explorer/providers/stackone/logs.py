"""
What StackOne wrote about a run: the action log with its steps, or the older request log.

No answer is documented to name its log. Where a header does, that log is taken; otherwise the log is found by time,
account and action. Which of the known ways answers is remembered.
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from explorer.domain.call import Run
from explorer.domain.failure import Failure, MalformedAnswer, Refused
from explorer.domain.json_value import JsonObject
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.providers.stackone.authentication import Channel, path_part
from explorer.providers.stackone.refusals import checked_answer
from explorer.providers.stackone.settings import LOGS_ACTIONS, LOGS_ALL, LOGS_NONE, LOGS_REQUESTS
from explorer.providers.stackone.wire import (
    Level,
    NotReadable,
    flag_of,
    items_of,
    number_of,
    object_in,
    object_of,
    text_of,
    time_of,
)

TRIES_AFTER_S: Final = (0.0, 0.7, 1.5)
"""A log may be written a moment after the answer was given."""

SLACK: Final = timedelta(seconds=10)
"""How far the clocks of both sides may be apart."""

MOST_STEPS: Final = 500
_STEPS_PAGE: Final = 100
_ABSENT: Final = frozenset({404, 405, 501})


class RunLogs:
    """Reads the logs of one connection's runs."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        wanted = channel.options.logs
        self._ways = {
            LOGS_ACTIONS: [LOGS_ACTIONS],
            LOGS_REQUESTS: [LOGS_REQUESTS],
            LOGS_NONE: [],
        }.get(wanted, [LOGS_ACTIONS, LOGS_REQUESTS])
        self._is_open = wanted == LOGS_ALL or wanted not in {LOGS_ACTIONS, LOGS_REQUESTS, LOGS_NONE}

    async def of_run(self, run: Run) -> Sequence[LogEntry]:
        """
        The lines that belong to a run that has ended; empty if there are none, or none are kept.

        Raises:
            Failure: The logs cannot be read.
        """
        if run.result is None or run.call.account_id is None:
            return ()
        if run.result.answer is None and not run.result.is_unknown:
            return ()
        refused: Failure | None = None
        for way in tuple(self._ways):
            try:
                entries = await self._tried(way, run)
            except Refused as failure:
                if failure.status not in _ABSENT or not self._is_open:
                    raise
                refused = failure
                continue
            except MalformedAnswer as failure:
                if not self._is_open:
                    raise
                refused = failure
                continue
            if entries:
                self._ways = [way]
                return entries
        if refused is not None and len(self._ways) == 1:
            raise refused
        return ()

    async def _tried(self, way: str, run: Run) -> Sequence[LogEntry]:
        for wait_s in TRIES_AFTER_S:
            await asyncio.sleep(wait_s)
            entries = await (self._action_log(run) if way == LOGS_ACTIONS else self._request_log(run))
            if entries:
                return entries
        return ()

    async def _action_log(self, run: Run) -> Sequence[LogEntry]:
        answer = run.result.answer if run.result is not None else None
        run_id = answer.header(self._channel.options.run_id_header) if answer is not None else ""
        path = self._channel.options.action_logs_path
        log = await self._one(f"{path}/{path_part(run_id)}") if run_id else None
        if log is None:
            found = await self._list(path, _action_filters(run))
            log = _nearest(found, run, "action_id")
        if log is None:
            return ()
        run_id = text_of(log, "action_run_id", "log_id")
        steps = await self._steps(f"{path}/{path_part(run_id)}/steps") if run_id else ()
        line = _line(log, 0, run.started_at)
        return (line, *(_step_line(step, line.time) for step in steps))

    async def _request_log(self, run: Run) -> Sequence[LogEntry]:
        start, end = _span(run)
        query = [
            ("order_by", "eventDatetime"),
            ("order_direction", "desc"),
            ("page_size", "50"),
            ("include", "step_logs"),
            ("filter[account_ids]", str(run.call.account_id)),
            ("filter[start_date]", start),
            ("filter[end_date]", end),
        ]
        path = self._channel.options.request_logs_path
        answer = checked_answer(
            await self._channel.send(self._channel.request("GET", path, query=query)), self._channel
        )
        log = _nearest(_data(bytes(answer.body)), run, "action")
        if log is None:
            return ()
        line = _line(log, 0, run.started_at)
        return (line, *(_step_line(step, line.time) for step in _levels(log, "step_requests")))

    async def _one(self, path: str) -> Level | None:
        try:
            answer = checked_answer(await self._channel.send(self._channel.request("GET", path)), self._channel)
            level = object_of(answer.body, "the log")
        except Refused as failure:
            if failure.status == 404:
                return None  # not written yet, or ids are not looked up this way
            raise
        except NotReadable as problem:
            raise MalformedAnswer(str(problem)) from None
        return object_in(level, "data") or level

    async def _list(self, path: str, filters: JsonObject) -> Sequence[Level]:
        body: JsonObject = {"filters": filters, "page": 1, "page_size": 25}
        answer = checked_answer(await self._channel.send(self._channel.request("POST", path, json=body)), self._channel)
        return _data(bytes(answer.body))

    async def _steps(self, path: str) -> Sequence[Level]:
        steps: list[Level] = []
        for page in range(1, MOST_STEPS // _STEPS_PAGE + 1):
            query = [("page", str(page)), ("page_size", str(_STEPS_PAGE))]
            try:
                answer = checked_answer(
                    await self._channel.send(self._channel.request("GET", path, query=query)), self._channel
                )
            except Refused as failure:
                if failure.status in _ABSENT:
                    break
                raise
            found = _data(bytes(answer.body))
            steps.extend(found)
            if len(found) < _STEPS_PAGE:
                break
        return sorted(steps, key=lambda step: number_of(step, "step_index") or 0.0)


def _action_filters(run: Run) -> JsonObject:
    start, end = _span(run)
    return {
        "account_secure_id": [str(run.call.account_id)],
        "action_id": [str(run.call.action.key)],
        "start_time": start,
        "end_time": end,
    }


def _span(run: Run) -> tuple[str, str]:
    started = run.started_at.astimezone(UTC)
    ended = started + timedelta(milliseconds=run.duration_ms)
    return _iso(started - SLACK), _iso(ended + SLACK)


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _data(body: bytes) -> Sequence[Level]:
    try:
        level = object_of(body, "the list of logs")
    except NotReadable as problem:
        raise MalformedAnswer(str(problem)) from None
    return _levels(level, "data")


def _levels(level: Level, name: str) -> Sequence[Level]:
    found = []
    for item in items_of(level, name):
        try:
            found.append(object_of(item))
        except NotReadable:
            continue  # one broken line hides no other
    return found


def _nearest(logs: Sequence[Level], run: Run, action_field: str) -> Level | None:
    """The log of the same action and account whose start is nearest to the run's, within the span."""
    best: tuple[float, Level] | None = None
    for log in logs:
        action, account = text_of(log, action_field, "action_id"), text_of(log, "account_id", "account_secure_id")
        if (action and action != run.call.action.key) or (account and account != run.call.account_id):
            continue
        began = time_of(log, "start_time", "event_time", "event_datetime")
        if began is None:
            continue
        away_s = abs((began - run.started_at).total_seconds())
        if away_s <= SLACK.total_seconds() + run.duration_ms / 1000 and (best is None or away_s < best[0]):
            best = (away_s, log)
    return best[1] if best is not None else None


def _line(log: Level, depth: int, otherwise: datetime) -> LogEntry:
    status = number_of(log, "status_code", "status")
    parts = [
        text_of(log, "action_id", "action") or "call",
        f"HTTP {status:.0f}" if status is not None else "",
        " ".join(filter(None, (text_of(log, "http_method").upper(), text_of(log, "url", "path")))),
        f"risk {risk}" if (risk := text_of(log, "risk_level")) else "",
        f"run {run_id}" if (run_id := text_of(log, "action_run_id", "request_id")) else "",
    ]
    return _entry(log, ", ".join(filter(None, parts)), LogSource.PLATFORM, depth, otherwise)


def _step_line(step: Level, otherwise: datetime) -> LogEntry:
    status = number_of(step, "status_code", "status")
    called = " ".join(filter(None, (text_of(step, "http_method").upper(), text_of(step, "url", "path"))))
    parts = [
        text_of(step, "step_id", "id") or "step",
        text_of(step, "step_function_name"),
        called,
        f"HTTP {status:.0f}" if status is not None else "",
        "skipped" if flag_of(step, "skipped") else "",
        text_of(step, "message"),
    ]
    source = LogSource.PROVIDER if called else LogSource.PLATFORM
    return _entry(step, ", ".join(filter(None, parts)), source, 1, otherwise)


def _entry(log: Level, text: str, source: LogSource, depth: int, otherwise: datetime) -> LogEntry:
    has_failed = flag_of(log, "success") is False
    return LogEntry(
        time=time_of(log, "start_time", "event_time", "event_datetime") or otherwise,
        level=LogLevel.ERROR if has_failed else LogLevel.NOTE,
        source=source,
        text=text,
        duration_ms=number_of(log, "duration_ms", "duration"),
        depth=depth,
    )
