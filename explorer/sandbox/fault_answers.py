"""Plays one fault on one call, over plain ASGI, so that it works in front of every platform."""

import asyncio
import base64
import json
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from starlette.types import Message, Send

from explorer.sandbox.faults import Fault

Call = Callable[[Send], Awaitable[None]]
"""Lets the platform answer the call into a `send`."""

HTML_PAGE = (
    "<!doctype html>\n<html><head><title>Unavailable</title></head>"
    "<body><h1>The gateway has no answer</h1><p>Try again in a moment.</p></body></html>\n"
)
UNPACKED_BYTES = 67_108_864


@dataclass(frozen=True)
class Line:
    """The connection that a call came by."""

    origin: str
    """Address of the server, with scheme and port."""

    close: Callable[[], Awaitable[None]]
    """Closes the connection after what was written has left, and returns when it is closed."""


async def play(fault: Fault, call: Call, send: Send, line: Line) -> None:
    """Answer one call in the way that a fault asks for."""
    if fault.kind in ("trickle", "heartbeat"):
        await _in_pieces(fault, call, send)
        return
    await asyncio.sleep(fault.delay_s or 0)
    match fault.kind:
        case "slow":
            await call(send)
        case "drop":
            if fault.run_first:
                await _collect(call)
            await line.close()
        case "truncate":
            await _truncated(fault, call, send)
            await line.close()
        case _:
            status, headers, body = await _own_answer(fault, line)
            await _send_whole(send, status, {**headers, **_asked_headers(fault)}, body)


async def _own_answer(fault: Fault, line: Line) -> tuple[int, Mapping[str, str], bytes]:
    json_type = {"content-type": "application/json; charset=utf-8"}
    match fault.kind:
        case "not_json":
            body = fault.body if isinstance(fault.body, str) else HTML_PAGE
            return fault.status or 502, {"content-type": "text/html; charset=utf-8"}, body.encode()
        case "huge_gzip" | "huge_deflate":
            size = UNPACKED_BYTES if fault.after_bytes is None else fault.after_bytes
            encoding = fault.kind.removeprefix("huge_")
            packed = await asyncio.to_thread(_packed, size, 31 if encoding == "gzip" else 15)
            return fault.status or 200, {**json_type, "content-encoding": encoding}, packed
        case "wrong_type":
            body_json = ["another", "shape"] if fault.body is None else fault.body
            return fault.status or 200, json_type, json.dumps(body_json).encode()
        case "empty":
            return fault.status or 204, {}, b""
        case "redirect":
            # Another name of the same machine is another origin, and a client that follows shows in our own log.
            location = line.origin.replace("127.0.0.1", "localhost") + "/elsewhere"
            return fault.status or 302, {"location": location}, b""
        case "bytes":
            return fault.status or 200, json_type, base64.b64decode(str(fault.body))
        case "invalid_utf8":
            return fault.status or 200, json_type, b'{"data": "caf\xe9 \xff\xfe", "next": null}'
        case _:
            status = fault.status or 500
            if isinstance(fault.body, str):
                return status, {"content-type": "text/plain; charset=utf-8"}, fault.body.encode()
            default = {"statusCode": status, "message": "A fault that was asked for"}
            answer = default if fault.body is None else fault.body
            return status, json_type, json.dumps(answer).encode()


async def _in_pieces(fault: Fault, call: Call, send: Send) -> None:
    status, headers, body = await _collect(call)
    pause_s = 0.05 if fault.delay_s is None else fault.delay_s
    if fault.kind == "heartbeat":
        newlines = 5 if fault.after_bytes is None else fault.after_bytes
        pieces = [b"\n"] * newlines + [body]
        headers = [*headers, (b"preference-applied", b"heartbeat")]
    else:
        size = fault.after_bytes or 16
        pieces = [body[start : start + size] for start in range(0, len(body), size)]
    # No length is announced: the pieces go out one by one as chunks.
    kept = [header for header in headers if header[0].lower() != b"content-length"]
    await send({"type": "http.response.start", "status": status, "headers": kept})
    for piece in pieces:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
        await asyncio.sleep(pause_s)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _truncated(fault: Fault, call: Call, send: Send) -> None:
    status, headers, body = await _collect(call)
    body = body or b'{"data": null, "next": null}'
    cut = len(body) // 2 if fault.after_bytes is None else min(fault.after_bytes, len(body) - 1)
    kept = [header for header in headers if header[0].lower() != b"content-length"]
    kept.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": kept})
    await send({"type": "http.response.body", "body": body[:cut], "more_body": True})


async def _collect(call: Call) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await call(keep)
    start = next((message for message in messages if message["type"] == "http.response.start"), None)
    if start is None:
        return 500, [], b""
    bodies = (message.get("body", b"") for message in messages if message["type"] == "http.response.body")
    return start["status"], list(start.get("headers", [])), b"".join(bodies)


async def _send_whole(send: Send, status: int, headers: Mapping[str, str], body: bytes) -> None:
    lines = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    if status not in (204, 304):
        lines.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": body if status not in (204, 304) else b""})


def _asked_headers(fault: Fault) -> Mapping[str, str]:
    asked = {name.lower(): value for name, value in fault.headers.items() if name.lower() != "content-length"}
    if fault.retry_after is not None:
        asked["retry-after"] = str(fault.retry_after)
    return asked


@lru_cache(maxsize=2)
def _packed(size_bytes: int, window_bits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
    step = b"a" * 1_048_576
    whole, rest = divmod(size_bytes, len(step))
    parts = [packer.compress(b'{"data": "')]
    parts.extend(packer.compress(step) for _ in range(whole))
    parts.extend((packer.compress(step[:rest]), packer.compress(b'", "next": null}'), packer.flush()))
    return b"".join(parts)
