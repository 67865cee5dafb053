"""One owner for background work."""

import asyncio
import gc

import pytest

from explorer.ui.task_scope import TaskScope


@pytest.fixture
def errors():
    return []


@pytest.fixture
def scope(errors):
    return TaskScope(lambda name, error: errors.append((name, error)))


def test_work_is_carried_out_in_the_background(scope, run):
    done = []

    async def work():
        async def job():
            done.append("job")

        task = scope.start(job(), name="a job")
        done.append("started")
        await task

    run(work())
    assert done == ["started", "job"]


def test_an_error_is_told_once_with_the_name_of_the_work(scope, errors, run):
    async def work():
        async def job():
            raise ValueError("no")

        scope.start(job(), name="a job")
        await asyncio.sleep(0.01)

    run(work())
    assert [(name, str(error)) for name, error in errors] == [("a job", "no")]


def test_being_cancelled_is_no_error(scope, errors, run):
    async def work():
        task = scope.start(asyncio.sleep(60), name="a job")
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.sleep(0.01)

    run(work())
    assert errors == []


def test_work_that_nobody_else_holds_is_kept_alive(scope, run):
    async def work():
        done = []

        async def job():
            await asyncio.get_running_loop().create_future()
            done.append(True)

        scope.start(job(), name="a job")
        await asyncio.sleep(0)
        gc.collect()
        names = scope.names
        await scope.aclose()
        return names

    assert run(work()) == ["a job"]


def test_closing_ends_everything_that_is_under_way(scope, run):
    async def work():
        tasks = [scope.start(asyncio.sleep(60), name=f"job {number}") for number in range(20)]
        await asyncio.sleep(0)
        stuck = await scope.aclose()
        return stuck, [task.cancelled() for task in tasks], scope.names

    assert run(work()) == ([], [True] * 20, [])


def test_work_that_will_not_stop_is_named_and_not_waited_for(scope, run):
    async def work():
        let_go = asyncio.Event()

        async def stubborn():
            while not let_go.is_set():
                try:
                    await let_go.wait()
                except asyncio.CancelledError:
                    continue

        task = scope.start(stubborn(), name="stubborn")
        await asyncio.sleep(0)
        stuck = await scope.aclose(timeout_s=0.05)
        let_go.set()
        await task
        return stuck

    assert run(work()) == ["stubborn"]


def test_a_closed_scope_starts_nothing(scope, run):
    async def work():
        await scope.aclose()
        begun = []

        async def job():
            begun.append(True)

        task = scope.start(job(), name="too late")
        await asyncio.sleep(0.01)
        return task, begun

    assert run(work()) == (None, [])
