"""A run is on the disk before it is sent, whatever becomes of it, and comes back as it was."""

import asyncio
import sqlite3

import pytest

from explorer.calls import kept_runs
from explorer.calls.kept_runs import FormOfCall, KeptRuns, interrupted_result
from explorer.calls.run_session import RunSession
from explorer.domain.action import Effect
from explorer.domain.call import Outcome, ReceivedAnswer, RunId, SentRequest
from explorer.domain.failure import Retry
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.domain.masking import MASK, SecretMask
from explorer.storage.history.records import HistoryUnusable, KeptOutcome, RunFilter
from explorer.storage.history.run_store import RunStore

from .conftest import made_action, made_call, result


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "history"


def with_runs(directory, work, *secrets, told=None):
    async def do():
        store = RunStore(directory, SecretMask(secrets))
        kept = KeptRuns(store, ([] if told is None else told).append)
        try:
            await kept.open()
            return await work(kept, store)
        finally:
            await kept.aclose()

    return asyncio.run(do())


def session_of(provider, call=None):
    return RunSession(provider, call or made_call(), lambda _one: None)


async def until_written(kept):
    while kept._writing:
        await asyncio.sleep(0.001)


def rows(directory):
    connection = sqlite3.connect(directory / "runs.sqlite")
    found = connection.execute("SELECT id, outcome FROM runs ORDER BY number").fetchall()
    connection.close()
    return found


def test_a_run_is_on_the_disk_when_it_is_sent_and_complete_when_it_has_ended(directory, provider):
    seen = []

    async def answer(progress):
        seen.append(rows(directory))
        return result(answer=ReceivedAnswer(200, "OK", [], b"[]"))

    provider.run_answer = answer
    session = session_of(provider)

    async def work(kept, store):
        run = await kept.work(session)
        await until_written(kept)
        return run

    assert with_runs(directory, work) is session.run
    assert seen == [[(session.run.id, "RUNNING")]]
    assert rows(directory) == [(session.run.id, "SUCCEEDED")]


def test_a_run_comes_back_with_all_that_the_form_had(directory, provider):
    provider.run_answer = result(answer=ReceivedAnswer(200, "OK", [("Content-Type", "text/plain")], b"hello"))
    session = session_of(provider, made_call(arguments={"name": {"__lv": {"label": "Ada", "value": 7}}}))
    form = FormOfCall("Customer 7", '{"a": 1}', {"variants": {"/pet": 1}})

    async def work(kept, store):
        await kept.work(session, form)
        await until_written(kept)
        return await kept.reopen(session.run.id)

    found = with_runs(directory, work)
    assert found.run.call == session.run.call
    assert found.run.result.answer.body == b"hello"
    assert (found.context.account_label, found.context.definition) == ("Customer 7", '{"a": 1}')
    assert found.context.form_notes == {"variants": {"/pet": 1}}
    assert found.context.request == SentRequest("POST", "https://stackone.example/actions/rpc", [])
    assert (found.line.connection_name, found.masked, found.notes) == ("Acme", (), [])


def test_places_where_a_secret_stood_are_told(directory, provider):
    arguments = {"plain": "x", "list": [1, {"deep": "a swordfish"}], "swordfish": {"inner": "swordfish"}}
    session = session_of(provider, made_call(arguments=arguments))

    async def work(kept, store):
        await kept.work(session)
        await until_written(kept)
        return (await kept.reopen(session.run.id)).masked

    assert with_runs(directory, work, "swordfish") == (("list", 1, "deep"), (MASK,))


def test_a_run_that_cannot_be_prepared_is_kept_all_the_same(directory, provider):
    session = session_of(provider, made_call(subject="none"))

    async def work(kept, store):
        await kept.work(session)
        await until_written(kept)
        return (await kept.reopen(session.run.id)).context.request

    assert with_runs(directory, work) is None


def test_a_cancelled_run_is_completed_as_cancelled(directory, provider):
    started = asyncio.Event()

    async def answer(progress):
        started.set()
        await asyncio.Event().wait()

    provider.run_answer = answer
    session = session_of(provider)

    async def work(kept, store):
        task = asyncio.create_task(kept.work(session))
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await until_written(kept)

    with_runs(directory, work)
    assert rows(directory) == [(session.run.id, "CANCELLED")]


def test_a_run_cancelled_while_it_is_written_is_not_sent_and_kept_as_cancelled(directory, provider):
    sent = []

    async def answer(progress):
        sent.append(True)

    provider.run_answer = answer
    session = session_of(provider)

    async def work(kept, store):
        task = asyncio.create_task(kept.work(session))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await until_written(kept)

    with_runs(directory, work)
    assert sent == []
    assert session.run.result.outcome is Outcome.CANCELLED
    assert rows(directory) == [(session.run.id, "CANCELLED")]


def test_a_run_in_which_the_explorer_breaks_is_completed(directory, provider):
    provider.run_answer = ZeroDivisionError()
    session = session_of(provider)

    async def work(kept, store):
        with pytest.raises(ZeroDivisionError):
            await kept.work(session)
        await until_written(kept)

    with_runs(directory, work)
    assert rows(directory) == [(session.run.id, "NO_ANSWER")]


def test_logs_that_come_late_are_kept_in_order_and_none_is_nothing_to_write(directory, provider):
    session = session_of(provider)
    now = session.run.started_at

    async def work(kept, store):
        await kept.work(session)
        provider.logs = [LogEntry(now, LogLevel.NOTE, LogSource.PLATFORM, "first")]
        counts = [await kept.fetch_logs(session)]
        provider.logs = [LogEntry(now, LogLevel.NOTE, LogSource.PLATFORM, "second")]
        counts.append(await kept.fetch_logs(session))
        await until_written(kept)
        counts.append(await kept.fetch_logs(session))
        assert not kept._writing
        found = await kept.reopen(session.run.id)
        return counts, [line.text for line in found.run.result.logs]

    assert with_runs(directory, work) == ([1, 1, 0], ["first", "second"])


def test_what_comes_later_is_written_later_even_if_what_came_before_takes_long(directory, provider):
    session = session_of(provider)
    written = []

    async def work(kept, store):
        may_end = asyncio.Event()

        async def complete(run, _context):
            if not run.result.logs:
                await may_end.wait()
            written.append(len(run.result.logs))

        store.complete = complete
        await kept.work(session)
        provider.logs = [LogEntry(session.run.started_at, LogLevel.NOTE, LogSource.PLATFORM, "late")]
        await kept.fetch_logs(session)
        for _ in range(5):
            await asyncio.sleep(0)
        may_end.set()
        await until_written(kept)

    with_runs(directory, work)
    assert written == [0, 1]


def test_late_logs_of_a_run_of_long_ago_are_shown_and_not_kept(directory, provider, monkeypatch):
    monkeypatch.setattr(kept_runs, "MOST_CONTEXTS", 1)
    first, second = session_of(provider), session_of(provider)
    provider.logs = [LogEntry(first.run.started_at, LogLevel.NOTE, LogSource.PLATFORM, "late")]

    async def work(kept, store):
        await kept.work(first)
        await kept.work(second)
        await until_written(kept)
        counts = [await kept.fetch_logs(first), await kept.fetch_logs(second)]
        await until_written(kept)
        return counts, [line.id for line in (await store.page(RunFilter("late"))).lines]

    assert with_runs(directory, work) == ([1, 1], [second.run.id])


def test_a_history_that_cannot_be_written_is_told_once_and_the_runs_are_made(tmp_path, provider):
    (tmp_path / "file").write_text("")
    told = []
    sessions = [session_of(provider), session_of(provider)]

    async def work(kept, store):
        for session in sessions:
            await kept.work(session)
        await until_written(kept)

    with_runs(tmp_path / "file" / "history", work, told=told)
    assert [session.run.result.outcome for session in sessions] == [Outcome.SUCCEEDED] * 2
    assert len(told) == 1


def test_trouble_that_comes_again_is_told_again(directory, provider):
    told = []

    async def work(kept, store):
        for is_in_the_way in (True, False, True):
            if is_in_the_way:
                store._is_closed = True
            await kept.work(session_of(provider))
            await until_written(kept)
            store._is_closed = False

    with_runs(directory, work, told=told)
    assert told == ["The history is closed."] * 2


def test_a_run_that_is_not_there_any_more_is_none(directory, provider):
    assert with_runs(directory, lambda kept, store: kept.reopen(RunId("gone"))) is None


def test_a_run_cut_off_by_a_crash_has_a_result_that_says_so(directory, provider):
    session = session_of(provider, made_call(made_action(effect=Effect.WRITE)))

    async def begin(kept, store):
        await kept._begin(session.run, kept_runs._context(session, FormOfCall()))

    with_runs(directory, begin)
    found = with_runs(directory, lambda kept, store: kept.reopen(session.run.id))
    assert found.line.outcome is KeptOutcome.INTERRUPTED
    assert found.run.result.summary == "Interrupted, outcome unknown"
    assert found.run.result.request == found.context.request
    assert found.run.result.is_unknown


@pytest.mark.parametrize(
    ("effect", "is_unknown", "retry"),
    [
        (Effect.READ, False, Retry.YES),
        (Effect.WRITE, True, Retry.CHECK_FIRST),
        (Effect.UNKNOWN, True, Retry.CHECK_FIRST),
    ],
)
def test_whether_to_repeat_an_interrupted_run_depends_on_what_it_does(effect, is_unknown, retry):
    found = interrupted_result(made_call(made_action(effect=effect)), None)
    assert (found.is_unknown, found.explanation.retry) == (is_unknown, retry)


def test_a_run_on_its_way_has_no_result_yet(directory, provider):
    session = session_of(provider)

    async def work(kept, store):
        await kept._begin(session.run, kept_runs._context(session, FormOfCall()))
        return await kept.reopen(session.run.id)

    assert with_runs(directory, work).run.result is None


def test_the_last_success_is_of_the_same_action_for_the_same_account_and_before(directory, provider):
    async def work(kept, store):
        for outcome, key in (
            (Outcome.SUCCEEDED, "a"),
            (Outcome.SUCCEEDED, "b"),
            (Outcome.REJECTED, "a"),
            (Outcome.SUCCEEDED, "a"),
        ):
            provider.run_answer = result(outcome)
            await kept.work(session_of(provider, made_call(made_action(key))))
            await until_written(kept)
        newest, failed, other, first = (await store.page()).lines
        return [(await kept.last_success(one)) for one in (newest, failed, other)], first

    found, first = with_runs(directory, work)
    assert found == [first, first, None]


def test_closing_waits_for_what_is_being_written_but_not_for_ever(directory, provider, monkeypatch):
    session = session_of(provider)

    async def work(kept, store):
        await kept.work(session)

    with_runs(directory, work)
    assert rows(directory) == [(session.run.id, "SUCCEEDED")]

    monkeypatch.setattr(kept_runs, "CLOSE_WITHIN_S", 0.01)
    other = session_of(provider)

    async def hang(kept, store):
        async def never(_run, _context):
            await asyncio.Event().wait()

        store.complete = never
        await kept.work(other)

    with_runs(directory, hang)
    assert rows(directory)[-1] == (other.run.id, "RUNNING")


def test_a_history_that_cannot_be_opened_is_told(tmp_path, provider):
    (tmp_path / "file").write_text("")
    told = []

    async def work(kept, store):
        count = await kept.open()
        with pytest.raises(HistoryUnusable):
            await kept.reopen(RunId("x"))
        return count

    assert with_runs(tmp_path / "file" / "history", work, told=told) == 0
    assert len(told) == 1
