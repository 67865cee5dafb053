"""
Plain text from the Markdown and HTML of descriptions and alerts.

Texts from the platform are never rendered. Links keep their words, and their address where it says more; the link to
the documentation is taken out, to be shown as one.
"""

import html
import re
from dataclasses import dataclass

# No part of these can match in two ways, so that hostile text costs no more than its length.
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(<?([^()<>\s]*(?:\([^()<>\s]*\)[^()<>\s]*)*)>?(?:\s+\"[^\"()]*\")?\)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_COMMENT = re.compile(r"<!--[^>]*-->")
_LINE_END_TAG = re.compile(r"<(?:br|/p|/div|/li|/h[1-6])\s?/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"(\*\*|__|~~)(?=\S)((?:(?!\1).)+?)(?<=\S)\1")
_CODE = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)
_QUOTE = re.compile(r"^>[ \t]?", re.MULTILINE)
_FENCE = re.compile(r"^```[\w-]*[ \t]*$", re.MULTILINE)
_BLANKS = re.compile(r"[ \t]{2,}")
_BLANK_LINES = re.compile(r"\n{3,}")
_BLANK_BEFORE_STOP = re.compile(r"[ \t]+([.,;:!?])(?=\s|$)")

MOST_LETTERS = 20_000
"""Longer texts are cut: nobody reads them in a form."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """Text to read, and the address of the documentation that it pointed to; empty if none."""

    text: str
    documentation_url: str = ""


def plain_text(markdown: str) -> PlainText:
    """The text without its marks. Any text will do; it is cut at `MOST_LETTERS`."""
    documentation_url = ""

    def link(found: re.Match[str]) -> str:
        nonlocal documentation_url
        words, address = found.group(1).strip(), found.group(2)
        if not documentation_url and _is_web(address) and _is_documentation(words, address):
            documentation_url = address
            if _only_points(words):
                return ""
        if found.group(0).startswith("!"):
            return words
        return f"{words} ({address})" if words and _is_web(address) and words != address else words or address

    text = markdown[:MOST_LETTERS].replace("\r\n", "\n")
    text = _AUTOLINK.sub(r"\1", _COMMENT.sub("", text))
    text = _LINK.sub(link, text)
    text = _TAG.sub("", _LINE_END_TAG.sub("\n", text))
    text = _FENCE.sub("", text)
    text = _EMPHASIS.sub(r"\2", _CODE.sub(r"\1", text))
    text = html.unescape(_QUOTE.sub("", _HEADING.sub("", text)))
    text = _BLANK_BEFORE_STOP.sub(r"\1", _BLANKS.sub(" ", text))
    lines = [line.rstrip() for line in text.split("\n")]
    return PlainText(_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip(" \n\t"), documentation_url)


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _is_documentation(words: str, address: str) -> bool:
    said = words.lower()
    return "documentation" in said or "docs" in said or "/docs" in address.lower() or "://docs." in address.lower()


def _only_points(words: str) -> bool:
    return words.lower().rstrip(".") in {
        "see the documentation",
        "see documentation",
        "see the docs",
        "see docs",
        "documentation",
        "docs",
        "read the documentation",
        "documentation here",
    }
