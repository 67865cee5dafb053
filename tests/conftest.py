"""
What every test gets: a home of its own, no keyring, no network settings of the machine, and a look at what it leaves.

Widgets are real and drawn off screen. Tests that wait do so inside a coroutine that `run` carries out; nothing here
or in a test opens a second event loop inside the first.
"""

import asyncio
import importlib.util
import json
import os
import sys
import threading
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

# Before anything imports Qt. A test of a real window starts a process of its own, with this variable set.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_PLATFORM_OF_TESTS", "offscreen")

Result = TypeVar("Result")

LONGEST_WAIT_S = 5.0
"""After this a thread's or a task's end is not waited for any longer, and it counts as left behind."""

SANDBOX_ACTIONS = 400
"""Size of the StackOne catalogue of the shared sandbox: enough for paging, quick to list."""

MACHINE_SETTINGS = (
    "ACTION_EXPLORER_DATA_DIR",
    "ALL_PROXY",
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "LANGUAGE",
    "NO_PROXY",
    "WAYLAND_DISPLAY",
    "XDG_CURRENT_DESKTOP",
    "XDG_RUNTIME_DIR",
    "all_proxy",
    "http_proxy",
    "https_proxy",
    "no_proxy",
)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks of this suite, and watch the floors of coverage where it is measured."""
    config.addinivalue_line("markers", "real_window: opens a window on a display of its own (Xvfb)")
    config.addinivalue_line("markers", "leaves_threads: starts a thread that cannot be ended, and says why")
    if "coverage" in sys.modules:
        found = importlib.util.spec_from_file_location(
            "coverage_floors", Path(__file__).with_name("coverage_floors.py")
        )
        assert found is not None
        assert found.loader is not None
        floors = importlib.util.module_from_spec(found)
        found.loader.exec_module(floors)
        config.pluginmanager.register(floors, "coverage floors")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory, UTC, a plain locale, and a keyring that refuses everything."""
    place = tmp_path_factory.mktemp("home")
    for name in MACHINE_SETTINGS:
        monkeypatch.delenv(name, raising=False)
    for name, folder in (
        ("HOME", "."),
        ("USERPROFILE", "."),
        ("APPDATA", "AppData/Roaming"),
        ("LOCALAPPDATA", "AppData/Local"),
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_STATE_HOME", ".local/state"),
        ("XDG_CACHE_HOME", ".cache"),
    ):
        monkeypatch.setenv(name, str(place / folder))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return place


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A directory for `--data-dir` that does not exist yet."""
    return tmp_path / "data of the explorer"


@pytest.fixture(autouse=True)
def no_thread_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    if request.node.get_closest_marker("leaves_threads"):
        return
    left: list[threading.Thread] = []
    deadline = time.monotonic() + LONGEST_WAIT_S
    while True:
        # Threads that Python did not start (Qt's own) show up as dummies once they have run Python code.
        left = [
            thread
            for thread in threading.enumerate()
            if thread not in before and not isinstance(thread, threading._DummyThread)
        ]
        if not left or time.monotonic() > deadline:
            break
        left[0].join(0.05)
    assert not left, f"threads left running: {', '.join(thread.name for thread in left)}"


@pytest.fixture(autouse=True)
def no_widget_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test with widgets that leaves a top-level widget behind."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    request.getfixturevalue("qapp")
    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [
        f"{type(widget).__name__} {widget.windowTitle() or widget.objectName()!r}"
        for widget in QApplication.topLevelWidgets()
        # Qt makes one label for all tool tips and keeps it.
        if id(widget) not in before and widget.metaObject().className() != "QTipLabel"
    ]
    assert not left, f"top-level widgets left: {', '.join(left)}"


@pytest.fixture
def loop(qapp: object) -> Iterator[asyncio.AbstractEventLoop]:
    """asyncio on Qt's loop. Fails the test that leaves a task, after having cancelled it."""
    from explorer.ui.event_loop import ExplorerEventLoop

    event_loop = ExplorerEventLoop(qapp)
    asyncio.set_event_loop(event_loop)
    complaints: list[Mapping[str, object]] = []
    event_loop.set_exception_handler(lambda _loop, context: complaints.append(context))
    try:
        yield event_loop
        left = [task for task in asyncio.all_tasks(event_loop) if not task.done()]
        for task in left:
            task.cancel()
        if left:
            # Not gather: it would wait for ever on a task that swallows its cancellation.
            event_loop.run_until_complete(asyncio.wait(left, timeout=1))
        event_loop.run_until_complete(event_loop.shutdown_asyncgens())
    finally:
        asyncio.set_event_loop(None)
        event_loop.close()
    assert not left, f"tasks left running: {', '.join(task.get_name() for task in left)}"
    assert not complaints, f"errors that nobody caught: {complaints}"


@pytest.fixture
def run(loop: asyncio.AbstractEventLoop) -> Callable[..., Result]:
    """Carry out one coroutine on Qt's loop, within a time limit in seconds: `run(coroutine, timeout=5)`."""

    def run_one(coroutine: Awaitable[Result], timeout: float = LONGEST_WAIT_S) -> Result:
        return loop.run_until_complete(asyncio.wait_for(coroutine, timeout))

    return run_one


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[object]:
    """The sandbox in a process of its own, one for all tests; use `sandbox`, which starts each test afresh."""
    from explorer.sandbox.child_process import start_sandbox_process

    process = start_sandbox_process(actions=SANDBOX_ACTIONS, seed=1, deadline_s=60)
    yield process
    assert process.stop() == 0, "the sandbox did not end by itself when its input was closed"


@pytest.fixture
def sandbox(sandbox_process: object) -> Mapping[str, Mapping[str, object]]:
    """The sandbox's ready line: for each platform its address, credentials and ids. All of it is in its start state."""
    ready = sandbox_process.ready
    for platform in ready:
        sandbox_control(ready, platform, "POST", "reset")
    return ready


def sandbox_control(
    ready: Mapping[str, Mapping[str, object]], platform: str, method: str, route: str, body: object = None
) -> object:
    """Use a control route of the sandbox (`faults`, `switches`, `reset`, `requests`); gives its JSON, or None."""
    origin = "/".join(str(ready[platform]["base_url"]).split("/")[:3])
    asked = urllib.request.Request(
        f"{origin}/_sandbox/{route}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with straight.open(asked, timeout=10) as answer:
        text = answer.read()
    return json.loads(text) if text else None


@pytest.fixture
def control(sandbox: Mapping[str, Mapping[str, object]]) -> Callable[..., object]:
    """`control("stackone", "POST", "faults", {...})`: the sandbox's control routes, in a fresh sandbox."""

    def use(platform: str, method: str, route: str, body: object = None) -> object:
        return sandbox_control(sandbox, platform, method, route, body)

    return use


@pytest.fixture
def program() -> Callable[..., list[str]]:
    """The command line that starts the explorer with this Python: `program("--check")`."""

    def command(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "explorer", *arguments]

    return command


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the branch coverage before the last line, where the tests run under `coverage run`."""
    if "coverage" not in sys.modules:
        return
    from coverage import Coverage

    measured = Coverage.current()
    if measured is None:
        return
    measured.save()
    terminalreporter.section("branch coverage of files that are not complete")
    measured.report(file=terminalreporter._tw._file, skip_covered=True, show_missing=True)
