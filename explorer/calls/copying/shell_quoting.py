"""
Words of a command line, quoted so that the shell hands over exactly what was meant, with variables where holes are.

    POSIX      everything literal stands between single quotation marks, a variable between double ones
    Windows    the prompt's own marks have a caret before them, quotation marks too, so that it never takes a part for
               quoted and looks for variables there; inside are the rules by which programs split their command line

Source: POSIX.1-2017, Shell Command Language, section 2.2; Microsoft, "Parsing C command-line arguments", and the
prompt's help on `cmd`.
"""

import re
import shlex
from typing import Final

from explorer.providers.copied_code.holes import Hole, Pieces, joined

POSIX_NEXT_LINE: Final = "\\\n "
WINDOWS_NEXT_LINE: Final = "^\n "

_PROMPT_MARKS: Final = re.compile(r'[\^"&|<>()%!]')
_PLAIN: Final = re.compile(r"[A-Za-z0-9_./:=@+,-]+")
_PRINTABLE: Final = re.compile(r"[ -~]*")


def posix_word(pieces: Pieces) -> str:
    """A word for a POSIX shell. It must hold no NUL, which no word can."""
    words = [f'"${one.variable}"' if isinstance(one, Hole) else shlex.quote(one) for one in joined(pieces)]
    return "".join(words) or "''"


def posix_bytes_word(content: bytes) -> str:
    """A word of bytes for a POSIX shell, whatever encoding the terminal has; it must not end in line breaks."""
    escaped = "".join(chr(byte) if 0x20 <= byte < 0x7F and byte not in b"\\%'" else f"\\{byte:03o}" for byte in content)
    return f"\"$(printf '{escaped}')\""


def windows_word(pieces: Pieces) -> str:
    """A word for the Windows prompt; see `fits_windows`."""
    whole = "".join(f"\0{place}\0" if isinstance(one, Hole) else one for place, one in enumerate(pieces))
    if _PLAIN.fullmatch(whole):
        return whole
    # Backslashes count only before a quotation mark, also before the one that ends the word.
    quoted = re.sub(r'(\\*)"', r'\1\1\\"', whole)
    quoted = '"' + re.sub(r"(\\+)\Z", r"\1\1", quoted) + '"'
    escaped = _PROMPT_MARKS.sub(r"^\g<0>", quoted)
    for place, one in enumerate(pieces):
        if isinstance(one, Hole):
            escaped = escaped.replace(f"\0{place}\0", f"%{one.variable}%")
    return escaped


def fits_windows(text: str) -> bool:
    """Whether the prompt takes a text as it is: no line breaks, and no letters that depend on its code page."""
    return _PRINTABLE.fullmatch(text) is not None
