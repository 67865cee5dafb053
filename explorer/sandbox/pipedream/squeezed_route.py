"""
Routes that read `//` in a path as `/`.

A client whose project id is empty asks for `/v1/connect//components/configure`, and the platform answers (issue 271
of its repository). A path with another method than the route's counts as unknown here, so that it gets the
platform's JSON and not a plain 405.
"""

import re

from starlette.routing import Match, Route
from starlette.types import Scope

_SLASHES = re.compile(r"/{2,}")


class SqueezedRoute(Route):
    """A route that squeezes slashes before it looks at a path."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether this is the route, and what it adds to the scope."""
        if "//" in scope["path"]:
            squeezed = _SLASHES.sub("/", scope["path"])
            match, more = super().matches({**scope, "path": squeezed})
            more = {**more, "path": squeezed}
        else:
            match, more = super().matches(scope)
        return (match, more) if match is Match.FULL else (Match.NONE, {})
