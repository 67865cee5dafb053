"""The parts of a multipart body (RFC 7578), held in memory and kept nowhere."""

from dataclasses import dataclass
from email.message import Message

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"PK\x03\x04", "zip"),
)


@dataclass(frozen=True)
class UploadedFile:
    """A file that came with a request: its name, its size in bytes, and what kind it looks like."""

    name: str
    size_bytes: int
    kind: str
    """Extension that its first bytes stand for, or `txt` or `bin`: Laravel looks at the content, not the name."""


def read_multipart(body: bytes, content_type: str) -> list[tuple[str, str | UploadedFile]]:
    """
    Name and value of each part, in order; parts without a name are left out.

    A body without its boundary has no parts: PHP gives an empty form then, and so the rules of the action speak.
    """
    header = Message()
    header["Content-Type"] = content_type
    boundary = header.get_param("boundary")
    if not isinstance(boundary, str) or not boundary:
        return []
    delimiter = b"\r\n--" + boundary.encode("latin-1", "replace")
    sections = (b"\r\n" + body).split(delimiter)[1:]
    return [part for section in sections if (part := _part(section)) is not None]


def _part(section: bytes) -> tuple[str, str | UploadedFile] | None:
    head, separator, content = section.partition(b"\r\n\r\n")
    if not separator or section.startswith(b"--"):
        return None
    headers = Message()
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip()] = value.strip()
    part_name: object = headers.get_param("name", header="content-disposition")
    if not isinstance(part_name, str):
        return None
    file_name = headers.get_filename()
    if file_name == "" and not content:
        return None  # a file field in which nothing was chosen
    if file_name is None:
        return part_name, content.decode("utf-8", "replace")
    return part_name, UploadedFile(name=file_name, size_bytes=len(content), kind=kind_of(content))


def kind_of(content: bytes) -> str:
    """The extension that the content looks like: by its first bytes, else `txt` for text, else `bin`."""
    for start, kind in _SIGNATURES:
        if content.startswith(start):
            return kind
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "bin"
    return "bin" if b"\0" in content else "txt"
