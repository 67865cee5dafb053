"""Files of the hand-made connector: their records, and bytes to download."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from explorer.sandbox.stackone.envelope import timestamp
from explorer.sandbox.stackone.records.collection import Record


@dataclass(frozen=True)
class Content:
    """What a file holds."""

    media_type: str
    content: bytes


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def picture(width: int = 96, height: int = 64) -> bytes:
    """A small picture in PNG: a gradient."""
    rows = b"".join(
        b"\0" + b"".join(bytes((x * 255 // width, y * 255 // height, 160)) for x in range(width)) for y in range(height)
    )
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    parts = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)

_FILES: tuple[tuple[str, str, bytes], ...] = (
    ("welcome.txt", "text/plain; charset=utf-8", b"Welcome to Papernest.\nThis file comes from the sandbox.\n"),
    ("staff-2026.csv", "text/csv; charset=utf-8", b"id,name,salary\nemp_1,Ada Abara,85000.10\n"),
    ("sunrise.png", "image/png", b""),
    ("contract.pdf", "application/pdf", _PDF),
    ("\u00fcbersicht \u2013 m\u00e4rz.txt", "text/plain; charset=utf-8", "Gr\u00fc\u00dfe\n".encode()),
    ("noise.bin", "application/octet-stream", bytes(range(256)) * 64),
)


def files() -> list[tuple[Record, Content]]:
    """The start state: names of several alphabets, text, a picture, a document, plain bytes."""
    made: list[tuple[Record, Content]] = []
    at = timestamp(datetime(2026, 2, 3, 9, 30, tzinfo=UTC))
    for name, media_type, given in _FILES:
        content = given or picture()
        made.append((file_record(name, media_type, len(content), at), Content(media_type, content)))
    return made


def file_record(name: str, media_type: str, size_bytes: int, at: str) -> Record:
    """What is listed about a file."""
    return {
        "file_name": name,
        "media_type": media_type,
        "size_bytes": size_bytes,
        "parent_id": None,
        "visibility": "team",
        "tags": [],
        "version": 1,
        "created_at": at,
        "updated_at": at,
    }
