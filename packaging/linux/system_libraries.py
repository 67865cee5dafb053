"""
The system's libraries as dependencies of the packages, from the same list that the program itself looks through.

The Debian package is named where the program names it. RPM knows the libraries by their own names, which are the same
in every distribution.
"""

import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from explorer.system_check import ALWAYS, WAYLAND, X11, SystemLibrary

BESIDE_QT = (
    SystemLibrary("libstdc++.so.6", "libstdc++6"),
    SystemLibrary("libgcc_s.so.1", "libgcc-s1"),
    SystemLibrary("libz.so.1", "zlib1g"),
    SystemLibrary("libuuid.so.1", "libuuid1"),
    # Of a Python that came with Debian; fontconfig needs it in any case.
    SystemLibrary("libexpat.so.1", "libexpat1"),
)
"""Needed by the interpreter and by libraries written in C++."""

_SYMBOL_VERSION = re.compile(rb"GLIBC_(\d+)\.(\d+)")


def newest_glibc(program: Path) -> str:
    """The newest version of the C library that anything in the folder asks for, such as `2.34`."""
    versions = {
        (int(major), int(minor))
        for file in program.rglob("*")
        if file.is_file() and not file.is_symlink() and (content := file.read_bytes()).startswith(b"\x7fELF")
        for major, minor in _SYMBOL_VERSION.findall(content)
    }
    return ".".join(map(str, max(versions)))


def debian(program: Path) -> tuple[list[str], list[str]]:
    """What a .deb depends on, and what it recommends."""
    depends = [f"libc6 (>= {newest_glibc(program)})", *_packages((*BESIDE_QT, *ALWAYS, *X11))]
    return depends, _packages(WAYLAND)


def rpm(program: Path) -> tuple[list[str], list[str]]:
    """What an .rpm depends on, and what it recommends."""
    depends = [f"libc.so.6(GLIBC_{newest_glibc(program)})(64bit)", *_capabilities((*BESIDE_QT, *ALWAYS, *X11))]
    return depends, _capabilities(WAYLAND)


def not_provided(program: Path) -> list[str]:
    """Libraries that something in the folder needs, and neither the folder has nor a dependency brings."""
    listed = {library.file for library in (*BESIDE_QT, *ALWAYS, *X11, *WAYLAND)}
    files = [file for file in program.rglob("*") if file.is_file() and ".so" in file.name]
    own = {file.name for file in files}
    missing = set()
    for file in {file.resolve() for file in files}:
        read = subprocess.run(["readelf", "--dynamic", file], capture_output=True, text=True, check=True)
        missing.update(re.findall(r"\(NEEDED\).*\[(.*)\]", read.stdout))
    return sorted(missing - listed - own - _OF_GLIBC)


_OF_GLIBC = {
    "ld-linux-x86-64.so.2",
    "ld-linux-aarch64.so.1",
    "libc.so.6",
    "libdl.so.2",
    "libm.so.6",
    "libpthread.so.0",
    "librt.so.1",
    "libutil.so.1",
}


def _packages(libraries: Iterable[SystemLibrary]) -> list[str]:
    # Renamed where times of 64 bits came, in Debian 13 and Ubuntu 24.04; the old name is provided by the new package.
    return list(dict.fromkeys(library.package for library in libraries))


def _capabilities(libraries: Sequence[SystemLibrary]) -> list[str]:
    return [f"{library.file}()(64bit)" for library in libraries]
