"""
Text from outside made fit to be shown: what would hide, turn or drop other text is made visible.

Qt drops lone surrogates without a word, and bidirectional controls can make `cod.exe` read as `exe.doc`.
"""

import re

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_LINE_BREAKS = re.compile("[\r\n\u2028\u2029\t]+")


def shown_text(text: str) -> str:
    """The text with control, bidirectional and surrogate characters written out, as in `<U+202E>`."""
    if text.isascii() and text.isprintable():
        return text
    return _INVISIBLE.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)


def shown_line(text: str) -> str:
    """The same on one line: line breaks and tabs become a blank."""
    return shown_text(_LINE_BREAKS.sub(" ", text))
