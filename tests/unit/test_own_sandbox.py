"""The program's own sandbox: one process, started when first wanted, ended with the program."""

import asyncio
import threading

import pytest

from explorer.own_sandbox import OwnSandbox
from explorer.sandbox.child_process import SandboxNotStarted

READY = {"stackone": {"base_url": "http://127.0.0.1:1"}}


class FakeProcess:
    """A process that lives until it is stopped or killed."""

    def __init__(self) -> None:
        self.ready = READY
        self.is_running = True
        self.stops = 0

    def stop(self) -> int:
        self.is_running = False
        self.stops += 1
        return 0


class Starter:
    """Stands in for starting a process; waits for `go`, and fails as often as `failures` says."""

    def __init__(self) -> None:
        self.made: list[FakeProcess] = []
        self.asked: list[int] = []
        self.failures = 0
        self.go = threading.Event()
        self.go.set()

    def __call__(self, *, actions: int) -> FakeProcess:
        self.asked.append(actions)
        assert self.go.wait(5)
        if self.failures:
            self.failures -= 1
            raise SandboxNotStarted("no port")
        self.made.append(FakeProcess())
        return self.made[-1]


@pytest.fixture
def starter(monkeypatch):
    made = Starter()
    monkeypatch.setattr("explorer.sandbox.child_process.start_sandbox_process", made)
    yield made
    made.go.set()


@pytest.fixture
def carried_out():
    return lambda coroutine: asyncio.run(asyncio.wait_for(coroutine, 10))


def test_nothing_is_started_before_it_is_wanted(starter, carried_out):
    async def work():
        await OwnSandbox().stop()

    carried_out(work())
    assert starter.asked == []


def test_it_is_started_once_for_all_who_want_it_at_once(starter, carried_out):
    async def work():
        sandbox = OwnSandbox(actions=50)
        found = await asyncio.gather(*(sandbox.ready() for _ in range(5)))
        found.append(await sandbox.ready())
        await sandbox.stop()
        return found

    assert carried_out(work()) == [READY] * 6
    assert starter.asked == [50]


def test_one_who_gives_up_takes_it_from_nobody(starter, carried_out):
    async def work():
        starter.go.clear()
        sandbox = OwnSandbox()
        hasty, patient = asyncio.ensure_future(sandbox.ready()), asyncio.ensure_future(sandbox.ready())
        await asyncio.sleep(0.01)
        hasty.cancel()
        await asyncio.sleep(0.01)
        starter.go.set()
        found = await patient
        await sandbox.stop()
        return found, hasty.cancelled()

    assert carried_out(work()) == (READY, True)
    assert len(starter.made) == 1


def test_stopping_ends_the_process(starter, carried_out):
    async def work():
        sandbox = OwnSandbox()
        await sandbox.ready()
        await sandbox.stop()

    carried_out(work())
    assert [process.stops for process in starter.made] == [1]


def test_stopping_ends_a_process_that_is_just_being_started(starter, carried_out):
    async def work():
        starter.go.clear()
        sandbox = OwnSandbox()
        waiting = asyncio.ensure_future(sandbox.ready())
        await asyncio.sleep(0.01)
        waiting.cancel()
        stopping = asyncio.ensure_future(sandbox.stop())
        await asyncio.sleep(0.01)
        starter.go.set()
        await stopping

    carried_out(work())
    assert [process.is_running for process in starter.made] == [False]


def test_stopping_while_a_start_fails_is_no_error(starter, carried_out):
    async def work():
        starter.failures = 1
        starter.go.clear()
        sandbox = OwnSandbox()
        waiting = asyncio.ensure_future(sandbox.ready())
        await asyncio.sleep(0.01)
        waiting.cancel()
        stopping = asyncio.ensure_future(sandbox.stop())
        await asyncio.sleep(0.01)
        starter.go.set()
        await stopping

    carried_out(work())
    assert starter.made == []


def test_a_process_that_died_is_started_again(starter, carried_out):
    async def work():
        sandbox = OwnSandbox()
        await sandbox.ready()
        starter.made[0].is_running = False
        await sandbox.ready()
        await sandbox.stop()

    carried_out(work())
    assert len(starter.made) == 2


def test_after_a_start_that_failed_another_may_work(starter, carried_out):
    async def work():
        starter.failures = 1
        sandbox = OwnSandbox()
        with pytest.raises(SandboxNotStarted, match="no port"):
            await sandbox.ready()
        found = await sandbox.ready()
        await sandbox.stop()
        return found

    assert carried_out(work()) == READY


def test_a_failed_start_is_told_to_all_who_wait(starter, carried_out):
    async def work():
        starter.failures = 1
        starter.go.clear()
        sandbox = OwnSandbox()
        waiting = [asyncio.ensure_future(sandbox.ready()) for _ in range(3)]
        await asyncio.sleep(0.01)
        starter.go.set()
        return [type(one) for one in await asyncio.gather(*waiting, return_exceptions=True)]

    assert carried_out(work()) == [SandboxNotStarted] * 3


def test_stopping_twice_stops_once(starter, carried_out):
    async def work():
        sandbox = OwnSandbox()
        await sandbox.ready()
        await sandbox.stop()
        await sandbox.stop()

    carried_out(work())
    assert [process.stops for process in starter.made] == [1]
