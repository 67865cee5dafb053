"""
Install what `make package` has made where no Python is, use it, remove it, and see that nothing is left.

    python tests/package/try_package.py SOURCE_PROGRAM

Prints a line for each thing that was tried, with the sizes, and the time to a window beside that of the program
started from its source. Ends with status 1 at the first thing that is not as it should be.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from clean_place import USER, CleanPlace, clean_place
from installed_modules import try_modules
from report import expect, say
from rpm_package import try_rpm
from start_times import compare_starts, try_window

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
NEEDED = {
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "lintian": "lintian",
    "debootstrap": "debootstrap",
    "rpm": "rpm",
    "Xvfb": "xvfb",
    "xwininfo": "x11-utils",
}
LARGEST_ARCHIVE_MB = 60
KEYRING = "printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null && action-explorer --check"
OWN_DATA = (
    ".cache/action-explorer",
    ".config/action-explorer",
    ".local/share/action-explorer",
    ".local/state/action-explorer",
)
"""Where the README says that things are kept."""
DATA_OF_OTHERS = (".local/share/keyrings", ".cache/fontconfig", ".cache/mesa_shader_cache", ".cache/dconf")
"""Of the keyring and of the system's own libraries."""


def made(ending: str) -> Path:
    """The one package of a kind."""
    found = sorted((ROOT / "dist").glob(f"action-explorer*{ending}"))
    expect(len(found) == 1, f"one {ending} in dist", " ".join(map(str, found)) or "make package")
    return found[0]


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
    warnings = sum(line.startswith("W:") for line in done.stdout.splitlines())
    expect(done.returncode == 0, f"lintian: no errors ({warnings} warnings)", done.stdout + done.stderr)


def install(place: CleanPlace, package: Path) -> set[str]:
    """Its dependencies, then the package itself; gives the files that were there before it."""
    found = place.run("sh", "-c", "command -v python3")
    expect(found.returncode != 0, "the place has no Python", found.stdout)
    depends = subprocess.run(["dpkg-deb", "--field", package, "Depends"], capture_output=True, text=True, check=True)
    got = place.run("apt-get", "satisfy", "-y", "-qq", "--no-install-recommends", depends.stdout.strip())
    expect(got.returncode == 0, "everything that the package depends on is there", got.stdout)
    before = place.files()
    inside = Path("/tmp") / package.name
    place.put(package, inside)
    done = place.run("dpkg", "--install", inside.as_posix())
    place.remove(inside)
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


def remove(place: CleanPlace, before: set[str]) -> None:
    """The .deb, and see what is left of it, everywhere."""
    done = place.run("dpkg", "--purge", "action-explorer")
    expect(done.returncode == 0, "the package is removed", done.stdout)
    left = sorted(place.files() ^ before)
    expect(not left, "nothing is left of it, and nothing else is gone", "\n".join(left))
    allowed = (*OWN_DATA, *DATA_OF_OTHERS, "starts")
    foreign = [file for file in place.files_of_user() if not file.startswith(allowed)]
    expect(not foreign, "the user's own data are where the README says", "\n".join(foreign))


def try_archive(place: CleanPlace, archive: Path) -> None:
    """Unpacked by a person, in a place of their own."""
    inside = Path("/home") / USER / archive.name
    place.put(archive, inside)
    program = f"{archive.name.removesuffix('.tar.xz')}/action-explorer"
    place.run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "xz-utils")
    done = place.run("sh", "-c", f"tar --extract --file {inside} && {program} --check", user=USER)
    expect(done.returncode == 0, ".tar.xz: --check where it was unpacked", done.stdout)


def main(source: str) -> None:
    missing = sorted(package for program, package in NEEDED.items() if shutil.which(program) is None)
    if missing:
        raise SystemExit(f"trying a package needs: sudo apt-get install -y {' '.join(missing)}")
    if os.geteuid() != 0:
        raise SystemExit("installing a package needs root: sudo make package-test")
    archive, deb, rpm = made(".tar.xz"), made(".deb"), made(".rpm")
    picture = BUILD / "installed-window.png" if shutil.which("import") else None
    for file in (archive, deb, rpm):
        say(f"size: {file.name} {file.stat().st_size / 1024 / 1024:.1f} MB")
    size_mb = archive.stat().st_size / 1024 / 1024
    expect(size_mb <= LARGEST_ARCHIVE_MB, f"archive: {size_mb:.1f} MB, promised at most {LARGEST_ARCHIVE_MB} MB")
    try_files(deb)
    with clean_place(BUILD) as place:
        before = install(place, deb)
        size = place.run("du", "--summarize", "--block-size=1M", "/usr/lib/action-explorer").stdout.split()[0]
        say(f"size: installed {size} MB")
        use(place)
        try_modules(place)
        try_window(place, picture)
        compare_starts(place, source)
        remove(place, before)
        try_rpm(place, rpm)
        try_archive(place, archive)


if __name__ == "__main__":
    main(sys.argv[1])
