"""The editor of a file: typed, chosen, dropped, pasted, saved, cleared."""

import base64

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from explorer.domain.json_value import ABSENT
from explorer.schema.field import TextField
from tests.ui.form.conftest import CONTROL

LONG = "QUJD" * 100
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(300)).decode()


@pytest.fixture
def small_file(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_bytes(b"ABC" * 100)
    return path


def shown(desk, value=None, **more):
    field = TextField(key="f", label="Photo", **{"content": "base64", **more})
    desk.show(field, TextField(key="t", label="T"), value={} if value is None else {"f": value})
    desk.go("f")
    return desk.row("f").editor


def copied(**parts):
    mime = QMimeData()
    if "file" in parts:
        mime.setUrls([QUrl.fromLocalFile(str(parts["file"]))])
    if "text" in parts:
        mime.setText(parts["text"])
    if "image" in parts:
        mime.setImageData(parts["image"])
    return mime


def test_a_short_text_is_typed_and_told(desk):
    editor = shown(desk)
    desk.type("aGVsbG8=")
    assert desk.value() == {"f": "aGVsbG8="}
    assert editor.words == "5 B of base64"
    desk.type("?")
    assert editor.words == "No base64: sent as typed"


def test_a_long_text_is_a_summary_and_stays_to_the_letter(desk):
    editor = shown(desk, PNG, media_type="image/png")
    assert editor.line.isHidden()
    assert editor.summary_words() == "308 B of base64, image/png"
    assert editor.words == ""
    assert desk.value() == {"f": PNG}
    assert editor.summary_words() in desk.focused().accessibleDescription()
    assert desk.focused_name() == "Photo"


def test_another_type_than_the_wanted_one_is_told(desk):
    assert shown(desk, PNG, media_type="application/pdf").words == (
        "Looks like image/png, where application/pdf is wanted"
    )


def test_delete_clears_a_summary_and_leaves_the_line(desk):
    editor = shown(desk, LONG)
    desk.press(Qt.Key.Key_Delete)
    assert desk.value() == {}
    assert desk.focused() is editor.line
    desk.type("QQ==")
    assert desk.value() == {"f": "QQ=="}


def test_tab_visits_the_buttons_of_a_summary(desk):
    shown(desk, LONG)
    visited = []
    for _ in range(3):
        visited.append(desk.focused().text())
        desk.press(Qt.Key.Key_Tab)
    assert visited == ["Replace...", "Save as...", "Clear"]
    assert desk.focused_name() == "T"


def test_a_copied_file_is_pasted_with_its_name(desk, qtbot, small_file):
    editor = shown(desk)
    QApplication.clipboard().setMimeData(copied(file=small_file))
    desk.press(Qt.Key.Key_V, modifier=CONTROL)
    qtbot.waitUntil(lambda: bool(desk.value()))
    assert desk.value() == {"f": base64.b64encode(small_file.read_bytes()).decode()}
    assert editor.summary_words() == "notes.txt, 300 B of base64"
    assert len(desk.happened("edited")) == 1


def test_long_text_is_pasted_whole(desk):
    text = "QUJD" * 200_000
    shown(desk)
    QApplication.clipboard().setText(text)
    desk.press(Qt.Key.Key_V, modifier=CONTROL)
    assert desk.value() == {"f": text}


def test_short_text_is_pasted_at_the_cursor(desk):
    shown(desk, "QQ")
    desk.press(Qt.Key.Key_End)
    QApplication.clipboard().setText("==")
    desk.press(Qt.Key.Key_V, modifier=CONTROL)
    assert desk.value() == {"f": "QQ=="}


def test_a_summary_is_replaced_by_what_is_pasted(desk):
    editor = shown(desk, LONG)
    QApplication.clipboard().setText("QQ==")
    desk.press(Qt.Key.Key_V, modifier=CONTROL)
    assert desk.value() == {"f": "QQ=="}
    assert not editor.line.isHidden()


def test_a_copied_picture_becomes_a_png(desk, qtbot):
    editor = shown(desk, content="data-uri")
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QApplication.clipboard().setMimeData(copied(image=picture))
    desk.press(Qt.Key.Key_V, modifier=CONTROL)
    qtbot.waitUntil(lambda: bool(desk.value()))
    assert desk.value()["f"].startswith("data:image/png;base64,iVBORw0KGgo")
    assert editor.reading() == desk.value()["f"]


@pytest.mark.parametrize("content", ["base64", "file-ref"])
def test_a_file_is_dropped(desk, qtbot, small_file, content):
    editor = shown(desk, content=content)
    mime = copied(file=small_file)
    no_keys = Qt.KeyboardModifier.NoModifier
    about = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, no_keys)
    QApplication.sendEvent(editor, entered := QDragEnterEvent(QPoint(5, 5), *about))
    assert entered.isAccepted()
    QApplication.sendEvent(editor, QDropEvent(QPointF(5, 5), *about))
    qtbot.waitUntil(lambda: bool(desk.value()))
    assert desk.value()["f"] in (str(small_file), base64.b64encode(small_file.read_bytes()).decode())


def test_a_file_is_chosen_by_the_keyboard(desk, qtbot, small_file):
    shown(desk)
    desk.press(Qt.Key.Key_F4)
    dialog = desk.view.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(small_file))
    dialog.close()
    qtbot.waitUntil(lambda: bool(desk.value()))
    assert desk.value() == {"f": base64.b64encode(small_file.read_bytes()).decode()}


def test_a_file_that_cannot_be_read_changes_nothing_and_says_why(desk, qtbot, tmp_path):
    editor = shown(desk, "QQ==")
    QApplication.clipboard().setMimeData(copied(file=tmp_path / "gone.txt"))
    desk.press(Qt.Key.Key_V, modifier=CONTROL)
    qtbot.waitUntil(lambda: editor.words == "gone.txt is no file")
    assert desk.value() == {"f": "QQ=="}
    assert desk.focused() is editor.line


def test_reading_can_be_stopped(desk, qtbot, small_file):
    editor = shown(desk)
    editor._take_path(small_file)
    assert editor._choose.text() == "Cancel"
    assert desk.focused() is editor._choose
    desk.press(Qt.Key.Key_Space)
    assert not editor.line.isHidden()
    qtbot.wait(60)
    assert desk.value() == {}


def test_a_summary_is_saved_as_a_file(desk, qtbot, tmp_path):
    editor = shown(desk, PNG)
    QTest.keyClick(editor._save, Qt.Key.Key_Space)
    dialog = desk.view.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("f.png")
    dialog.fileSelected.emit(str(tmp_path / "out.png"))
    dialog.close()
    qtbot.waitUntil(lambda: editor.words.startswith("Saved as"))
    assert (tmp_path / "out.png").read_bytes() == base64.b64decode(PNG)
    assert desk.happened("edited") == []


def test_a_fixed_file_can_be_saved_and_not_changed(desk):
    editor = shown(desk, LONG, is_fixed=True)
    assert desk.focused() is editor._save
    desk.press(Qt.Key.Key_Delete)
    desk.press(Qt.Key.Key_V, modifier=CONTROL)
    assert desk.value() == {"f": LONG}
    assert [button.text() for button in editor._shown_buttons()] == ["Save as..."]


def test_an_address_is_typed_and_pasted_as_text(desk):
    editor = shown(desk, content="file-ref")
    desk.type("https://x.example/a")
    assert (desk.value(), editor.words) == ({"f": "https://x.example/a"}, "Web address")


def test_null_and_unset_are_shown_in_the_line(desk):
    editor = shown(desk, LONG, is_nullable=True)
    for value in (None, ABSENT):
        editor.show_value(value)
        assert editor.reading() is value
        assert not editor.line.isHidden()


def test_a_secret_file_is_masked_while_it_is_short(desk):
    editor = shown(desk, "QQ==", is_secret=True)
    assert editor.line.displayText() == "\u25cf" * 4
