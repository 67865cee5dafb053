"""
Signed requests to an installation. `Accept: application/json` goes with every one: without it, Laravel answers an
expired token with a redirection to its login page.

Source: reference, sections 2 and 3.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from explorer.domain.call import ReceivedAnswer
from explorer.domain.connection import Connection, SecretName
from explorer.domain.failure import MalformedAnswer
from explorer.domain.json_value import JsonValue, NotJson, parse_json
from explorer.domain.log_entry import LogLevel
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import OutgoingRequest, Transport
from explorer.providers.inlycore.outcome.refusals import PLATFORM, is_page_answer, refusal
from explorer.providers.inlycore.settings import CLIENT_SECRET, InlyCoreOptions
from explorer.providers.oauth_token import ClientCredentials, TokenSource
from explorer.providers.run_clock import RunClock

READ_LIMIT_S: Final = 30.0
"""Deadline of a question that is no run: a schema, a search."""

UNKNOWN_TOKEN: Final = "token"  # noqa: S105 - stands where the token will be


class Line:
    """One connection's way to its installation."""

    def __init__(
        self,
        connection: Connection,
        options: InlyCoreOptions,
        secrets: Mapping[SecretName, str],
        transport: Transport,
        mask: SecretMask,
    ) -> None:
        self.base_url = connection.base_url.rstrip("/")
        self.options = options
        self.transport = transport
        self.mask = mask
        self.tokens = TokenSource(
            ClientCredentials(
                platform=PLATFORM,
                base_url=self.base_url,
                url=f"{self.base_url}/oauth/token",
                client_id=options.client_id,
                client_secret=secrets.get(CLIENT_SECRET, ""),
                # There are no scopes: rights come from the client's roles; the examples send it empty.
                scope="",
            ),
            transport,
            mask,
        )

    @property
    def host(self) -> str:
        """Host and port, for people."""
        return urlsplit(self.base_url).netloc

    def request(
        self, method: str, url: str, token: str, *, body: bytes = b"", content_type: str = ""
    ) -> OutgoingRequest:
        """A request with its headers. `token` is empty where none is sent."""
        headers = [("Accept", "application/json")]
        if token:
            headers.append(("Authorization", f"Bearer {token}"))
        if content_type:
            headers.append(("Content-Type", content_type))
        return OutgoingRequest(
            method, url, allowed_origin=self.base_url, headers=headers, body=body, may_write=method != "GET"
        )

    async def read(self, url: str, clock: RunClock | None = None) -> JsonValue:
        """
        The JSON of a GET; asked once more with a new token where the token is refused.

        Raises:
            Refused: With the installation's words, explained.
            MalformedAnswer: No JSON.
            Failure: As the transport and the token's source raise them.
        """
        clock = clock or RunClock()
        token = await self.tokens.token(clock, READ_LIMIT_S)
        answer = await self._get(url, token, clock)
        if answer.status == 401:
            self.tokens.forget(token)
            clock.log("The token was refused; asked once more with a new one", LogLevel.WARNING)
            token = await self.tokens.token(clock, READ_LIMIT_S)
            answer = await self._get(url, token, clock)
        if not 200 <= answer.status < 300 or is_page_answer(answer):
            raise refusal(answer, self.mask)
        try:
            return parse_json(bytes(answer.body).decode("utf-8"))
        except (UnicodeDecodeError, NotJson) as error:
            raise MalformedAnswer(f"the answer ({answer.status}) is no JSON: {error}") from None

    async def aclose(self) -> None:
        """Let go of the token."""
        await self.tokens.aclose()

    async def _get(self, url: str, token: str, clock: RunClock) -> ReceivedAnswer:
        return await self.transport.send(self.request("GET", url, token), clock=clock, deadline_s=READ_LIMIT_S)
