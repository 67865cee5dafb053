"""
What is checked before a call is answered: token, scope, environment, project, limits.

Every endpoint is opened through here, so that a refusal raised anywhere below becomes the platform's JSON.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from explorer.sandbox.pipedream.access.limits import throttled
from explorer.sandbox.pipedream.access.tokens import ConnectToken, covers
from explorer.sandbox.pipedream.exact_json import JsonAnswer
from explorer.sandbox.pipedream.refusal import RequestRefusedError, bad_request, not_found, unauthorized
from explorer.sandbox.pipedream.state import PROJECT_ID, PipedreamState

ENVIRONMENTS = ("development", "production")
NO_COMPONENTS = "Connect component API not enabled for this organization"


@dataclass(frozen=True)
class Caller:
    """Who calls, and in which environment."""

    environment: str
    connect_token: ConnectToken | None = None

    def user(self, asked: object) -> str:
        """
        The external user that a call is for.

        Raises:
            RequestRefusedError: 403, another user than the Connect token's; 400, none at all.
        """
        if asked is not None and not isinstance(asked, str):
            raise bad_request("external_user_id must be a string", external_user_id=["must be a string"])
        if self.connect_token is not None:
            own = self.connect_token.external_user_id
            if asked and asked != own:
                raise RequestRefusedError(403, "external_user_id does not match the Connect token")
            return own
        if not asked:
            raise bad_request("external_user_id is required", external_user_id=["can't be blank"])
        if len(asked) > 250:
            raise bad_request("external_user_id is too long", external_user_id=["at most 250 characters"])
        return asked

    def user_if_any(self, asked: str | None) -> str | None:
        """The same for calls that need no user; None for all users."""
        return self.user(asked) if asked or self.connect_token is not None else None


GuardedEndpoint = Callable[[Request, Caller], Awaitable[Response]]
OpenEndpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Rule:
    """What an endpoint asks for."""

    scope: str
    takes: str = "either"
    """`access`, `connect` or `either` token."""
    in_project: bool = True
    bucket: str | None = None
    """A limit of `limits.WINDOWS` that counts for the whole project."""
    runs_component: bool = False
    any_scope: bool = False
    """Any token will do, whatever its scopes: nothing is published about these calls."""
    without_token: int = 401
    """Status for a missing access token."""


class Gate:
    """Opens endpoints."""

    def __init__(self, state: PipedreamState) -> None:
        self._state = state

    def open(self, endpoint: OpenEndpoint) -> OpenEndpoint:
        """An endpoint that anybody may call."""

        async def answered(request: Request) -> Response:
            try:
                return await endpoint(request)
            except RequestRefusedError as refused:
                return JsonAnswer(refused.body, refused.status, headers=refused.headers)

        return answered

    def guarded(self, rule: Rule, endpoint: GuardedEndpoint) -> OpenEndpoint:
        """An endpoint that is answered only to those whom the rule admits."""

        async def checked(request: Request) -> Response:
            return await endpoint(request, self._caller(request, rule))

        return self.open(checked)

    def _caller(self, request: Request, rule: Rule) -> Caller:
        connect_token = self._token(request, rule)
        environment = self._environment(request, rule)
        if rule.in_project:
            if connect_token is not None:
                environment = connect_token.environment
            project = request.path_params.get("project_id")
            if project != PROJECT_ID and (project is not None or connect_token is None):
                raise not_found()
            self._take(request, rule)
        return Caller(environment, connect_token)

    def _token(self, request: Request, rule: Rule) -> ConnectToken | None:
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        text = text.strip() if scheme.casefold() == "bearer" else ""
        access = self._state.tokens.access(text)
        connect = self._state.tokens.connect(text)
        if access is None and connect is None:
            raise not_found() if rule.without_token == 404 else unauthorized()
        if connect is not None and rule.takes == "access":
            raise not_found() if rule.without_token == 404 else unauthorized()
        if access is not None and rule.takes == "connect":
            raise unauthorized()
        granted = access.scopes if access is not None else connect.scopes if connect is not None else frozenset()
        if not rule.any_scope and not covers(granted, rule.scope):
            raise RequestRefusedError(403, f"Insufficient scope: {rule.scope} is needed")
        return connect

    def _environment(self, request: Request, rule: Rule) -> str:
        environment = request.headers.get("x-pd-environment")
        if rule.in_project:
            if environment is None and self._state.switches.strict_environment:
                raise bad_request("x-pd-environment is required")
            if environment is not None and environment not in ENVIRONMENTS:
                raise bad_request("x-pd-environment must be development or production")
        return environment or "production"

    def _take(self, request: Request, rule: Rule) -> None:
        now = self._state.clock()
        switches, limits = self._state.switches, self._state.limits
        if (rule.bucket == "components" or rule.runs_component) and not switches.components_enabled:
            raise RequestRefusedError(403, NO_COMPONENTS)
        if switches.throttle_next > 0:
            switches.throttle_next -= 1
            raise throttled(100, switches.retry_after_s, now)
        own = request.headers.get("x-pd-rate-limit")
        if own is not None:
            limits.take_own(own, now)
        if rule.bucket is not None:
            limits.take(rule.bucket, "", now)
        if rule.runs_component:
            limits.take_run(switches.runs_per_minute, now)
