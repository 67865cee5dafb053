"""
What the frozen program leaves out of what its libraries bring along.

Every file counts: unpacked, PySide6 alone is more than the rest of the program together. Names are paths inside the
program's folder, with slashes on every system.
"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

UNUSED_MODULES = (
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "crypt",
    "curses",
    "doctest",
    "nis",
    "ossaudiodev",
    "pip",
    "pytest",
    "readline",
    "rich",
    "setuptools",
    "tkinter",
    "unittest",
)
"""Looked for by a library that works without them. `rich` is what httpx's own command line prints with."""

QT_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": ("qxdgdesktopportal",),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "imageformats": ("qsvg", "qico"),
    "iconengines": ("qsvgicon",),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
}
"""For each kind of Qt plugin those that are kept; a kind not named goes as a whole. `qgtk3` would bring all of GTK."""

UNUSED_QT_LIBRARIES = ("EglFSDeviceIntegration", "EglFsKmsSupport", "Network", "OpenGL", "WlShellIntegration")
"""Needed only by plugins that are left out."""

LINUX_LIBRARIES = ("python3", "ssl", "crypto", "sqlite3", "bz2", "lzma", "ffi", "mpdec")
"""
Of the building system's libraries those that go along: what Python's own modules need, in a version that another
system may lack. All others are the package's dependencies: `linux/system_libraries.py`.
"""

_PLUGIN = re.compile(r"/plugins/([^/]+)/(?:lib)?([^/.]+)[^/]*$")
_TRANSLATION = re.compile(r"/translations/[^/]+\.qm$")
_QT_LIBRARY = re.compile(r"^(?:lib)?Qt6?([A-Z]\w+?)(?:\.so|\.dll|\.dylib|\.framework|$)")
_LINUX_LIBRARY = re.compile(r"^lib([A-Za-z0-9_+.-]+?)(?:-[0-9.]+)?\.so\.[0-9.]+$")


def is_kept(name: str) -> bool:
    """Whether a file belongs into the program's folder; `name` is its path in there."""
    path = PurePosixPath(name.replace("\\", "/"))
    if plugin := _PLUGIN.search(str(path)):
        kind, file = plugin.groups()
        return file in QT_PLUGINS.get(kind, ())
    # On macOS a library is a folder, `QtNetwork.framework`, and goes with all that is in it.
    if libraries := [library[1] for part in path.parts if (library := _QT_LIBRARY.match(part))]:
        return not set(libraries).intersection(UNUSED_QT_LIBRARIES)
    if path.parent == PurePosixPath() and (library := _LINUX_LIBRARY.match(path.name)):
        return library[1].startswith((*LINUX_LIBRARIES, "pyside6", "shiboken6", "icu"))
    return not _TRANSLATION.search(str(path))


def kept(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of PyInstaller's lines (path in the folder, source, kind) those that belong into the folder."""
    return [entry for entry in entries if is_kept(entry[0])]
