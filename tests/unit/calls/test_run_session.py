"""A run always ends with a result, whatever happens to it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from explorer.calls import run_session
from explorer.calls.run_session import RunSession, merged_logs
from explorer.domain.action import Effect
from explorer.domain.call import Outcome, Phase
from explorer.domain.failure import ConnectionLost
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource

from .conftest import made_action, made_call, result

START = datetime(2026, 1, 1, tzinfo=UTC)


def entry(seconds, text="line", source=LogSource.PLATFORM, depth=0):
    return LogEntry(START + timedelta(seconds=seconds), LogLevel.NOTE, source, text, depth=depth)


async def cancelled(session):
    task = asyncio.create_task(session.work())
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def never(progress_words=""):
    async def answer(progress):
        if progress_words:
            progress(progress_words, 0)
        await asyncio.Event().wait()

    return answer


def test_the_result_of_the_provider_is_the_result_of_the_run(provider):
    seen = []
    session = RunSession(provider, made_call(), seen.append)
    run = asyncio.run(session.work())
    assert run.result.outcome is Outcome.SUCCEEDED
    assert session.is_ended
    assert seen == [session]


def test_progress_is_passed_on(provider):
    words = []

    async def answer(progress):
        progress("receiving", 2048)
        return result()

    provider.run_answer = answer
    asyncio.run(RunSession(provider, made_call(), lambda one: words.append((one.words, one.received_bytes))).work())
    assert words[0] == ("receiving", 2048)


def test_time_stands_still_after_the_end(provider):
    session = RunSession(provider, made_call(), lambda _one: None)
    asyncio.run(session.work())
    assert session.elapsed_ms == session.elapsed_ms == session.run.duration_ms


def test_a_cancelled_run_ends_as_cancelled(provider):
    provider.run_answer = never()
    session = RunSession(provider, made_call(), lambda _one: None)
    asyncio.run(cancelled(session))
    assert session.run.result.outcome is Outcome.CANCELLED
    assert not session.run.result.is_unknown


@pytest.mark.parametrize(
    ("effect", "words", "is_unknown"),
    [
        (Effect.WRITE, "sending", True),
        (Effect.UNKNOWN, "waiting", True),
        (Effect.WRITE, "connecting", False),
        (Effect.READ, "waiting", False),
    ],
)
def test_a_write_that_may_have_left_is_of_unknown_outcome(provider, effect, words, is_unknown):
    provider.run_answer = never(words)
    session = RunSession(provider, made_call(made_action(effect=effect)), lambda _one: None)
    asyncio.run(cancelled(session))
    assert session.run.result.is_unknown is is_unknown


def test_a_stopped_run_tells_how_far_it_had_come(provider):
    async def answer(progress):
        for words in (Phase.CONNECT.value, Phase.SEND.value, Phase.WAIT.value):
            progress(words, 0)
            await asyncio.sleep(0)
        await asyncio.Event().wait()

    provider.run_answer = answer
    session = RunSession(provider, made_call(), lambda _one: None)
    asyncio.run(cancelled(session))
    assert [one.phase for one in session.run.result.phases] == [Phase.CONNECT, Phase.SEND, Phase.WAIT]
    assert session.run.result.explanation.step == Phase.WAIT.value


def test_a_provider_that_forgets_its_deadline_is_stopped(provider, monkeypatch):
    monkeypatch.setattr(run_session, "_GRACE_S", 0.01)
    provider.run_answer = never("waiting")
    session = RunSession(provider, made_call(timeout_s=0.01, subject="none"), lambda _one: None)
    run = asyncio.run(session.work())
    assert run.result.outcome is Outcome.NO_ANSWER
    assert "0.01 s" in run.result.explanation.said
    assert run.result.request is None


def test_a_run_in_which_the_explorer_breaks_has_a_result_and_the_error_goes_on(provider):
    provider.run_answer = ZeroDivisionError("ours")
    session = RunSession(provider, made_call(), lambda _one: None)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(session.work())
    assert session.run.result.explanation.who.value == "the explorer"


def test_the_platforms_log_is_added(provider):
    session = RunSession(provider, made_call(), lambda _one: None)
    provider.run_answer = result(logs=[entry(1, "own", LogSource.EXPLORER)])
    provider.logs = [entry(0, "from the platform")]
    asyncio.run(session.work())
    assert asyncio.run(session.fetch_logs()) == 1
    assert [one.text for one in session.run.result.logs] == ["from the platform", "own"]


def test_the_same_line_is_not_added_twice(provider):
    session = RunSession(provider, made_call(), lambda _one: None)
    provider.logs = [entry(0)]
    asyncio.run(session.work())
    asyncio.run(session.fetch_logs())
    assert asyncio.run(session.fetch_logs()) == 0


def test_a_log_that_cannot_be_read_is_said_in_the_log(provider):
    session = RunSession(provider, made_call(), lambda _one: None)
    provider.logs = ConnectionLost("gone")
    asyncio.run(session.work())
    asyncio.run(session.fetch_logs())
    assert "gone" in session.run.result.logs[0].text


def test_a_log_that_does_not_come_is_said_in_the_log(provider, monkeypatch):
    monkeypatch.setattr(run_session, "LOGS_WITHIN_S", 0.01)

    async def never_read(_run):
        await asyncio.Event().wait()

    session = RunSession(provider, made_call(), lambda _one: None)
    asyncio.run(session.work())
    provider.read_logs = never_read
    asyncio.run(session.fetch_logs())
    assert "no answer within" in session.run.result.logs[0].text


def test_there_are_no_logs_before_the_end(provider):
    assert asyncio.run(RunSession(provider, made_call(), lambda _one: None).fetch_logs()) == 0


def test_steps_stay_below_their_line():
    logs = merged_logs(
        [entry(2, "later", LogSource.EXPLORER)], [entry(1, "run"), entry(5, "step", depth=1), entry(0, "first")]
    )
    assert [one.text for one in logs] == ["first", "run", "step", "later"]


def test_a_run_that_is_stopped_before_its_first_step_ends_as_cancelled(provider):
    session = RunSession(provider, made_call(), lambda _one: None)

    async def work():
        task = asyncio.create_task(session.work())
        task.cancel()
        await asyncio.wait([task])

    asyncio.run(work())
    session.stop_before_start()
    assert session.run.result.outcome is Outcome.CANCELLED


def test_stopping_a_run_that_has_ended_changes_nothing(provider):
    session = RunSession(provider, made_call(), lambda _one: None)
    asyncio.run(session.work())
    session.stop_before_start()
    assert session.run.result.outcome is Outcome.SUCCEEDED
