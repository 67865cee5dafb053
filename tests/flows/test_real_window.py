"""The program in a real window, on an X server of its own: started, used, and ended as a desktop ends it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.real_window,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only X11 lets a test bring its own display"),
]

NEEDED = {"Xvfb": "xvfb", "xwininfo": "x11-utils"}
FLOW = Path(__file__).with_name("test_stackone.py")
LONGEST_START_S = 60.0
TITLE = re.compile(r'"(Action Explorer[^"]*)"')


def demand_packages() -> None:
    missing = sorted(package for program, package in NEEDED.items() if shutil.which(program) is None)
    if not missing:
        return
    reason = f"a real window needs: sudo apt-get install -y {' '.join(missing)}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def display() -> Iterator[str]:
    """The name of an X display that nobody else uses."""
    demand_packages()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        number = server.stdout.readline().strip()
        assert number.isdigit(), "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(20)
        server.stdout.close()


@pytest.fixture
def on_display(display: str) -> dict[str, str]:
    """The environment of a program that opens its window there."""
    return {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"} | {"DISPLAY": display}


def titles(display: str) -> list[str]:
    """Of the program's windows on the display. xwininfo fails where a window goes away while it looks."""
    tree = subprocess.run(
        ["xwininfo", "-display", display, "-root", "-tree"], capture_output=True, text=True, timeout=20, check=False
    )
    return TITLE.findall(tree.stdout)


def test_a_window_opens_on_the_sandbox_and_a_polite_end_leaves_no_complaint(
    program: Callable[..., list[str]], on_display: dict[str, str], data_dir: Path
):
    command = program("--sandbox", "--data-dir", str(data_dir))
    opened = subprocess.Popen(command, env=on_display, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + LONGEST_START_S
        while not any("StackOne sandbox" in title for title in titles(on_display["DISPLAY"])):
            assert opened.poll() is None, f"it ended: {opened.stderr.read()}"
            assert time.monotonic() < deadline, f"the windows are {titles(on_display['DISPLAY'])}"
            time.sleep(0.05)
        opened.send_signal(signal.SIGTERM)
        said, complaints = opened.communicate(timeout=30)
    finally:
        opened.kill()
        opened.wait(20)
    assert (opened.returncode, said, complaints) == (0, "", "")


def test_an_action_is_found_run_and_read_in_a_real_window(on_display: dict[str, str]):
    flow = f"{FLOW}::test_a_created_employee_is_found_again"
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", flow],
        cwd=FLOW.parent.parent.parent,
        env=on_display | {"QT_PLATFORM_OF_TESTS": "xcb"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "1 passed" in ended.stdout
