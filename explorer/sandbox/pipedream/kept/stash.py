"""
Files that actions leave behind.

Source: Pipedream Connect, page on the file stash: an id names a set of files, a key names one of them, addresses work
for 30 minutes and files live for 24 hours.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from explorer.sandbox.pipedream.refusal import bad_request, not_found

KEY_PATTERN = re.compile(r"^1day/[^/]+/[^/]+/[^/]+/u/.*$")
FILE_LIFETIME_S = 24 * 3600
ADDRESS_LIFETIME_S = 30 * 60
NEW = ("", "NEW", True)
"""Values of `stash_id` in a request that ask for a new set."""


@dataclass
class FileStash:
    """All sets of files, and the signed addresses that were given out."""

    project_id: str
    clock: Callable[[], float]
    _files: dict[str, tuple[bytes, float]] = field(default_factory=dict)
    _addresses: dict[str, tuple[str, float]] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def opened(self, asked: object) -> str | None:
        """
        The id of the set that a run uses; None if it asked for none.

        Raises:
            RequestRefusedError: 404, an id that was never given out; 400, something that is none.
        """
        if asked is None or asked is False:
            return None
        if asked in NEW:
            stash_id = f"stash_{secrets.token_hex(5)}"
            self._ids.add(stash_id)
            return stash_id
        if not isinstance(asked, str):
            raise bad_request("stash_id must be a string", stash_id=["must be a string"])
        if asked not in self._ids:
            raise not_found()
        return asked

    def put(self, stash_id: str, name: str, content: bytes) -> str:
        """Keep a file and give its key."""
        key = f"1day/o_sandbox/{self.project_id}/{stash_id}/u/{name}"
        self._files[key] = (content, self.clock() + FILE_LIFETIME_S)
        return key

    def names(self, stash_id: str) -> list[str]:
        """Names of the files of a set."""
        return [key.rpartition("/u/")[2] for key in self._files if f"/{stash_id}/u/" in key]

    def sign(self, key: str) -> str:
        """The last part of an address for a file: no token is needed to read it."""
        signature = secrets.token_hex(16)
        self._addresses[signature] = (key, self.clock() + ADDRESS_LIFETIME_S)
        return signature

    def read(self, key: str) -> bytes:
        """A file by its key; 400 for a text that is no key, 404 for a file that is not there (any more)."""
        if not KEY_PATTERN.match(key):
            raise bad_request("invalid s3_key")
        content, until = self._files.get(key, (b"", 0.0))
        if until <= self.clock():
            raise not_found()
        return content

    def read_signed(self, signature: str) -> tuple[str, bytes]:
        """Name and content of a file by a signed address; 404 if the address is unknown or too old."""
        key, until = self._addresses.get(signature, ("", 0.0))
        if until <= self.clock():
            raise not_found()
        return key.rpartition("/")[2], self.read(key)


def upload_entry(name: str, key: str, address: str) -> Mapping[str, Any]:
    """An entry of `$filestash_uploads`."""
    return {"localPath": f"/tmp/{name}", "s3Key": key, "get_url": address}  # noqa: S108 - as actions report it
