"""Files: taken in, given out byte for byte, and made from records."""

import base64
import binascii
import csv
import io
from collections.abc import Callable, Mapping
from urllib.parse import quote

import msgspec

from explorer.sandbox.stackone.envelope import timestamp
from explorer.sandbox.stackone.exact_json import write
from explorer.sandbox.stackone.records.files import Content, file_record
from explorer.sandbox.stackone.running.answer import Answer, RawAnswer, records
from explorer.sandbox.stackone.running.record_actions import Running


def attachment(name: str) -> str:
    """A `Content-Disposition` for a name: plain if it is ASCII, RFC 5987 otherwise."""
    if name.isascii() and '"' not in name and "\\" not in name:
        return f'attachment; filename="{name}"'
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def _upload(running: Running) -> Answer:
    body = running.call.body
    content = str(body.get("content", "")).encode()
    if body.get("content_base64") is not None:
        try:
            content = base64.b64decode(str(body["content_base64"]), validate=True)
        except binascii.Error as problem:
            raise running.provider_says(400, "bad_content", "content_base64 is not Base64") from problem
    media_type = str(body.get("content_type") or "text/plain")
    record = file_record(str(body["file_name"]), media_type, len(content), timestamp())
    record.update({name: body[name] for name in ("parent_id", "tags") if name in body})
    made = running.records().create(record)
    running.state.file_contents[running.account.id, str(made["id"])] = Content(media_type, content)
    return records(dict(made))


def _download(running: Running) -> Answer:
    record = running.record()
    content = running.state.file_contents[running.account.id, str(record["id"])]
    headers = {"content-disposition": attachment(str(record["file_name"]))}
    return RawAnswer(content.content, content_type=content.media_type, headers=headers)


def _export(running: Running) -> Answer:
    found = running.records().newest_first()
    if running.call.body.get("format") == "json":
        text, media_type, ending = write(found), "application/octet-stream", "json"
    else:
        text, media_type, ending = _as_csv(found), "text/csv; charset=utf-8", "csv"
    headers = {"content-disposition": attachment(f"{running.action.resource}.{ending}")}
    return RawAnswer(text, content_type=media_type, headers=headers)


def _as_csv(found: list[dict[str, object]]) -> bytes:
    names = sorted({name for record in found for name in record})
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(names)
    for record in found:
        lines.writerow([_cell(record.get(name)) for name in names])
    return text.getvalue().encode()


def _cell(value: object) -> object:
    if isinstance(value, dict | list | msgspec.Raw):
        return write(value).decode()
    return value


FILE_ACTIONS: Mapping[str, Callable[[Running], Answer]] = {
    "upload": _upload,
    "download": _download,
    "export": _export,
}
"""What each verb does."""
