"""The files of the package as they lie in an installed system, below a folder of their own."""

import gzip
import shutil
import time
from pathlib import Path

from explorer import __version__

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MAINTAINER = "The Action Explorer authors <authors@action-explorer.invalid>"


def stage(program: Path, icons: Path, licences: Path, top: Path) -> None:
    """Put everything in its place below `top`, which is emptied before."""
    shutil.rmtree(top, ignore_errors=True)
    share = top / "usr" / "share"
    doc = share / "doc" / "action-explorer"
    shutil.copytree(program, top / "usr" / "lib" / "action-explorer", symlinks=True)
    shutil.copytree(icons / "hicolor", share / "icons" / "hicolor")
    shutil.copytree(licences, doc / "licences")
    copy(HERE / "copyright", doc / "copyright")
    copy(HERE.parent / "action-explorer.desktop", share / "applications" / "action-explorer.desktop")
    copy(HERE / "lintian-overrides", share / "lintian" / "overrides" / "action-explorer")
    released = f'<release version="{__version__}" date="{time.strftime("%Y-%m-%d", time.gmtime())}"/>'
    metainfo = (HERE / "action-explorer.metainfo.xml").read_text("utf-8")
    metainfo = metainfo.replace("</component>", f"  <releases>\n    {released}\n  </releases>\n</component>")
    write(share / "metainfo" / "action-explorer.metainfo.xml", metainfo.encode())
    manual = (HERE / "action-explorer.1").read_text("utf-8").replace("@VERSION@", __version__)
    write(share / "man" / "man1" / "action-explorer.1.gz", packed(manual))
    write(doc / "changelog.gz", packed((ROOT / "CHANGELOG.md").read_text("utf-8")))
    write(share / "debian-doc" / "changelog.Debian.gz", packed(debian_changelog()))
    give_usual_modes(top)


def debian_changelog() -> str:
    """What Debian's tools want to read; the changes themselves are in `changelog.gz`."""
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime())
    head = f"action-explorer ({__version__}-1) unstable; urgency=medium"
    return f"{head}\n\n  * Version {__version__}; what is new is in changelog.gz.\n\n -- {MAINTAINER}  {day}\n"


def give_usual_modes(top: Path) -> None:
    """Whoever builds it, with whatever umask: all may read, and only the program itself may be run."""
    for path in (top, *top.rglob("*")):
        if path.is_symlink():
            continue
        is_program = path.parent.name == "action-explorer" and path.parent.parent.name == "lib" and path.suffix == ""
        path.chmod(0o755 if path.is_dir() or is_program else 0o644)


def packed(text: str) -> bytes:
    """With gzip, and without the time at which it was done."""
    return gzip.compress(text.encode(), 9, mtime=0)


def copy(source: Path, target: Path) -> None:
    """The file, with the folders that it lies in."""
    write(target, source.read_bytes())


def write(target: Path, content: bytes) -> None:
    """The file, with the folders that it lies in."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
