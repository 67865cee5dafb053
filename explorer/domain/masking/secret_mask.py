"""
Every secret that the program holds is masked by value wherever text leaves it: log, clipboard, export, request view.

One `SecretMask` is made at start and handed to everything that writes or shows. Besides the value itself it knows the
forms in which a secret travels:

    character by character   percent-encoded in either case, "+" for a blank, escaped as JSON or HTML does it; mixed,
                             and in JSON that is a text within JSON, too
    base64, of both alphabets, wherever in the encoded bytes the secret stands: as user name or as password of Basic
    authentication, or inside a larger value

Where secrets overlap, nothing of either is left.
"""

import base64
import html
import json
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

MASK: Final = "\u2022\u2022\u2022\u2022\u2022\u2022"
"""What stands in a secret's place."""

SHORTEST: Final = 4
"""Values with fewer characters are not masked: they would black out ordinary text."""

_MOST_ESCAPES: Final = 8
_ESCAPES: Final = rf"\\{{0,{_MOST_ESCAPES}}}"
"""JSON within JSON, within JSON: each escapes the escapes of the one before."""

_AS_IT_IS: Final = re.compile(r"[A-Za-z0-9._~-]")
_BASE64: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_")


@dataclass(frozen=True, slots=True)
class _Form:
    """How a secret may look; in base64 the characters beside it hold some of its bits."""

    pattern: re.Pattern[str]
    has_bits_before: bool = False
    has_bits_behind: bool = False

    def places_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each place, also of places that overlap."""
        match = self.pattern.search(text)
        while match is not None:
            start, end = match.span()
            if self.has_bits_before and start and text[start - 1] in _BASE64:
                start -= 1
            if self.has_bits_behind and text[end : end + 1] in _BASE64:
                end += 1
                end += len(text[end : end + 2]) - len(text[end : end + 2].lstrip("="))
            yield start, end
            match = self.pattern.search(text, match.start() + 1)


class SecretMask:
    """The secrets known so far. Adding and masking may happen in any thread."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._lock = threading.Lock()
        self._known: set[str] = set()
        self._forms: tuple[_Form, ...] = ()
        self._longest = 0
        for secret in secrets:
            self.add(secret)

    def __repr__(self) -> str:
        return f"SecretMask({len(self._known)} secrets)"

    def add(self, secret: str) -> None:
        """Mask this value from now on, in all forms in which it may appear."""
        with self._lock:
            if len(secret) >= SHORTEST and secret not in self._known:
                self._known.add(secret)
                self._longest = max(self._longest, _longest_form(secret))
                self._forms = (*self._forms, *_forms_of(secret))

    @property
    def longest(self) -> int:
        """No form of a known secret takes more characters than this, with those beside it that tell where it ends."""
        return self._longest

    def places(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each place of a known secret, by start; they may overlap."""
        return sorted(place for form in self._forms for place in form.places_in(text))

    def text(self, text: str) -> str:
        """The text with every known secret replaced by `MASK`."""
        places = self.places(text)
        if not places:
            return text
        parts: list[str] = []
        kept_from = 0
        for start, end in places:
            if start >= kept_from:
                parts += (text[kept_from:start], MASK)
            kept_from = max(kept_from, end)
        return "".join([*parts, text[kept_from:]])

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Header lines with every known secret in their values replaced."""
        return [(name, self.text(value)) for name, value in pairs]


def _longest_form(secret: str) -> int:
    # Twelve characters for one: four percent-encoded bytes, or two escaped halves; and the escapes before it. In base64
    # each of four bytes takes 4/3 characters, each of which may be percent-encoded.
    return (16 + 2 * _MOST_ESCAPES) * len(secret) + 32


def _forms_of(secret: str) -> Iterator[_Form]:
    yield _Form(re.compile("".join(_letter_pattern(letter) for letter in secret)))
    whole = secret.encode("utf-8", "surrogatepass")
    # With the colon of Basic authentication the header of a key without a password is masked to its end.
    for before, raw in ((0, whole), (1, whole), (2, whole), (0, whole + b":")):
        encoded = base64.b64encode(b"\0" * before + raw).decode()
        # Six bits a character: those that the neighbouring bytes share in are left to `places_in`.
        first, shared_before = -(-before * 8 // 6), before > 0
        last, shared_behind = divmod((before + len(raw)) * 8, 6)
        pattern = "".join(
            {"+": r"(?:[+-]|%2[Bb])", "/": rf"(?:{_ESCAPES}/|_|%2[Ff])"}.get(one, one) for one in encoded[first:last]
        )
        yield _Form(re.compile(pattern), shared_before, shared_behind > 0)


def _letter_pattern(letter: str) -> str:
    """One character in all the ways in which it is written."""
    if _AS_IT_IS.fullmatch(letter):
        return re.escape(letter)
    percent = "".join(f"%{byte:02x}" for byte in letter.encode("utf-8", "surrogatepass"))
    units = letter.encode("utf-16-be", "surrogatepass")
    escaped = "".join(rf"{_ESCAPES}\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
    ways = {letter, json.dumps(letter, ensure_ascii=False)[1:-1], f"\\{letter}", html.escape(letter)}
    ways |= {"+"} if letter == " " else set()
    ways |= {"&#39;"} if letter == "'" else set()
    # The longer first: a backslash is also the beginning of its own escape.
    exact = "|".join(re.escape(way) for way in sorted(ways, key=len, reverse=True))
    return rf"(?:(?i:{re.escape(percent)}|{escaped})|{_ESCAPES}(?:{exact}))"
