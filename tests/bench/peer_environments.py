"""
An environment for each Qt form library on PyPI that makes forms from JSON Schemas, in `build/form-peers`.

They need other bindings of Qt than the explorer, and nothing of theirs may get into its environment. Made once;
removing the folder makes them anew.
"""

import subprocess
import sys
import venv
from pathlib import Path

PLACE = Path(__file__).resolve().parents[2] / "build" / "form-peers"

_QT = "PySide6-Essentials>=6.8.1,!=6.9.0,!=6.10.1,<6.12"

PEERS = {
    # PyQt5 is among what it asks for, and it does not run with a later Qt.
    "pyqtschema": ["pyqtschema==0.2.0"],
    # Through qtpy; it names no binding.
    "qt-jsonschema-form": ["qt-jsonschema-form==1.0.0", _QT],
    # Imports PySide6 and does not ask for it.
    "jsontoqt": ["jsontoqt==0.4.1", _QT],
}


def environment(name: str) -> Path:
    """
    The Python that has the peer.

    Raises:
        OSError, subprocess.CalledProcessError: It cannot be installed here.
    """
    place = PLACE / name
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = place / "is-complete"
    if not done.exists():
        venv.create(place, with_pip=True, clear=True)
        quietly = ["-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([python, *quietly, *PEERS[name]], check=True, capture_output=True)
        done.touch()
    return python
