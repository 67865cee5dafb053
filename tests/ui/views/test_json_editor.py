"""The arguments as JSON text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.json_value import parse_json, same_json
from explorer.ui.views.call.json_text.json_editor import JsonEditor

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def editor(appearance, show):
    return show(JsonEditor("Arguments as JSON"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4))
def test_a_value_that_is_shown_is_read_back_to_the_letter(editor, value):
    editor.show_value(value)
    assert same_json(editor.value(), value)


@pytest.mark.parametrize("text", ["a\u00a0b", "a\u2028b", "a\u2029b", "a\ufdd0b", "a\nb", "a\ud800b", "\ufffc"])
def test_a_text_keeps_blanks_and_separators_that_qt_has_a_use_for(editor, text):
    editor.show_value({"a": text})
    assert editor.value() == {"a": text}


def test_a_blank_that_does_not_break_is_kept_when_it_is_typed(editor):
    editor.text.setPlainText('{"a": "x\u00a0y"}')
    assert editor.value() == {"a": "x\u00a0y"}


@pytest.mark.parametrize("number", ["9007199254740993", "1e400", "0.10", "-0", "9223372036854775808"])
def test_a_number_keeps_its_spelling(editor, number):
    editor.show_text(f'{{"a": {number}}}')
    editor.show_value(parse_json(f'{{"a": {number}}}'))
    assert number in editor.text.toPlainText()


def test_text_that_means_the_same_keeps_its_layout(editor):
    editor.show_text('{ "b" :\n1, "a":2}')
    editor.show_value(parse_json('{"b":1,"a":2}'))
    assert editor.text.toPlainText() == '{ "b" :\n1, "a":2}'


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "Not JSON yet"), ('{"a": ', "Not JSON yet"), ("[1]", "must be an object"), ('{"a": NaN}', "Not JSON yet")],
)
def test_what_is_no_object_says_why_and_has_no_value(editor, text, words):
    editor.show_text(text)
    assert words in editor.problem()
    assert editor.value() is None
    assert editor.text.property("invalid") == "true"
    assert words in editor.text.accessibleDescription()


def test_mending_it_takes_the_problem_away(editor):
    editor.show_text("{")
    editor.text.setPlainText("{}")
    assert (editor.problem(), editor._problem.isHidden(), editor.text.property("invalid")) == ("", True, "false")


def test_typing_is_told_and_showing_is_not(editor):
    told = []
    editor.edited.connect(lambda: told.append(editor.text.toPlainText()))
    editor.show_value({"a": 1})
    editor.show_text("{")
    editor.text.insertPlainText("}")
    assert len(told) == 1


def test_tab_leaves_the_text(editor):
    assert editor.text.tabChangesFocus()
