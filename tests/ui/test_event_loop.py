"""asyncio on Qt's loop: in order, fair to the window, and clean."""

import asyncio
import contextvars
import time

from PySide6.QtCore import QElapsedTimer, QTimer

from explorer.ui.event_loop import TURN_S


def test_callbacks_come_in_the_order_in_which_they_were_posted(loop, run):
    seen: list[int] = []

    async def work():
        for number in range(500):
            asyncio.get_running_loop().call_soon(seen.append, number)
        await asyncio.sleep(0.01)
        while len(seen) < 500:
            await asyncio.sleep(0)

    run(work())
    assert seen == list(range(500))


def test_qt_gets_a_turn_while_much_is_ready(loop, run):
    """A timer of Qt's fires several times while callbacks of ten turns wait in the queue."""
    fired: list[int] = []
    timer = QTimer()
    timer.setInterval(0)

    def busy():
        clock = QElapsedTimer()
        clock.start()
        while clock.nsecsElapsed() < TURN_S * 1e9:
            pass

    async def work():
        done = asyncio.Event()
        timer.timeout.connect(lambda: fired.append(1))
        timer.start()
        for _ in range(10):
            asyncio.get_running_loop().call_soon(busy)
        asyncio.get_running_loop().call_soon(done.set)
        await done.wait()
        timer.stop()

    run(work())
    assert len(fired) >= 5


def test_a_cancelled_callback_is_not_carried_out(loop, run):
    seen: list[str] = []

    async def work():
        handle = asyncio.get_running_loop().call_soon(seen.append, "cancelled")
        handle.cancel()
        await asyncio.sleep(0.02)

    run(work())
    assert seen == []


def test_a_task_keeps_the_context_in_which_it_was_made(loop, run):
    who = contextvars.ContextVar("who", default="nobody")

    async def look():
        await asyncio.sleep(0)
        return who.get()

    async def work():
        who.set("Ada")
        task = asyncio.create_task(look())
        who.set("Grace")
        return await task

    assert run(work()) == "Ada"


def test_a_generator_that_is_left_early_is_closed(loop, run):
    closed: list[bool] = []

    async def numbers():
        try:
            for number in range(10):
                yield number
        finally:
            closed.append(True)

    async def work():
        async for _ in numbers():
            break
        deadline = time.monotonic() + 2
        while not closed and time.monotonic() < deadline:
            await asyncio.sleep(0.01)

    run(work())
    assert closed == [True]


def test_an_error_in_a_callback_does_not_stop_those_after_it(qapp):
    from explorer.ui.event_loop import ExplorerEventLoop

    event_loop = ExplorerEventLoop(qapp)
    complaints: list[object] = []
    event_loop.set_exception_handler(lambda _loop, context: complaints.append(context["exception"]))
    seen: list[str] = []

    async def work():
        event_loop.call_soon(lambda: 1 / 0)
        event_loop.call_soon(seen.append, "after")
        await asyncio.sleep(0.02)

    try:
        event_loop.run_until_complete(work())
    finally:
        event_loop.close()
    assert seen == ["after"]
    assert isinstance(complaints[0], ZeroDivisionError)


def test_nothing_is_carried_out_while_the_loop_does_not_run(loop, run, qapp):
    seen: list[str] = []

    async def work():
        pass

    run(work())
    loop.call_soon(seen.append, "later")
    qapp.processEvents()
    before = list(seen)
    run(asyncio.sleep(0.01))
    assert (before, seen) == ([], ["later"])
