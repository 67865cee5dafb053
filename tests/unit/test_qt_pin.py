"""The installed Qt binding keeps this Python alive: 6.12.0 took one reference away from True with each emit."""

import subprocess
import sys

PROGRAM = """
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(object)

heard = []
bell = Bell()
bell.rung.connect(heard.append)
for number in range(5000):
    bell.rung.emit(number)
print(len(heard))
"""


def test_five_thousand_emits_keep_the_interpreter_alive():
    ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout.strip(), ended.stderr) == (0, "5000", "")
