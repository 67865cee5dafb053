"""Whether a body can stand in a copied text, or has to lie in a file beside it."""

import re
from typing import Final

from explorer.domain.call import SentRequest

_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_ENDINGS: Final = {"application/json": "json", "text/plain": "txt", "application/x-www-form-urlencoded": "txt"}


def body_file(request: SentRequest) -> str:
    """The name of the file that the body is in where it does not stand in the text."""
    told = next((value for name, value in request.headers if name.lower() == "content-type"), "")
    media_type = told.split(";", 1)[0].strip().lower()
    return f"request-body.{_ENDINGS.get(media_type, 'bin')}"


def inline_text(body: bytes, most_bytes: int) -> str | None:
    """
    The body as text for a command, None if it cannot be one.

    No terminal takes control characters, other than ends of lines, as they are when text is pasted into it.
    """
    if len(body) > most_bytes:
        return None
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text
