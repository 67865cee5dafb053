"""Answers of threads come in the window's own thread, and only while somebody waits."""

import threading

import pytest
from PySide6.QtCore import QObject

from explorer.ui.widgets.thread_answer import ThreadAnswer


@pytest.fixture
def waiting(qapp):
    owner = QObject()
    answer = ThreadAnswer(owner)
    answer.heard = []
    answer.answered.connect(lambda said: answer.heard.append((said, threading.current_thread())))
    yield answer
    answer.give_up()


def test_the_answer_is_heard_in_the_thread_of_the_window(waiting, qtbot):
    waiting.start(lambda _errand: threading.current_thread().name, name="far away")
    assert waiting.is_under_way
    qtbot.waitUntil(lambda: bool(waiting.heard))
    assert waiting.heard == [("far away", threading.main_thread())]
    assert not waiting.is_under_way


def test_how_far_it_is_is_told_on_the_way(waiting, qtbot):
    go_on = threading.Event()

    def work(errand):
        errand.total, errand.done = 10, 4
        go_on.wait(5)
        return "done"

    with qtbot.waitSignal(waiting.moved) as moved:
        waiting.start(work, name="slow")
    assert (moved.args[0].done, moved.args[0].total) == (4, 10)
    go_on.set()
    qtbot.waitUntil(lambda: bool(waiting.heard))


def test_an_answer_that_was_given_up_is_not_heard(waiting, qtbot):
    go_on = threading.Event()
    seen = []

    def work(errand):
        go_on.wait(5)
        seen.append(errand.is_given_up)
        return "late"

    waiting.start(work, name="late")
    waiting.start(lambda _errand: "second", name="second")
    qtbot.waitUntil(lambda: bool(waiting.heard))
    go_on.set()
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.wait(50)
    assert seen == [True]
    assert [said for said, _ in waiting.heard] == ["second"]
