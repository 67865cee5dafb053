"""Running actions, and the files they leave behind."""

import mimetypes
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from explorer.sandbox.pipedream.access.gate import Caller
from explorer.sandbox.pipedream.endpoints.route_table import RouteTable, json_object
from explorer.sandbox.pipedream.exact_json import JsonAnswer
from explorer.sandbox.pipedream.forms.form_request import read_form_request
from explorer.sandbox.pipedream.runs.execution import run
from explorer.sandbox.pipedream.state import PipedreamState

SCOPE = "connect:actions:*"


class Runs:
    """Run and file stash."""

    def __init__(self, state: PipedreamState) -> None:
        self._state = state

    def add_to(self, table: RouteTable) -> None:
        """Add the routes."""
        table.project("POST", "/actions/run", SCOPE, self.run, runs_component=True)
        table.project("GET", "/file_stash/download", SCOPE, self.download)
        table.open("GET", "/stash/{signature}", self.signed)

    async def run(self, request: Request, caller: Caller) -> Response:
        """Run an action; failures of the action come with 200."""
        body = await json_object(request)
        form = read_form_request(self._state, caller, body, "action")
        if self._state.switches.accept_runs_only:
            return JsonAnswer({}, 202)
        return JsonAnswer(await run(self._state, form, body.get("stash_id"), _origin(request)))

    async def download(self, request: Request, _caller: Caller) -> Response:
        """A file by its key: the bytes, or the way to a signed address."""
        key = request.query_params.get("s3_key", "")
        content = self._state.stash.read(key)
        if self._state.switches.stash_redirects:
            return RedirectResponse(f"{_origin(request)}/stash/{self._state.stash.sign(key)}", 302)
        return _file(key.rpartition("/")[2], content)

    async def signed(self, request: Request) -> Response:
        """A file by a signed address; needs no token."""
        return _file(*self._state.stash.read_signed(request.path_params["signature"]))


def _file(name: str, content: bytes) -> Response:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})


def _origin(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"
