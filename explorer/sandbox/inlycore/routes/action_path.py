"""Key, verb and id out of the decoded path of an action address."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

EXECUTE = "execute"
SCHEMA = "schema"
BULK = "bulk"


@dataclass(frozen=True)
class ActionPath:
    """What an address below `/api/v1/actions/` asks for."""

    key: str
    verb: str
    id_text: str | None = None


def read_action_path(path: str, bulk_path: str, known: Container[str]) -> ActionPath | None:
    """
    The reading of a path whose key is known; else the one with the longest key; none if no reading fits.

    Keys contain slashes and may contain the words `execute` and `schema`, so a path is read from its end. An id
    cannot hold a slash, as paths are decoded before they are read. `path` is what comes after `/api/v1/actions/`,
    `bulk_path` the last part of the address for bulk execution.
    """
    readings = list(_readings(path.split("/"), bulk_path.split("/")))
    for reading in readings:
        if reading.key in known:
            return reading
    return readings[0] if readings else None


def _readings(parts: list[str], bulk: list[str]) -> Iterator[ActionPath]:
    if "" in parts:
        return
    if len(parts) > len(bulk) and parts[-len(bulk) :] == bulk:
        yield ActionPath("/".join(parts[: -len(bulk)]), BULK)
    if len(parts) > 1 and parts[-1] in {EXECUTE, SCHEMA}:
        yield ActionPath("/".join(parts[:-1]), parts[-1])
    if len(parts) > 2 and parts[-2] == EXECUTE:
        yield ActionPath("/".join(parts[:-2]), EXECUTE, parts[-1])
