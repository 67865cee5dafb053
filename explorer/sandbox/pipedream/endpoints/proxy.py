"""
The proxy: a call to a third party, with an account's credentials put in.

Nothing leaves this machine: the third party is played by `upstream_answer`, which says what it received. Source:
Pipedream Connect, page on the API proxy.
"""

import asyncio
import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from explorer.sandbox.pipedream.access.gate import Caller
from explorer.sandbox.pipedream.endpoints.route_table import RouteTable
from explorer.sandbox.pipedream.exact_json import JsonAnswer, read
from explorer.sandbox.pipedream.people.account import Account
from explorer.sandbox.pipedream.refusal import RequestRefusedError, bad_request
from explorer.sandbox.pipedream.state import PipedreamState

PREFIX = "x-pd-proxy-"
KEPT_BACK = frozenset(
    [
        "accept-encoding",
        "connection",
        "content-length",
        "cookie",
        "date",
        "expect",
        "host",
        "keep-alive",
        "origin",
        "referer",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "via",
    ]
)
KEPT_BACK_STARTS = ("proxy-", "sec-")
METHODS = "GET POST PUT PATCH DELETE"
_FIELD = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True)
class UpstreamRequest:
    """What the third party receives."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    account: Account


class Proxy:
    """The proxy call."""

    def __init__(self, state: PipedreamState) -> None:
        self._state = state

    def add_to(self, table: RouteTable) -> None:
        """Add the routes."""
        table.project(METHODS, "/proxy/{url_64}", "connect:proxy", self.forward, bucket="proxy")

    async def forward(self, request: Request, caller: Caller) -> Response:
        """The third party's status and body, as they are."""
        query = request.query_params
        user = caller.user(query.get("external_user_id"))
        if not query.get("account_id"):
            raise bad_request("account_id is required", account_id=["can't be blank"])
        account = self._state.accounts.find(caller.environment, query["account_id"], user)
        url = _target(request.path_params["url_64"])
        self._state.usage.proxy_calls += 1
        headers = forwarded_headers(request.headers, account)
        upstream = UpstreamRequest(request.method, url, headers, await request.body(), account)
        try:
            async with asyncio.timeout(self._state.switches.proxy_timeout_s):
                return await upstream_answer(upstream, self._state)
        except TimeoutError as too_slow:
            raise RequestRefusedError(504, "The third party did not answer in time") from too_slow


def forwarded_headers(headers: Mapping[str, str], account: Account) -> dict[str, str]:
    """The headers that go on, without their prefix, with `{{field}}` replaced by the account's credential."""
    forwarded = {}
    for name, value in headers.items():
        target = name.casefold().removeprefix(PREFIX)
        if name.casefold().startswith(PREFIX) and not (target in KEPT_BACK or target.startswith(KEPT_BACK_STARTS)):
            forwarded[target] = _FIELD.sub(lambda field: account.credentials.get(field[1], ""), value)
    return forwarded


async def upstream_answer(request: UpstreamRequest, state: PipedreamState) -> Response:
    """
    The made-up third party.

    `/status/404` answers with that status, `/delay/2` after so many seconds, `/bytes/100` with bytes, `/text` with
    text, `/empty` with nothing; the CRM of the catalogue has its `/contacts`; everything else says what it received.
    """
    parts = urlsplit(request.url)
    steps = [step for step in parts.path.split("/") if step]
    match steps:
        case [*_, "status", number] if number.isdigit() and 200 <= int(number) <= 599:
            return JsonAnswer({"message": f"Answered {number} as asked"}, int(number))
        case [*_, "delay", seconds] if seconds.replace(".", "", 1).isdigit():
            await asyncio.sleep(float(seconds))
        case [*_, "bytes", count] if count.isdigit():
            content = bytes(index % 256 for index in range(min(int(count), 1_000_000)))
            return Response(content, media_type="application/octet-stream")
        case [*_, "text"]:
            return Response("plain text\n", media_type="text/plain")
        case [*_, "empty"]:
            return Response(status_code=204)
        case [*_, "contacts"] if request.account.app["name_slug"] == "harbor_crm":
            records = state.records.collection("harbor_crm", request.account.account_id, "contacts")
            return JsonAnswer({"contacts": records})
    if request.account.dead:
        return JsonAnswer({"message": "token revoked"}, 401)
    try:
        received = read(request.body) if request.body else None
    except ValueError:
        received = request.body.decode("utf-8", "replace")
    return JsonAnswer(
        {
            "method": request.method,
            "url": request.url,
            "query": parse_qsl(parts.query, keep_blank_values=True),
            "headers": dict(request.headers),
            "body": received,
            "account": request.account.account_id,
        }
    )


def _target(url_64: str) -> str:
    try:
        padded = url_64.rstrip("=")
        url = base64.b64decode(padded + "=" * (-len(padded) % 4), altchars=b"-_", validate=True).decode()
    except (ValueError, binascii.Error) as broken:
        raise bad_request("url is not base64url", url_64=["is invalid"]) from broken
    parts = urlsplit(url)
    if not url.startswith("/") and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise bad_request("url is neither a web address nor a path", url_64=["is invalid"])
    return url
