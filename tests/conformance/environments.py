"""
Makes an environment for each official SDK, because they need other versions of libraries that the explorer uses too.

`python tests/conformance/environments.py` makes those that are missing, and makes anew those whose pinned requirement
or Python has changed. They stand in the repository's root as `.venv-sdk-<name>`.
"""

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SDKS = ("stackone", "pipedream")


def environment(name: str) -> Path:
    """Make an SDK's environment unless it stands already; gives its Python."""
    requirements = HERE / f"requirements-sdk-{name}.txt"
    place = ROOT / f".venv-sdk-{name}"
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    made_from = place / "made-from.txt"
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    if python.exists() and made_from.is_file() and made_from.read_text("utf-8") == wanted:
        return python
    shutil.rmtree(place, ignore_errors=True)
    venv.create(place, with_pip=True)
    install = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", requirements]
    subprocess.run(install, check=True)
    made_from.write_text(wanted, "utf-8")
    return python


def main() -> None:
    """Make all of them, or say which one could not be made."""
    for name in SDKS:
        try:
            environment(name)
        except (OSError, subprocess.CalledProcessError) as problem:
            sys.exit(f"The environment of the {name} SDK cannot be made: {problem}")


if __name__ == "__main__":
    main()
