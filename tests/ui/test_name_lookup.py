"""Looking up names never holds the program."""

import asyncio
import socket
import threading

import pytest


def test_name_is_looked_up_outside_the_windows_thread(run, loop, monkeypatch):
    threads = []
    real = socket.getaddrinfo

    def noted(*arguments):
        threads.append(threading.current_thread())
        return real(*arguments)

    monkeypatch.setattr(socket, "getaddrinfo", noted)
    found = run(loop.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
    assert found[0][4] == ("127.0.0.1", 80)
    assert [thread.daemon for thread in threads] == [True]


def test_name_server_that_does_not_answer_holds_neither_cancel_nor_the_loops_end(run, loop, monkeypatch):
    may_answer = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments: may_answer.wait())

    async def go():
        looking = asyncio.create_task(loop.getaddrinfo("stuck.invalid", 80))
        await asyncio.sleep(0)
        looking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await looking
        # Ends the executor as the end of the program does; it must have nothing to wait for.
        await loop.shutdown_default_executor()
        return may_answer.is_set()

    try:
        assert run(go()) is False
    finally:
        may_answer.set()
