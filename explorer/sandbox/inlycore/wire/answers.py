"""
Answers, and the choice between JSON and a web page.

Bodies and texts of failures are those of laravel/framework 13, except for an unknown action, whose text is assumed.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from html import escape
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from explorer.sandbox.inlycore.wire.exact_json import write_json


class Presentation(Enum):
    """What a failure turns into for a caller that did not ask for JSON."""

    ALWAYS_JSON = "always JSON"
    PAGE = "a web page"
    TO_LOGIN = "redirect to the login page"
    BACK = "redirect to the page before"


class Aborted(Exception):
    """Ends a request with this status and body."""

    def __init__(
        self,
        status: int,
        body: Mapping[str, object],
        *,
        headers: Mapping[str, str] | None = None,
        presentation: Presentation = Presentation.PAGE,
    ) -> None:
        super().__init__(f"{status} {body.get('message', '')}")
        self.status = status
        self.body = body
        self.headers = dict(headers or {})
        self.presentation = presentation


def unauthenticated() -> Aborted:
    """No token, or one that is unknown, expired or revoked."""
    return Aborted(401, {"message": "Unauthenticated."}, presentation=Presentation.TO_LOGIN)


def unauthorized() -> Aborted:
    """The token's owner may not do this."""
    return Aborted(403, {"message": "This action is unauthorized."})


def missing_action(key: str) -> Aborted:
    """No action has this key."""
    return Aborted(404, {"message": f"Action [{key}] not found."})


def missing_record(model: str, id_text: str) -> Aborted:
    """No record of the model class has this id, or it lies in the bin."""
    return Aborted(404, {"message": f"No query results for model [{model}] {id_text}"})


def missing_route_body(path: str) -> dict[str, object]:
    """Body of the answer for a path that no route takes."""
    return {"message": f"The route {path.lstrip('/')} could not be found."}


def wrong_method(method: str, path: str, allowed: Sequence[str]) -> Aborted:
    """The path exists, but for other methods."""
    names = ", ".join(allowed)
    message = f"The {method} method is not supported for route {path.lstrip('/')}. Supported methods: {names}."
    return Aborted(405, {"message": message}, headers={"Allow": names})


def invalid(errors: Mapping[str, Sequence[str]]) -> Aborted:
    """
    Values that break the rules of their fields.

    The message repeats the first error and counts the others.
    """
    texts = [text for field_errors in errors.values() for text in field_errors]
    more = len(texts) - 1
    suffix = "" if more == 0 else f" (and {more} more {'error' if more == 1 else 'errors'})"
    body = {"message": texts[0] + suffix, "errors": {name: list(found) for name, found in errors.items()}}
    return Aborted(422, body, presentation=Presentation.BACK)


def refused(message: str) -> Aborted:
    """A rule of the business says no: `success` is false, and there are no field errors."""
    return Aborted(422, {"success": False, "message": message}, presentation=Presentation.ALWAYS_JSON)


def too_many(headers: Mapping[str, str]) -> Aborted:
    """The limit of requests is used up."""
    return Aborted(429, {"message": "Too Many Attempts."}, headers=headers)


def server_error(text: str, *, debug: bool) -> Aborted:
    """An exception that nobody caught; its text and place are shown in debug mode only."""
    if not debug:
        return Aborted(500, {"message": "Server Error"})
    place = "/var/www/app/Actions/Fault/FailAction.php"
    frame = {"file": place, "line": 23, "function": "handle", "class": "App\\Actions\\Fault\\FailAction", "type": "->"}
    return Aborted(
        500,
        {"message": text, "exception": "RuntimeException", "file": place, "line": 23, "trace": [frame]},
    )


def unavailable() -> Aborted:
    """The installation is in maintenance mode."""
    return Aborted(503, {"message": "Service Unavailable"})


def json_answer(
    body: object, status: int = 200, headers: Mapping[str, str] | None = None, media_type: str = "application/json"
) -> Response:
    """A JSON answer whose numbers keep their digits."""
    return Response(write_json(body), status, dict(headers or {}), media_type)


def shown(aborted: Aborted, request: Request) -> Response:
    """The answer for a failure, in the form that the caller's headers ask for."""
    if aborted.presentation is Presentation.ALWAYS_JSON or asks_for_json(request.headers):
        return json_answer(aborted.body, aborted.status, aborted.headers)
    if aborted.presentation is Presentation.TO_LOGIN:
        return RedirectResponse(str(request.base_url.replace(path="/login")), 302)
    if aborted.presentation is Presentation.BACK:
        return RedirectResponse(request.headers.get("referer", str(request.base_url)), 302)
    phrase = HTTPStatus(aborted.status).phrase
    page = f"<!DOCTYPE html><title>{escape(phrase)}</title><h1>{aborted.status}</h1><p>{escape(phrase)}</p>"
    return HTMLResponse(page, aborted.status, aborted.headers)


def asks_for_json(headers: Mapping[str, str]) -> bool:
    """
    Whether the first choice of `Accept` is JSON; `*/*` or nothing counts only with `X-Requested-With`.

    Source: laravel/framework 13, Illuminate/Http/Concerns/InteractsWithContentTypes.php.
    """
    choices = _by_preference(headers.get("accept", ""))
    first = choices[0] if choices else ""
    if "/json" in first or "+json" in first:
        return True
    return headers.get("x-requested-with", "").lower() == "xmlhttprequest" and first in {"", "*/*", "*"}


def _by_preference(accept: str) -> list[str]:
    ranked: list[tuple[float, str]] = []
    for choice in accept.split(","):
        media_type, *parameters = (part.strip().lower() for part in choice.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        if media_type:
            ranked.append((-quality, media_type))
    return [media_type for _, media_type in sorted(ranked, key=lambda pair: pair[0])]
