"""
Signed requests to Pipedream: addresses, headers, and the token they carry.

    Line.request(...)      a request for the transport, for the project of the connection
    Line.read(...)         a question that changes nothing: asked again once if the token had become invalid

Source: reference, sections 1 and 2.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote, urlsplit

from explorer.domain.call import ReceivedAnswer
from explorer.domain.connection import Connection, SecretName
from explorer.domain.failure import NotSendable
from explorer.domain.json_value import JsonObject, JsonValue, write_json
from explorer.domain.log_entry import LogLevel
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import OutgoingRequest, Transport
from explorer.providers.oauth_token import BearerToken, ClientCredentials, FixedToken, TokenSource
from explorer.providers.pipedream.outcome.refusals import PLATFORM, refusal
from explorer.providers.pipedream.settings import CLIENT_SECRET, CONNECT_TOKEN, PipedreamOptions
from explorer.providers.pipedream.wire import json_of
from explorer.providers.run_clock import RunClock

READ_LIMIT_S: Final = 60.0
"""Deadline of a question that is no run: a page of a list, choices of a field, a reload."""

NO_SECRET: Final = "the connection has neither a client secret nor a Connect token"  # noqa: S105 - words, no secret
UNKNOWN_TOKEN: Final = "token"  # noqa: S105 - stands where the token will be


class Line:
    """
    One connection's way to Pipedream.

    A client secret is preferred; a Connect token serves where there is none, and then the platform takes the project
    from it if the connection names none.
    """

    def __init__(
        self,
        connection: Connection,
        options: PipedreamOptions,
        secrets: Mapping[SecretName, str],
        transport: Transport,
        mask: SecretMask,
    ) -> None:
        self.base_url = connection.base_url.rstrip("/")
        self.options = options
        self.transport = transport
        self.mask = mask
        client_secret, connect_token = secrets.get(CLIENT_SECRET, ""), secrets.get(CONNECT_TOKEN, "")
        self.has_client = bool(client_secret) or not connect_token
        """Whether access tokens are asked for; else the Connect token is all there is."""
        self.tokens: BearerToken
        if client_secret:
            self.tokens = TokenSource(
                ClientCredentials(
                    platform=PLATFORM,
                    base_url=self.base_url,
                    url=f"{self.base_url}/v1/oauth/token",
                    client_id=options.client_id,
                    client_secret=client_secret,
                    scope=options.scope,
                    headers=self._environment(is_of_project=False),
                ),
                transport,
                mask,
            )
        else:
            self.tokens = FixedToken(connect_token, mask, NO_SECRET)

    @property
    def host(self) -> str:
        """Host and port, for people."""
        return urlsplit(self.base_url).netloc

    def project_path(self, *parts: str) -> str:
        """
        The path of something in the connection's project; each part is escaped on its own.

        Raises:
            NotSendable: The connection names no project, and no Connect token knows one.
        """
        if not self.options.project_id and self.has_client:
            raise NotSendable("the connection has no project id; it begins with proj_")
        escaped = [escaped_part(part) for part in parts]
        project = [escaped_part(self.options.project_id)] if self.options.project_id else []
        return "/".join(["/v1/connect", *project, *escaped])

    def component_path(self, *parts: str, key: str) -> str:
        """The path of one action; keys of one's own components hold a slash that stays one."""
        return "/".join([self.project_path(*parts), *(escaped_part(part) for part in key.split("/"))])

    def request(
        self,
        method: str,
        path: str,
        token: str,
        *,
        query: Sequence[tuple[str, str]] = (),
        body: JsonObject | None = None,
        may_write: bool = False,
    ) -> OutgoingRequest:
        """A request with its headers. `token` is `UNKNOWN_TOKEN` where it is only shown, empty where none is sent."""
        headers = [("Accept", "application/json")]
        is_of_project = path.startswith(self.project_path()) if self.options.project_id else True
        headers += self._environment(is_of_project=is_of_project)
        if token:
            headers.append(("Authorization", f"Bearer {token}"))
        if body is not None:
            headers.append(("Content-Type", "application/json"))
        given = [f"{escaped_part(name)}={escaped_part(value)}" for name, value in query if value]
        return OutgoingRequest(
            method,
            f"{self.base_url}{path}" + (f"?{'&'.join(given)}" if given else ""),
            allowed_origin=self.base_url,
            headers=headers,
            body=b"" if body is None else write_json(body).encode(),
            may_write=may_write,
        )

    async def read(
        self,
        method: str,
        path: str,
        *,
        query: Sequence[tuple[str, str]] = (),
        body: JsonObject | None = None,
        clock: RunClock | None = None,
    ) -> JsonValue:
        """
        The JSON of an answer 2xx.

        Only for what changes nothing: where the token is refused, it is asked once more with a new one.

        Raises:
            Refused: With Pipedream's words, explained.
            MalformedAnswer: No JSON.
            Failure: As `Transport.send` and the token's source raise them.
        """
        clock = clock or RunClock()
        answer = await self._ask(method, path, query, body, clock)
        if not 200 <= answer.status < 300:
            raise refusal(answer, self.mask)
        return json_of(answer)

    async def aclose(self) -> None:
        """Let go of the token."""
        await self.tokens.aclose()

    async def _ask(
        self,
        method: str,
        path: str,
        query: Sequence[tuple[str, str]],
        body: JsonObject | None,
        clock: RunClock,
    ) -> ReceivedAnswer:
        token = await self.tokens.token(clock, READ_LIMIT_S)
        request = self.request(method, path, token, query=query, body=body)
        answer = await self.transport.send(request, clock=clock, deadline_s=READ_LIMIT_S)
        if answer.status != 401 or not self.tokens.forget(token):
            return answer
        clock.log("The token was refused; asked once more with a new one", LogLevel.WARNING)
        token = await self.tokens.token(clock, READ_LIMIT_S)
        request = self.request(method, path, token, query=query, body=body)
        return await self.transport.send(request, clock=clock, deadline_s=READ_LIMIT_S)

    def _environment(self, *, is_of_project: bool) -> list[tuple[str, str]]:
        if not is_of_project and not self.options.sends_environment_everywhere:
            return []
        return [("x-pd-environment", self.options.environment)]


def escaped_part(text: str) -> str:
    """
    A part of a path or query, percent-encoded.

    Raises:
        NotSendable: It holds half of a character pair, as JSON from outside can.
    """
    try:
        return quote(text, safe="~")
    except UnicodeEncodeError:
        raise NotSendable(f"{text[:60]!a} holds half of a character pair, which no address can carry") from None
