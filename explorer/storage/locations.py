"""
Where the program keeps its files: the system's usual places, or one directory for all of it.

    settings        a file             connections, the window
    cache           a directory        may be deleted at any time
    logs            a directory        log file, crash file
    records         a directory        the history of runs
"""

from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

PROGRAM = "action-explorer"


class LocationUnusable(Exception):
    """A directory cannot be made or written to; the text is one line that says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Locations:
    """Absolute paths; none of them needs to exist before `make_directories`."""

    settings_file: Path
    cache: Path
    logs: Path
    records: Path

    def make_directories(self) -> None:
        """
        Make what is missing. Only the user may look into new directories, where the system knows such rights.

        Raises:
            LocationUnusable: One of them cannot be made or written to.
        """
        for directory in (self.settings_file.parent, self.cache, self.logs, self.records):
            try:
                directory.mkdir(mode=0o700, parents=True, exist_ok=True)
                probe = directory / ".writable"
                probe.touch()
                probe.unlink()
            except OSError as problem:
                reason = problem.strerror or type(problem).__name__
                raise LocationUnusable(
                    f"{directory} cannot be used: {reason}. Choose another place with --data-dir"
                ) from problem


def locations(data_dir: Path | None = None) -> Locations:
    """The places in `data_dir`, or those that the system wants to be used if it is None."""
    if data_dir is not None:
        return Locations(
            settings_file=data_dir / "settings.json",
            cache=data_dir / "cache",
            logs=data_dir / "logs",
            records=data_dir / "records",
        )
    places = PlatformDirs(PROGRAM, appauthor=False)
    return Locations(
        settings_file=places.user_config_path / "settings.json",
        cache=places.user_cache_path,
        logs=places.user_log_path,
        records=places.user_data_path,
    )
