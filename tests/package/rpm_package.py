"""
The .rpm installed, used and erased, in the same bare Debian.

There no package came from an .rpm, so rpm cannot know what is installed: whether its dependencies are there is looked
up in the list of the system's libraries instead. No distribution that is made of .rpm packages was tried.
"""

import re
import subprocess
from pathlib import Path

from clean_place import USER, CleanPlace
from report import expect
from start_times import try_window

LIBRARY = re.compile(r"(lib\S+?\.so[.\d]*)\((?:GLIBC_([\d.]+))?\)\(64bit\)")


def asked(*words: str | Path) -> str:
    """What rpm says of a package."""
    return subprocess.run(["rpm", "--query", *words], capture_output=True, text=True, check=True).stdout


def try_dependencies(place: CleanPlace, package: Path) -> None:
    known = place.run("/sbin/ldconfig", "--print-cache").stdout
    version = re.search(r"([\d.]+)\s*$", place.run("ldd", "--version").stdout.splitlines()[0])
    newest = tuple(map(int, version[1].split(".")))
    wanted = asked("--requires", "--package", package).splitlines()
    missing = []
    for line in (line for line in wanted if not line.startswith("rpmlib(")):
        found = LIBRARY.fullmatch(line)
        is_there = found and f"\t{found[1]} (libc6,x86-64" in known.replace(", hwcap", "")
        if not is_there or (found[2] and tuple(map(int, found[2].split("."))) > newest):
            missing.append(line)
    expect(not missing, f".rpm: the {len(wanted)} things that it depends on are there", "\n".join(missing))


def try_rpm(place: CleanPlace, package: Path) -> None:
    """Before and after it the same files are there."""
    try_dependencies(place, package)
    before = place.files()
    rpm = ["rpm", "--root", place.top, "--dbpath", "/var/lib/rpm"]
    as_is = ["--nodeps", "--force-debian"]
    done = subprocess.run([*rpm, "--install", *as_is, package], capture_output=True, text=True, check=False)
    expect(done.returncode == 0, ".rpm: installed", done.stderr)
    done = subprocess.run(
        [*rpm, "--verify", "--nodeps", "action-explorer"], capture_output=True, text=True, check=False
    )
    expect(done.returncode == 0, ".rpm: every file is as the package says", done.stdout)
    used = place.run("action-explorer", "--check", user=USER)
    expect(used.returncode == 0, ".rpm: --check", used.stdout)
    try_window(place, None)
    done = subprocess.run([*rpm, "--erase", *as_is, "action-explorer"], capture_output=True, text=True, check=False)
    expect(done.returncode == 0, ".rpm: erased", done.stderr)
    # Folders of the icon theme belong to a package of the theme, which a bare Debian has not.
    left = [name for name in place.files() - before if place.is_file(name) or "action-explorer" in name]
    gone = before - place.files()
    expect(not left and not gone, ".rpm: nothing is left of it, and nothing else is gone", "\n".join((*left, *gone)))
