"""Processes of their own: killed between the beginning and the end of a run, or at work at the same time."""

import asyncio
import os
import subprocess
import sys
import time
from dataclasses import replace

from explorer.domain.action import Effect
from explorer.domain.masking import SecretMask
from explorer.storage.history import bodies
from explorer.storage.history.records import KeptOutcome, RunFilter
from explorer.storage.history.run_store import RunStore

from .conftest import CONTEXT, ended, ids, keep, made_action, made_run, with_store

PROGRAM = """
import asyncio, sys, uuid
from datetime import UTC, datetime
from pathlib import Path
from explorer.domain.account import AccountId
from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Call, Outcome, Run, RunId, RunResult
from explorer.domain.connection import ConnectionId, Platform
from explorer.domain.masking import SecretMask
from explorer.storage.history.records import RunContext
from explorer.storage.history.run_store import RunStore

directory, ending, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

async def main():
    store = RunStore(directory, SecretMask(), tell=print)
    await store.open()
    for number in range(count):
        action = Action(ActionKey("delete_all"), "Delete all", "acme", "Acme", effect=Effect.DESTRUCTIVE)
        call = Call(ConnectionId("c1"), action, AccountId("a1"), {"name": "from another process"})
        run = Run(RunId(uuid.uuid4().hex), call, datetime.now(UTC))
        await store.begin(run, RunContext(Platform.PIPEDREAM))
        if ending == "ends":
            result = RunResult(Outcome.SUCCEEDED, "done", None, None)
            await store.complete(Run(run.id, call, run.started_at, 1.0, result), RunContext(Platform.PIPEDREAM))
        else:
            print(run.id, flush=True)
            sys.stdin.read()
    await store.aclose()

asyncio.run(main())
"""


def process(directory, ending="waits", count=1):
    command = [sys.executable, "-c", PROGRAM, str(directory), ending, str(count)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_run_whose_process_was_killed_is_interrupted_with_unknown_outcome_and_found(directory):
    with process(directory) as other:
        run_id = other.stdout.readline().strip()
        other.kill()
        other.wait()
    notes = []

    async def work(store):
        line = (await store.page()).lines[0]
        kept = await store.read(run_id)
        found = await ids(store, RunFilter("another process")), await ids(store, RunFilter("outcome unknown"))
        return line, kept, found

    line, kept, found = with_store(directory, work, tell=notes.append)
    assert (line.id, line.outcome, line.is_unknown) == (run_id, KeptOutcome.INTERRUPTED, True)
    assert kept.run.call.arguments == {"name": "from another process"}
    assert kept.run.result is None
    assert found == ([run_id], [run_id])
    assert notes == []


def test_a_run_that_another_window_is_making_is_left_alone(directory):
    with process(directory) as other:
        run_id = other.stdout.readline().strip()

        async def work(store):
            return [(line.id, line.outcome) for line in (await store.page()).lines]

        seen = with_store(directory, work)
        other.stdin.close()
        other.wait()
    assert seen == [(run_id, KeptOutcome.RUNNING)]
    # It has ended without an end of its run: the next that looks finds it cut off.
    assert with_store(directory, work) == [(run_id, KeptOutcome.INTERRUPTED)]


def test_an_interrupted_read_is_no_unknown_outcome(directory):
    run = made_run(action=made_action("list_all", Effect.READ))

    async def begin(store):
        await store.begin(run, CONTEXT)

    with_store(directory, begin)

    async def work(store):
        return (await store.page()).lines[0]

    line = with_store(directory, work)
    assert (line.outcome, line.is_unknown) == (KeptOutcome.INTERRUPTED, False)


def test_how_many_were_cut_off_is_told_once(directory):
    async def begin(store):
        await store.begin(made_run(), CONTEXT)
        await store.begin(made_run(), CONTEXT)
        return await store.open()

    assert with_store(directory, begin) == 0

    async def count():
        store = RunStore(directory, SecretMask())
        counts = [await store.open(), await store.open()]
        await store.aclose()
        return counts

    assert asyncio.run(count()) == [2, 0]


def test_files_that_a_crash_has_left_are_swept_away_at_the_next_start(directory):
    kept = ended(made_run(), body=b"kept")
    left = made_run()

    async def work(store):
        await keep(store, kept)
        await store.begin(left, CONTEXT)
        await store._files_call(lambda: store._bodies.keep(left.id, "answer", b"left", ""))

    with_store(directory, work)
    files = [path for path in (directory / "bodies").rglob("*") if path.is_file()]
    for path in files:
        os.utime(path, (time.time() - 2 * bodies.ORPHAN_AGE_S,) * 2)
    assert len(files) == 2
    run = with_store(directory, lambda store: store.read(kept.id))
    assert run.run.result.answer.body == b"kept"
    assert [path.is_file() for path in files].count(True) == 1


def test_two_processes_write_at_the_same_time_and_nothing_is_lost(directory):
    async def work(store):
        mine = []
        with process(directory, "ends", 40) as other:
            while other.poll() is None:
                run = ended(made_run(), body=b"mine")
                mine.append(run.id)
                await keep(store, run)
            said = other.stdout.read()
            status = other.returncode
        lines = (await store.page(limit=10_000)).lines
        found = await ids(store, RunFilter("another process"), limit=10_000)
        return mine, lines, found, said, status, (await store.size()).runs

    mine, lines, found, said, status, count = with_store(directory, work)
    assert (said, status) == ("", 0)
    assert len(found) == 40
    assert {line.id for line in lines} == {*mine, *found}
    assert count == len(lines)
    assert {line.outcome for line in lines} == {KeptOutcome.SUCCEEDED}


def test_a_run_deleted_in_another_window_does_not_come_back_with_late_logs(directory):
    run = ended(made_run(), body=b"something")

    async def work(store):
        await keep(store, run)
        other = RunStore(directory, SecretMask())
        await other.delete(run.id)
        await other.aclose()
        await store.complete(replace(run, result=replace(run.result, summary="late")), CONTEXT)
        return await ids(store)

    assert with_store(directory, work) == []
    assert [path for path in (directory / "bodies").rglob("*") if path.is_file()] == []
