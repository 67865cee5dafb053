"""
Text too long to be looked at in one go, masked piece by piece.

What comes out is what `SecretMask.text` gives for all of it, however it was cut, and no step holds other threads up
for longer than its piece takes.
"""

from collections.abc import Iterator
from typing import Final

from explorer.domain.masking import MASK, SecretMask

PIECE: Final = 64 * 1024
"""Letters looked at in one step; a step takes a few milliseconds."""


class MaskedStream:
    """
    Masks what is fed to it. The end of a piece is held back until what follows tells whether a secret ends in it.

    Args:
        mask: Secrets added while a text is fed are masked from there on.
    """

    def __init__(self, mask: SecretMask) -> None:
        self.has_masked = False
        self._mask = mask
        self._held = ""
        self._done = 0
        """How many letters at the start of what is held are out already, as they are or as a mask."""

    def feed(self, piece: str) -> str:
        """The next part of the masked text; empty while all of it has to wait."""
        return self._out(self._held + piece, hold=self._mask.longest)

    def end(self) -> str:
        """The rest."""
        return self._out(self._held, hold=0)

    def _out(self, text: str, *, hold: int) -> str:
        # Places that start before the cut are whole within the text.
        cut = len(text) - hold
        if cut <= self._done and hold:
            self._held = text
            return ""
        parts: list[str] = []
        kept_from = self._done
        for start, end in self._mask.places(text):
            if start >= cut:
                break
            self.has_masked = True
            if start >= kept_from:
                parts += (text[kept_from:start], MASK)
            kept_from = max(kept_from, end)
        if kept_from < cut:
            parts.append(text[kept_from:cut])
            kept_from = cut
        # One letter more stays: in base64 the one before a secret holds some of its bits.
        stays_from = max(cut - 1, 0)
        self._held = text[stays_from:]
        self._done = kept_from - stays_from
        return "".join(parts)


def masked_text(mask: SecretMask, text: str) -> str:
    """As `SecretMask.text`, in steps where the text is long; for threads beside the window's."""
    if len(text) <= PIECE:
        return mask.text(text)
    return "".join(_masked_pieces(mask, text))


def masked_start(mask: SecretMask, text: str, most: int) -> str:
    """The first `most` letters of the masked text, or somewhat fewer: no part of a secret that the cut goes through."""
    if len(text) <= most:
        return masked_text(mask, text)
    # What has to wait for more to come never comes out.
    return MaskedStream(mask).feed(text[: most + mask.longest])[:most]


def _masked_pieces(mask: SecretMask, text: str) -> Iterator[str]:
    stream = MaskedStream(mask)
    for start in range(0, len(text), PIECE):
        yield stream.feed(text[start : start + PIECE])
    yield stream.end()
