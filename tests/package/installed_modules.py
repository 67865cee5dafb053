"""
Whether the installed program finds every module that it may ever import.

A program beside the installed one, frozen with the same modules, imports each of them; so does the Python of the
environment that the package was made in. What fails in the first alone is missing from the package.
"""

import subprocess
import sys
from pathlib import Path

from clean_place import USER, CleanPlace
from imported_names import ROOT, names
from report import expect

FROZEN = ROOT / "build" / "pyinstaller" / "action-explorer" / "action-explorer-import-all"
SOURCE = ROOT / "packaging" / "import_all.py"


def failures(said: str) -> dict[str, str]:
    """For each module that could not be imported, the reason."""
    return dict(line.split(" ", 1) for line in said.splitlines())


def try_modules(place: CleanPlace) -> None:
    wanted = names()
    given = "\n".join(wanted)
    quiet = ["PYTHONWARNINGS=ignore"]
    here = subprocess.run(
        ["env", *quiet, sys.executable, SOURCE], input=given, capture_output=True, text=True, check=True
    )
    inside = Path("/usr/lib/action-explorer") / FROZEN.name
    place.put(FROZEN, inside)
    command = place.command(inside.as_posix(), user=USER, environment=quiet)
    there = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    place.remove(inside)
    expect(there.returncode == 0, "the program that imports all modules ran", there.stderr)
    of_no_system = failures(here.stdout)
    missing = {name: why for name, why in failures(there.stdout).items() if name not in of_no_system}
    count = len(wanted) - len(of_no_system)
    said = "\n".join(f"{name}: {why}" for name, why in missing.items())
    expect(not missing, f"all {count} modules that can be imported from source can be imported there", said)
