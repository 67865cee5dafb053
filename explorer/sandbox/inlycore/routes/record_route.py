"""Lists and searches of records, and the state of jobs. All of it is an extension of the sandbox."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from explorer.sandbox.inlycore.authentication.tokens import Caller
from explorer.sandbox.inlycore.installation import Installation
from explorer.sandbox.inlycore.records import TABLES, Record
from explorer.sandbox.inlycore.routes.gate import Endpoint, Gate
from explorer.sandbox.inlycore.wire.answers import Aborted, json_answer, missing_route_body, wrong_method

DEFAULT_PER_PAGE = 15
MOST_PER_PAGE = 100
_READING = ("GET", "HEAD")


class RecordRoute:
    """Addresses that let a person find the id of a subject."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._gate = Gate(installation)

    async def list(self, request: Request) -> Response:
        """GET /api/v1/{table}: a page of records, `?search=`, `?page=`, `?per_page=`."""
        return await self._gate.enter(request, lambda found: _reading(found, self._page))

    async def one(self, request: Request) -> Response:
        """GET /api/v1/{table}/{id}: one record."""
        return await self._gate.enter(request, lambda found: _reading(found, self._record))

    async def search(self, request: Request) -> Response:
        """GET /{table}/search?search=: id, title and subtitle of what contains the text."""
        return await self._gate.enter(request, lambda found: _reading(found, self._matches))

    async def workflow(self, request: Request) -> Response:
        """GET /api/v1/workflows/{id}: how far a job is; by default there is no such address."""
        return await self._gate.enter(request, self._workflow_endpoint)

    async def _page(self, request: Request, _caller: Caller) -> Response:
        found = _containing(self._present(request), request.query_params.get("search", ""))
        return json_answer(_paged(request, found))

    async def _record(self, request: Request, _caller: Caller) -> Response:
        model = TABLES[request.path_params["table"]]
        return json_answer({"data": self._installation.records.find(model, request.path_params["id"])})

    async def _matches(self, request: Request, _caller: Caller) -> Response:
        found = _containing(self._present(request), request.query_params.get("search", ""))
        shown = [{name: row.get(name) for name in ("id", "title", "subtitle")} for row in found]
        return json_answer({"data": shown[:MOST_PER_PAGE]})

    def _present(self, request: Request) -> Iterable[Record]:
        return self._installation.records.present(TABLES[request.path_params["table"]])

    def _workflow_endpoint(self, request: Request) -> Endpoint:
        if not self._installation.switches.workflow_status:
            raise Aborted(404, missing_route_body(request.url.path))
        return _reading(request, self._workflow)

    async def _workflow(self, request: Request, _caller: Caller) -> Response:
        id_text = request.path_params["id"]
        duration_s = self._installation.switches.workflow_duration_s
        number = int(id_text) if id_text.isdecimal() and len(id_text) < 20 else 0
        status = self._installation.workflows.status(number, duration_s)
        if status is None:
            raise Aborted(404, {"message": f"No query results for model [App\\Models\\StoredWorkflow] {id_text}"})
        return json_answer(status)


def _reading(request: Request, endpoint: Endpoint) -> Endpoint:
    table = request.path_params.get("table")
    if table is not None and table not in TABLES:
        raise Aborted(404, missing_route_body(request.url.path))
    if request.method not in _READING:
        raise wrong_method(request.method, request.url.path, _READING)
    return endpoint


def _containing(rows: Iterable[Record], text: str) -> Sequence[Record]:
    wanted = text.strip().casefold()
    return [row for row in rows if any(wanted in str(row.get(name) or "").casefold() for name in ("title", "subtitle"))]


def _paged(request: Request, rows: Sequence[Record]) -> dict[str, object]:
    """Laravel's paged resource form."""
    per_page = min(_positive(request, "per_page", DEFAULT_PER_PAGE), MOST_PER_PAGE)
    page = _positive(request, "page", 1)
    last_page = max(1, -(-len(rows) // per_page))
    start = (page - 1) * per_page
    shown = rows[start : start + per_page]

    def link(number: int) -> str | None:
        if not 1 <= number <= last_page:
            return None
        query = {**request.query_params, "page": number}
        return f"{request.url.replace(query=urlencode(query))}"

    return {
        "data": shown,
        "links": {
            "first": link(1),
            "last": link(last_page),
            "prev": link(page - 1),
            "next": link(page + 1),
        },
        "meta": {
            "current_page": page,
            "from": start + 1 if shown else None,
            "last_page": last_page,
            "path": str(request.url.replace(query="")),
            "per_page": per_page,
            "to": start + len(shown) if shown else None,
            "total": len(rows),
        },
    }


def _positive(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isdecimal() and 0 < len(text) < 10 and int(text) > 0 else default
