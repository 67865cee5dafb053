import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.ui.models.answer import body_text
from explorer.ui.views.results.body.raw_pane import RawPane


@pytest.fixture
def pane(qtbot):
    pane = RawPane()
    qtbot.addWidget(pane)
    pane.resize(700, 300)
    pane.show()
    return pane


@pytest.fixture
def in_parts(pane, monkeypatch):
    """Forty lines in four parts."""
    monkeypatch.setattr(body_text, "MOST_BYTES", 100)
    monkeypatch.setattr(body_text, "PART_BYTES", 100)
    pane.show_body(b"".join(b"line %04d\n" % number for number in range(40)), "")
    return pane


def look_for(pane: RawPane, text: str, qtbot) -> None:
    pane.finder.typed.setText(text)
    qtbot.waitUntil(lambda: not pane.is_searching())


def chosen(pane: RawPane) -> str:
    return pane.text.textCursor().selectedText()


def test_a_small_text_has_no_parts(pane):
    pane.show_body(b"all of it", "")
    assert (pane.text.toPlainText(), pane.note()) == ("all of it", "")
    assert not any(button.isVisible() for button in pane.buttons.values())


def test_buttons_go_through_the_parts(in_parts):
    seen = []
    for name in ("Next", "Next", "Previous", "Last", "First"):
        in_parts.buttons[name].click()
        seen.append(in_parts.text.toPlainText()[:9])
    assert seen == ["line 0011", "line 0021", "line 0011", "line 0031", "line 0000"]
    assert not in_parts.buttons["Previous"].isEnabled()
    assert in_parts.note() == "Part 1 of 4: bytes 0 to 110 of 400 B."


def test_a_text_is_found_in_parts_that_were_never_shown(in_parts, qtbot):
    look_for(in_parts, "LINE 0035", qtbot)
    assert (chosen(in_parts), in_parts.part, in_parts.finder.count.text()) == ("line 0035", 3, "1 of 1")


def test_return_goes_on_and_shift_return_back_and_both_go_round(in_parts, qtbot):
    look_for(in_parts, "7", qtbot)
    words = [in_parts.finder.count.text()]
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        for _ in range(2):
            QTest.keyClick(in_parts.finder.typed, Qt.Key.Key_Return, modifier)
            words.append(in_parts.finder.count.text())
    assert words == ["1 of 4", "2 of 4", "3 of 4", "2 of 4", "1 of 4"]
    in_parts.finder.previous.click()
    assert (in_parts.finder.count.text(), in_parts.part) == ("4 of 4", 3)
    in_parts.finder.next.click()
    assert in_parts.part == 0


def test_the_search_begins_with_the_part_in_view(in_parts, qtbot):
    in_parts.show_part(2)
    look_for(in_parts, "line", qtbot)
    assert (in_parts.part, in_parts.finder.count.text()) == (2, "22 of 40")


def test_what_is_not_there_is_said(in_parts, qtbot):
    look_for(in_parts, "nowhere", qtbot)
    assert in_parts.finder.count.text() == "not found"
    assert not in_parts.finder.next.isEnabled()
    in_parts.go(1)
    assert in_parts.part == 0


def test_escape_ends_the_search(in_parts, qtbot):
    look_for(in_parts, "7", qtbot)
    QTest.keyClick(in_parts.finder.typed, Qt.Key.Key_Escape)
    assert (in_parts.finder.typed.text(), in_parts.finder.count.text()) == ("", "")


def test_another_body_ends_the_search(in_parts, qtbot):
    look_for(in_parts, "7", qtbot)
    in_parts.show_body(b"other", "")
    assert (in_parts.finder.typed.text(), in_parts.text.toPlainText()) == ("", "other")


def test_a_match_is_chosen_behind_what_is_written_out(pane, qtbot):
    pane.show_body("\0\U0001f600\r\n\xe4 here".encode(), "")
    look_for(pane, "here", qtbot)
    assert chosen(pane) == "here"


def test_a_match_at_the_end_of_a_long_text_is_chosen_when_the_text_is_there(pane, qtbot):
    pane.show_body(b"abcdefg\n" * 60_000 + b"needle", "")
    look_for(pane, "needle", qtbot)
    qtbot.waitUntil(lambda: chosen(pane) == "needle")


def test_everything_has_a_name(pane):
    named = [pane.finder.typed, pane.finder.count, pane.text, *pane.buttons.values()]
    assert all(widget.accessibleName() for widget in named)
