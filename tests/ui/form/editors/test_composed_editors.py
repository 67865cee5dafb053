"""HTTP requests and database queries: any value comes back unchanged, and each part is worked by keys."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import ExactNumber, same_json
from explorer.providers.pipedream.form.props import build_form
from explorer.schema.field import Form
from explorer.ui.form.editors.composed.http_editor import HttpEditor
from explorer.ui.form.editors.composed.sql_block import ParameterLine, kind_word
from explorer.ui.form.editors.composed.sql_editor import SqlEditor
from explorer.ui.form.editors.composed.sql_text import Piece, open_piece, pieces, placeholders
from explorer.ui.form.editors.summary import GroupSummary

KEY = Qt.Key
FEW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
letters = st.text(max_size=12) | st.sampled_from(
    ["", "a\nb", "\ud800", "x\u00a0y", "null", "1", '"a"', " 1", "x" * 40_000]
)
scalars = st.none() | st.booleans() | st.integers() | st.sampled_from([ExactNumber("0.10")]) | letters
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(letters, inner, max_size=3)
)
pairs = st.lists(
    st.fixed_dictionaries({"name": letters, "value": letters}, optional={"disabled": scalars, "more": scalars}),
    max_size=2,
)
# Of the parts that depend on a kind only those of the kind are sent, as in every form.
bodies = (
    st.none()
    | st.fixed_dictionaries({"type": st.just("fields")}, optional={"fields": pairs, "more": scalars})
    | st.fixed_dictionaries(
        {"type": st.just("raw"), "raw": letters}, optional={"contentType": letters, "mode": letters}
    )
)
auths = (
    st.fixed_dictionaries({"type": st.just("bearer"), "token": letters})
    | st.fixed_dictionaries({"type": st.just("basic"), "username": letters, "password": letters})
    | st.sampled_from([None, {"type": "none"}, {"type": "digest"}, {}])
)
requests = st.fixed_dictionaries(
    {},
    optional={
        "method": st.sampled_from(["GET", "PURGE"]) | scalars,
        "url": letters | scalars,
        "headers": st.none() | pairs | anything,
        "params": pairs,
        "body": bodies,
        "auth": auths,
        "tab": scalars,
    },
)
queries = letters | st.fixed_dictionaries(
    {},
    optional={
        "app": letters,
        "value": letters,
        "query": letters | st.sampled_from(["select $1, $3", "a ? b ?", None]),
        "params": st.none() | st.lists(anything, max_size=3),
        "usePreparedStatements": scalars,
    },
)
REQUEST, QUERY = (
    {"name": "r", "type": "http_request", "label": "Request"},
    {"name": "q", "type": "sql", "label": "Query"},
)
PROPS = [REQUEST, QUERY, {"name": "t", "type": "string", "label": "T"}]


def shown(desk, value, *props):
    """The form of the props; gives the editor of the first."""
    form = build_form(list(props) or PROPS, {})
    desk.view.show_form(Form(form.root), value)
    desk.view.show()
    desk.view.activateWindow()
    QCoreApplication.processEvents()
    return desk.row((props or PROPS)[0]["name"]).editor


def keys(widget, text):
    for letter in text:
        QTest.keyClick(widget, letter)


@FEW
@given(requests | anything, queries | anything)
def test_any_value_comes_back_unchanged(desk, request_value, query):
    value = {"r": request_value, "q": query}
    shown(desk, value)
    held = desk.value()
    if isinstance(request_value, dict) and set(request_value) <= {
        "method",
        "url",
        "headers",
        "params",
        "body",
        "auth",
        "tab",
    }:
        assert same_json(held, value)
    assert same_json(held["q"], query)


@FEW
@given(requests, letters.filter(lambda text: text and "\n" not in text and text.isprintable() and len(text) < 20))
def test_typing_an_address_changes_nothing_else(desk, value, typed):
    editor = shown(desk, {"r": value}, REQUEST)
    if isinstance(editor, HttpEditor):
        before = desk.value()["r"]
        editor.url.selectAll()
        editor.url.insert(typed)
        editor.url.textEdited.emit(editor.url.text())
        after = desk.value()["r"]
        assert after["url"] == typed
        assert same_json({**after, "url": 0}, {**before, "url": 0} if "url" in before else {**after, "url": 0})
        assert {key: after[key] for key in before if key != "url"} == {
            key: before[key] for key in before if key != "url"
        }


def test_nothing_is_sent_before_something_is_typed_and_after_it_is_gone(desk):
    shown(desk, {}, {**REQUEST, "optional": True})
    desk.go("r")
    assert desk.value() == {}
    desk.type("h")
    assert desk.value() == {"r": {"method": "GET", "url": "h"}}
    desk.press(KEY.Key_Backspace)
    assert desk.value() == {}


def test_a_request_is_written_without_the_mouse(desk):
    editor = shown(desk, {}, *PROPS)
    desk.go("r")
    desk.type("https://x.example/")
    desk.press(KEY.Key_Tab)
    assert desk.focused() is editor.tabs
    desk.press(KEY.Key_Tab, KEY.Key_Space)
    desk.type("q")
    desk.press(KEY.Key_Tab)
    desk.type("a b")
    editor.tabs.setFocus()
    desk.press(KEY.Key_Right, KEY.Key_Tab, KEY.Key_Space)
    desk.type("X-Demo")
    desk.press(KEY.Key_Tab)
    desk.type("1")
    editor.tabs.setFocus()
    desk.press(KEY.Key_Right, KEY.Key_Tab, KEY.Key_Right, KEY.Key_Space)
    desk.press(KEY.Key_Tab, KEY.Key_Tab)
    desk.type('{"a":1}')
    editor.tabs.setFocus()
    desk.press(KEY.Key_Right, KEY.Key_Tab, KEY.Key_Right, KEY.Key_Right, KEY.Key_Space, KEY.Key_Tab)
    desk.type("hush")
    assert desk.value() == {
        "r": {
            "method": "GET",
            "url": "https://x.example/",
            "headers": [{"name": "X-Demo", "value": "1"}],
            "params": [{"name": "q", "value": "a b"}],
            "body": {"contentType": "application/json", "type": "raw", "mode": "raw", "raw": '{"a":1}'},
            "auth": {"type": "bearer", "token": "hush"},
        }
    }
    titles = [editor.tabs.tabText(number) for number in range(4)]
    assert titles == ["Query \u00b7 1", "Headers \u00b7 1", "Body \u00b7 JSON", "Authorization \u00b7 bearer"]


def test_a_row_is_switched_off_and_on_and_removed(desk):
    held = {"url": "u", "headers": [{"name": "a", "value": "1", "more": 2}, {"name": "b", "value": "2"}]}
    editor = shown(desk, {"r": held}, REQUEST)
    rows = editor._page()
    rows._rows[0]._switch.setFocus()
    desk.press(KEY.Key_Space)
    assert desk.value()["r"]["headers"][0] == {"name": "a", "value": "1", "more": 2, "disabled": True}
    assert not rows._rows[0].name.isEnabled()
    desk.press(KEY.Key_Space)
    assert desk.value()["r"]["headers"][0] == {"name": "a", "value": "1", "more": 2}
    rows._rows[0]._remove.setFocus()
    desk.press(KEY.Key_Space)
    assert desk.value()["r"]["headers"] == [{"name": "b", "value": "2"}]
    assert desk.focused() is rows._rows[0].name
    desk.select_all()
    desk.press(KEY.Key_Backspace)
    assert desk.value()["r"]["headers"] == [{"name": "", "value": "2"}]
    rows._rows[0]._remove.setFocus()
    desk.press(KEY.Key_Space)
    assert desk.value() == {"r": {"url": "u"}}


def test_another_kind_of_body_keeps_what_was_there(desk):
    held = {"contentType": "application/json", "type": "raw", "mode": "raw", "raw": "{", "tab": 1}
    editor = shown(desk, {"r": {"url": "u", "body": held}}, REQUEST)
    page = editor._page()
    assert "no JSON" in page._note.text()
    for kind in ("none", "text", "form", "json"):
        page.choose(kind)
        if kind == "none":
            assert desk.value() == {"r": {"url": "u"}}
        if kind == "form":
            assert desk.value()["r"]["body"]["type"] == "fields"
            assert "raw" not in desk.value()["r"]["body"]
    assert desk.value() == {"r": {"url": "u", "body": held}}


def test_secrets_of_a_request_are_masked_and_never_spoken(desk):
    auth = {"type": "basic", "username": "ada", "password": "hush"}
    editor = shown(desk, {"r": {"url": "u", "auth": auth}}, REQUEST)
    line = editor._page().lines["password"]
    assert line.isVisible()
    assert line.echoMode() is QLineEdit.EchoMode.Password
    spoken = [text for stop in editor.tab_stops() for text in (stop.accessibleName(), stop.accessibleDescription())]
    assert not any("hush" in text for text in spoken)
    assert all(stop.accessibleName() for stop in editor.tab_stops())


def test_a_problem_of_a_part_says_which_part_and_leads_there(desk):
    editor = shown(desk, {"r": {"method": "GET"}})
    desk.view.show_problems([FieldProblem(("r", "url"), "This field is required.", "required")])
    assert [problem.message for problem in desk.row("r").problems] == ["URL: This field is required."]
    assert desk.view.focus_field(("r", "url"))
    assert desk.focused() is editor.url
    assert editor.url.property("invalid") is True


@pytest.mark.parametrize(
    "value", [{"headers": "x"}, {"auth": {"type": "digest"}}, {"body": {"type": "multipart"}}, {"url": 5}]
)
def test_a_request_of_another_shape_is_shown_as_fields(desk, value):
    assert isinstance(shown(desk, {"r": value}, REQUEST), GroupSummary)


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("select 1", "select 12"),
        ({"query": "select 1", "params": []}, {"query": "select 12", "params": []}),
        (
            {"app": "a", "value": "select 1", "query": "select 1", "params": [], "usePreparedStatements": False},
            {"app": "a", "value": "select 12", "query": "select 12", "params": [], "usePreparedStatements": False},
        ),
        ({"value": "typed", "query": "select 1"}, {"value": "typed", "query": "select 12"}),
    ],
)
def test_each_shape_of_a_query_stays_what_it_is(desk, value, after):
    shown(desk, {"q": value}, QUERY)
    desk.go("q")
    QTest.keyClick(desk.focused(), KEY.Key_End, Qt.KeyboardModifier.ControlModifier)
    desk.type("2")
    assert desk.value() == {"q": after}


def test_parameters_are_named_and_counted_by_placeholders(desk):
    editor = shown(desk, {}, QUERY, PROPS[2])
    desk.go("q")
    desk.type("select $1, $2, '$3'")
    assert editor.note.text() == "2 placeholders, 0 parameters"
    assert editor.note.property("kind") == "problem"
    desk.press(KEY.Key_Tab)
    assert desk.focused_name() == "Query, parameter $1"
    desk.type("5")
    desk.press(KEY.Key_Tab, KEY.Key_Tab)
    assert desk.focused_name() == "Query, parameter $2"
    desk.type("five")
    assert desk.value()["q"]["params"] == [5, "five"]
    assert [line._kind.text() for line in editor.lines] == ["number", "text"]
    assert (editor.note.text(), editor.note.property("kind")) == ("2 placeholders, 2 parameters", "hint")
    editor.lines[0]._remove.setFocus()
    desk.press(KEY.Key_Space)
    assert desk.value()["q"]["params"] == ["five"]


def test_a_query_that_is_emptied_is_not_sent(desk):
    shown(desk, {"q": "x"}, {**QUERY, "optional": True})
    desk.go("q")
    desk.select_all()
    desk.press(KEY.Key_Backspace)
    assert desk.value() == {}


def test_a_parameter_makes_an_object_of_a_query_that_is_a_text(desk):
    editor = shown(desk, {"q": "select ?"}, QUERY)
    assert editor.lines[0]._name.text() == "? 1"
    editor.lines[0].line.setFocus()
    desk.type("null")
    assert desk.value() == {"q": {"query": "select ?", "params": [None]}}


@FEW
@given(anything)
def test_a_parameter_reads_back_as_what_it_shows(desk, value):
    line = ParameterLine("P", desk.view)
    line.show_value(value)
    if len(line.text()) < 30_000:
        assert same_json(line.read_text(line.text()), value)
    assert kind_word(line.reading())
    line.deleteLater()


@given(st.text(st.sampled_from("'\"-/*$?1a`[] \n|&")) | st.text())
def test_any_text_is_cut_into_pieces_in_order(text):
    found = list(pieces(text))
    assert all(start < end for start, end, _ in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert open_piece(text) in ("", "/*", "'")
    assert len(placeholders(text)) <= 999


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("select $2, $1, $2", ["$1", "$2"]),
        ("a = ? and b = ?", ["?", "?"]),
        ("'$1' \"?\" `?` -- $2\n/* ? */", []),
        ("'it''s ?' = ?", ["?"]),
        ("$tag$ $1 ? $tag$ $$ ? $$", []),
        ("tags ?| array['a'] and data ?& x and y ?? z", []),
        ("price$1 $1a", []),
        ("x" * 100_001 + " ?", []),
        ("$9999", [f"${number}" for number in range(1, 1_000)]),
    ],
)
def test_placeholders_are_found_where_they_count(query, names):
    assert placeholders(query) == names


@pytest.mark.parametrize(
    ("line", "still_open"),
    [("a /* b", "/*"), ("/*/", "/*"), ("/* b */", ""), ("'a", "'"), ("'a''", "'"), ("'a'", ""), ("'", "'"), ("a", "")],
)
def test_what_is_open_at_the_end_of_a_line_is_known(line, still_open):
    assert open_piece(line) == still_open


def test_comments_and_texts_go_on_in_the_next_line(desk):
    editor = shown(desk, {"q": "a /* b\nselect 'c\nselect */ select 'x\nselect' select"}, QUERY)
    kinds = []
    colours = {look.foreground().color().name(): piece for piece, look in editor.query._colours._formats.items()}
    block = editor.query.document().begin()
    while block.isValid():
        kinds.append([colours[part.format.foreground().color().name()] for part in block.layout().formats()])
        block = block.next()
    assert kinds == [
        [Piece.COMMENT],
        [Piece.COMMENT],
        [Piece.COMMENT, Piece.KEYWORD, Piece.TEXT],
        [Piece.TEXT, Piece.KEYWORD],
    ]


def test_colours_follow_the_look(desk, qapp, appearance):
    editor = shown(desk, {"q": "select"}, QUERY)
    colours = []
    for look in ("light", "dark"):
        appearance.choose(look)
        QCoreApplication.processEvents()
        colours.append(editor.query._colours._formats[Piece.KEYWORD].foreground().color())
    assert colours[0] != colours[1]


def test_text_whose_colours_change_was_not_edited(desk, appearance):
    shown(desk, {"r": {}, "q": ""})
    appearance.choose("dark")
    QCoreApplication.processEvents()
    assert desk.value() == {"r": {}, "q": ""}


def test_both_are_chosen_for_their_props(desk):
    assert isinstance(shown(desk, {}), HttpEditor)
    assert isinstance(desk.row("q").editor, SqlEditor)
