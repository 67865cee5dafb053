"""Error bodies of the token endpoint, with the codes and texts of thephpleague/oauth2-server 9."""

from collections.abc import Mapping


class OAuthRefusal(Exception):
    """Ends an OAuth request: `error`, `error_description` and, in some cases, `hint`."""

    def __init__(
        self,
        status: int,
        error: str,
        description: str,
        hint: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {error}")
        self.status = status
        self.body: dict[str, object] = {"error": error, "error_description": description}
        if hint is not None:
            self.body["hint"] = hint
        self.headers = dict(headers or {})


def invalid_client(*, used_header: bool = False) -> OAuthRefusal:
    """Unknown client or wrong secret; a challenge is added where the request used an `Authorization` header."""
    headers = {"WWW-Authenticate": 'Basic realm="OAuth"'} if used_header else {}
    return OAuthRefusal(401, "invalid_client", "Client authentication failed", headers=headers)


def invalid_request(parameter: str, hint: str | None = None) -> OAuthRefusal:
    """A parameter is missing or impossible; the hint names it."""
    description = (
        "The request is missing a required parameter, includes an invalid parameter value, "
        "includes a parameter more than once, or is otherwise malformed."
    )
    return OAuthRefusal(400, "invalid_request", description, hint or f"Check the `{parameter}` parameter")


def unsupported_grant_type() -> OAuthRefusal:
    """A grant (or response type) that the server does not have."""
    return OAuthRefusal(
        400,
        "unsupported_grant_type",
        "The authorization grant type is not supported by the authorization server.",
        "Check that all required parameters have been provided",
    )


def unauthorized_client() -> OAuthRefusal:
    """The client may not use this grant."""
    return OAuthRefusal(
        400,
        "unauthorized_client",
        "The authenticated client is not authorized to use this authorization grant type.",
    )


def invalid_scope(scope: str) -> OAuthRefusal:
    """A scope that does not exist; Inly Core has none."""
    return OAuthRefusal(
        400,
        "invalid_scope",
        "The requested scope is invalid, unknown, or malformed",
        f"Check the `{scope}` scope",
    )


def invalid_grant(hint: str) -> OAuthRefusal:
    """A code or verifier that does not count."""
    description = (
        "The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token "
        "is invalid, expired, revoked, does not match the redirection URI used in the authorization request, "
        "or was issued to another client."
    )
    return OAuthRefusal(400, "invalid_grant", description, hint)


def invalid_refresh_token(hint: str) -> OAuthRefusal:
    """A refresh token that does not count."""
    return OAuthRefusal(400, "invalid_grant", "The refresh token is invalid.", hint)


def access_denied() -> OAuthRefusal:
    """The person said no."""
    return OAuthRefusal(
        401,
        "access_denied",
        "The resource owner or authorization server denied the request.",
        "The user denied the request",
    )
