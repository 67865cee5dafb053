"""The stand-in for StackOne: its routes, switches and state, as the sandbox's server needs them."""

from collections.abc import Mapping, Sequence

from starlette.routing import BaseRoute

from explorer.sandbox.stackone.accounts import hand_made_accounts
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.routes.accounts import account_routes
from explorer.sandbox.stackone.routes.actions import action_routes
from explorer.sandbox.stackone.routes.connect_sessions import connect_session_routes
from explorer.sandbox.stackone.routes.connectors import connector_routes
from explorer.sandbox.stackone.routes.logs.generation_a import old_log_routes
from explorer.sandbox.stackone.routes.logs.generation_b import log_routes
from explorer.sandbox.stackone.routes.logs.statistics import statistics_routes
from explorer.sandbox.stackone.routes.mcp import mcp_routes
from explorer.sandbox.stackone.routes.proxy import proxy_routes
from explorer.sandbox.stackone.routes.rpc import rpc_routes
from explorer.sandbox.stackone.state import API_KEY, State

FIRST_SHOWN = 5
"""How many accounts the ready line names: one active account of each hand-made connector."""


_ROUTES = (
    rpc_routes,
    action_routes,
    mcp_routes,
    account_routes,
    connect_session_routes,
    connector_routes,
    proxy_routes,
    # Before log_routes: /logs/platform is no run of that name.
    old_log_routes,
    statistics_routes,
    log_routes,
)


class StackOneSandbox:
    """
    A StackOne with so many actions, made from a seed.

    Everything is made when it is first asked for, so that 10,000 actions start as quickly as ten.
    """

    name = "stackone"

    def __init__(self, actions: int = 10_000, seed: int = 1) -> None:
        self._state = State(actions, seed)

    def routes(self) -> Sequence[BaseRoute]:
        """Every route of the platform."""
        return [route for routes in _ROUTES for route in routes(self._state)]

    def not_found(self, path: str) -> tuple[int, Mapping[str, object]]:
        """What an unknown address answers."""
        return 404, Refused(404, f"There is nothing at {path}").body()

    def switches(self) -> Mapping[str, object]:
        """Settings that may be changed while it runs."""
        return self._state.switches.as_json()

    def switch(self, name: str, value: object) -> None:
        """Change one setting; `KeyError` for an unknown name, `ValueError` for a value of another type."""
        self._state.switches.set(name, value)

    def reset(self) -> None:
        """Back to the start state."""
        self._state.reset()

    def ready(self, base_url: str) -> Mapping[str, object]:
        """Address, key, and the accounts to begin with."""
        shown = [account.id for account in hand_made_accounts()[:FIRST_SHOWN]]
        return {"base_url": base_url, "api_key": API_KEY, "account_ids": shown}
