import asyncio
import os
import sqlite3
import threading
from dataclasses import replace

import pytest

from explorer.domain.call import Outcome, RunId, SentPart, SentRequest
from explorer.domain.connection import Platform
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.domain.masking import SecretMask
from explorer.storage.history.bodies import BodyFiles
from explorer.storage.history.records import HistoryUnusable, KeptOutcome, RunContext, RunFilter
from explorer.storage.history.run_store import RunStore

from .conftest import CONTEXT, START, ended, ids, keep, made_run, with_store

PARTS = (SentPart("cv", "", "/files/cv.pdf", "cv.pdf", "application/pdf"),)


def test_a_run_is_on_the_disk_before_it_is_sent(directory):
    run = made_run()

    async def work(store):
        await store.begin(run, CONTEXT)
        other = sqlite3.connect(directory / "runs.sqlite")
        found = other.execute("SELECT id, outcome FROM runs").fetchall()
        other.close()
        return found

    assert with_store(directory, work) == [(run.id, "RUNNING")]


def test_a_run_comes_back_as_it_ended(directory):
    request = SentRequest("POST", "https://api.example/rpc", [("Content-Type", "text/plain")], b"\xff\x00body", PARTS)
    notes = {"variants": {"/pet": 2}, "texts": {"/age": "12a"}}
    context = replace(CONTEXT, definition='{"type": "object"}', form_notes=notes, request=request)
    line = LogEntry(START, LogLevel.NOTE, LogSource.PLATFORM, "step 1", 3.5, 1)
    run = ended(made_run(options={"sync": True}, state={"id": "dyn_1"}, subject="p-7"), body=b"[1]", logs=[line])
    run = replace(run, result=replace(run.result, request=request))

    async def work(store):
        await keep(store, run, context)
        return await store.read(run.id)

    kept = with_store(directory, work)
    assert kept.run.call == run.call
    assert kept.run.result == replace(
        run.result, logs=[line], provider_errors=[], field_problems=[], phases=[], request=request
    )
    assert (kept.run.started_at, kept.run.duration_ms) == (START, 12.5)
    assert kept.context == context
    assert kept.line.outcome is KeptOutcome.SUCCEEDED
    assert (kept.line.status, kept.line.summary, kept.notes) == (200, "1 person created", [])


def test_every_outcome_of_a_run_has_one_in_the_history():
    assert {one.name: one.value for one in Outcome}.items() <= {one.name: one.value for one in KeptOutcome}.items()


def test_a_run_that_is_not_there_is_none(directory):
    assert with_store(directory, lambda store: store.read(RunId("gone"))) is None


def test_a_run_on_its_way_has_no_result(directory):
    run = made_run()

    async def work(store):
        await store.begin(run, CONTEXT)
        return await store.read(run.id)

    kept = with_store(directory, work)
    assert kept.run.result is None
    assert kept.line.outcome is KeptOutcome.RUNNING


def test_logs_that_come_late_are_added_and_the_body_is_not_written_again(directory, monkeypatch):
    run = ended(made_run(), body=b'{"said": "hello"}')
    late = replace(run.result, logs=[LogEntry(START, LogLevel.NOTE, LogSource.PLATFORM, "came late")])

    async def work(store):
        await keep(store, run)
        monkeypatch.setattr(BodyFiles, "keep", None)
        await store.complete(replace(run, result=late), CONTEXT)
        return (await store.read(run.id)).run.result, await ids(store, RunFilter("late hello"))

    result, found = with_store(directory, work)
    assert [line.text for line in result.logs] == ["came late"]
    assert result.answer.body == b'{"said": "hello"}'
    assert found == [run.id]


def test_a_run_whose_beginning_could_not_be_written_is_written_with_its_end(directory):
    run = ended(made_run())

    async def work(store):
        await store.complete(run, CONTEXT)
        return await ids(store)

    assert with_store(directory, work) == [run.id]


def test_no_body_is_opened_to_start_list_and_search(directory, monkeypatch):
    run = ended(made_run(), body=b"something")
    with_store(directory, lambda store: keep(store, run))
    for name in ("read", "keep", "excerpt"):
        monkeypatch.setattr(BodyFiles, name, None)

    async def work(store):
        return await ids(store, RunFilter("something")), await store.choices()

    assert with_store(directory, work)[0] == [run.id]


@pytest.mark.parametrize("harm", ["gone", "changed", "cut"])
def test_a_body_that_is_not_what_was_written_is_said_and_the_rest_is_there(directory, harm):
    run = ended(made_run(), body=b"something")
    with_store(directory, lambda store: keep(store, run))
    (path,) = [path for path in (directory / "bodies").rglob("*") if path.is_file()]
    path.unlink() if harm == "gone" else path.write_bytes({"changed": b"somethinG", "cut": b"some"}[harm])
    kept = with_store(directory, lambda store: store.read(run.id))
    assert kept.run.result.answer.body == b""
    assert kept.run.result.answer.status == 200
    (note,) = kept.notes
    assert note.startswith("The body of the answer is lost")


def test_a_large_request_has_a_file_and_comes_back(directory):
    request = SentRequest("POST", "https://api.example", [("Content-Type", "text/plain")], b"large" * 100_000)
    run = ended(made_run(), request=request)

    async def work(store):
        await keep(store, run, replace(CONTEXT, request=request))
        return await store.read(run.id)

    kept = with_store(directory, work)
    assert kept.run.result.request == request
    assert kept.bodies["request"].media_type == "text/plain"
    assert kept.context.request == replace(request, body=b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_may_read_any_of_it(directory):
    async def work(store):
        await keep(store, ended(made_run(), body=b"something"))
        return {path.name: path.stat().st_mode & 0o777 for path in [directory, *directory.rglob("*")]}

    modes = with_store(directory, work)
    assert {"runs.sqlite", "runs.sqlite-wal", "bodies", "sessions"} <= set(modes)
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}


def test_a_search_that_nobody_waits_for_is_stopped_and_the_next_work_is_done(directory, monkeypatch):
    started = threading.Event()

    def search_without_end(opened, _wanted, **_options):
        started.set()
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        opened.connection.execute(endless).fetchone()

    async def work(store):
        await keep(store, ended(made_run()))
        with monkeypatch.context() as slow:
            slow.setattr("explorer.storage.history.run_store.page", search_without_end)
            search = asyncio.create_task(store.page())
            while not started.is_set():
                await asyncio.sleep(0.001)
            search.cancel()
            with pytest.raises(asyncio.CancelledError):
                await search
        return (await store.size()).runs

    assert with_store(directory, work) == 1


def test_a_directory_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")

    async def work():
        store = RunStore(tmp_path / "file" / "history", SecretMask())
        try:
            await store.begin(made_run(), CONTEXT)
        finally:
            await store.aclose()

    with pytest.raises(HistoryUnusable, match="The history cannot be used"):
        asyncio.run(work())


def test_a_body_that_cannot_be_written_is_said_and_the_run_stays(directory):
    run = ended(made_run(), body=b"something")

    async def work(store):
        await store.begin(replace(run, result=None), CONTEXT)
        (directory / "bodies").write_text("in the way")
        with pytest.raises(HistoryUnusable, match="A body could not be written"):
            await store.complete(run, CONTEXT)
        return await ids(store)

    assert with_store(directory, work) == [run.id]


def test_a_closed_history_says_so(directory):
    async def work():
        store = RunStore(directory, SecretMask())
        await store.aclose()
        await store.aclose()
        for use in (store.page(), store.begin(made_run(), CONTEXT), store._files_call(list)):
            with pytest.raises(HistoryUnusable, match="closed"):
                await use

    asyncio.run(work())


def test_a_database_that_does_not_answer_is_not_waited_for(directory, monkeypatch):
    monkeypatch.setattr("explorer.storage.history.run_store.BEGIN_WITHIN_S", 0.05)

    async def work(store):
        other = sqlite3.connect(directory / "runs.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(HistoryUnusable, match=r"did not answer within 0\.05 s"):
                await store.begin(made_run(), CONTEXT)
        finally:
            other.close()

    with_store(directory, work)


def test_a_run_that_this_program_cannot_read_is_said_and_the_list_is_there(directory):
    run = ended(made_run())
    with_store(directory, lambda store: keep(store, run))
    other = sqlite3.connect(directory / "runs.sqlite")
    other.execute("UPDATE calls SET arguments = '[]'")
    other.commit()
    other.close()

    async def work(store):
        with pytest.raises(HistoryUnusable, match="This run cannot be read"):
            await store.read(run.id)
        return await ids(store)

    assert with_store(directory, work) == [run.id]


def test_names_that_the_database_cannot_hold_are_shown_without_those_letters(directory):
    run = made_run(arguments={"half": "\ud800"})
    context = RunContext(Platform.INLYCORE, account_label="a\ud800b\0c")

    async def work(store):
        await keep(store, ended(run, summary="\udfff!"), context)
        return (await store.page()).lines[0], await store.read(run.id)

    line, kept = with_store(directory, work)
    assert (line.account_label, line.summary, line.platform) == ("a\ufffdb\ufffdc", "\ufffd!", Platform.INLYCORE)
    assert kept.run.call == run.call
    assert kept.run.result.summary == "\udfff!"


def test_a_call_without_account_has_none_in_the_list(directory):
    run = made_run(account_id=None)

    async def work(store):
        await keep(store, ended(run))
        return (await store.page()).lines[0].account_id, (await store.choices()).accounts

    assert with_store(directory, work) == (None, [])


def test_a_result_without_an_answer_has_no_status(directory):
    run = ended(made_run(), Outcome.NO_ANSWER, is_unknown=True, answer=None)

    async def work(store):
        await keep(store, run)
        return (await store.page()).lines[0], await store.read(run.id)

    line, kept = with_store(directory, work)
    assert (line.status, line.is_unknown, kept.run.result.answer) == (None, True, None)


def test_a_history_that_had_to_be_replaced_is_told_in_the_loop(directory):
    told = []
    with_store(directory, lambda store: keep(store, ended(made_run())))
    (directory / "runs.sqlite").write_bytes(b"no database" * 1000)

    async def work(store):
        await asyncio.sleep(0)
        return await ids(store), threading.current_thread()

    found, thread = with_store(directory, work, tell=lambda note: told.append((note, threading.current_thread())))
    ((note, told_in),) = told
    assert found == []
    assert note.startswith("The history could not be read: file is not a database. It is kept as history.broken-")
    assert told_in is thread
