"""
Text from outside made fit to be shown: what would hide, turn or drop other text is made visible.

Qt drops lone surrogates without a word, and bidirectional controls can make `cod.exe` read as `exe.doc`.
"""

import re

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
MOST_OF_A_LABEL = 5_000
"""Letters of a label: Qt lays the whole text out at every resize, which takes seconds for a name of 100,000."""

MOST_OF_A_LINE = 1_000
"""Letters of a single line, a name or a tool tip."""

_LINE_BREAKS = re.compile("[\r\n\u2028\u2029\t]+")


def shown_text(text: str) -> str:
    """The text with control, bidirectional and surrogate characters written out, as in `<U+202E>`."""
    if text.isascii() and text.isprintable():
        return text
    return _INVISIBLE.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)


def shown_line(text: str) -> str:
    """The same on one line: line breaks and tabs become a blank."""
    if text.isascii() and text.isprintable():
        return text
    return shown_text(_LINE_BREAKS.sub(" ", text))


def bounded(text: str, most: int = MOST_OF_A_LINE) -> str:
    """The beginning of a text that is longer, and how much is missing."""
    return text if len(text) <= most else f"{text[:most]}\u2026 ({len(text) - most:,} more characters)"


def tool_tip(text: str) -> str:
    """Text as a tool tip: Qt takes one that looks like markup for markup, so that it is one, with all escaped."""
    if not text:
        return ""
    escaped = shown_text(bounded(text)).replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"


def size_text(count: int) -> str:
    """A number of bytes: "812 B", "1.2 kB", "48.2 MB"."""
    if count < 1_000:
        return f"{count} B"
    for unit, size in (("kB", 1e3), ("MB", 1e6), ("GB", 1e9)):
        if count < size * 999.5 or unit == "GB":
            return f"{count / size:.1f} {unit}"
    raise AssertionError
