"""Files that hold either what they held before or all of what was written, never a part of it."""

import contextlib
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from explorer.domain.body import Body


def write_whole(path: Path, content: Body | memoryview) -> None:
    """
    Replace a file. Blocks until the bytes are on the disk, which takes tens of milliseconds on a slow one.

    The file can be read by its owner alone. Its directory is made if need be.

    Raises:
        OSError: It could not be written; the file is as it was before.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def set_aside(path: Path) -> Path:
    """
    Rename a file that cannot be used, so that it can be looked at later; gives its new path.

    Raises:
        OSError: It cannot be renamed.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    number = 0
    while (aside := path.with_name(f"{path.name}.broken-{stamp}{f'-{number}' if number else ''}")).exists():
        number += 1
    return path.rename(aside)
