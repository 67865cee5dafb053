import asyncio
import gc
import subprocess
import sys
import threading
import time
import weakref

import pytest

from explorer.storage.keyring_thread import KeyringThread

FAR = 30.0


def test_jobs_run_in_one_thread_of_their_own_in_order(keyring_thread: KeyringThread):
    ran: list[tuple[int, int]] = []

    async def ask() -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(10):
                group.create_task(
                    keyring_thread.call(lambda n=number: ran.append((n, threading.get_ident())), timeout_s=FAR)
                )

    asyncio.run(ask())
    assert [number for number, _ in ran] == list(range(10))
    (thread,) = {thread for _, thread in ran}
    assert thread != threading.get_ident()


def test_a_result_comes_back(keyring_thread: KeyringThread):
    assert asyncio.run(keyring_thread.call(lambda: "secret", timeout_s=FAR)) == "secret"


@pytest.mark.parametrize("error", [OSError("no"), KeyError("x"), SystemExit(3)])
def test_whatever_a_job_raises_reaches_who_waits(keyring_thread: KeyringThread, error: BaseException):
    def fail() -> None:
        raise error

    async def ask() -> BaseException:
        try:
            await keyring_thread.call(fail, timeout_s=FAR)
        except BaseException as caught:  # noqa: BLE001 - SystemExit is one of them
            return caught
        return AssertionError("nothing was raised")

    assert asyncio.run(ask()) is error


def test_a_stop_iteration_becomes_an_error_that_a_future_takes(keyring_thread: KeyringThread):
    with pytest.raises(RuntimeError, match="StopIteration"):
        asyncio.run(keyring_thread.call(lambda: next(iter(())), timeout_s=FAR))


def test_a_job_that_takes_too_long_is_waited_for_no_longer(keyring_thread: KeyringThread):
    answered = threading.Event()

    complaints: list[object] = []

    async def ask() -> str:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: complaints.append(context))
        with pytest.raises(TimeoutError):
            await keyring_thread.call(answered.wait, timeout_s=0.01)
        answered.set()
        return await keyring_thread.call(lambda: "next", timeout_s=FAR)

    assert asyncio.run(ask()) == "next"
    assert not complaints


def test_a_cancelled_job_that_has_not_begun_is_skipped(keyring_thread: KeyringThread):
    begun, answered = threading.Event(), threading.Event()
    ran: list[str] = []

    def block() -> None:
        begun.set()
        answered.wait()

    async def ask() -> None:
        first = asyncio.create_task(keyring_thread.call(block, timeout_s=FAR))
        second = asyncio.create_task(keyring_thread.call(lambda: ran.append("second"), timeout_s=FAR))
        await asyncio.to_thread(begun.wait)
        second.cancel()
        await asyncio.wait([second])
        answered.set()
        await first
        await keyring_thread.call(lambda: ran.append("third"), timeout_s=FAR)

    asyncio.run(ask())
    assert ran == ["third"]


def test_an_answer_after_the_loops_end_is_dropped_without_a_word(keyring_thread: KeyringThread):
    answered = threading.Event()

    async def ask() -> None:
        with pytest.raises(TimeoutError):
            await keyring_thread.call(answered.wait, timeout_s=0.01)

    asyncio.run(ask())
    answered.set()
    assert asyncio.run(keyring_thread.call(lambda: "alive", timeout_s=FAR)) == "alive"


def test_one_thread_serves_one_loop_after_the_other(keyring_thread: KeyringThread):
    threads = {asyncio.run(keyring_thread.call(threading.get_ident, timeout_s=FAR)) for _ in range(3)}
    assert len(threads) == 1


def test_a_closed_thread_takes_no_more_jobs():
    thread = KeyringThread()
    thread.close()
    with pytest.raises(RuntimeError, match="closed"):
        asyncio.run(thread.call(lambda: None, timeout_s=FAR))


def test_no_thread_is_started_before_it_is_needed():
    before = threading.active_count()
    KeyringThread().close()
    assert threading.active_count() == before


def test_a_finished_job_is_not_kept(keyring_thread: KeyringThread):
    class Secret:
        pass

    def ask() -> "weakref.ref[Secret]":
        held = Secret()
        asyncio.run(keyring_thread.call(lambda: held and None, timeout_s=FAR))
        return weakref.ref(held)

    kept = ask()
    deadline = time.monotonic() + FAR
    while kept() is not None and time.monotonic() < deadline:
        gc.collect()
    assert kept() is None


def test_a_job_that_never_ends_does_not_hold_up_the_programs_exit():
    program = """
import asyncio, threading
from explorer.storage.keyring_thread import KeyringThread

async def main():
    try:
        await KeyringThread().call(threading.Event().wait, timeout_s=0.01)
    except TimeoutError:
        print("given up", flush=True)

asyncio.run(main())
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "given up\n", "")


def test_keyring_is_not_imported_with_the_store():
    program = "import sys, explorer.storage.secrets; print('keyring' in sys.modules, 'secretstorage' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True)
    assert ended.stdout.strip() == "False False"
