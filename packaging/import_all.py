"""
Imports each module that is named on standard input, and prints a line for each that cannot be imported.

Frozen beside the program, with the same modules, but in no package: so a trial sees what the program would find.
"""

import importlib
import sys


def main() -> None:
    """A line is the module's name and why not."""
    for name in sys.stdin.read().split():
        try:
            importlib.import_module(name)
        except BaseException as problem:  # noqa: BLE001 (some end the process when they are imported)
            print(name, type(problem).__name__, " ".join(str(problem).split()), flush=True)


if __name__ == "__main__":
    main()
