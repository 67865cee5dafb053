"""What the server needs from each platform's stand-in."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from starlette.routing import BaseRoute


class StandIn(Protocol):
    """One platform: its routes, its switches and its state."""

    name: str
    """Key of its part of the ready line: `stackone`, `pipedream` or `inlycore`."""

    def routes(self) -> Sequence[BaseRoute]:
        """Every route of the platform, with paths as the platform has them."""
        ...

    def not_found(self, path: str) -> tuple[int, Mapping[str, object]]:
        """Status and JSON body for a path that no route takes, in the platform's own form."""
        ...

    def switches(self) -> Mapping[str, object]:
        """Settings that a test may change while it runs, and their present values."""
        ...

    def switch(self, name: str, value: object) -> None:
        """Change one setting; `KeyError` for an unknown name."""
        ...

    def reset(self) -> None:
        """Back to the start state: records, tokens, logs, switches."""
        ...

    def ready(self, base_url: str) -> Mapping[str, object]:
        """Address, credentials and ids that a client needs, as the ready line shows them."""
        ...
