"""JSON gone through token by token: for what nests deeper than a decoder or a regular expression goes."""

import re
from dataclasses import dataclass
from typing import Final

MOST_BYTES: Final = 4_000_000
"""Larger text is not split this way: it would take seconds."""

_STEP: Final = 65_536
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+("?)|[\[\]{},]', re.DOTALL)
_BLANKS: Final = b" \t\r\n"


@dataclass
class MemberPassing:
    """
    Looks for the end of one member, in steps of some milliseconds.

    Args:
        view: The JSON around it.
        place: Where the member begins; moves on.
        until: Where the members end.
    """

    view: memoryview
    place: int
    until: int
    depth: int = 0
    is_broken: bool = False
    step_bytes: int = _STEP

    def end(self) -> int | None:
        """Where its comma stands, or `until`; None if another step is needed, or it `is_broken`."""
        stop = min(self.place + self.step_bytes, self.until)
        for token in _TOKEN.finditer(self.view, self.place, stop):
            letter = self.view[token.start()]
            if letter == 0x22:
                if not token[1]:
                    self._text_goes_on(token.start(), is_last=stop == self.until)
                    return None
            elif letter in b"[{":
                self.depth += 1
            elif letter in b"]}":
                self.depth -= 1
                if self.depth < 0:
                    self.is_broken = True
                    return None
            elif self.depth == 0:
                return token.start()
        self.place, self.step_bytes = stop, _STEP
        if stop < self.until:
            return None
        self.is_broken = self.depth != 0
        return None if self.is_broken else stop

    def _text_goes_on(self, start: int, *, is_last: bool) -> None:
        """A text that does not end in this step is looked at again in a larger one."""
        self.is_broken = is_last
        self.place = start
        self.step_bytes = self.step_bytes * 2


def members_of(content: bytes) -> list[bytes] | None:
    """The members of an object (each with its key) or list, as they stand there; None if it is no JSON."""
    inner_from = len(content) - len(content.lstrip(_BLANKS)) + 1
    inner_until = len(content.rstrip(_BLANKS)) - 1
    if not content[inner_from:inner_until].strip(_BLANKS):
        return []
    view = memoryview(content)
    members: list[bytes] = []
    place = inner_from
    while True:
        passing = MemberPassing(view, place, inner_until)
        while (end := passing.end()) is None:
            if passing.is_broken:
                return None
        members.append(content[place:end].strip(_BLANKS))
        if not members[-1]:
            return None
        if end >= inner_until:
            return members
        place = end + 1
