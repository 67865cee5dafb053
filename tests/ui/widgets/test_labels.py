"""Labels, badges and boxes that show text as text, and say what they cannot show."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.ui.widgets.elided_combo import ElidedCombo
from explorer.ui.widgets.plain_label import Badge, ElidedLabel, PlainLabel
from explorer.ui.widgets.thin_line import thin_line

HOSTILE = '<b>x</b> <a href="https://example.com">y</a> <img src="/etc/passwd">'


@pytest.mark.parametrize("kind", [PlainLabel, ElidedLabel])
def test_markup_is_shown_and_not_rendered(show, appearance, kind):
    label = show(kind(HOSTILE))
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


@pytest.mark.parametrize("kind", [PlainLabel, ElidedLabel])
def test_characters_that_turn_text_are_written_out(show, appearance, kind):
    assert show(kind("cod\u202eexe\ud800")).text() == "cod<U+202E>exe<U+D800>"


def test_a_badge_shouts_to_the_eye_and_speaks_to_the_ear(show, appearance):
    badge = show(Badge("destructive", tone="bad"))
    assert (badge.text(), badge.accessibleName()) == ("DESTRUCTIVE", "destructive")


def test_a_badge_without_a_word_is_not_there(show, appearance):
    badge = show(Badge("write", tone="caution"))
    badge.show_word("", "neutral")
    assert badge.isHidden()


def test_a_badge_that_is_just_made_is_no_window(qapp):
    badge = Badge("write", tone="caution")
    is_window_on_screen = badge.isVisible()
    badge.deleteLater()
    assert not is_window_on_screen


def test_a_cut_text_is_whole_for_the_ear_and_in_the_tool_tip(show, appearance):
    label = show(ElidedLabel("<i>" + "long " * 40), 100, 30)
    assert label.accessibleName() == label.full_text() == "<i>" + "long " * 40
    assert label.toolTip().startswith("<qt>&lt;i>long long")


def test_a_text_with_room_has_no_tool_tip(show, appearance):
    label = show(ElidedLabel("short"), 400, 30)
    assert label.toolTip() == ""


def test_the_tool_tip_goes_when_there_is_room_again(show, appearance):
    label = show(ElidedLabel("some words to be cut"), 40, 30)
    before = label.toolTip()
    label.resize(400, 30)
    assert (before != "", label.toolTip()) == (True, "")


def test_a_cut_text_is_painted_differently_from_a_whole_one(show, appearance):
    label = show(ElidedLabel("a" * 200), 100, 30)
    cut = label.grab().toImage()
    label.setText("a" * 5)
    assert label.grab().toImage() != cut


def test_a_label_of_several_lines_becomes_one_line(show, appearance):
    assert show(ElidedLabel("a\r\nb\tc")).full_text() == "a b c"


def test_a_box_cuts_with_an_ellipsis_and_keeps_the_whole_text_in_the_tool_tip(show, appearance):
    box = ElidedCombo()
    box.addItem("Meridian Foods, <all> staff & more, Cedarfolk")
    show(box, 110, 30)
    box.grab()
    assert box.toolTip() == "<qt>Meridian Foods, &lt;all> staff &amp; more, Cedarfolk</qt>"


def test_a_box_with_room_has_no_tool_tip(show, appearance):
    box = ElidedCombo()
    box.addItem("Acme")
    show(box, 300, 30)
    box.grab()
    assert box.toolTip() == ""


def test_a_box_without_a_choice_shows_its_hint(show, appearance):
    box = ElidedCombo()
    box.setPlaceholderText("No account")
    show(box, 200, 30)
    with_hint = box.grab().toImage()
    box.setPlaceholderText("")
    assert box.grab().toImage() != with_hint


def test_a_line_is_one_pixel_high(show, appearance):
    assert show(thin_line()).height() == 1


def test_wrapped_text_is_not_squeezed_where_there_is_little_height(show, appearance):
    inner = QWidget()
    column = QVBoxLayout(inner)
    labels = [PlainLabel("some words that need more than one line " * 3, wraps=True) for _ in range(4)]
    for label in labels:
        column.addWidget(label)
    show(inner, 300, 80)
    inner.grab()
    assert [label.height() >= label.heightForWidth(label.width()) for label in labels] == [True] * 4
