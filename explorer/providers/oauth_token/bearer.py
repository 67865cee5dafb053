"""What every kind of token has in common, and the simplest of them: one that a person gave."""

from typing import Protocol

from explorer.domain.failure import NotSendable, SecretUnavailable
from explorer.domain.masking import SecretMask
from explorer.providers.run_clock import RunClock


class BearerToken(Protocol):
    """Where a provider gets the token for its next request from."""

    async def token(self, clock: RunClock, deadline_s: float) -> str:
        """A token that is good now."""
        ...

    def forget(self, token: str) -> bool:
        """Do not use this token again, because the platform refused it. Says whether another one can be had."""
        ...

    async def aclose(self) -> None:
        """Stop what is on its way, and let go of the token."""
        ...


class FixedToken:
    """A token that a person gave, and that nothing can renew. `missing` is said where it is empty."""

    def __init__(self, token: str, mask: SecretMask, missing: str) -> None:
        self._token = token
        self._missing = missing
        mask.add(token)

    async def token(self, clock: RunClock, deadline_s: float) -> str:
        """The token as it was given. Raises `SecretUnavailable` if there is none, `NotSendable` if it is no token."""
        del clock, deadline_s
        if not self._token:
            raise SecretUnavailable(self._missing)
        if not fits_header(self._token):
            raise NotSendable("the token holds letters that no token has")
        return self._token

    def forget(self, token: str) -> bool:
        """There is no other one."""
        del token
        return False

    async def aclose(self) -> None:
        """Nothing to let go of."""


def fits_header(token: str) -> bool:
    """Whether a header can carry the token as it is."""
    return token.isascii() and token.isprintable() and " " not in token
