"""Text of any length: shown without holding the window up, and never changed by being shown."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from explorer.schema.field import TextField
from explorer.ui.form.document.fitting import LONGEST_TEXT
from explorer.ui.form.editors.text_block import LONGEST_SHOWN, LONGEST_WRAPPED
from tests.ui.form.conftest import CONTROL

TEXT = TextField(key="t", label="T", is_multiline=True)


@pytest.mark.parametrize("text", ["x\n" * (LONGEST_TEXT // 2 + 1), "x\n" + "y" * (LONGEST_SHOWN + 1)])
def test_text_that_is_too_long_to_edit_is_shown_in_part_and_kept_whole(desk, text):
    view = desk.show(TEXT, value={"t": text})
    block = desk.row("t").editor
    assert isinstance(block, QPlainTextEdit)
    assert block.isReadOnly()
    assert len(block.toPlainText()) < LONGEST_SHOWN
    assert "more characters" in block.toPlainText()
    assert view.content().value == {"t": text}


def test_shorter_text_can_be_edited_again(desk):
    view = desk.show(TEXT, value={"t": "x" * (LONGEST_TEXT + 1)})
    view.set_value({"t": "short"})
    block = desk.row("t").editor
    assert not block.isReadOnly()
    desk.go("t")
    desk.type("er")
    assert set(view.content().value["t"]) >= set("shorter")


def test_long_lines_are_broken_anywhere_whether_loaded_or_pasted(desk):
    text = "x" * (LONGEST_WRAPPED + 1)
    view = desk.show(TEXT, TextField(key="u", label="U", is_multiline=True), value={"t": text})
    assert desk.row("t").editor.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere
    pasted = QMimeData()
    pasted.setText(text)
    block = desk.row("u").editor
    assert block.wordWrapMode() != QTextOption.WrapMode.WrapAnywhere
    block.insertFromMimeData(pasted)
    assert block.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere
    assert view.content().value == {"t": text, "u": text}


def test_nothing_of_a_text_is_cut_that_is_pasted_into_a_line(desk):
    text = "x" * (LONGEST_TEXT + 100)
    desk.show(TextField(key="t", label="T"))
    desk.go("t")
    QApplication.clipboard().setText(text)
    desk.press(Qt.Key.Key_V, modifier=CONTROL)
    assert desk.value() == {"t": text}
    desk.press(Qt.Key.Key_Tab)
    assert desk.value() == {"t": text}
