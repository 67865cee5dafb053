"""
The secrets of the connections: in the system's keyring, or in memory for this session, and never anywhere else.

Each secret is an entry of its own, since Windows keeps one user for each service:
`action-explorer/<platform>/<connection id>/<name>`, with a fixed user name.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from explorer.domain.connection import Connection, SecretName
from explorer.domain.failure import SecretUnavailable
from explorer.domain.masking import SecretMask
from explorer.storage import keyring_backend
from explorer.storage.keyring_backend import FoundKeyring
from explorer.storage.keyring_thread import KeyringThread

Result = TypeVar("Result")

LOG = logging.getLogger(__name__)

USER = "action-explorer"
OPEN_LIMIT_S = 15.0
PROMPT_LIMIT_S = 120.0
"""How long a person may take to answer the keyring's own question."""


@dataclass(frozen=True, slots=True)
class SecretPlace:
    """
    Where secrets are kept now.

    Args:
        name: The keyring's name; empty for this session's memory.
        reason: Why they are in memory only, or that the keyring will ask first; a sentence, or empty.
    """

    name: str
    reason: str = ""

    @property
    def is_lasting(self) -> bool:
        """Whether they are still there after the program has ended."""
        return bool(self.name)

    @property
    def text(self) -> str:
        """For the status bar: "Secrets: GNOME Keyring"."""
        return f"Secrets: {self.name or 'for this session only'}"


IN_MEMORY = "The secrets are forgotten when the program ends."


class SecretStore:
    """
    Reads, writes and deletes the secrets of connections.

    Everything that passes through is masked from then on. The keyring is never given up silently: `place` says where
    secrets are, and after a refusal only `use_memory` changes it, which a person has to have agreed to.
    """

    def __init__(self, mask: SecretMask, thread: KeyringThread, *, prompt_limit_s: float = PROMPT_LIMIT_S) -> None:
        self._mask = mask
        self._thread = thread
        self._prompt_limit_s = prompt_limit_s
        self._in_memory: dict[str, str] = {}
        self._keyring: FoundKeyring | None = None
        self._is_decided = False
        self._place = SecretPlace("", "The keyring has not been looked for yet.")

    @property
    def place(self) -> SecretPlace:
        """Where secrets are kept now."""
        return self._place

    async def open(self) -> SecretPlace:
        """
        Find the keyring, without opening its prompt. Without a usable one, secrets are kept in memory.

        The first use of the store does this too, if nobody did it before.
        """
        if not self._is_decided:
            self._decide(await self._found())
        return self._place

    def use_memory(self, reason: str) -> SecretPlace:
        """Keep secrets for this session only from now on. What lies in the keyring stays there, untouched."""
        self._is_decided = True
        self._keyring = None
        self._place = SecretPlace("", f"{reason} {IN_MEMORY}")
        return self._place

    async def read(self, connection: Connection, name: SecretName) -> str | None:
        """
        The secret, or None if there is none.

        Raises:
            SecretUnavailable: The keyring gave no answer.
        """
        await self.open()
        service = service_name(connection, name)
        if self._keyring is None:
            return self._in_memory.get(service)
        secret = await self._ask(self._keyring, lambda: keyring_backend.read_entry(service, USER))
        if secret is not None:
            self._mask.add(secret)
        return secret

    async def write(self, connection: Connection, name: SecretName, secret: str) -> None:
        """
        Keep a secret, in place of the one before.

        Raises:
            SecretUnavailable: It is too long, the keyring gave no answer, or it did not keep it.
        """
        self._mask.add(secret)
        await self.open()
        service = service_name(connection, name)
        found = self._keyring
        if found is None:
            self._in_memory[service] = secret
            return
        units = len(secret.encode("utf-16-le", "surrogatepass")) // 2
        if found.most_units is not None and units > found.most_units:
            raise SecretUnavailable(
                f"{found.name} takes secrets of up to {found.most_units:,} characters; this one has {units:,}. "
                "Keep it for this session only."
            )
        if not await self._ask(found, lambda: keyring_backend.write_entry(service, USER, secret)):
            raise SecretUnavailable(
                f"{found.name} took the secret and did not give it back. Keep it for this session only."
            )

    async def delete(self, connection: Connection, name: SecretName) -> None:
        """
        Delete a secret, wherever it is; fine if there is none.

        Raises:
            SecretUnavailable: The keyring gave no answer, or would not delete it.
        """
        await self.open()
        service = service_name(connection, name)
        self._in_memory.pop(service, None)
        if self._keyring is not None:
            await self._ask(self._keyring, lambda: keyring_backend.delete_entry(service, USER))

    async def _found(self) -> FoundKeyring:
        try:
            return await self._thread.call(keyring_backend.find_keyring, timeout_s=OPEN_LIMIT_S)
        except TimeoutError:
            reason = f"did not answer within {OPEN_LIMIT_S:g} s"
        except Exception as problem:  # noqa: BLE001 - back ends raise whatever their system raises
            reason = keyring_backend.refusal(problem)
        return FoundKeyring("", is_usable=False, reason=f"The system's keyring {reason}")

    def _decide(self, found: FoundKeyring) -> None:
        if self._is_decided:  # Somebody else was faster, or a person chose meanwhile.
            return
        if not found.is_usable:
            self.use_memory(f"{found.reason}.")
            return
        self._is_decided = True
        self._keyring = found
        self._place = SecretPlace(
            found.name, f"{found.name} is locked and will ask for its password." if found.is_locked else ""
        )

    async def _ask(self, found: FoundKeyring, function: Callable[[], Result]) -> Result:
        try:
            answer = await self._thread.call(function, timeout_s=self._prompt_limit_s)
        except TimeoutError:
            reason = f"did not answer within {self._prompt_limit_s:g} s. Answer its question, if it shows one"
        except Exception as problem:  # noqa: BLE001 - back ends raise whatever their system raises
            reason = keyring_backend.refusal(problem)
            LOG.warning("%s %s: %s", found.name, reason, self._mask.text(str(problem)))
        else:
            if found.is_locked:
                self._keyring = found = FoundKeyring(found.name, most_units=found.most_units)
                self._place = SecretPlace(found.name)
            return answer
        raise SecretUnavailable(f"{found.name} {reason}. Try again, or keep secrets for this session only.")


def service_name(connection: Connection, name: SecretName) -> str:
    """The entry's name in the keyring. It holds ids alone, nothing that identifies a person."""
    return f"action-explorer/{connection.platform.value}/{connection.id}/{name}"
