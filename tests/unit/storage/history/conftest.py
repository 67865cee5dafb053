"""A history in a temporary directory, and runs made of plain objects."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from explorer.domain.account import AccountId
from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Call, Outcome, ReceivedAnswer, Run, RunId, RunResult
from explorer.domain.connection import ConnectionId, Platform
from explorer.domain.masking import SecretMask
from explorer.storage.history.records import HistoryLimits, RunContext
from explorer.storage.history.run_store import RunStore

START = datetime(2026, 1, 1, tzinfo=UTC)
CONTEXT = RunContext(Platform.STACKONE, connection_name="Acme production", account_label="Customer 7")
_numbers = itertools.count(1)


def made_call(**other: Any) -> Call:
    action = Action(ActionKey("acme_create_person"), "Create person", "acme", "Acme", effect=Effect.WRITE)
    return Call(
        **{
            "connection_id": ConnectionId("c1"),
            "action": other.pop("action", action),
            "account_id": AccountId("a7"),
            "arguments": {"name": "Ada"},
            **other,
        }
    )


def made_run(minutes: int = 0, **other: Any) -> Run:
    return Run(RunId(f"{next(_numbers):032x}"), made_call(**other), START + timedelta(minutes=minutes))


def made_action(key: str, effect: Effect = Effect.WRITE) -> Action:
    return Action(ActionKey(key), key.replace("_", " ").capitalize(), "acme", "Acme", effect=effect)


def ended(run: Run, outcome: Outcome = Outcome.SUCCEEDED, body: bytes = b"", **other: Any) -> Run:
    headers = other.pop("headers", [("Content-Type", "application/json")])
    answer = ReceivedAnswer(200, "OK", headers, body, wire_bytes=len(body))
    result = RunResult(
        **{"outcome": outcome, "summary": "1 person created", "request": None, "answer": answer, **other}
    )
    return replace(run, duration_ms=12.5, result=result)


def with_store(
    directory: Path, work: Callable[[RunStore], Any], *, mask: SecretMask | None = None, **other: Any
) -> Any:
    """Carry out the coroutine function with a store that is opened before and closed after it."""

    async def do() -> Any:
        store = RunStore(directory, mask or SecretMask(), **other)
        try:
            await store.open()
            return await work(store)
        finally:
            await store.aclose()

    return asyncio.run(do())


async def keep(store: RunStore, run: Run, context: RunContext = CONTEXT) -> Run:
    """Write a run and, if it has ended, its end."""
    await store.begin(replace(run, result=None), context)
    await store.complete(run, context)
    return run


async def ids(store: RunStore, *asked: Any, **options: Any) -> list[str]:
    page = await store.page(*asked, **options)
    return [line.id for line in page.lines]


def every_byte(directory: Path) -> bytes:
    """What all files below the directory hold."""
    return b"\n".join(path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file())


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "history"


@pytest.fixture
def small_limits() -> HistoryLimits:
    return HistoryLimits(most_runs=3)
