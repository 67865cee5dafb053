"""The three grants of the token endpoint."""

import re
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from hmac import compare_digest

from explorer.sandbox.inlycore.authentication.clients import Client, Register
from explorer.sandbox.inlycore.authentication.refusal import (
    invalid_client,
    invalid_grant,
    invalid_refresh_token,
    invalid_request,
    invalid_scope,
    unauthorized_client,
    unsupported_grant_type,
)
from explorer.sandbox.inlycore.authentication.tokens import Caller, Code, Tokens

GRANTS = ("client_credentials", "authorization_code", "refresh_token")

_VERIFIER = re.compile(r"[A-Za-z0-9\-._~]{43,128}")


def grant(
    values: Mapping[str, object], authorization: str | None, register: Register, tokens: Tokens, lifetime_s: float
) -> dict[str, object]:
    """
    The body of a successful token answer, for a token that lives `lifetime_s`.

    The client's id and secret may also come in the `Authorization` header, as Basic.

    Raises:
        OAuthRefusal: With the error that oauth2-server would answer.
    """
    kind = _text(values, "grant_type")
    if kind not in GRANTS:
        raise unsupported_grant_type()
    client = _authenticated(values, authorization, register, confidential=kind == "client_credentials")
    if kind not in client.grants:
        raise unauthorized_client()
    if kind == "client_credentials":
        _check_scope(values)
        caller = Caller(client)
        return _answer(tokens.issue(caller, lifetime_s), lifetime_s)
    if kind == "authorization_code":
        caller = _exchange_code(values, client, tokens)
    else:
        caller = _refreshed(values, client, tokens)
    access_token = tokens.issue(caller, lifetime_s)
    return {
        **_answer(access_token, lifetime_s),
        "refresh_token": tokens.issue_refresh(caller, access_token),
    }


def _answer(access_token: str, lifetime_s: float) -> dict[str, object]:
    return {"token_type": "Bearer", "expires_in": int(lifetime_s), "access_token": access_token}


def _authenticated(
    values: Mapping[str, object], authorization: str | None, register: Register, *, confidential: bool
) -> Client:
    header_id, header_secret = _basic(authorization)
    client_id = _text(values, "client_id") or header_id
    secret = _text(values, "client_secret") or header_secret
    if client_id is None:
        raise invalid_request("client_id")
    client = register.clients.get(client_id)
    if client is None or not client.has_secret(secret or "") or (confidential and client.client_secret is None):
        raise invalid_client(used_header=authorization is not None)
    return client


def _basic(authorization: str | None) -> tuple[str | None, str | None]:
    kind, _, encoded = (authorization or "").partition(" ")
    if kind.lower() != "basic":
        return None, None
    try:
        client_id, colon, secret = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return None, None
    return (client_id, secret) if colon else (None, None)


def _check_scope(values: Mapping[str, object]) -> None:
    for scope in (_text(values, "scope") or "").split(" "):
        if scope not in {"", "*"}:
            raise invalid_scope(scope)


def _exchange_code(values: Mapping[str, object], client: Client, tokens: Tokens) -> Caller:
    text = _text(values, "code")
    if text is None:
        raise invalid_request("code")
    code = tokens.code(text)
    if code is None:
        if tokens.was_used(text):
            raise invalid_grant("Authorization code has been revoked")
        raise invalid_grant("Cannot validate the provided authorization code")
    if tokens.is_expired(code):
        raise invalid_grant("Authorization code has expired")
    if code.caller.client != client:
        raise invalid_grant("Authorization code was not issued to this client")
    redirect_uri = _text(values, "redirect_uri")
    if redirect_uri is None:
        raise invalid_request("redirect_uri")
    if redirect_uri != code.redirect_uri:
        raise invalid_grant("Invalid redirect URI")
    _check_verifier(code, _text(values, "code_verifier"))
    tokens.use_code(text)
    return code.caller


def _check_verifier(code: Code, verifier: str | None) -> None:
    if code.challenge is None:
        if verifier is not None:
            raise invalid_request("code_challenge", "code_verifier received when no code_challenge is present")
        return
    if verifier is None:
        raise invalid_request("code_verifier")
    if _VERIFIER.fullmatch(verifier) is None:
        raise invalid_request("code_verifier", "Code Verifier must follow the specifications of RFC-7636.")
    if not compare_digest(challenge_of(verifier, code.method).encode(), code.challenge.encode()):
        raise invalid_grant("Failed to verify `code_verifier`.")


def challenge_of(verifier: str, method: str) -> str:
    """The challenge that belongs to a verifier, for `S256` or `plain` (RFC 7636, section 4.2)."""
    if method == "plain":
        return verifier
    return urlsafe_b64encode(sha256(verifier.encode("ascii")).digest()).rstrip(b"=").decode("ascii")


def _refreshed(values: Mapping[str, object], client: Client, tokens: Tokens) -> Caller:
    text = _text(values, "refresh_token")
    if text is None:
        raise invalid_request("refresh_token")
    _check_scope(values)
    caller = tokens.take_refresh(text, client)
    if caller is None:
        raise invalid_refresh_token("Token has been revoked")
    return caller


def _text(values: Mapping[str, object], name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) and value else None
