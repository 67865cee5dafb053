"""Light, dark, or like the system."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QLabel

from explorer.ui.look.appearance import Appearance
from explorer.ui.look.palette import DARK, LIGHT, system_tokens
from explorer.ui.look.resource_files import resource_path
from explorer.ui.look.style_sheet import mark, style_sheet


@pytest.fixture
def system(qapp, appearance):
    """The system's window colour, set by the test before it makes a look of its own."""
    made = []

    def with_window(colour: str) -> Appearance:
        qapp.setPalette(QPalette(QColor(colour)))
        look = Appearance(qapp, "system")
        made.append(look)
        return look

    yield with_window
    for look in made:
        look.deleteLater()


@pytest.mark.parametrize(("colour", "name"), [("#202020", "dark"), ("#f0f0f0", "light")])
def test_where_the_system_names_no_scheme_its_window_colour_decides(system, colour, name):
    assert system(colour).tokens.name == name


def test_back_to_the_system_after_another_choice(system):
    look = system("#f0f0f0")
    look.choose("dark")
    look.choose("system")
    assert look.tokens is LIGHT


def test_a_system_that_turns_dark_is_followed(system, monkeypatch):
    look = system("#f0f0f0")
    seen = []
    look.changed.connect(seen.append)
    monkeypatch.setattr("explorer.ui.look.appearance.system_tokens", lambda _palette: DARK)
    look._app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert (look.tokens, seen) == (DARK, [DARK])


def test_a_look_that_was_chosen_does_not_follow_the_system(system, monkeypatch):
    look = system("#f0f0f0")
    look.choose("light")
    monkeypatch.setattr("explorer.ui.look.appearance.system_tokens", lambda _palette: DARK)
    look._app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.tokens is LIGHT


@pytest.mark.parametrize(("scheme", "tokens"), [(Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)])
def test_a_scheme_that_the_system_names_comes_first(monkeypatch, scheme, tokens):
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return scheme

    monkeypatch.setattr("explorer.ui.look.palette.QGuiApplication.styleHints", Hints)
    assert system_tokens(QPalette(QColor("#808080"))) is tokens


def test_a_choice_reaches_what_is_on_the_screen(appearance, show):
    label = show(QLabel("words"))
    mark(label, kind="problem")
    appearance.choose("dark")
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == DARK.bad


def test_icons_come_in_the_present_colours_and_once(appearance):
    light = appearance.icon("tick")
    appearance.choose("dark")
    assert appearance.icon("tick").cacheKey() != light.cacheKey()
    appearance.choose("light")
    assert appearance.icon("tick").cacheKey() == light.cacheKey()


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_the_sheet_has_no_place_left_to_fill_and_no_braces_too_many(tokens):
    sheet = style_sheet(tokens, "Mono")
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_a_font_name_cannot_end_the_text_that_holds_it(qapp):
    assert '"Mono; x"' in style_sheet(LIGHT, 'Mono"; x')


def test_text_is_13_pixels_in_a_font_that_is_installed(appearance, qapp):
    assert qapp.font().pixelSize() == 13
    assert appearance.fixed_family in QFontDatabase.families()


def test_a_missing_resource_is_named():
    with pytest.raises(FileNotFoundError, match=r"resources/icons/none\.svg"):
        resource_path("icons/none.svg")
