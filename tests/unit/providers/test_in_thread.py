"""Blocking functions in daemon threads."""

import asyncio
import threading

import pytest

from explorer.providers.in_thread import in_thread


def test_result_comes_from_another_thread():
    async def go():
        return await in_thread(threading.current_thread, name="a look-up")

    thread = asyncio.run(go())
    assert (thread.name, thread.daemon) == ("a look-up", True)


def test_error_is_raised_where_it_is_awaited():
    def fail():
        raise LookupError("no such name")

    with pytest.raises(LookupError, match="no such name"):
        asyncio.run(in_thread(fail, name="x"))


def test_cancelled_wait_does_not_wait_for_the_thread():
    may_end = threading.Event()

    async def go():
        task = asyncio.create_task(in_thread(may_end.wait, name="stuck"))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return not may_end.is_set()

    try:
        assert asyncio.run(go()), "the wait ended only when the thread did"
    finally:
        may_end.set()
