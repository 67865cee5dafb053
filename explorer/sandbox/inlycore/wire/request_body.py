"""Any kind of body to one mapping of values, as Laravel's request gives it."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from explorer.sandbox.inlycore.wire.exact_json import read_json, write_json
from explorer.sandbox.inlycore.wire.multipart import read_multipart
from explorer.sandbox.inlycore.wire.php_form import nested

_JSON_TYPE = re.compile(r"[/+]json\b", re.IGNORECASE)


@dataclass(frozen=True)
class RequestBody:
    """What came with a request."""

    values: dict[str, object]
    """Parameters by name; empty where the body is missing, broken or of an unknown kind, as in PHP."""

    text: str
    """The body as it came; bytes that are not UTF-8 are replaced."""

    is_json: bool
    """Whether the text is one whole JSON value."""


async def read_body(request: Request) -> RequestBody:
    """The body of a request: JSON, `application/x-www-form-urlencoded` or `multipart/form-data`."""
    raw = await request.body()
    content_type = request.headers.get("content-type", "")
    text = raw.decode("utf-8", "replace")
    if _JSON_TYPE.search(content_type):
        return _read_json_body(raw, text)
    if content_type.lower().startswith("application/x-www-form-urlencoded"):
        return RequestBody(nested(parse_qsl(text, keep_blank_values=True)), text, is_json=False)
    if content_type.lower().startswith("multipart/form-data"):
        return RequestBody(nested(read_multipart(raw, content_type)), text, is_json=False)
    return RequestBody({}, text, is_json=False)


def _read_json_body(raw: bytes, text: str) -> RequestBody:
    try:
        value = read_json(raw)
    except ValueError:
        return RequestBody({}, text, is_json=False)
    if isinstance(value, list):
        value = {str(index): item for index, item in enumerate(value)}
    if not isinstance(value, dict) or _has_half_letters(raw, value):
        value = {}
    return RequestBody(value, text, is_json=True)


def _has_half_letters(raw: bytes, value: object) -> bool:
    """Whether a text holds half of a surrogate pair; PHP takes such a body for broken."""
    if b"\\ud" not in raw.lower():
        return False
    try:
        write_json(value).encode()
    except UnicodeEncodeError:
        return True
    return False
