from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QFileDialog

from explorer.ui.views.results.body.body_file import LONGEST_NAME, safe_file_name
from explorer.ui.views.results.body.body_view import BodyFace, BodyView


@pytest.fixture
def view(appearance, qtbot):
    view = BodyView(appearance, file_stem="make_person")
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    return view


def offered(view: BodyView) -> list[str]:
    return [button.text() for button in view.buttons.values() if button.isVisible()]


def raw_text(view: BodyView) -> str:
    view.show_face(BodyFace.RAW)
    return view.view(BodyFace.RAW).text.toPlainText()


def test_json_is_shown_as_a_tree_whatever_its_type_says(view, made):
    view.show_answer(made.answer({"a": 1}, media_type="text/plain"))
    assert view.face() is BodyFace.TREE
    assert offered(view) == ["Tree", "Raw", "Headers"]


def test_raw_is_the_text_exactly_as_received(view, made):
    view.show_answer(made.answer(b'{ "n" : 0.10,\n"n":1e400 }'))
    assert raw_text(view) == '{ "n" : 0.10,\n"n":1e400 }'


def test_raw_uses_the_charset_of_the_answer(view, made):
    view.show_answer(made.answer(b"\xe4", media_type="text/plain; charset=latin-1"))
    assert raw_text(view) == "\u00e4"


def test_html_is_shown_as_text(view, made):
    view.show_answer(made.answer(b"<h1>Bad Gateway</h1>", 502, "text/html"))
    assert view.face() is BodyFace.RAW
    assert raw_text(view) == "<h1>Bad Gateway</h1>"


def test_json_that_cannot_be_read_is_raw_with_the_reason(view, made):
    view.show_answer(made.answer(b'{"a": '))
    assert view.face() is BodyFace.RAW
    assert view.note().startswith("No tree: it is not JSON (")


def test_json_that_is_too_deep_is_raw_with_the_reason(view, made, qtbot):
    view.show_answer(made.answer(b"[" * 2_100_000 + b"]" * 2_100_000))
    qtbot.waitUntil(lambda: not view.is_reading())
    assert view.face() is BodyFace.RAW
    assert "nested too deep" in view.note()


def test_an_answer_that_was_cut_off_says_so(view, made):
    answer = made.answer(b'{"a": 1', 200)
    view.show_answer(type(answer)(200, "", answer.headers, answer.body, is_cut=True))
    assert view.note().startswith("Cut off at 7 B")


def test_a_large_text_says_which_part_of_it_is_shown(view, made):
    view.show_answer(made.answer(b"x\n" * 1_500_000, media_type="text/plain"))
    assert view.view(BodyFace.RAW).note() == "Part 1 of 15: bytes 0 to 200,002 of 3.0 MB."


def test_a_large_text_is_filled_in_to_its_end(view, made, qtbot):
    view.show_answer(made.answer(b"abcdefg\n" * 60_000, media_type="text/plain"))
    text = view.view(BodyFace.RAW).text
    qtbot.waitUntil(text.is_whole)
    assert text.toPlainText() == "abcdefg\n" * 60_000


def test_an_empty_body_is_said_in_words(view, made):
    view.show_answer(made.answer(b"", 204))
    assert view.view(BodyFace.EMPTY).text() == "The answer has no body (204 No Content)."


def test_headers_are_plain_text_in_a_table(view, made):
    view.show_answer(made.answer(b"{}"))
    view.show_face(BodyFace.HEADERS)
    item = view.view(BodyFace.HEADERS).topLevelItem(1)
    assert (item.text(0), item.text(1)) == ("x-request-id", "req-1")


def test_a_binary_answer_is_a_file_to_save_with_the_name_that_was_given(view, made):
    view.show_answer(made.answer(b"%PDF-1.7\0", media_type="application/pdf"), "contract.pdf")
    assert view.face() is BodyFace.FILE
    assert (
        view.view(BodyFace.FILE).text()
        == "A PDF document, 9 B\nName: contract.pdf\nType: application/pdf\nSize: 9 bytes"
    )


def test_a_name_that_could_do_harm_is_shown_and_not_used(view, made):
    view.show_answer(made.answer(b"\0", media_type="image/png"), "../..\\a\u202egnp.exe")
    assert view.view(BodyFace.FILE).text().splitlines()[-1] == "Saved as: a_gnp.exe"


def test_another_answer_replaces_what_was_shown(view, made):
    view.show_answer(made.answer(b"first", media_type="text/plain"))
    view.show_answer(made.answer(b"second", media_type="text/plain"))
    assert raw_text(view) == "second"


def test_the_whole_body_is_saved_where_it_was_asked_for(view, made, qtbot, tmp_path):
    body = b"\xff\0" * 3_000_000
    view.show_answer(made.answer(body, media_type="application/pdf"), "a.pdf")
    place = tmp_path / "kept.pdf"
    save_at(view, place)
    qtbot.waitUntil(lambda: view.note() != "")
    assert view.note() == f"Saved as {place}"
    assert place.read_bytes() == body


def test_a_place_that_cannot_be_written_is_told(view, made, qtbot, tmp_path):
    view.show_answer(made.answer(b"x", media_type="text/plain"))
    (tmp_path / "file").write_bytes(b"")
    save_at(view, tmp_path / "file" / "below.txt")
    qtbot.waitUntil(lambda: view.note() != "")
    assert view.note().startswith("below.txt could not be written: ")


def save_at(view: BodyView, place: Path) -> None:
    view.save()
    dialog = view.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(place))
    dialog.reject()


@pytest.mark.parametrize(
    ("given_name", "media_type", "name"),
    [
        ("report.csv", "text/csv", "report.csv"),
        ("/etc/passwd", "text/plain", "passwd"),
        ("C:\\temp\\x.exe", "", "x.exe"),
        ("..", "", "make_person.bin"),
        ("", "application/json", "make_person.json"),
        ("", "application/hal+json", "make_person.json"),
        ("", "text/html", "make_person.html.txt"),
        ("CON.txt", "", "_CON.txt"),
        (".bashrc", "", "bashrc"),
        ('a<b>:"|?*.txt', "", "a_b______.txt"),
        ("trailing. ", "", "trailing"),
    ],
)
def test_names_for_files_are_safe(given_name, media_type, name):
    assert safe_file_name(given_name, "make_person", media_type) == name


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder(given_name):
    name = safe_file_name(given_name, "answer")
    assert 0 < len(name) <= LONGEST_NAME
    assert Path(name).name == name
    assert not set(name) & set('\\/:*?"<>|\n\0\u202e')


def test_a_large_answer_becomes_a_tree_a_moment_later(view, made, qtbot):
    view.show_answer(made.answer(b'{"data": [' + b'"x",' * 400_000 + b'"last"]}'))
    assert view.is_reading()
    qtbot.waitUntil(lambda: view.face() is BodyFace.TREE)
    assert view.tree.model.rowCount() == 1
    assert view.note() == ""


def test_whoever_looks_at_the_text_of_a_large_answer_stays_there(view, made, qtbot):
    view.show_answer(made.answer(b'["x"' + b',"x"' * 400_000 + b"]"))
    view.show_face(BodyFace.RAW)
    qtbot.waitUntil(lambda: not view.is_reading())
    assert view.face() is BodyFace.RAW
    view.buttons[BodyFace.TREE].click()
    assert view.face() is BodyFace.TREE


def test_another_answer_ends_the_reading_of_the_one_before(view, made, qtbot):
    view.show_answer(made.answer(b'["x"' + b',"x"' * 400_000 + b"]"))
    view.show_answer(made.answer(b'{"a": 1}'))
    assert not view.is_reading()
    qtbot.wait(20)
    assert view.tree.model.rowCount() == 1


def test_a_large_answer_with_very_many_members_can_be_read_to_its_last(view, made, qtbot):
    view.show_answer(made.answer(b'{"data": [' + b"1," * 1_000_000 + b"2]}"))
    qtbot.waitUntil(lambda: view.face() is BodyFace.TREE)
    model = view.tree.model
    data = model.index(0, 0)
    qtbot.waitUntil(lambda: model.rowCount(data) > 0, timeout=10_000)
    # How many there are may be known by then, or not yet: the first of them are there in any case.
    assert model.data(model.index(0, 0, data)) == "0 \u2026 999"
    qtbot.waitUntil(lambda: model.data(model.index(0, 1)) == "[\u2026] 1,000,001 items", timeout=10_000)
    model.fetchMore(data)
    last = model.index(1000, 0, data)
    assert model.data(last) == "1,000,000 \u2026 1,000,000"
    model.fetchMore(last)
    assert model.data(model.index(0, 1, last)) == "2"


def test_a_value_that_is_too_large_for_the_clipboard_can_be_saved(view, made, qtbot, tmp_path):
    view.show_answer(made.answer(b'{"a": "' + b"x" * 4_000_000 + b'"}'))
    qtbot.waitUntil(lambda: view.face() is BodyFace.TREE)
    view.tree.view.setCurrentIndex(view.tree.model.index(0, 0))
    view.tree.view.copy_value()
    assert "too much for the clipboard" in view.note()
    view.tree.view.save_value()
    (dialog,) = view.findChildren(QFileDialog)
    place = tmp_path / "value.json"
    dialog.fileSelected.emit(str(place))
    qtbot.waitUntil(place.exists)
    dialog.close()
    assert place.read_bytes() == b'"' + b"x" * 4_000_000 + b'"'


def test_a_filter_does_not_begin_anew_with_a_very_long_list(view, made, qtbot):
    view.show_answer(made.answer(b'{"data": [' + b"1," * 1_000_000 + b"27]}"))
    qtbot.waitUntil(lambda: view.face() is BodyFace.TREE)
    tree = view.tree
    data = tree.model.root_level.raws[0]
    qtbot.waitUntil(lambda: tree.model.rowCount(tree.model.index(0, 0)) > 0, timeout=10_000)
    places = tree.model.places_in(data)
    tree.filter.setText("27")
    qtbot.waitUntil(lambda: tree.count.text() == "1 match", timeout=10_000)
    assert tree.model.places_in(data) is places
    assert places.is_done
