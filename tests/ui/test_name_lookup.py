"""Looking up names never holds the program."""

import asyncio
import socket
import threading

import pytest

from explorer.ui.event_loop import ExplorerEventLoop


def test_name_is_looked_up_outside_the_windows_thread(run, loop, monkeypatch):
    threads = []
    real = socket.getaddrinfo

    def noted(*arguments):
        threads.append(threading.current_thread())
        return real(*arguments)

    monkeypatch.setattr(socket, "getaddrinfo", noted)
    found = run(loop.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
    assert found[0][4] == ("127.0.0.1", 80)
    assert [(thread.name, thread.daemon) for thread in threads] == [("look up a name", True)]


def test_name_server_that_does_not_answer_holds_neither_cancel_nor_the_loops_end(qapp, monkeypatch):
    began, may_answer = threading.Event(), threading.Event()
    answered = []

    def stuck(*_arguments):
        began.set()
        # Not for ever, so that a loop that waits for it fails the test and does not hang it.
        may_answer.wait(5)
        answered.append(True)

    monkeypatch.setattr(socket, "getaddrinfo", stuck)
    event_loop = ExplorerEventLoop(qapp)

    async def go():
        looking = asyncio.create_task(event_loop.getaddrinfo("stuck.invalid", 80))
        assert await asyncio.to_thread(began.wait, 5)
        looking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await looking

    event_loop.run_until_complete(go())
    event_loop.close()
    asyncio.set_event_loop(None)
    had_waited = bool(answered)
    may_answer.set()
    assert not had_waited
