"""POST /oauth/token: get or refresh a token, with the body as JSON or as a form."""

from starlette.requests import Request
from starlette.responses import Response

from explorer.sandbox.inlycore.authentication.grants import grant
from explorer.sandbox.inlycore.authentication.refusal import OAuthRefusal
from explorer.sandbox.inlycore.installation import Installation
from explorer.sandbox.inlycore.wire.answers import Aborted, json_answer, shown, wrong_method
from explorer.sandbox.inlycore.wire.request_body import read_body

_JSON_UTF8 = "application/json; charset=UTF-8"
_NOT_KEPT = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class TokenRoute:
    """The token endpoint of one installation."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation

    async def answer(self, request: Request) -> Response:
        """A token, or the OAuth error for the request."""
        try:
            return await self._answer(request)
        except Aborted as aborted:
            return shown(aborted, request)

    async def _answer(self, request: Request) -> Response:
        if request.method != "POST":
            raise wrong_method(request.method, request.url.path, ["POST"])
        here = self._installation
        address = request.client.host if request.client else "unknown"
        headers = here.throttle.count(f"token {address}", here.switches.token_rate_limit)
        values = (await read_body(request)).values
        try:
            body = grant(
                values,
                request.headers.get("authorization"),
                here.register,
                here.tokens,
                here.switches.token_lifetime_s,
            )
        except OAuthRefusal as refusal:
            return json_answer(refusal.body, refusal.status, headers | refusal.headers)
        return json_answer(body, 200, headers | _NOT_KEPT, _JSON_UTF8)
