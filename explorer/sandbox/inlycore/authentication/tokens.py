"""Access tokens, refresh tokens and codes that were issued."""

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_urlsafe

from explorer.sandbox.inlycore.authentication.clients import Client, Person, Rights

CODE_LIFETIME_S = 600
"""Passport's default, 10 minutes."""

REFRESH_LIFETIME_S = 31_536_000


@dataclass(frozen=True)
class Caller:
    """Whom a token stands for: a client, and the person that signed in through it, if one did."""

    client: Client
    person: Person | None = None

    @property
    def rights(self) -> Rights:
        """What the caller may do: the person's rights if there is one, else the client's."""
        return self.client.rights if self.person is None else self.person.rights


@dataclass(frozen=True)
class Code:
    """A one-time code, and what its exchange must match."""

    caller: Caller
    redirect_uri: str
    challenge: str | None
    method: str
    expires: float


@dataclass(frozen=True)
class _Issued:
    caller: Caller
    expires: float


@dataclass(frozen=True)
class _Refresh:
    caller: Caller
    expires: float
    access_token: str


class Tokens:
    """What was issued and still counts. Times are Unix seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._access: dict[str, _Issued] = {}
        self._refresh: dict[str, _Refresh] = {}
        self._codes: dict[str, Code] = {}
        self._used_codes: set[str] = set()

    def forget(self) -> None:
        """Nothing that was issued counts any longer."""
        self._access.clear()
        self._refresh.clear()
        self._codes.clear()
        self._used_codes.clear()

    def issue(self, caller: Caller, lifetime_s: float) -> str:
        """A new access token."""
        token = token_urlsafe(48)
        self._access[token] = _Issued(caller, self._now() + lifetime_s)
        return token

    def caller_of(self, token: str) -> Caller | None:
        """Whom an access token stands for; none if it is unknown, expired or revoked."""
        issued = self._access.get(token)
        return issued.caller if issued is not None and self._now() < issued.expires else None

    def issue_refresh(self, caller: Caller, access_token: str) -> str:
        """A new refresh token that belongs to an access token."""
        token = token_urlsafe(48)
        self._refresh[token] = _Refresh(caller, self._now() + REFRESH_LIFETIME_S, access_token)
        return token

    def take_refresh(self, token: str, client: Client) -> Caller | None:
        """Whom a refresh token stands for; it and its access token no longer count afterwards."""
        refresh = self._refresh.get(token)
        if refresh is None or self._now() >= refresh.expires or refresh.caller.client != client:
            return None
        del self._refresh[token]
        self._access.pop(refresh.access_token, None)
        return refresh.caller

    def issue_code(self, caller: Caller, redirect_uri: str, challenge: str | None, method: str) -> str:
        """A new one-time code."""
        code = token_urlsafe(32)
        self._codes[code] = Code(caller, redirect_uri, challenge, method, self._now() + CODE_LIFETIME_S)
        return code

    def code(self, text: str) -> Code | None:
        """What a code stands for, whether or not it has expired; none if it is unknown or used."""
        return self._codes.get(text)

    def is_expired(self, code: Code) -> bool:
        """Whether a code has outlived its 10 minutes."""
        return self._now() >= code.expires

    def use_code(self, text: str) -> None:
        """A code counts only once."""
        del self._codes[text]
        self._used_codes.add(text)

    def was_used(self, text: str) -> bool:
        """Whether this code was exchanged before."""
        return text in self._used_codes
