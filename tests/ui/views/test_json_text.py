"""The text of the JSON editor: line numbers, colours, indentation, and what is too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest

from explorer.domain.json_value import parse_json, same_json, write_json
from explorer.ui.look.palette import DARK, LIGHT
from explorer.ui.views.call.json_text import colours
from explorer.ui.views.call.json_text.indentation import LONGEST_LINE, closing_indent, new_line, unfolded
from explorer.ui.views.call.json_text.json_editor import MOST_AT_ONCE, JsonEditor, is_longer
from explorer.ui.views.call.json_text.text_area import MOST_LETTERS, JsonArea


@pytest.fixture
def area(appearance, show):
    return show(JsonArea("Text"))


@pytest.fixture
def editor(appearance, show):
    return show(JsonEditor("Arguments as JSON"))


def colours_of(area, line: int) -> dict[str, str]:
    """The coloured parts of a line, with their colours."""
    block = area.document().findBlockByNumber(line)
    return {
        block.text()[one.start : one.start + one.length]: one.format.foreground().color().name()
        for one in block.layout().formats()
    }


def test_keys_texts_numbers_and_words_have_the_colours_of_the_palette(area, appearance):
    area.setPlainText('{"a": "b", "c": -1.5e3,\n"\U0001f600": true, "x\\"y": null}')
    QCoreApplication.processEvents()
    assert colours_of(area, 0) == {
        '"a"': LIGHT.json_key,
        '"b"': LIGHT.json_text,
        '"c"': LIGHT.json_key,
        "-1.5e3": LIGHT.json_number,
    }
    last = area.document().findBlockByNumber(1).layout().formats()
    assert [(one.start, one.length) for one in last] == [(0, 4), (6, 4), (12, 6), (20, 4)]
    appearance.choose("dark")
    QCoreApplication.processEvents()
    assert colours_of(area, 0)['"a"'] == DARK.json_key


def test_lines_are_coloured_when_they_come_into_view(area):
    area.setPlainText("\n".join(['{"a": 1}'] * 1000))
    QCoreApplication.processEvents()
    assert colours_of(area, 0)
    assert not colours_of(area, 999)
    area.moveCursor(QTextCursor.MoveOperation.End)
    QCoreApplication.processEvents()
    assert colours_of(area, 999)


def test_text_that_is_too_long_is_not_coloured(area):
    area.setPlainText('{"a": 1}\n' + " " * colours.MOST_LETTERS)
    QCoreApplication.processEvents()
    assert not colours_of(area, 0)
    area.setPlainText('{"a": 1}')
    QCoreApplication.processEvents()
    assert colours_of(area, 0)


def test_of_a_long_line_only_the_beginning_is_coloured(area):
    area.setPlainText("[" + "1, " * 2000 + "1]")
    QCoreApplication.processEvents()
    assert 0 < len(area.document().firstBlock().layout().formats()) < 1000


def test_the_column_of_numbers_grows_with_the_lines(area):
    narrow = area.numbers_width()
    area.setPlainText("\n" * 5000)
    assert area.numbers_width() > narrow
    assert area.viewport().x() >= area.numbers_width()


def test_the_line_with_the_problem_is_marked_and_the_mark_goes(area, appearance):
    area.setPlainText("a\nb")
    area.mark_line(2)
    (marked,) = area.extraSelections()
    assert marked.cursor.blockNumber() == 1
    picture = area.grab().toImage()
    found = {picture.pixelColor(picture.width() - 40, y).name() for y in range(60)}
    assert QColor(LIGHT.bad_ground).name() in found
    area.mark_line(0)
    assert area.extraSelections() == []


def test_the_cursor_goes_to_a_place_counted_in_letters(area):
    area.setPlainText('{\n"\U0001f600": x}')
    area.go_to(2, 6)  # behind a letter that Qt counts twice
    assert area.textCursor().positionInBlock() == 6
    area.go_to(2, 999)
    assert area.textCursor().atEnd()
    area.go_to(99, 1)
    assert area.textCursor().atEnd()


@pytest.mark.parametrize(
    ("before", "keys", "text"),
    [
        ('{"a": 1,', "\r", '{"a": 1,\n'),
        ('  "a": 1,', "\r", '  "a": 1,\n  '),
        ("{", "\r", "{\n  "),
        ('  "a": [', "\r1\r", '  "a": [\n    1\n    '),
        ("{", '\r"a": 1\r}', '{\n  "a": 1\n}'),
        ("x", "}", "x}"),
    ],
)
def test_lines_are_indented_while_they_are_typed(area, before, keys, text):
    area.setPlainText(before)
    area.moveCursor(QTextCursor.MoveOperation.End)
    for key in keys:
        QTest.keyClick(area, Qt.Key.Key_Return) if key == "\r" else QTest.keyClicks(area, key)
    assert area.typed() == text


def test_a_closing_bracket_behind_the_cursor_gets_a_line_of_its_own(area):
    area.setPlainText("\U0001f600{}")
    area.moveCursor(QTextCursor.MoveOperation.End)
    area.moveCursor(QTextCursor.MoveOperation.Left)
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert area.typed() == "\U0001f600{\n  \n}"
    assert (area.textCursor().blockNumber(), area.textCursor().positionInBlock()) == (1, 2)
    area.undo()
    assert area.typed() == "\U0001f600{}"


def test_run_by_keyboard_breaks_no_line(area):
    area.setPlainText("{}")
    QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert area.typed() == "{}"


@given(st.text(alphabet=' \t{}[]",a'), st.text(alphabet=' \t{}[]",a'))
def test_a_new_line_loses_no_letter_and_keeps_the_indentation(before, behind):
    text, steps = new_line(before, behind)
    indent = before[: len(before) - len(before.lstrip(" \t"))]
    assert text.strip(" \t\n") == ""
    assert 0 < steps <= len(text)
    assert text.startswith("\n" + indent)


@pytest.mark.parametrize(("before", "after"), [("    ", "  "), ("\t\t", "\t"), (" ", ""), ("", None), (" a", None)])
def test_a_closing_bracket_goes_back_a_level(before, after):
    assert closing_indent(before) == after


def pasted(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def test_a_very_long_line_of_json_is_laid_out_when_it_is_pasted(area):
    line = "[" + ", ".join(["0.10", "1e400"] * LONGEST_LINE) + "]"
    area.insertFromMimeData(pasted(line))
    assert area.blockCount() > LONGEST_LINE
    assert same_json(parse_json(area.typed()), parse_json(line))


@pytest.mark.parametrize("text", ['{"a":1}', "x" * (LONGEST_LINE + 1)])
def test_other_text_is_pasted_as_it_is(area, text):
    area.insertFromMimeData(pasted(text))
    assert area.typed() == text == unfolded(text)


def test_text_that_is_too_long_is_not_pasted_and_that_is_said(editor):
    editor.show_value({"a": 1})
    before = editor.typed()
    editor.text.insertFromMimeData(pasted("x" * MOST_LETTERS))
    assert editor.typed() == before
    assert "1,000,000 characters were not inserted" in editor.text.accessibleDescription()


def test_a_value_that_is_too_long_to_be_text_is_kept_and_cannot_be_typed_into(editor):
    value = {"a": "x" * MOST_LETTERS}
    editor.show_value(value)
    QTest.keyClicks(editor.text, "x")
    assert (editor.value(), editor.typed(), editor.problem()) == (value, "", "")
    assert editor.text.isReadOnly()
    assert "more than the 1,000,000 characters" in editor.text.accessibleDescription()
    assert not editor._lay_out_button.isEnabled()
    editor.show_value({"a": 1})
    assert (editor.value(), editor.text.isReadOnly()) == ({"a": 1}, False)


@given(st.recursive(st.none() | st.text() | st.integers(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_what_is_called_longer_is_longer(value):
    written = len(write_json(value, indent=2))
    assert not is_longer(value, written + 10 + written // 2)
    assert is_longer({"k": ["x" * 50] * 10}, 400)


def test_laying_out_keeps_numbers_and_can_be_taken_back(editor):
    editor.show_text('{"b":1e400,"a":[0.10,\n"\\u2028"]}')
    editor._lay_out_button.click()
    assert editor.typed() == '{\n  "b": 1e400,\n  "a": [\n    0.10,\n    "\\u2028"\n  ]\n}'
    editor.text.undo()
    assert editor.typed() == '{"b":1e400,"a":[0.10,\n"\\u2028"]}'


def test_text_that_is_none_cannot_be_laid_out(editor):
    editor.show_text("{")
    assert not editor._lay_out_button.isEnabled()


def test_the_place_of_a_problem_is_marked_told_and_gone_to(editor):
    editor.show_text('{\n  "a": 1\n  "b": 2\n}')
    assert "line 3, column 3" in editor.problem()
    assert editor.text.extraSelections()[0].cursor.blockNumber() == 2
    editor.go_to_problem()
    assert (editor.text.textCursor().blockNumber(), editor.text.textCursor().positionInBlock()) == (2, 2)
    assert editor.text.hasFocus()


def test_a_key_that_stands_twice_is_told_with_its_place(editor):
    editor.show_text('{\n  "a": 1,\n  "a": 2\n}')
    assert '"a" stands twice in one object (line 3, column 3)' in editor.problem()


def test_a_command_typed_as_json_is_known_for_what_it_is(editor):
    editor.show_text("curl https://x.example")
    assert "Ctrl+Shift+V" in editor.problem()


def test_long_text_is_read_when_typing_pauses_and_at_once_when_it_is_needed(editor):
    told = []
    editor.edited.connect(lambda: told.append(editor.value()))
    editor.show_text('{"a": "' + "x" * MOST_AT_ONCE + '"}')
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor.text, Qt.Key.Key_Backspace)
    assert told == []
    assert editor.value() is None
    QTest.keyClicks(editor.text, "}")
    editor._pause.timeout.emit()
    assert [len(one["a"]) for one in told] == [MOST_AT_ONCE]


def test_text_that_stands_there_already_keeps_its_cursor(editor):
    editor.show_text('{"a": ')
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    editor.show_text('{"a": ')
    assert editor.text.textCursor().atEnd()
