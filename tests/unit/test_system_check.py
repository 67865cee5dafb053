"""What is missing for a window is said in one line, in place of Qt's abort."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from explorer import system_check
from explorer.__main__ import main
from explorer.system_check import ALWAYS, NO_DISPLAY, WAYLAND, X11, SystemLibrary, why_qt_cannot_start

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems' wheels bring everything")

X11_DESKTOP = {"DISPLAY": ":0"}
WAYLAND_DESKTOP = {"WAYLAND_DISPLAY": "wayland-0"}


def all_but(*missing: str) -> Callable[[str], bool]:
    return lambda file: file not in missing


def reason(environment: dict[str, str], *missing: str, off_screen: bool = False, answers: bool = True) -> str:
    return why_qt_cannot_start(
        off_screen=off_screen, environment=environment, can_load=all_but(*missing), can_connect=lambda: answers
    )


@pytest.mark.parametrize("desktop", [X11_DESKTOP, WAYLAND_DESKTOP, X11_DESKTOP | WAYLAND_DESKTOP])
def test_a_complete_desktop_has_no_complaint(desktop: dict[str, str]):
    assert reason(desktop) == ""


@pytest.mark.parametrize("library", ALWAYS + X11, ids=lambda library: library.file)
def test_each_missing_library_is_named_with_its_package(library: SystemLibrary):
    text = reason(X11_DESKTOP, library.file)
    assert f"The system library {library.file} is missing" in text
    assert text.endswith(f"apt-get install -y {library.package}")


def test_a_package_of_two_missing_libraries_is_installed_once():
    text = reason(X11_DESKTOP, "libglib-2.0.so.0", "libgthread-2.0.so.0", "libEGL.so.1")
    assert text.endswith("apt-get install -y libglib2.0-0 libegl1")


def test_libraries_of_windows_are_not_asked_for_without_a_window():
    assert reason({}, *(library.file for library in X11 + WAYLAND), off_screen=True) == ""


def test_libraries_of_x11_are_not_asked_for_under_wayland():
    assert reason(WAYLAND_DESKTOP, *(library.file for library in X11)) == ""


def test_wayland_serves_where_both_displays_are_and_x11_is_incomplete():
    assert reason(X11_DESKTOP | WAYLAND_DESKTOP, "libxcb-cursor.so.0") == ""


def test_a_platform_that_was_chosen_must_be_complete():
    both = X11_DESKTOP | WAYLAND_DESKTOP
    assert "libxcb-cursor0" in reason(both | {"QT_QPA_PLATFORM": "xcb"}, "libxcb-cursor.so.0")
    assert "libwayland-cursor0" in reason(both | {"QT_QPA_PLATFORM": "wayland"}, "libwayland-cursor.so.0")


def test_no_display_is_said_with_a_way_out():
    assert reason({}) == NO_DISPLAY
    assert "--check" in NO_DISPLAY


def test_no_display_is_needed_when_drawing_off_screen():
    assert reason({"QT_QPA_PLATFORM": "offscreen"}) == ""


def test_a_display_that_does_not_answer_is_said():
    assert "':0' (DISPLAY) cannot be reached" in reason(X11_DESKTOP, answers=False)


def test_a_real_display_name_that_nobody_serves_is_found_out():
    environment = dict(os.environ, DISPLAY=":4711")
    environment.pop("QT_QPA_PLATFORM", None)
    ended = subprocess.run(
        [sys.executable, "-m", "explorer"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "cannot be reached" in ended.stderr


def test_an_empty_environment_gets_one_line_and_status_2():
    ended = subprocess.run(
        [sys.executable, "-m", "explorer"], env={}, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", f"action-explorer: {NO_DISPLAY}\n")


def test_the_loader_is_asked_and_qt_never_reached(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(system_check, "ALWAYS", (SystemLibrary("libnowhere.so.9", "libnowhere9"),))
    assert main(["--check"]) == 2
    assert "libnowhere.so.9" in (said := capsys.readouterr()).err
    assert said.out == ""


def test_other_systems_are_not_looked_at(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert reason({}, *(library.file for library in ALWAYS)) == ""
