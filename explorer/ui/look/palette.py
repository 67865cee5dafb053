"""
The colours, light and dark, each named for its use.

Contrast of every pair of text and ground is at least 4.5 to 1 (WCAG 2.2, AA); `tests/ui/look` measures it.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours as `#rrggbb`. `<name>_ground` is what a text of colour `<name>` stands on."""

    name: str
    ground: str
    side: str
    field: str
    line: str
    line_strong: str
    text: str
    dim: str
    accent: str
    accent_ground: str
    accent_hover: str
    on_accent: str
    good: str
    good_ground: str
    bad: str
    bad_ground: str
    caution: str
    caution_ground: str
    json_key: str
    json_text: str
    json_number: str
    scroll: str


LIGHT = Tokens(
    name="light",
    ground="#ffffff",
    side="#f6f7f9",
    field="#ffffff",
    line="#e3e6ea",
    line_strong="#c9ced6",
    text="#1c2128",
    dim="#5d6778",
    accent="#245bd0",
    accent_ground="#e8f0fe",
    accent_hover="#1d4db3",
    on_accent="#ffffff",
    good="#177245",
    good_ground="#e6f4ec",
    bad="#c0362c",
    bad_ground="#fdecea",
    caution="#8f5f00",
    caution_ground="#fff4d6",
    json_key="#8250df",
    json_text="#0a6b48",
    json_number="#b35900",
    scroll="#c4c9d1",
)

DARK = Tokens(
    name="dark",
    ground="#1b1e23",
    side="#15171b",
    field="#20242a",
    line="#2c3138",
    line_strong="#424954",
    text="#e6e9ee",
    dim="#98a2b3",
    accent="#6ea0ff",
    accent_ground="#22304d",
    accent_hover="#8bb3ff",
    on_accent="#10141b",
    good="#5fd39a",
    good_ground="#183527",
    bad="#ff8a80",
    bad_ground="#3d2020",
    caution="#f2c14e",
    caution_ground="#3a3016",
    json_key="#c69bff",
    json_text="#7ddba3",
    json_number="#ffb86b",
    scroll="#454c57",
)


def system_tokens(system: QPalette) -> Tokens:
    """
    The set that fits the system: its colour scheme, or where it names none, the lightness of its window colour.

    Args:
        system: The system's own palette, as it was before the program put its colours in its place.
    """
    scheme = QGuiApplication.styleHints().colorScheme()
    if scheme == Qt.ColorScheme.Dark:
        return DARK
    if scheme == Qt.ColorScheme.Light:
        return LIGHT
    # Offscreen and under a bare X server the scheme is Unknown.
    return DARK if system.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def tokens_of(palette: QPalette) -> Tokens:
    """The set that a palette of this program was made from, for what is painted without the style sheet."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def qt_palette(tokens: Tokens) -> QPalette:
    """The colours for everything that the style sheet does not name."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for one, colour in {
        role.Window: tokens.ground,
        role.WindowText: tokens.text,
        role.Base: tokens.field,
        role.AlternateBase: tokens.side,
        role.Text: tokens.text,
        role.Button: tokens.field,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.Highlight: tokens.accent_ground,
        role.HighlightedText: tokens.text,
        role.ToolTipBase: tokens.side,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.dim,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Mid: tokens.line,
        role.Midlight: tokens.line,
        role.Dark: tokens.line_strong,
        role.Light: tokens.ground,
        role.Shadow: tokens.line_strong,
    }.items():
        palette.setColor(one, QColor(colour))
    for one in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(group.Disabled, one, QColor(tokens.dim))
    return palette
