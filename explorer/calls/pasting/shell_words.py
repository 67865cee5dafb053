"""
A command line of a POSIX shell as words.

    shell_words(text)     the words, as a shell hands them to a program

Nothing is expanded: variables and commands in it stay as they are written. A backslash before a line break joins the
lines, also where the line break has a carriage return.

Source: POSIX.1-2017, Shell Command Language, section 2.2; for $'...' the manual of GNU Bash, ANSI-C Quoting.
"""

import re
from dataclasses import dataclass
from typing import Final


class NotWords(ValueError):
    """Text that is no command line: a quotation mark is never closed."""


@dataclass(frozen=True, slots=True)
class ShellWords:
    """The words, and whether a shell would have put something else in the place of a part of them (`$NAME`)."""

    words: list[str]
    has_variables: bool = False


_PART: Final = re.compile(
    r"""(?P<blank>[ \t\r\n]+)
    |\\(?P<line>\r?\n)
    |\\(?P<escaped>.)
    |\$'(?P<ansi>[^'\\]*(?:\\.[^'\\]*)*)'
    |'(?P<single>[^']*)'
    |"(?P<double>[^"\\]*(?:\\.[^"\\]*)*)"
    |(?P<plain>[^ \t\r\n'"\\$]+|\$(?!')|\\\Z)""",
    re.VERBOSE | re.DOTALL,
)
_IN_DOUBLE: Final = re.compile(r"""\\(?:\r?\n|([\\"$`]))""")
_VARIABLE: Final = re.compile(r"(?<!\\)(?:\\\\)*(?:\$[A-Za-z_{(]|`)")
_ANSI: Final = re.compile(
    r"\\(?:(?P<octal>[0-7]{1,3})|x(?P<hex>[0-9a-fA-F]{1,2})|u(?P<short>[0-9a-fA-F]{1,4})|U(?P<long>[0-9a-fA-F]{1,8})"
    r"|c(?P<control>.)|(?P<letter>.))",
    re.DOTALL,
)
_LETTERS: Final = {
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "E": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}
_SAME: Final = "\\'\"?"
_MOST_UNICODE: Final = 0x10FFFF


def shell_words(text: str) -> ShellWords:
    """
    The words of a command line.

    Raises:
        NotWords: A quotation mark is never closed.
    """
    words: list[str] = []
    parts: list[str] | None = None
    has_variables = False
    place = 0
    while place < len(text):
        found = _PART.match(text, place)
        if found is None:
            line = text.count("\n", 0, place) + 1
            raise NotWords(f"a quotation mark in line {line} is never closed")
        place = found.end()
        kind, content = found.lastgroup, found.group(found.lastgroup or 0)
        if kind == "blank":
            if parts is not None:
                words.append("".join(parts))
                parts = None
            continue
        if kind == "line":
            continue
        if kind == "double":
            has_variables = has_variables or bool(_VARIABLE.search(content))
            content = _IN_DOUBLE.sub(lambda one: one.group(1) or "", content)
        elif kind == "ansi":
            content = _ansi(content)
        elif kind == "plain":
            has_variables = has_variables or bool(_VARIABLE.match(text, found.start()))
            content = "" if content == "\\" else content
        parts = [] if parts is None else parts
        parts.append(content)
    if parts is not None:
        words.append("".join(parts))
    return ShellWords(words, has_variables)


def _ansi(content: str) -> str:
    """What stands between $' and ': bytes by number are those of UTF-8, halves of a pair by number are joined."""
    raw = bytearray()
    place = 0
    for found in _ANSI.finditer(content):
        raw += content[place : found.start()].encode("utf-8", "surrogatepass")
        raw += _ansi_bytes(found)
        place = found.end()
    raw += content[place:].encode("utf-8", "surrogatepass")
    try:
        text = raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _ansi_bytes(found: re.Match[str]) -> bytes:
    kind, content = found.lastgroup, found.group(found.lastgroup or 0)
    if kind in {"octal", "hex"}:
        return bytes([int(content, 8 if kind == "octal" else 16) & 0xFF])
    if kind in {"short", "long"}:
        number = int(content, 16)
        return chr(number).encode("utf-8", "surrogatepass") if number <= _MOST_UNICODE else found.group().encode()
    if kind == "control":
        return bytes([ord(content) & 0x1F])
    known = _LETTERS.get(content) or (content if content in _SAME else f"\\{content}")
    return known.encode("utf-8", "surrogatepass")
