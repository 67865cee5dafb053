"""The two sets of colours."""

import re

import pytest
from PySide6.QtGui import QPalette

from explorer.ui.look.palette import DARK, LIGHT, Tokens, qt_palette

PAIRS = [
    *((text, ground) for text in ("text", "dim") for ground in ("ground", "side", "field", "line", "accent_ground")),
    *((text, "ground") for text in ("accent", "good", "bad", "caution", "json_key", "json_text", "json_number")),
    *((text, "side") for text in ("accent", "good", "bad", "caution")),
    ("accent", "field"),
    *((text, f"{text}_ground") for text in ("accent", "good", "bad", "caution")),
    *(("text", f"{ground}_ground") for ground in ("good", "bad", "caution")),
    ("accent", "bad_ground"),
    ("accent", "caution_ground"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]
"""Each text colour on each ground that the style sheet or a painter puts it on."""


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(tokens, text, ground):
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_every_colour_is_written_with_six_digits(tokens):
    colours = [getattr(tokens, name) for name in Tokens.__slots__ if name != "name"]
    assert [one for one in colours if not re.fullmatch("#[0-9a-f]{6}", one)] == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_what_the_style_sheet_does_not_name_has_the_colours_too(qapp, tokens):
    palette = qt_palette(tokens)
    role = QPalette.ColorRole
    found = [palette.color(one).name() for one in (role.Window, role.WindowText, role.PlaceholderText, role.Link)]
    assert found == [tokens.ground, tokens.text, tokens.dim, tokens.accent]
