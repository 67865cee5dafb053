"""How much memory the program has now."""

import sys
from pathlib import Path


def resident_mb() -> float | None:
    """
    Resident memory in megabytes of a million bytes, parts of files that are mapped included.

    On macOS, where the standard library gives no more than that, the most that there ever was. None on Windows, where
    it gives nothing.
    """
    if sys.platform == "win32":
        return None
    try:
        for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
    except (OSError, ValueError, IndexError):
        pass
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6
