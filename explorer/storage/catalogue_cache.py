"""
The actions of each connection as they were listed last, so that the list is there before the network answers.

One file a connection, msgpack, with the address and options that it was listed with: a cache of another place is not
shown. 10,000 actions are read in about 20 ms, written in a thread.
"""

import asyncio
import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from explorer.domain.action import Action
from explorer.domain.connection import Connection, ConnectionId
from explorer.storage.atomic_file import write_whole

FORMAT = 1
"""Changes whenever the files' form changes; files of another form are ignored."""

LARGEST_FILE_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CachedCatalogue:
    """The actions in the order of the listing, and when that was, aware, in UTC."""

    actions: Sequence[Action]
    refreshed_at: datetime


@dataclass(frozen=True, slots=True)
class CacheAnswer:
    """What the cache has: the catalogue, or None with a note that says why; no note if it simply has none yet."""

    catalogue: CachedCatalogue | None
    note: str = ""


class _Envelope(msgspec.Struct, frozen=True):
    """A file. The actions stay undecoded until the rest has been looked at."""

    format: int
    base_url: str = ""
    options: dict[str, str] = {}
    refreshed_at: datetime | None = None
    actions: msgspec.Raw = msgspec.Raw()


_ENVELOPE = msgspec.msgpack.Decoder(_Envelope)
_ACTIONS = msgspec.msgpack.Decoder(list[Action])
_ENCODER = msgspec.msgpack.Encoder()


class CatalogueCache:
    """The cached catalogues in one directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    async def load(self, connection: Connection) -> CacheAnswer:
        """What was listed last with this connection's address and options. Reads in a thread; never raises."""
        return await asyncio.to_thread(self._load, connection)

    async def save(self, connection: Connection, catalogue: CachedCatalogue) -> str:
        """
        Keep a catalogue in place of the one before. Writes in a thread.

        Returns:
            Why it could not be written, for the log; empty if it was.
        """
        return await asyncio.to_thread(self._save, connection, catalogue)

    async def forget(self, connection_id: ConnectionId) -> None:
        """Delete what is kept of a connection, if anything is."""
        await asyncio.to_thread(self._forget, connection_id)

    def _forget(self, connection_id: ConnectionId) -> None:
        with contextlib.suppress(OSError):
            self._path(connection_id).unlink()

    def _load(self, connection: Connection) -> CacheAnswer:
        path = self._path(connection.id)
        try:
            if path.stat().st_size > LARGEST_FILE_BYTES:
                return CacheAnswer(None, "The saved list of actions is too large, so the actions are listed anew.")
            content = path.read_bytes()
        except FileNotFoundError:
            return CacheAnswer(None)
        except OSError as problem:
            return CacheAnswer(None, f"The saved list of actions cannot be opened: {problem.strerror}.")
        try:
            envelope = _ENVELOPE.decode(content)
            if envelope.format != FORMAT:
                return CacheAnswer(None, "The saved list of actions is of another version, so they are listed anew.")
            if (envelope.base_url, envelope.options) != _place(connection):
                return CacheAnswer(None, "The connection was changed, so its actions are listed anew.")
            actions = _ACTIONS.decode(envelope.actions)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return CacheAnswer(None, "The saved list of actions is damaged, so they are listed anew.")
        if envelope.refreshed_at is None or envelope.refreshed_at.tzinfo is None:
            return CacheAnswer(None, "The saved list of actions has no date, so they are listed anew.")
        return CacheAnswer(CachedCatalogue(actions, envelope.refreshed_at))

    def _save(self, connection: Connection, catalogue: CachedCatalogue) -> str:
        base_url, options = _place(connection)
        envelope = _Envelope(
            format=FORMAT,
            base_url=base_url,
            options=dict(options),
            refreshed_at=catalogue.refreshed_at,
            actions=msgspec.Raw(_ENCODER.encode(catalogue.actions)),
        )
        try:
            write_whole(self._path(connection.id), _ENCODER.encode(envelope))
        except OSError as problem:
            return f"The list of actions could not be saved: {problem.strerror}"
        return ""

    def _path(self, connection_id: ConnectionId) -> Path:
        # An id may hold what no file name can.
        digest = hashlib.sha256(connection_id.encode("utf-8", "surrogatepass")).hexdigest()
        return self._directory / f"actions-{digest[:32]}.msgpack"


def _place(connection: Connection) -> tuple[str, Mapping[str, str]]:
    return connection.base_url, dict(connection.options)
