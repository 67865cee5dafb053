"""
The licence files of everything that is inside the frozen program.

    python packaging/licences.py PROGRAM_FOLDER FOLDER

Looked for in each distribution that the program needs, directly or not; in `packaging/licences/` for those that bring
none; for Python in its own library; and for libraries taken from a Debian system in what that system says of them.
Something without a licence file ends the build.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OURS = Path(__file__).with_name("licences")
STARTER = "pyinstaller"
"""Its program that starts ours is inside, too."""

_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_FROM_DEBIAN = re.compile(r"lib(ssl|crypto|sqlite3|bz2|lzma|ffi|mpdec)\S*\.so\S*$")


def needed(name: str, found: dict[str, Distribution] | None = None) -> dict[str, Distribution]:
    """The distribution and all that it needs here, by name in its one spelling."""
    found = {} if found is None else found
    name = canonicalize_name(name)
    if name not in found:
        found[name] = distribution(name)
        for text in found[name].requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                needed(requirement.name, found)
    return found


def of_distribution(name: str, made_by: Distribution) -> list[Path]:
    """Its licence files; ours where it brings none."""
    given = [Path(str(file.locate())) for file in made_by.files or () if is_licence(str(file))]
    own = OURS / name
    return given or (sorted(own.iterdir()) if own.is_dir() else [])


def is_licence(path: str) -> bool:
    """Whether a file of a distribution is a licence; modules that happen to be named so are not."""
    return ".dist-info/" in path and _LICENCE.search(path) is not None


def of_system_library(file: Path) -> tuple[str, Path] | None:
    """The Debian package that a library was taken from, and its copyright file; nothing where no package has it."""
    search = ["dpkg-query", "--search", f"*/{file.name}"]
    try:
        asked = subprocess.run(search, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    for line in asked.stdout.splitlines():
        package = line.split(":", 1)[0]
        text = Path("/usr/share/doc") / package / "copyright"
        if text.is_file():
            return package, text
    return None


def main(program: Path, folder: Path) -> None:
    """A folder for each of them."""
    shutil.rmtree(folder, ignore_errors=True)
    files: dict[str, list[Path]] = {}
    try:
        for name, made_by in {**needed("action-explorer"), STARTER: distribution(STARTER)}.items():
            files[name] = of_distribution(name, made_by)
    except PackageNotFoundError as problem:
        raise SystemExit(f"not installed where the package is built: {problem}") from problem
    # In the library on Linux and macOS, beside the interpreter on Windows.
    places = (sysconfig.get_path("stdlib"), sys.base_prefix)
    files["python"] = [text for place in places if (text := Path(place) / "LICENSE.txt").is_file()][:1]
    for library in sorted(program.rglob("lib*.so*")):
        if _FROM_DEBIAN.match(library.name) and not library.is_symlink():
            found = of_system_library(library)
            files[found[0] if found else library.name] = [found[1]] if found else []
    without = sorted(name for name, texts in files.items() if not texts or not all(text.is_file() for text in texts))
    if without:
        raise SystemExit(f"no licence file was found of: {', '.join(without)}")
    for name, texts in files.items():
        (folder / name).mkdir(parents=True)
        for text in texts:
            shutil.copyfile(text, folder / name / text.name)
    print(f"licences of {len(files)} parts")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
