"""A request as text, and the ways to copy it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from explorer.calls.copying.curl_command import posix_curl
from explorer.calls.copying.ways import CopyWay
from explorer.domain.call import SentPart, SentRequest
from explorer.domain.masking import MASK
from explorer.providers.copied_code.code import CopiedCode, NotCopyable, OfficialSdk
from explorer.ui.views.request.request_view import RequestView

REQUEST = SentRequest(
    "POST",
    "https://api.example.com/actions/rpc",
    [("Authorization", "Basic ******"), ("Content-Length", "9"), ("Content-Type", "application/json")],
    b'{"n":0.10}',
)


def whole(view, qtbot):
    """The text when all of it is there."""
    qtbot.waitUntil(view.text.is_whole)
    return view.text.toPlainText()


@pytest.fixture
def view(appearance, show):
    return show(RequestView())


def test_a_request_reads_as_line_headers_and_laid_out_body(view):
    view.show_request(REQUEST)
    assert view.text.toPlainText() == (
        "POST https://api.example.com/actions/rpc\nAuthorization: Basic ******\nContent-Length: 9\n"
        'Content-Type: application/json\n\n{\n  "n": 0.10\n}'
    )


def test_a_body_that_is_no_json_is_shown_as_it_is(view):
    view.show_request(SentRequest("POST", "https://x.example", [], b"a=1&b=\xe2\x82\xac"))
    assert view.text.toPlainText().endswith("\n\na=1&b=\u20ac")


def test_a_body_that_is_no_text_is_counted(view):
    view.show_request(SentRequest("POST", "https://x.example", [], b"\xff" * 1234))
    assert "(1,234 bytes that are no text)" in view.text.toPlainText()


def test_a_large_text_that_is_cut_within_a_letter_is_still_text(view, qtbot):
    body = ("a" + "\u20ac" * 200_000).encode()
    view.show_request(SentRequest("POST", "https://x.example", [], body))
    assert "600,001 bytes in all" in whole(view, qtbot)


def test_an_endless_line_is_cut(view):
    view.show_request(SentRequest("POST", "https://x.example", [], b'{"a":"' + b"x" * 100_000 + b'"}'))
    assert max(len(line) for line in view.text.toPlainText().split("\n")) < 11_000


def test_text_that_turns_is_written_out(view):
    view.show_request(SentRequest("GET", "https://x.example/\u202ecod", []))
    assert "/<U+202E>cod" in view.text.toPlainText()


def test_a_body_that_is_no_text_is_shown_byte_by_byte(view):
    view.show_request(SentRequest("POST", "https://x.example", [], bytes(range(60, 80)) + b"\xff"))
    assert "00000000  3c 3d 3e 3f 40 41 42 43 44 45 46 47 48 49 4a 4b  <=>?@ABCDEFGHIJK" in view.text.toPlainText()
    assert view.text.toPlainText().endswith("00000010  4c 4d 4e 4f ff                                   LMNO.")


def test_a_long_body_that_is_no_text_is_cut(view):
    view.show_request(SentRequest("POST", "https://x.example", [], b"\xff" * 20_000))
    assert view.text.toPlainText().endswith("(3,616 bytes more)")


def test_the_body_can_be_seen_as_it_goes_out(view):
    view.show_request(REQUEST)
    QTest.keyClick(view.layout_box, Qt.Key.Key_Space)
    assert view.text.toPlainText().endswith('\n\n{"n":0.10}')
    assert view.layout_box.isVisible()


@pytest.mark.parametrize("body", [b"1e400", b'{"a":1,"a":2}', b'"\\u00e9\xc3\xa9"'])
def test_laying_out_changes_nothing_but_blanks(view, body):
    view.show_request(SentRequest("POST", "https://x.example", [], body))
    assert "".join(view.text.toPlainText().partition("\n\n")[2].split()) == body.decode()


@pytest.mark.parametrize("body", [b"[" * 5_000 + b"]" * 5_000, b"[" + b"1," * 260_000 + b"1]"], ids=["deep", "large"])
def test_what_is_too_deep_or_too_large_to_be_laid_out_is_shown_as_it_is(view, body):
    view.show_request(SentRequest("POST", "https://x.example", [], body))
    assert view.layout_box.isHidden()
    assert view.text.toPlainText().partition("\n\n")[2].startswith(body[:100].decode())


def test_many_lines_come_piece_by_piece(view, qtbot):
    view.show_request(SentRequest("POST", "https://x.example", [], b"[" + b"1," * 20_000 + b"1]"))
    assert view.text.document().lineCount() < 2_000
    assert whole(view, qtbot).count("\n  1") == 20_001


def test_only_json_can_be_laid_out(view):
    view.show_request(SentRequest("POST", "https://x.example", [], b"a=1"))
    assert view.layout_box.isHidden()


def chosen(view, words):
    """Open the menu with the keyboard, and choose what begins with these words."""
    view.copy_button.setFocus()
    QTest.keyClick(view.copy_button, Qt.Key.Key_Space)
    assert view.copy_button.ways.isVisible()
    action = next(one for one in view.copy_button.ways.actions() if one.text().startswith(words))
    view.copy_button.ways.close()
    action.trigger()
    return action


def test_the_command_goes_to_the_clipboard_and_what_it_needs_is_told(view):
    request = SentRequest("POST", "https://x.example", [("Authorization", f"Bearer {MASK}")], b"{}")
    view.show_request(request)
    chosen(view, "cURL (POSIX")
    assert QGuiApplication.clipboard().text() == posix_curl(request).text
    assert view._told.text().startswith("Copied as cURL (POSIX shell). ACTION_EXPLORER_TOKEN: the Bearer token")


def test_enter_takes_the_first_way_after_the_keys_that_open_the_menu(view):
    view.show_request(REQUEST)
    view.text.setFocus()
    QTest.keyClick(view.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert view.copy_button.ways.isVisible()
    QTest.keyClick(view.copy_button.ways, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == posix_curl(REQUEST).text


def test_the_library_of_the_platform_is_a_way(view):
    view.show_request(REQUEST, sdk=OfficialSdk("its-library", lambda _: CopiedCode("call()")))
    assert "its-library" in chosen(view, "Python (its-library").text()
    assert QGuiApplication.clipboard().text() == "call()"


def test_a_platform_without_a_library_says_so(view):
    view.show_request(REQUEST)
    action = next(one for one in view.copy_button.ways.actions() if one.text().startswith("No official SDK"))
    assert not action.isEnabled()


def test_what_cannot_be_copied_says_why_and_leaves_the_clipboard_alone(view):
    def refuse(_request):
        raise NotCopyable("Python has no number 1e400")

    QGuiApplication.clipboard().setText("before")
    view.show_request(REQUEST, sdk=OfficialSdk("its-library", refuse))
    chosen(view, "Python (its-library")
    assert view._told.text() == "Not copied: Python has no number 1e400."
    assert QGuiApplication.clipboard().text() == "before"


def test_the_body_is_saved_byte_by_byte(view, qtbot, tmp_path):
    view.show_request(SentRequest("POST", "https://x.example", [("Content-Type", "application/json")], b"\xff\x00"))
    chosen(view, "Save the body")
    dialog = view.copy_button.findChild(QFileDialog)
    with qtbot.waitSignal(view.copy_button.told):
        dialog.fileSelected.emit(str(tmp_path / "request-body.json"))
    dialog.close()
    assert (tmp_path / "request-body.json").read_bytes() == b"\xff\x00"
    assert "request-body.json" in view._told.text()


@pytest.mark.parametrize(
    "request_",
    [
        SentRequest("GET", "https://x.example", []),
        SentRequest(
            "POST", "https://x.example", [], b"..", [SentPart("cv", "", "/cv.pdf", "cv.pdf", "application/pdf")]
        ),
    ],
)
def test_a_body_that_is_not_there_is_not_saved(view, request_):
    view.show_request(request_)
    assert not view.copy_button.save.isEnabled()


def test_files_are_said_to_stand_by_their_size(view):
    part = SentPart("cv", "", "/cv.pdf", "cv.pdf", "application/pdf")
    view.show_request(SentRequest("POST", "https://x.example", [], b"..", [part]), "Sent.")
    assert view._note.text() == "Sent. Files stand in it by their size."


def test_another_request_takes_away_what_was_told_of_the_one_before(view):
    view.show_request(REQUEST)
    view.copy_as(CopyWay.HTTPX)
    view.show_request(SentRequest("GET", "https://y.example", []))
    assert view._told.isHidden()


def test_without_a_request_it_says_why_and_offers_no_copy(view):
    view.show_request(REQUEST)
    view.show_nothing("This cannot be sent yet: the id is missing")
    view.copy_as(CopyWay.POSIX)
    view.copy_button.open_menu()
    assert (view._note.text(), view.text.isHidden(), view.copy_button.isHidden(), view._told.isHidden()) == (
        "This cannot be sent yet: the id is missing",
        True,
        True,
        True,
    )
    assert not view.copy_button.ways.isVisible()
