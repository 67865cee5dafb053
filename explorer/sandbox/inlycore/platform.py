"""The stand-in for an installation of Inly Core."""

from collections.abc import Callable, Mapping, Sequence
from time import time

from starlette.routing import BaseRoute, Route

from explorer.sandbox.inlycore.authentication.consent_route import ConsentRoute, login_page
from explorer.sandbox.inlycore.authentication.token_route import TokenRoute
from explorer.sandbox.inlycore.installation import Installation
from explorer.sandbox.inlycore.routes.action_route import PREFIX, ActionRoute
from explorer.sandbox.inlycore.routes.record_route import RecordRoute
from explorer.sandbox.inlycore.wire.answers import missing_route_body

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
"""Every address takes all of them, so that a wrong one is answered as Laravel answers it."""


class InlyCoreSandbox:
    """An installation in memory that fulfils `StandIn`."""

    name = "inlycore"

    def __init__(self, seed: int = 1, clock: Callable[[], float] = time) -> None:
        """
        An installation in its start state.

        Args:
            seed: Decides which calls fail when `failure_rate` is set.
            clock: The present in Unix seconds; tokens, limits, jobs and dates go by it.
        """
        self._installation = Installation(seed, clock)

    def routes(self) -> Sequence[BaseRoute]:
        """Every address of the platform, and the extensions of the sandbox."""
        actions = ActionRoute(self._installation)
        records = RecordRoute(self._installation)
        return [
            Route("/oauth/token", TokenRoute(self._installation).answer, methods=_METHODS),
            Route("/oauth/authorize", ConsentRoute(self._installation).answer, methods=["GET"]),
            Route("/login", login_page, methods=["GET"]),
            Route(PREFIX, actions.list, methods=_METHODS),
            Route(PREFIX + "/{rest:path}", actions.one, methods=_METHODS),
            Route("/api/v1/workflows/{id}", records.workflow, methods=_METHODS),
            Route("/api/v1/{table}", records.list, methods=_METHODS),
            Route("/api/v1/{table}/{id}", records.one, methods=_METHODS),
            Route("/{table}/search", records.search, methods=_METHODS),
        ]

    def not_found(self, path: str) -> tuple[int, Mapping[str, object]]:
        """Laravel's answer for a path that no route takes."""
        return 404, missing_route_body(path)

    def switches(self) -> Mapping[str, object]:
        """Settings and their present values; `switches.py` says what each does."""
        return self._installation.switches.present()

    def switch(self, name: str, value: object) -> None:
        """
        Change one setting.

        Raises:
            KeyError: No setting has this name.
            ValueError: It cannot have this value.
        """
        self._installation.switches = self._installation.switches.changed(name, value)

    def reset(self) -> None:
        """Back to the start state; tokens that were issued no longer count."""
        self._installation.reset()

    def ready(self, base_url: str) -> Mapping[str, object]:
        """Address, id and secret of the client that may do everything, and the keys of all actions."""
        client = self._installation.register.full
        return {
            "base_url": base_url,
            "client_id": client.client_id,
            "client_secret": client.client_secret,
            "action_keys": list(self._installation.actions),
        }
