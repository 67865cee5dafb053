"""
Finds out why Qt could not start here, before Qt is asked: its own way of saying so is to abort the process.

Only Linux is looked at; on Windows and macOS Qt's wheels bring all they need. Qt itself is not imported here.

Source of the list: the libraries that the wheels of PySide6-Essentials 6.11 name as needed and do not bring along,
with the Debian 12 packages that hold them.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SystemLibrary:
    """A shared library by the name that the loader knows, and the Debian package that brings it."""

    file: str
    package: str


ALWAYS: Sequence[SystemLibrary] = (
    SystemLibrary("libglib-2.0.so.0", "libglib2.0-0"),
    SystemLibrary("libgthread-2.0.so.0", "libglib2.0-0"),
    SystemLibrary("libzstd.so.1", "libzstd1"),
    SystemLibrary("libEGL.so.1", "libegl1"),
    SystemLibrary("libGL.so.1", "libgl1"),
    SystemLibrary("libX11.so.6", "libx11-6"),
    SystemLibrary("libxkbcommon.so.0", "libxkbcommon0"),
    SystemLibrary("libfontconfig.so.1", "libfontconfig1"),
    SystemLibrary("libfreetype.so.6", "libfreetype6"),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3"),
)
"""Needed even without a window."""

X11: Sequence[SystemLibrary] = (
    SystemLibrary("libxcb-cursor.so.0", "libxcb-cursor0"),
    SystemLibrary("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    SystemLibrary("libxcb-icccm.so.4", "libxcb-icccm4"),
    SystemLibrary("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    SystemLibrary("libxcb-shape.so.0", "libxcb-shape0"),
    SystemLibrary("libxcb-image.so.0", "libxcb-image0"),
    SystemLibrary("libxcb-render-util.so.0", "libxcb-render-util0"),
    SystemLibrary("libxcb-util.so.1", "libxcb-util1"),
    SystemLibrary("libxcb-randr.so.0", "libxcb-randr0"),
    SystemLibrary("libxcb-shm.so.0", "libxcb-shm0"),
    SystemLibrary("libxcb-sync.so.1", "libxcb-sync1"),
    SystemLibrary("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    SystemLibrary("libxcb-render.so.0", "libxcb-render0"),
    SystemLibrary("libxcb-xkb.so.1", "libxcb-xkb1"),
    SystemLibrary("libxcb.so.1", "libxcb1"),
    SystemLibrary("libX11-xcb.so.1", "libx11-xcb1"),
)
"""Needed for a window on an X11 display."""

WAYLAND: Sequence[SystemLibrary] = (
    SystemLibrary("libwayland-client.so.0", "libwayland-client0"),
    SystemLibrary("libwayland-cursor.so.0", "libwayland-cursor0"),
)
"""Needed for a window on a Wayland display."""

NO_DISPLAY = (
    "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). "
    "Start it on a desktop, or use --check, which needs none."
)


def why_qt_cannot_start(
    *,
    off_screen: bool,
    environment: Mapping[str, str] = os.environ,
    can_load: Callable[[str], bool] | None = None,
    can_connect: Callable[[], bool] | None = None,
) -> str:
    """
    One line that says what is missing and what to do about it; empty if Qt can start.

    Args:
        off_screen: Whether no real window is wanted.
        environment: Where the display and the wish for another Qt platform are looked up.
        can_load: Whether the loader finds a library; asks the loader itself if None.
        can_connect: Whether the X11 display answers; asks it if None.
    """
    if not sys.platform.startswith("linux"):
        return ""
    loads = can_load or _can_load
    # The variable may hold several platforms, each with options after a colon.
    wished = environment.get("QT_QPA_PLATFORM", "").split(";", 1)[0].split(":", 1)[0]
    if off_screen or wished not in {"", "xcb", "wayland", "wayland-egl"}:
        return _missing_text(_missing(ALWAYS, loads))
    on_x11 = bool(environment.get("DISPLAY")) and not wished.startswith("wayland")
    on_wayland = bool(environment.get("WAYLAND_DISPLAY")) and wished != "xcb"
    if not on_x11 and not on_wayland:
        return NO_DISPLAY
    missing = _missing(ALWAYS, loads)
    for_x11, for_wayland = _missing(X11, loads), _missing(WAYLAND, loads)
    # With both kinds of display Qt takes the one that works.
    if not (on_x11 and not for_x11) and not (on_wayland and not for_wayland):
        missing += for_x11 if on_x11 else for_wayland
    if missing:
        return _missing_text(missing)
    if not on_wayland and not (can_connect or _x11_answers)():
        return (
            f"The display {environment['DISPLAY'][:80]!a} (DISPLAY) cannot be reached. "
            "Start it on a desktop, or use --check, which needs no display."
        )
    return ""


def _missing(wanted: Sequence[SystemLibrary], loads: Callable[[str], bool]) -> list[SystemLibrary]:
    return [library for library in wanted if not loads(library.file)]


def _missing_text(missing: Sequence[SystemLibrary]) -> str:
    if not missing:
        return ""
    files = ", ".join(library.file for library in missing)
    packages = " ".join(dict.fromkeys(library.package for library in missing))
    noun, verb = ("library", "is") if len(missing) == 1 else ("libraries", "are")
    return (
        f"The system {noun} {files} {verb} missing, without which no window can be made. "
        f"On Debian or Ubuntu install with: sudo apt-get install -y {packages}"
    )


def _can_load(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _x11_answers() -> bool:
    """Whether a connection to the display that DISPLAY names can be made. A refused one takes milliseconds."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    for function in (xcb.xcb_connection_has_error, xcb.xcb_disconnect):
        function.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(None, None)
    try:
        return int(xcb.xcb_connection_has_error(connection)) == 0
    finally:
        xcb.xcb_disconnect(connection)
