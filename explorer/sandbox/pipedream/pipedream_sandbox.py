"""The stand-in as the sandbox's server sees it."""

import time
from collections.abc import Callable, Mapping, Sequence

from starlette.routing import BaseRoute

from explorer.sandbox.pipedream.endpoints.accounts import Accounts
from explorer.sandbox.pipedream.endpoints.apps import Apps
from explorer.sandbox.pipedream.endpoints.authentication import Authentication
from explorer.sandbox.pipedream.endpoints.components import Components
from explorer.sandbox.pipedream.endpoints.connect_link import ConnectLink
from explorer.sandbox.pipedream.endpoints.project import Project
from explorer.sandbox.pipedream.endpoints.proxy import Proxy
from explorer.sandbox.pipedream.endpoints.route_table import RouteTable
from explorer.sandbox.pipedream.endpoints.runs import Runs
from explorer.sandbox.pipedream.people.first_accounts import DEMO_USER
from explorer.sandbox.pipedream.state import (
    CLIENT_ID,
    CLIENT_SECRET,
    DEFAULT_ENVIRONMENT,
    PROJECT_ID,
    PipedreamState,
)


class PipedreamSandbox:
    """
    A stand-in of Pipedream Connect with one project.

    Args:
        seed: Equal seeds give equal accounts, choices and record ids; tokens differ each time.
        clock: Seconds since 1970; a test may give its own.
    """

    name = "pipedream"

    def __init__(self, seed: int = 1, clock: Callable[[], float] = time.time) -> None:
        self.state = PipedreamState(seed, clock)

    def routes(self) -> Sequence[BaseRoute]:
        """Every route of the platform."""
        table = RouteTable(self.state)
        # Fixed paths come before those that begin with a project id, runs before keys of actions.
        for part in (Authentication, ConnectLink, Apps, Project, Runs, Accounts, Proxy, Components):
            part(self.state).add_to(table)
        return table.routes()

    def not_found(self, path: str) -> tuple[int, Mapping[str, object]]:
        """What the platform says of a path that it does not know."""
        return 404, {"error": f"no such path: {path}"}

    def switches(self) -> Mapping[str, object]:
        """Settings and their present values; see `Switches`."""
        return self.state.switches.values()

    def switch(self, name: str, value: object) -> None:
        """Change one setting; `KeyError` for an unknown name, `ValueError` for a value that does not fit."""
        self.state.switches.set(name, value)

    def reset(self) -> None:
        """Back to the start state."""
        self.state.restart()

    def ready(self, base_url: str) -> Mapping[str, object]:
        """What a client needs to know."""
        return {
            "base_url": base_url,
            "project_id": PROJECT_ID,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "environment": DEFAULT_ENVIRONMENT,
            "external_user_id": DEMO_USER,
        }
