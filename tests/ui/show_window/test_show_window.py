"""The window of a file: what is shown of it, the keyboard, and text from outside as text."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from explorer.domain.masking import MASK
from explorer.storage.saved.saved_file import open_saved
from explorer.ui.look.appearance import Appearance
from explorer.ui.show_window.exchange_view import ExchangeFace
from explorer.ui.show_window.show_window import ShowWindow
from explorer.ui.views.results.body.body_view import BodyFace
from explorer.ui.views.results.parts.empty_note import EmptyNote


def entry(number: int, **more: object) -> dict[str, object]:
    return {
        "startedDateTime": "2026-01-05T14:03:40Z",
        "time": 12,
        "request": {
            "method": "GET",
            "url": f"https://api.example/people/{number}",
            "headers": [{"name": "Authorization", "value": "Bearer abc"}],
        },
        "response": {
            "status": 404,
            "headers": [],
            "content": {
                "mimeType": "application/json",
                "text": base64.b64encode(f'{{"number": {number}}}'.encode()).decode(),
                "encoding": "base64",
            },
        },
        "timings": {"wait": 10, "receive": 2},
    } | more


@pytest.fixture
def window(qapp: QApplication, qtbot, tmp_path: Path) -> Callable[..., ShowWindow]:
    """`window(content, name)`: the window with such a file, all of it read."""

    kept = []

    def made(content: bytes, name: str = "answer.json") -> ShowWindow:
        path = tmp_path / name
        path.write_bytes(content)
        window = ShowWindow(Appearance(qapp, "light"))
        qtbot.addWidget(window)
        kept.append(window)
        window.show()
        window.show_file(open_saved(path))
        qtbot.waitUntil(lambda: not window.is_reading())
        if window.archive is not None:
            qtbot.waitUntil(lambda: not window.archive.is_reading())
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return made


@pytest.fixture
def archive(window: Callable[..., ShowWindow]) -> Callable[..., ShowWindow]:
    return lambda *entries: window(json.dumps({"log": {"entries": entries}}).encode(), "recorded.har")


def test_json_is_a_tree_under_the_name_of_its_file(window):
    shown = window(b'{"a": 1, "a": 0.10}')
    assert shown.windowTitle() == "Action Explorer - answer.json"
    assert shown.body.face() is BodyFace.TREE
    tree = shown.body.tree.model
    assert [tree.data(tree.index(row, 1)) for row in range(tree.rowCount())] == ["1", "0.10"]
    assert shown.rows() is shown.body.tree.view.viewport()


def test_a_large_file_is_read_through_and_then_shown(window):
    shown = window(b"[" + b"1," * 600_000 + b"2]")
    assert shown.body.face() is BodyFace.TREE
    assert not [note for note in shown.findChildren(EmptyNote) if note.isVisible()]


def test_text_is_shown_as_text(window):
    shown = window(b"a,b\n1,2", "table.csv")
    assert shown.body.face() is BodyFace.RAW
    assert "text/csv" in shown.kind_words()
    assert shown.body.file_name() == "table.csv"


def test_a_picture_is_a_file_under_its_own_name(window):
    shown = window(b"\x89PNG\r\n\x1a\n\0", "x.png")
    assert shown.body.face() is BodyFace.FILE
    assert shown.body.file_name() == "x.png"


def test_an_empty_file_says_so(window):
    shown = window(b"")
    assert shown.body is None
    assert "The file is empty." in [label.text() for label in shown.findChildren(QLabel)]


def test_headers_that_nobody_sent_are_not_offered(window):
    shown = window(b"{}")
    assert not shown.body.buttons[BodyFace.HEADERS].isVisible()


def test_a_file_of_no_known_kind_says_that_it_is_none(window):
    assert "no support bundle of a kind that is known" in window(b"PK\x03\x04", "support.zip").kind_words()
    assert "named as a HAR file and is none" in window(b"{}", "x.har").kind_words()


def test_the_requests_of_a_har_file_are_listed(archive):
    model = archive(entry(1), 5, entry(2)).archive.model
    rows = [[model.data(model.index(row, column)) for column in range(5)] for row in range(model.rowCount())]
    assert rows == [
        ["GET", "https://api.example/people/1", "404 Not Found", "application/json", "12 ms"],
        ["", "This entry cannot be read: it is no object.", "", "", ""],
        ["GET", "https://api.example/people/2", "404 Not Found", "application/json", "12 ms"],
    ]


def test_choosing_a_request_shows_its_answer_request_and_times(archive):
    pane = archive(entry(1), entry(2)).archive
    pane.table.selectRow(1)
    view = pane.exchange
    assert view.body.tree.model.data(view.body.tree.model.index(0, 1)) == "2"
    view.tabs.setCurrentIndex(ExchangeFace.REQUEST)
    assert "https://api.example/people/2" in view.request.view.text.toPlainText()
    view.tabs.setCurrentIndex(ExchangeFace.TIMELINE)
    assert view.timeline.model.rowCount() == 3


def test_the_tab_in_front_follows_the_request_that_is_chosen(archive):
    pane = archive(entry(1), entry(2)).archive
    pane.table.selectRow(0)
    pane.exchange.tabs.setCurrentIndex(ExchangeFace.REQUEST)
    QTest.keyClick(pane.table, Qt.Key.Key_Down)
    assert "people/2" in pane.exchange.request.view.text.toPlainText()


def test_credentials_are_masked_wherever_they_are_shown_and_it_is_said(archive):
    pane = archive(entry(1)).archive
    pane.table.selectRow(0)
    pane.exchange.tabs.setCurrentIndex(ExchangeFace.REQUEST)
    text = pane.exchange.request.view.text.toPlainText()
    assert MASK in text
    assert "abc" not in text
    assert "masked" in pane.exchange.notes()


def test_a_request_without_an_answer_says_so(archive):
    pane = archive(entry(1, response={"status": 0})).archive
    pane.table.selectRow(0)
    assert pane.exchange.no_body.isVisible()
    assert pane.exchange.no_body.text() == "No answer was recorded."


def test_a_broken_entry_says_why_in_the_place_of_the_one_before(archive):
    pane = archive(entry(1), {}).archive
    pane.table.selectRow(0)
    pane.table.selectRow(1)
    assert "cannot be read" in pane.exchange.no_body.text()
    assert not pane.exchange.tabs.isEnabled()


def test_a_filter_leaves_the_requests_that_hold_all_its_words(archive, qtbot):
    pane = archive(entry(1), entry(2), entry(12)).archive
    pane.filter.setText("PEOPLE/1 404")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    assert pane.count.text() == "2 of 3 requests"
    pane.table.selectRow(1)
    assert pane.exchange.body.tree.model.data(pane.exchange.body.tree.model.index(0, 1)) == "12"


def test_ctrl_f_finds_requests_in_the_list_and_keys_in_the_answer(archive):
    shown = archive(entry(1))
    pane = shown.archive
    QTest.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.focusWidget() is pane.filter
    pane.table.selectRow(0)
    pane.exchange.body.tree.view.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.focusWidget() is pane.exchange.body.tree.filter


def test_ctrl_f_filters_a_tree(window):
    shown = window(b'{"a": 1}')
    QTest.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.focusWidget() is shown.body.tree.filter


def test_ctrl_f_finds_in_a_text(window):
    shown = window(b"one two\none", "x.txt")
    QTest.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.focusWidget() is shown.body.view(BodyFace.RAW).finder.typed


def test_ctrl_f_finds_in_a_request_around_its_end_and_back(archive, qtbot):
    shown = archive(entry(1, request={"method": "ONE", "url": "one two"}))
    pane = shown.archive
    pane.table.selectRow(0)
    pane.exchange.tabs.setCurrentIndex(ExchangeFace.REQUEST)
    request = pane.exchange.request
    request.view.text.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.focusWidget() is request.finder.typed
    QTest.keyClicks(request.finder.typed, "one")
    qtbot.waitUntil(lambda: request.finder.count.text() == "2 found")
    places = [request.view.text.textCursor().selectionStart()]
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 2 + (Qt.KeyboardModifier.ShiftModifier,):
        QTest.keyClick(request.finder.typed, Qt.Key.Key_Return, modifier)
        places.append(request.view.text.textCursor().selectionStart())
    assert places == [0, 4, 0, 4]
    QTest.keyClicks(request.finder.typed, "x")
    qtbot.waitUntil(lambda: request.finder.count.text() == "not found")


def test_ctrl_s_asks_where_to_save(window):
    shown = window(b'{"a": 1}')
    QTest.keyClick(shown, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = shown.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_W, Qt.Key.Key_Q])
def test_closing_keys_close(window, qtbot, key):
    shown = window(b"{}")
    with qtbot.waitSignal(shown.closed):
        QTest.keyClick(shown, key, Qt.KeyboardModifier.ControlModifier)


def test_names_and_addresses_that_look_like_markup_or_turn_letters_around_are_text(window):
    url = "<b>x</b>\u202e\n"
    har = json.dumps(
        {"log": {"creator": {"name": "<i>\u202e"}, "entries": [{"request": {"url": url, "method": "<u>"}}]}}
    )
    shown = window(har.encode(), "<b>name\u202egpj.har")
    assert shown.windowTitle() == "Action Explorer - <b>name<U+202E>gpj.har"
    assert "\u202e" not in shown.kind_words()
    assert "<i><U+202E>" in shown.kind_words()
    model = shown.archive.model
    assert [model.data(model.index(0, column)) for column in (0, 1)] == ["<u>", "<b>x</b><U+202E> "]
    assert "<b>" not in model.data(model.index(0, 1), Qt.ItemDataRole.ToolTipRole)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown.findChildren(QLabel))


def test_a_list_shows_its_rows_as_soon_as_there_are_any(archive):
    shown = archive(*[entry(number) for number in range(50)])
    assert shown.rows() is shown.archive.table.viewport()
    assert shown.archive.table.indexAt(QPoint(5, 5)).row() == 0
