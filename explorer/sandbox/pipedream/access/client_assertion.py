"""
Client authentication by a signed assertion instead of a secret.

Type, algorithm, claims and single use are checked; the signature is not, because the stand-in knows no key of the
client's. Source: Pipedream Connect, page on API authentication; RFC 7523 for the claims.
"""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from typing import Any

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
TOKEN_TYPE = "client-authentication+jwt"
ALGORITHMS = ("ES256", "RS256")
LONGEST_LIFE_S = 3600


class AssertionCheck:
    """Accepts each good assertion once."""

    def __init__(self, client_id: str, clock: Callable[[], float]) -> None:
        self._client_id = client_id
        self._clock = clock
        self._seen: set[str] = set()

    def accepts(self, assertion: object, audience: str) -> bool:
        """Whether a text is an assertion of the client for this server, not seen before."""
        parts = str(assertion or "").split(".")
        if len(parts) != 3 or not parts[2]:
            return False
        header, claims = _decoded(parts[0]), _decoded(parts[1])
        if header.get("typ") != TOKEN_TYPE or header.get("alg") not in ALGORITHMS:
            return False
        expiry, number, now = claims.get("exp"), claims.get("jti"), self._clock()
        good = (
            claims.get("iss") == claims.get("sub") == self._client_id
            and str(claims.get("aud")).rstrip("/") == audience
            and isinstance(expiry, int | float)
            and now < expiry <= now + LONGEST_LIFE_S
            and isinstance(number, str)
            and number not in self._seen
        )
        if good:
            self._seen.add(str(number))
        return good


def _decoded(part: str) -> Mapping[str, Any]:
    try:
        value = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, binascii.Error):
        return {}
    return value if isinstance(value, dict) else {}
