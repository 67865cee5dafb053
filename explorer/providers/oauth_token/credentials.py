"""
Who asks for a token, and the body of the request.

The body comes from oauthlib's client, which does no I/O; it goes out as JSON, as Pipedream and Inly Core document it.

Source: RFC 6749, section 4.4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from explorer.domain.json_value import JsonObject, write_json


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """
    Who asks for tokens, and where.

    Args:
        platform: The platform's name, as a person knows it.
        url: Address of the token endpoint; its origin must be that of `base_url`.
        scope: None leaves the parameter out, while empty text is sent as such.
        headers: What the platform wants on every request.
    """

    platform: str
    base_url: str
    url: str
    client_id: str
    client_secret: str
    scope: str | None = None
    headers: Sequence[tuple[str, str]] = ()

    def __repr__(self) -> str:
        return f"ClientCredentials({self.platform}, {self.url})"


def token_request_body(credentials: ClientCredentials) -> bytes:
    """The body of the request for a token. Blocks at first use, while oauthlib is imported: call it in a thread."""
    # 25 to 60 ms, so only when a token is asked for, and not on the loop.
    from oauthlib.oauth2 import BackendApplicationClient  # type: ignore[import-untyped]  # ships no types

    client = BackendApplicationClient(credentials.client_id)
    form = client.prepare_request_body(
        scope=credentials.scope, include_client_id=True, client_secret=credentials.client_secret
    )
    fields: JsonObject = {}
    fields.update(parse_qsl(form, keep_blank_values=True))
    if credentials.scope is not None:
        # oauthlib leaves an empty scope out.
        fields["scope"] = credentials.scope
    return write_json(fields).encode()
