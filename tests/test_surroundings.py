"""What `conftest.py` promises to every test."""

import asyncio
import os
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

import keyring
import pytest
from keyring.errors import NoKeyringError

pytest_plugins = ["pytester"]

Ready = Mapping[str, Mapping[str, object]]

LEAKS = """
import asyncio, threading, time
import pytest
from PySide6.QtWidgets import QWidget

def test_thread():
    threading.Thread(target=time.sleep, args=(8,), daemon=True, name="left behind").start()

def test_widget(qapp):
    global kept
    kept = QWidget(windowTitle="left behind")

def test_task(run):
    async def start():
        global task
        task = asyncio.get_running_loop().create_task(asyncio.sleep(60), name="left behind")
    run(start())

def test_callback(run):
    async def fail():
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)
        await asyncio.sleep(0.01)
    run(fail())

def test_nothing(qtbot, run):
    widget = QWidget()
    qtbot.addWidget(widget)
    run(asyncio.sleep(0))
"""


def test_the_home_directory_is_empty_and_not_the_persons_own(home: Path):
    assert Path.home() == home
    assert not list(home.iterdir())


def test_the_keyring_refuses():
    with pytest.raises(NoKeyringError):
        keyring.set_password("service", "user", "secret")


def test_the_time_zone_is_utc():
    assert time.localtime(0).tm_hour == 0


def test_no_display_and_no_proxy_of_the_machine_is_seen():
    assert not {"DISPLAY", "WAYLAND_DISPLAY", "HTTPS_PROXY", "https_proxy"} & set(os.environ)


def test_what_a_test_leaves_behind_fails_it(pytester: pytest.Pytester):
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text("utf-8").replace("= 5.0", "= 0.2"))
    pytester.makeini("[pytest]\nqt_api = pyside6")
    pytester.makepyfile(LEAKS)
    outcome = pytester.runpytest_subprocess("-q")
    outcome.assert_outcomes(passed=5, errors=4)
    outcome.stdout.fnmatch_lines_random([
        "E *threads left running: left behind",
        "E *top-level widgets left: QWidget 'left behind'",
        "E *tasks left running: left behind",
        "E *errors that nobody caught: *ZeroDivisionError*",
    ])  # fmt: skip


def test_coroutines_run_on_qts_loop(run: Callable[..., object]):
    async def name_of_loop() -> str:
        return type(asyncio.get_running_loop()).__name__

    assert run(name_of_loop()) == "ExplorerEventLoop"


def test_a_coroutine_that_does_not_end_is_given_up(run: Callable[..., object]):
    with pytest.raises(TimeoutError):
        run(asyncio.sleep(60), timeout=0.01)


@pytest.mark.parametrize("time_of_use", ["first", "second"])
def test_each_test_finds_the_sandbox_in_its_start_state(
    sandbox: Ready, control: Callable[..., object], time_of_use: str
):
    assert control("stackone", "GET", "faults") == []
    assert control("stackone", "GET", "requests") == []
    address = str(sandbox["stackone"]["base_url"])
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{address}/nowhere", timeout=10)
    assert len(control("stackone", "GET", "requests")) == 1
