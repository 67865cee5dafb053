"""
A bare Debian or Ubuntu in a folder, of the release that runs here, without any Python: what a package is tried in.

Made once with debootstrap and kept packed in `build/`, then unpacked for each trial and removed after it. Needs root, as
installing a package does. What is mounted in there is seen by the one command alone that it was mounted for.
"""

import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

USER = "somebody"
# What a desktop has and a bare system lacks; the program itself depends on none of it.
DESKTOP = ("dbus", "gnome-keyring")
# What may change while a package comes and goes: the package system's own books, and the user's own files.
NOT_COMPARED = ("proc", "dev", "run", "home", "var/lib/dpkg", "var/lib/rpm", "var/lib/apt", "var/cache", "var/log")


class CleanPlace:
    def __init__(self, top: Path) -> None:
        self.top = top

    def command(self, *words: str, user: str = "root", environment: Sequence[str] = ()) -> list[str]:
        """What runs the words in there."""
        home = "/root" if user == "root" else f"/home/{user}"
        inside = f'mount -t proc proc "$0/proc" && exec chroot --userspec={user}:{user} "$0" "$@"'
        given = [f"HOME={home}", f"USER={user}", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]
        given += ["DEBIAN_FRONTEND=noninteractive", *environment]
        start = ["unshare", "--mount", "sh", "-c", inside, str(self.top), "env", "--ignore-environment"]
        return [*start, "--chdir", home, *given, *words]

    def run(self, *words: str, user: str = "root", limit_s: float = 300) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words, user=user),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=limit_s,
            check=False,
        )  # fmt: skip

    def put(self, file: Path, inside: Path) -> None:
        """Copy a file in, to its path in there."""
        shutil.copy(file, self._here(inside))

    def remove(self, inside: Path) -> None:
        self._here(inside).unlink()

    def is_file(self, name: str) -> bool:
        """Whether one of `files` is no folder."""
        return not (self.top / name).is_dir()

    def files(self) -> set[str]:
        """All that is in there and does not change by itself."""
        found = set()
        for folder, folders, names in os.walk(self.top):
            here = Path(folder).relative_to(self.top)
            folders[:] = [one for one in folders if (here / one).as_posix() not in NOT_COMPARED]
            found.update((here / one).as_posix() for one in (*folders, *names))
        return found

    def files_of_user(self) -> list[str]:
        """Below the home folder, without what every new user gets."""
        home = self.top / "home" / USER
        files = (file.relative_to(home).as_posix() for file in home.rglob("*") if not file.is_dir())
        return sorted(file for file in files if not (self.top / "etc" / "skel" / file).exists())

    def _here(self, inside: Path) -> Path:
        return self.top / inside.relative_to("/")


@contextmanager
def clean_place(kept_in: Path) -> Iterator[CleanPlace]:
    """Such a place; it is gone afterwards."""
    release = platform.freedesktop_os_release()["VERSION_CODENAME"]
    packed = kept_in / f"clean-place-{release}.tar"
    top = Path(tempfile.mkdtemp(prefix="clean-place-"))
    try:
        top.chmod(0o755)
        if packed.is_file():
            subprocess.run(["tar", "--extract", "--file", packed, "--directory", top], check=True)
        else:
            make(top, release)
            packed.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["tar", "--create", "--file", packed, "--directory", top, "."], check=True)
        yield CleanPlace(top)
    finally:
        shutil.rmtree(top)


def make(top: Path, release: str) -> None:
    """Let debootstrap fill the folder from where this system's own packages come from."""
    asked = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(SITE)", f"Codename: {release}", "Created-By: Packages"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    if not asked.stdout:
        raise SystemExit("where this system's packages come from is not known: sudo apt-get update")
    mirror = asked.stdout.splitlines()[0]
    parts = "main,universe" if platform.freedesktop_os_release()["ID"] == "ubuntu" else "main"
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--components={parts}", release, top, mirror],
        stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    place = CleanPlace(top)
    for words in (
        ("apt-get", "update", "-qq"),
        ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *DESKTOP),
        ("useradd", "--create-home", "--user-group", USER),
        ("apt-get", "clean"),
    ):
        done = place.run(*words)
        if done.returncode:
            raise SystemExit(f"{' '.join(words)}: {done.stdout}")
