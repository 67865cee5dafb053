"""
Searching the history of runs, beside a plain scan of the same texts with LIKE, and against the promise of 100 ms.

    python tests/bench/history.py [--runs 100000] [--directory DIR]

A history of made-up runs is written through the program's own code (a few minutes; DIR keeps it for the next time),
then the store is asked as the window asks it: the first page of a hundred lines. Each question is asked several times,
alone; the longest counts. The floor is what a program without an index would do: one pass over all texts, newest
first, until a hundred are found. Before that, what one run costs: written before it is sent, completed when it ends.
"""

import argparse
import asyncio
import json
import random
import sqlite3
import statistics
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from explorer.domain.account import AccountId
from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Call, Outcome, ReceivedAnswer, Run, RunId, RunResult, SentRequest
from explorer.domain.connection import ConnectionId, Platform
from explorer.domain.failure import ProviderError
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.domain.masking import SecretMask
from explorer.storage.history.database.database_file import FILE, HistoryDatabase
from explorer.storage.history.records import HistoryLimits, KeptOutcome, RunContext, RunFilter
from explorer.storage.history.run_rows import write_begun, write_ended
from explorer.storage.history.run_store import RunStore

PROMISE_MS = 100.0
ROUNDS = 7
START = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Frances", "John", "Katherine", "Niklaus"]
LAST = ["Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Knuth", "Allen", "Backus", "Johnson", "Wirth"]
VERBS = ["List", "Get", "Create", "Update", "Delete"]
THINGS = ["employee", "candidate", "contact", "invoice", "ticket", "file", "order", "time off request"]
CONNECTORS = ["BambooHR", "Workday", "HubSpot", "Greenhouse", "Zendesk", "Personio", "Salesforce", "Jira"]


def made_run(number: int, chance: random.Random) -> tuple[Run, RunContext]:
    """One of very many; of each kind there are about as many as in an ordinary week."""
    connector, thing, verb = chance.choice(CONNECTORS), chance.choice(THINGS), chance.choice(VERBS)
    key = f"{connector}_{verb}_{thing}".lower().replace(" ", "_")
    effect = Effect.READ if verb in {"List", "Get"} else Effect.WRITE
    action = Action(ActionKey(key), f"{verb} {thing}", connector.lower(), connector, effect=effect)
    first, last = chance.choice(FIRST), chance.choice(LAST)
    person = {
        "id": f"{chance.getrandbits(64):016x}",
        "email": f"{first}.{last}.{number}@example.com".lower(),
        "name": f"{first} {last}",
    }
    call = Call(
        ConnectionId(f"connection-{number % 3}"),
        action,
        AccountId(f"account-{chance.randrange(200)}"),
        {"body": person, "limit": 25},
        options={"sync": True},
    )
    answer = {
        "data": [{**person, "department": chance.choice(THINGS), "salary": chance.randrange(10**6)} for _ in range(6)]
    }
    outcome = chance.choices(list(Outcome), weights=[80, 5, 5, 5, 2, 1, 2])[0]
    result = RunResult(
        outcome,
        f"{thing} {number}",
        SentRequest("POST", "https://api.example.com/actions/rpc", [("Content-Type", "application/json")], b"{}"),
        ReceivedAnswer(200, "OK", [("content-type", "application/json"), ("x-request-id", uuid.uuid4().hex)], b""),
        provider_errors=[ProviderError(422, "POST", f"https://{connector}.example.com/v1", raw_text="email is taken")]
        if outcome is Outcome.PROVIDER_FAILED
        else [],
        logs=[LogEntry(START, LogLevel.NOTE, LogSource.PLATFORM, f"step 1: {verb} {thing} at {connector}")],
        details={"Request id": f"req_{chance.getrandbits(64):016x}"},
    )
    run = Run(RunId(f"{chance.getrandbits(128):032x}"), call, START + timedelta(minutes=number), 123.4, result)
    body = json.dumps(answer)
    assert result.answer is not None
    run = replace(run, result=replace(result, answer=replace(result.answer, body=body.encode())))
    return run, RunContext(Platform.STACKONE, "Acme production", f"Customer {call.account_id}")


def fill(directory: Path, runs: int, mask: SecretMask) -> None:
    """A history of so many runs, their bodies in the search but in no files."""
    chance = random.Random(7)
    database = HistoryDatabase(directory, print)
    started = time.perf_counter()
    for first in range(0, runs, 1000):

        def write(opened, first=first):
            with opened.transaction():
                for number in range(first, min(first + 1000, runs)):
                    run, context = made_run(number, chance)
                    written = write_begun(opened, run, context, mask)
                    write_ended(opened, written, run, {}, run.result.answer.body.decode(), mask)

        database.use(write)
    database.close()
    print(f"filled in {time.perf_counter() - started:.0f} s")


async def milliseconds(ask: Callable[[], Awaitable[object]]) -> list[float]:
    """The times of all rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        await ask()
        times.append((time.perf_counter() - start) * 1000)
    return times


def plain_scan(database: Path, wanted: RunFilter) -> float:
    """The milliseconds of one pass with LIKE, by a connection of its own that has the file's pages at hand."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA cache_size = -16384")
    conditions, values = ["1"], []
    for word in wanted.text.split():
        conditions.append("(t.called LIKE ? OR t.answered LIKE ?)")
        values += [f"%{word}%"] * 2
    for column, value in (("account_id", wanted.account_id), ("action_key", wanted.action_key)):
        if value is not None:
            conditions.append(f"+r.{column} = ?")
            values.append(value)
    if wanted.outcomes:
        conditions.append(f"+r.outcome IN ({','.join('?' * len(wanted.outcomes))})")
        values += [one.name for one in wanted.outcomes]
    statement = (
        "SELECT r.* FROM runs r CROSS JOIN search_texts t ON t.number = r.number WHERE "
        + " AND ".join(conditions)
        + " ORDER BY r.number DESC LIMIT 100"
    )
    times = []
    for _ in range(2):
        start = time.perf_counter()
        connection.execute(statement, values).fetchall()
        times.append((time.perf_counter() - start) * 1000)
    connection.close()
    return min(times)


async def cost_of_one(store: RunStore) -> None:
    """What a run costs, written before it is sent and completed, while nothing else happens."""
    chance = random.Random(time.time())
    begun, ended = [], []
    for number in range(100):
        run, context = made_run(10**7 + number, chance)
        start = time.perf_counter()
        await store.begin(replace(run, result=None), context)
        begun.append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        await store.complete(run, context)
        ended.append((time.perf_counter() - start) * 1000)
    print(
        f"one run: written before it is sent in {statistics.median(begun):.2f} ms (longest {max(begun):.2f}), "
        f"completed in {statistics.median(ended):.2f} ms (longest {max(ended):.2f})"
    )


def bytes_on_disk(directory: Path) -> int:
    """Of the database and its log."""
    return sum(path.stat().st_size for path in directory.glob("runs.sqlite*"))


async def measure(directory: Path, runs: int, mask: SecretMask) -> None:
    """Print the figures."""
    store = RunStore(directory, mask, limits=HistoryLimits(most_runs=10**9, most_bytes=10**12), tell=print)
    start = time.perf_counter()
    await store.open()
    first = await store.page()
    print(f"opened, and the first page read, in {(time.perf_counter() - start) * 1000:.0f} ms")
    size = await store.size()
    print(
        f"{size.runs:,} runs, {bytes_on_disk(directory) / 1e6:,.0f} MB on the disk, counted as {size.size_bytes / 1e6:,.0f} MB"
    )
    await cost_of_one(store)
    line = first.lines[50]
    rare = frozenset({KeptOutcome.PROVIDER_FAILED})
    questions = {
        "all": RunFilter(),
        "one account": RunFilter(account_id=line.account_id),
        "one outcome, one account": RunFilter(outcomes=rare, account_id=line.account_id),
        "a month": RunFilter(since=START + timedelta(days=10), until=START + timedelta(days=40)),
        "a word in every run": RunFilter("example.com"),
        "a part of a word": RunFilter("ovelac"),
        "a rare part of an address": RunFilter(f".{runs // 3}@exa"),
        "nothing": RunFilter("no such words anywhere"),
        "three words": RunFilter("lovelace bamboohr create"),
        "a word in every run, one account": RunFilter("example.com", account_id=line.account_id),
        "a word in every run, one outcome": RunFilter("example.com", outcomes=rare),
        "a rare word, one outcome": RunFilter("email is taken", outcomes=rare),
        "words of different runs, one outcome": RunFilter(
            '"email is taken"', outcomes=frozenset({KeptOutcome.REJECTED})
        ),
        "two letters": RunFilter("lo"),
        "two rare letters": RunFilter("qz"),
        "one letter": RunFilter("k"),
        "a word in every run, two rare letters": RunFilter("example.com qz"),
    }
    worst = 0.0
    for name, wanted in questions.items():
        times = await milliseconds(lambda wanted=wanted: store.page(wanted))
        lines = len((await store.page(wanted)).lines)
        floor = plain_scan(directory / FILE, wanted)
        worst = max(worst, *times)
        kept = "kept" if max(times) <= PROMISE_MS else "BROKEN"
        print(
            f"  {name:38} median {statistics.median(times):7.2f} ms, longest {max(times):7.2f} ms ({kept})"
            f"  plain scan {floor:8.2f} ms, {floor / statistics.median(times):7.1f} times"
            f"  {lines:>3} lines"
        )
    times = await milliseconds(store.choices)
    print(f"  {'what can be filtered by':38} median {statistics.median(times):7.2f} ms, longest {max(times):7.2f} ms")
    print(f"longest of all: {worst:.1f} ms, {worst / PROMISE_MS:.2f} of the promised {PROMISE_MS:.0f} ms")
    await store.aclose()


def main() -> None:
    """Fill and measure."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--directory", type=Path)
    asked = parser.parse_args()
    mask = SecretMask(["sk_live_0123456789abcdef", "client-secret-of-the-benchmark"])
    with tempfile.TemporaryDirectory() as temporary:
        directory = asked.directory or Path(temporary) / "history"
        if not (directory / FILE).exists():
            fill(directory, asked.runs, mask)
        asyncio.run(measure(directory, asked.runs, mask))


if __name__ == "__main__":
    main()
