"""
A command line of the Windows command prompt as words.

    windows_words(text)     the words, as a program gets them

Two readers come one after the other: the prompt takes the carets away, outside of its quotation marks, and joins lines
that end in one; then the program's own start-up code splits what is left at blanks.

Source: Microsoft, "Parsing C command-line arguments" (rules since 2008), and the prompt's help on `cmd`.
"""

import re
from typing import Final

from explorer.calls.pasting.shell_words import NotWords

_CARET: Final = re.compile(r'"[^"\n]*(?:"|(?=\n)|\Z)|\^(?:(?P<line>\r?\n)(?P<kept>\r?\n)?|(?P<letter>.))?')
_PART: Final = re.compile(r"""(?P<slashes>\\*)"|(?P<plain>\\+|[^ \t\r\n"\\]+)|(?P<blank>[ \t\r\n]+)""")


def looks_like_windows(text: str) -> bool:
    """Whether somebody wrote the command for the Windows prompt: lines end in a caret, or quotation marks have one."""
    return re.search(r'\^[ \t]*\r?\n|\^"', text) is not None


def windows_words(text: str) -> list[str]:
    """
    The words of a command line.

    Raises:
        NotWords: A quotation mark is never closed.
    """
    line = _CARET.sub(_without_caret, text)
    words: list[str] = []
    word: list[str] | None = None
    is_quoted = False
    place = 0
    while found := _PART.match(line, place):
        place = found.end()
        if found.lastgroup == "blank" and not is_quoted:
            if word is not None:
                words.append("".join(word))
            word = None
            continue
        word = [] if word is None else word
        if found.lastgroup != "slashes":
            word.append(found.group())
            continue
        half, is_literal = divmod(len(found.group("slashes")), 2)
        word.append("\\" * half)
        if is_literal:
            word.append('"')
        elif is_quoted and line.startswith('"', place):
            word.append('"')
            place += 1
        else:
            is_quoted = not is_quoted
    if is_quoted:
        raise NotWords("a quotation mark is never closed")
    if word is not None:
        words.append("".join(word))
    return words


def _without_caret(found: re.Match[str]) -> str:
    if found.group().startswith('"'):
        return found.group()
    if found.group("line"):
        return "\n" if found.group("kept") else ""
    return found.group("letter") or ""
