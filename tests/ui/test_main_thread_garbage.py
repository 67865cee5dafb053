"""Cycles are collected in the main thread, and only there, while the loop runs."""

import asyncio
import gc
import threading
import weakref

from explorer.ui.main_thread_garbage import YOUNG, MainThreadGarbage


class Knot:
    """An object that holds itself."""

    def __init__(self):
        self.myself = self


def test_no_thread_collects_while_the_loop_runs(loop, run):
    seen: list[bool] = []

    async def work():
        thread = threading.Thread(target=lambda: seen.append(gc.isenabled()))
        thread.start()
        thread.join()

    was = gc.isenabled()
    run(work())
    assert seen == [False]
    assert gc.isenabled() == was


def test_cycles_go_while_the_loop_runs(loop, run):
    async def work():
        knot = Knot()
        gone = weakref.ref(knot)
        del knot
        for _ in range(200):
            keep = [Knot() for _ in range(YOUNG // 50)]
            del keep
            await asyncio.sleep(0.001)
            if gone() is None:
                return True
        return gone() is None

    assert run(work())


def test_stopping_twice_changes_nothing():
    garbage = MainThreadGarbage()
    garbage.start()
    garbage.start()
    garbage.stop()
    garbage.stop()
    assert gc.isenabled()
