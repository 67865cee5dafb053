"""
Install the .deb where no Python is, use it, remove it, and see that nothing is left.

    python tests/package/try_package.py PACKAGE.deb ARCHIVE.tar.xz SOURCE_PROGRAM

Prints a line for each thing that was tried, and at the end the sizes and the time to a window beside that of the
program started from its source. Ends with status 1 at the first thing that is not as it should be.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from clean_place import USER, CleanPlace, clean_place
from real_display import display, seconds_to_window

BUILD = Path(__file__).resolve().parents[2] / "build"
NEEDED = {
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "lintian": "lintian",
    "debootstrap": "debootstrap",
    "Xvfb": "xvfb",
    "xwininfo": "x11-utils",
}
STARTS = 7
KEYRING = "printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null && action-explorer --check"


def say(words: str) -> None:
    print(words, flush=True)


def expect(is_right: object, words: str, said: str = "") -> None:
    if not is_right:
        raise SystemExit(f"NOT RIGHT: {words}\n{said}")
    say(f"ok: {words}")


def try_files(package: Path) -> None:
    """Of the package, before it is installed anywhere."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "--extract", package, folder], check=True)
        share = Path(folder) / "usr" / "share"
        for words, file in (
            (["desktop-file-validate"], share / "applications" / "action-explorer.desktop"),
            (["appstreamcli", "validate", "--no-net"], share / "metainfo" / "action-explorer.metainfo.xml"),
        ):
            done = subprocess.run([*words, file], capture_output=True, text=True, check=False)
            expect(done.returncode == 0, " ".join(words), done.stdout + done.stderr)
    done = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error", package], capture_output=True, text=True, check=False
    )
    expect(done.returncode == 0, "lintian: no errors", done.stdout + done.stderr)


def install(place: CleanPlace, package: Path) -> set[str]:
    """Its dependencies, then the package itself; gives the files that were there before it."""
    found = place.run("sh", "-c", "command -v python3")
    expect(found.returncode != 0, "the place has no Python", found.stdout)
    depends = subprocess.run(["dpkg-deb", "--field", package, "Depends"], capture_output=True, text=True, check=True)
    got = place.run("apt-get", "satisfy", "-y", "-qq", "--no-install-recommends", depends.stdout.strip())
    expect(got.returncode == 0, "everything that the package depends on is there", got.stdout)
    before = place.files()
    done = place.run("dpkg", "--install", place.put(package))
    expect(done.returncode == 0, "the package is installed", done.stdout)
    return before


def use(place: CleanPlace) -> None:
    done = place.run("action-explorer", "--version", user=USER)
    expect(done.returncode == 0, done.stdout.strip(), done.stdout)
    done = place.run("action-explorer", "--check", user=USER)
    expect(done.returncode == 0, "--check, without a session bus", done.stdout)
    say(done.stdout.rstrip())
    done = place.run("dbus-run-session", "--", "sh", "-c", KEYRING, user=USER)
    line = next((line for line in done.stdout.splitlines() if line.startswith("secrets:")), "no line about secrets")
    expect(done.returncode == 0 and "GNOME Keyring" in line, f"--check, with a keyring: {line}", done.stdout)


def compare_starts(place: CleanPlace, source: str) -> None:
    """The time to a window that can be seen, of both in turn, each started once before."""
    with display() as name, tempfile.TemporaryDirectory() as folder:
        here = {**os.environ, "DISPLAY": name, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
        here.pop("QT_QPA_PLATFORM", None)
        set_inside = (f"DISPLAY={name}", "PYTHON_KEYRING_BACKEND=keyring.backends.null.Keyring")
        installed = place.command("action-explorer", user=USER, environment=set_inside)
        from_source = [source, "--data-dir", folder]
        picture = BUILD / "installed-window.png" if shutil.which("import") else None
        with_sandbox = place.command("action-explorer", "--sandbox", user=USER, environment=set_inside)
        seconds_to_window(with_sandbox, here, name, "StackOne sandbox", picture)
        say(f"ok: its window opens on the sandbox{f', picture: {picture.name}' if picture else ''}")
        times: dict[str, list[float]] = {"installed": [], "source": []}
        for _ in range(STARTS + 1):
            times["installed"].append(seconds_to_window(installed, here, name, "Action Explorer"))
            times["source"].append(seconds_to_window(from_source, here, name, "Action Explorer"))
    ours, theirs = (statistics.median(times[one][1:]) for one in ("installed", "source"))
    say(
        f"start to a window, median of {STARTS}: installed {ours:.2f} s, from source {theirs:.2f} s: {ours / theirs:.2f} x"
    )


def main(package: Path, archive: Path, source: str) -> None:
    missing = sorted(package for program, package in NEEDED.items() if shutil.which(program) is None)
    if missing:
        raise SystemExit(f"trying a package needs: sudo apt-get install -y {' '.join(missing)}")
    if os.geteuid() != 0:
        raise SystemExit("installing a package needs root: sudo make package-test")
    try_files(package)
    with clean_place(BUILD) as place:
        before = install(place, package)
        use(place)
        compare_starts(place, source)
        size = place.run("du", "--summarize", "--block-size=1M", "/usr/lib/action-explorer").stdout.split()[0]
        done = place.run("dpkg", "--purge", "action-explorer")
        expect(done.returncode == 0, "the package is removed", done.stdout)
        left = sorted(place.files() ^ before)
        expect(not left, "nothing is left of it, and nothing else is gone", "\n".join(left))
    say(f"size: installed {size} MB")
    for file in (package, archive):
        say(f"size: {file.name} {file.stat().st_size / 1024 / 1024:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
