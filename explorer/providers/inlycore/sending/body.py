"""
The body of a run: the parameters flat at the top level of one JSON object, or a form where there is a file among them.

Source: reference, sections 8.1 and 11; in a form, scalars are text, booleans 1 and 0, lists `name[]`, null an empty
text, as Laravel reads form data (A13).
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.domain.call import SentPart
from explorer.domain.json_value import JsonObject, JsonValue, write_json
from explorer.providers.inlycore.sending.files import FileValue


@dataclass(frozen=True, slots=True)
class Body:
    """
    What is sent, and its content type.

    Args:
        parts: Those of a form that is only shown, whose files are not in `content`.
        length: Length of the content that such a form has in truth.
    """

    content: bytes
    content_type: str
    parts: Sequence[SentPart] = ()
    length: int | None = None


def json_body(arguments: JsonObject) -> Body:
    """The parameters as JSON; no parameters are an empty object."""
    return Body(write_json(arguments).encode(), "application/json")


def form_body(
    arguments: JsonObject, files: Sequence[FileValue], *, is_shown: bool = False, boundary: str | None = None
) -> Body:
    """
    The parameters as `multipart/form-data`. Blocks while files are read.

    Args:
        arguments: All parameters.
        files: Those of them that are files.
        is_shown: Say each file's size in place of its content.
        boundary: What separates the parts; by default one that occurs nowhere else.
    """
    mark = boundary or f"explorer-{uuid.uuid4().hex}"
    by_name = {file.pointer[0] for file in files}
    texts = [pair for key, value in arguments.items() if key not in by_name for pair in _flat(key, value)]
    parts = [_text_part(name, text) for name, text in texts]
    parts += [_file_part(file, is_shown=is_shown) for file in files]
    lines = b"".join(b"--" + mark.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    content, content_type = lines + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
    if not is_shown:
        return Body(content, content_type)
    told = [SentPart(name, text) for name, text in texts]
    told += [SentPart(_file_field(file), "", str(file.path), file.name, file.media_type) for file in files]
    missing = sum(file.size_bytes - len(_size_words(file)) for file in files)
    return Body(content, content_type, told, len(content) + missing)


def _flat(name: str, value: JsonValue) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _flat(f"{name}[{place}]" if isinstance(item, dict | list) else f"{name}[]", item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _flat(f"{name}[{key}]", item)
    elif isinstance(value, bool):
        yield name, "1" if value else "0"
    elif value is None:
        yield name, ""
    else:
        yield name, value if isinstance(value, str) else write_json(value)


def _text_part(name: str, text: str) -> bytes:
    head = f'Content-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n'
    return (head + text).encode("utf-8", "replace")


def _file_part(file: FileValue, *, is_shown: bool) -> bytes:
    head = (
        f'Content-Disposition: form-data; name="{_quoted(_file_field(file))}"; filename="{_quoted(file.name)}"\r\n'
        f"Content-Type: {file.media_type}\r\n\r\n"
    )
    return head.encode("utf-8", "replace") + (_size_words(file) if is_shown else file.read())


def _file_field(file: FileValue) -> str:
    return str(file.pointer[0]) + ("[]" if len(file.pointer) > 1 else "")


def _size_words(file: FileValue) -> bytes:
    return f"({file.size_bytes:,} bytes of {file.name})".encode("utf-8", "replace")


def _quoted(name: str) -> str:
    # As browsers do it (WHATWG HTML, multipart/form-data): these three would end the name.
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
