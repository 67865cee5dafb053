"""
Masked secrets as holes: places in a text that an environment variable fills when the text is run.

A request that is shown holds `MASK` where a secret was. Which secret it was is not known here, so each place gets a
variable of its own, but for the Authorization header, which is the connection's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from explorer.domain.call import SentRequest
from explorer.domain.masking import MASK

TOKEN_VARIABLE: Final = "ACTION_EXPLORER_TOKEN"  # noqa: S105 - the name of a variable
SECRET_VARIABLE: Final = "ACTION_EXPLORER_SECRET"  # noqa: S105 - the name of a variable

_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")
_OWN: Final = "authorization"


@dataclass(frozen=True, slots=True)
class Hole:
    """A place for the value of an environment variable."""

    variable: str


Pieces: TypeAlias = Sequence[str | Hole]
"""A text with holes; texts and holes in their order, no text empty."""


class Holes:
    """Finds holes in the parts of one request, and remembers what belongs into each."""

    def __init__(self) -> None:
        self._wanted: dict[str, str] = {}

    @property
    def notes(self) -> list[str]:
        """A line for each variable: its name, and what to put into it. Letters of ASCII only."""
        return [f"{variable}: {what}" for variable, what in self._wanted.items()]

    def in_text(self, text: str, where: str) -> Pieces:
        """A text with its masked secrets as holes; `where` says in plain words which part of the request it is."""
        parts = text.split(MASK)
        pieces: list[str | Hole] = [parts[0]]
        for part in parts[1:]:
            count = sum(variable.startswith(SECRET_VARIABLE) for variable in self._wanted)
            variable = f"{SECRET_VARIABLE}_{count + 1}" if count else SECRET_VARIABLE
            self._wanted[variable] = f"the secret that was masked in {where}"
            pieces += [Hole(variable), part]
        return [piece for piece in pieces if piece != ""]

    def in_header(self, name: str, value: str) -> Pieces:
        """A header's value with its holes."""
        if name.lower() == _OWN and value.count(MASK) == 1 and value.endswith(MASK):
            scheme = value.removesuffix(MASK).strip()
            what = f"the {scheme} token" if _PLAIN_NAME.fullmatch(scheme) else "the value"
            self._wanted[TOKEN_VARIABLE] = f"{what} of the Authorization header"
            before = value.removesuffix(MASK)
            return [before, Hole(TOKEN_VARIABLE)] if before else [Hole(TOKEN_VARIABLE)]
        return self.in_text(value, f"the header {name}" if _PLAIN_NAME.fullmatch(name) else "a header")

    def of_key(self) -> Hole:
        """The hole for an API key that is the user name of Basic authentication, with an empty password."""
        self._wanted[TOKEN_VARIABLE] = "the API key; it goes out as the user name, with an empty password"
        return Hole(TOKEN_VARIABLE)

    def of_variable(self, variable: str, what: str) -> Hole:
        """A hole for a value that has a name of its own."""
        self._wanted[variable] = what
        return Hole(variable)


def joined(pieces: Pieces) -> Pieces:
    """The same text with neighbouring texts as one."""
    found: list[str | Hole] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def has_masked_key(request: SentRequest) -> bool:
    """Whether the request signs itself with Basic authentication, all of it masked: an API key without password."""
    return any(name.lower() == _OWN and value == f"Basic {MASK}" for name, value in request.headers)


def is_own_signature(name: str, value: str) -> bool:
    """Whether a header is that signature."""
    return name.lower() == _OWN and value == f"Basic {MASK}"
