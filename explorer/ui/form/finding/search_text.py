"""Texts as they are compared when a field is looked for: without case and accents."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from explorer.schema.field import Field

MOST_OF_A_DESCRIPTION: Final = 2_000
"""Letters that are searched; more are no description but a document."""


def folded(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def wanted_words(text: str) -> tuple[str, ...]:
    """The words that have to occur, each of them somewhere."""
    return tuple(dict.fromkeys(folded(text).split()))


def field_text(field: Field) -> str:
    """All that a field is found by."""
    return folded("\n".join((field.label, field.key, field.description[:MOST_OF_A_DESCRIPTION])))


def occurrences(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in a text as it is shown: start and length of each, in order, none inside another."""
    letters: list[int] = []
    parts: list[str] = []
    for place, letter in enumerate(text):
        part = folded(letter)
        parts.append(part)
        letters.extend([place] * len(part))
    whole = "".join(parts)
    marked: set[int] = set()
    for word in words:
        start = whole.find(word)
        while word and start >= 0:
            marked.update(letters[start : start + len(word)])
            start = whole.find(word, start + 1)
    found: list[tuple[int, int]] = []
    for place in sorted(marked):
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found
