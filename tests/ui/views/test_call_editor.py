"""One call as form, as JSON and as request: three views of the same."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from explorer.domain.call import SentRequest
from explorer.domain.failure import Explanation, FieldProblem, Party, Retry
from explorer.domain.json_value import ExactNumber, parse_json, same_json, write_json
from explorer.providers.contract import ActionDescription
from explorer.schema.field import BooleanField, Form, GroupField, NumberField, TextField
from explorer.ui.views.call.call_editor import CallEditor, Face

FORM = Form(
    GroupField(
        fields=(
            TextField(key="name", label="Name", is_required=True),
            NumberField(key="age", label="Age", is_integer=True),
        )
    )
)


@pytest.fixture
def editor(appearance, show):
    return show(CallEditor(), 900, 600)


@pytest.fixture
def describe(make_action):
    def description(form=FORM, **more) -> ActionDescription:
        return ActionDescription(make_action("Create employee"), form, **more)

    return description


def see(editor, face: Face) -> None:
    bar = editor.tabs
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(face).center())
    QCoreApplication.sendPostedEvents()


def field(editor, label: str) -> QLineEdit:
    QApplication.processEvents()  # what was only painted is made
    return next(one for one in editor.form.findChildren(QLineEdit) if one.accessibleName() == label)


def type_into(editor, label: str, text: str) -> None:
    field(editor, label).setFocus()
    QTest.keyClicks(field(editor, label), text)


def test_what_is_typed_in_the_form_stands_in_the_json(editor, describe):
    editor.show_description(describe(), {})
    type_into(editor, "Name", "Ada")
    see(editor, Face.JSON)
    assert editor.json.value() == {"name": "Ada"}


def test_what_is_typed_in_the_json_stands_in_the_form(editor, describe):
    editor.show_description(describe(), {})
    see(editor, Face.JSON)
    editor.json.text.setPlainText('{"name": "Ada", "age": 36}')
    see(editor, Face.FORM)
    assert (field(editor, "Name").text(), field(editor, "Age").text()) == ("Ada", "36")


def test_keys_that_the_form_does_not_know_are_kept_and_sent(editor, describe):
    editor.show_description(describe(), {})
    see(editor, Face.JSON)
    editor.json.text.setPlainText('{"name": "Ada", "secret_flag": 0.10}')
    see(editor, Face.FORM)
    assert same_json(editor.draft().arguments, parse_json('{"name": "Ada", "secret_flag": 0.10}'))


def test_arguments_that_are_no_object_are_told(editor, describe):
    editor.show_description(describe(Form(TextField(label="Whole"))), {})
    editor.form.set_value("x")
    type_into(editor, "Whole", "y")
    draft = editor.draft()
    assert (draft.arguments, [problem.message for problem in draft.unreadable]) == (
        {},
        ["The arguments must be an object"],
    )


def test_text_that_is_no_json_cannot_be_left(editor, describe):
    editor.show_description(describe(), {})
    see(editor, Face.JSON)
    editor.json.text.setPlainText('{"name": ')
    see(editor, Face.FORM)
    assert (editor.face(), editor.json.typed()) == (Face.JSON, '{"name": ')


def test_text_that_is_no_json_is_not_sent(editor, describe):
    editor.show_description(describe(), {"name": "Ada"})
    see(editor, Face.JSON)
    editor.json.text.setPlainText('{"name": ')
    draft = editor.draft()
    assert [problem.keyword for problem in draft.unreadable] == ["json"]
    assert (draft.text, draft.arguments) == ('{"name": ', {"name": "Ada"})


def test_text_that_was_left_as_no_json_is_shown_again_as_it_was(editor, describe):
    editor.show_description(describe(), {"name": "Ada"}, text='{"name": ')
    assert (editor.face(), editor.json.typed()) == (Face.JSON, '{"name": ')


def test_text_that_is_no_json_stays_through_a_reload_with_its_cursor(editor, describe):
    editor.show_description(describe(), {"name": "Ada"})
    see(editor, Face.JSON)
    QTest.keyClicks(editor.json.text, "x")
    draft, place = editor.draft(), editor.json.text.textCursor().position()
    editor.show_description(describe(), draft.arguments, text=draft.text, is_reload=True)
    assert (editor.json.typed(), editor.json.text.textCursor().position()) == (draft.text, place)
    editor.json.text.undo()
    assert editor.json.value() == {"name": "Ada"}


def test_leaving_text_that_is_no_json_puts_the_cursor_where_it_stops_being_it(editor, describe):
    editor.show_description(describe(), {"name": "Ada"})
    see(editor, Face.JSON)
    editor.json.text.setPlainText('{\n  "name": "Ada",\n}')
    see(editor, Face.FORM)
    assert editor.face() is Face.JSON
    assert editor.json.text.textCursor().blockNumber() in (1, 2)
    assert editor.json.text.hasFocus()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["name", "age", "other"]),
        st.none() | st.text() | st.integers() | st.sampled_from([ExactNumber("0.10"), ExactNumber("1e400"), 2**63]),
    ),
    st.booleans(),
)
def test_a_value_goes_from_json_to_the_form_and_back_unchanged(editor, describe, value, is_laid_out):
    editor.show_description(describe(), {})
    editor.tabs.setCurrentIndex(Face.JSON)
    editor.json.text.setPlainText(write_json(value, indent=4 if is_laid_out else None))
    typed = editor.json.typed()
    editor.tabs.setCurrentIndex(Face.FORM)
    assert same_json(editor.draft().arguments, value)
    editor.tabs.setCurrentIndex(Face.JSON)
    assert editor.json.typed() == typed
    assert same_json(editor.draft().arguments, value)


def test_json_keeps_its_layout_while_it_says_the_same_and_follows_the_form_when_not(editor, describe):
    editor.show_description(describe(), {})
    see(editor, Face.JSON)
    editor.json.text.setPlainText('{ "name" :\n\n"Ada" }')
    see(editor, Face.FORM)
    see(editor, Face.JSON)
    assert editor.json.typed() == '{ "name" :\n\n"Ada" }'
    see(editor, Face.FORM)
    type_into(editor, "Age", "5")
    see(editor, Face.JSON)
    assert editor.json.value() == {"name": "Ada", "age": 5}


def test_half_of_a_pair_is_kept_through_form_and_json(editor, describe):
    editor.show_description(describe(), {})
    see(editor, Face.JSON)
    editor.json.text.setPlainText('{"name": "a\\ud800b"}')
    see(editor, Face.FORM)
    see(editor, Face.JSON)
    assert editor.draft().arguments == {"name": "a\ud800b"}


def test_filling_replaces_everything_in_view(editor, describe):
    editor.show_description(describe(), {"name": "Ada"})
    see(editor, Face.JSON)
    editor.json.text.setPlainText("{")
    editor.fill({"age": 5}, {}, None)
    assert editor.json.value() == {"age": 5}
    see(editor, Face.FORM)
    assert field(editor, "Age").text() == "5"


def test_another_action_shows_its_own_json(editor, describe):
    editor.show_description(describe(), {"name": "Ada"})
    see(editor, Face.JSON)
    editor.json.text.setPlainText('{"name": ')
    editor.show_description(describe(), {"name": "Grace"})
    assert editor.json.value() == {"name": "Grace"}


def test_a_look_at_the_json_keeps_a_number_that_is_none_yet(editor, describe):
    editor.show_description(describe(), {})
    type_into(editor, "Age", "3x")
    see(editor, Face.JSON)
    see(editor, Face.FORM)
    assert field(editor, "Age").text() == "3x"


def test_a_number_that_is_none_yet_is_told(editor, describe):
    editor.show_description(describe(), {})
    type_into(editor, "Age", "3x")
    assert [problem.pointer for problem in editor.draft().unreadable] == [("age",)]


def test_other_fields_of_the_same_action_keep_what_is_half_typed(editor, describe):
    editor.show_description(describe(), {})
    type_into(editor, "Age", "3x")
    more = Form(GroupField(fields=(*FORM.root.fields, TextField(key="more", label="More"))))
    editor.show_description(describe(more), editor.draft().arguments, is_reload=True)
    assert field(editor, "Age").text() == "3x"


def test_the_request_is_asked_for_when_it_comes_into_view(editor, describe):
    wanted = []
    editor.request_wanted.connect(lambda: wanted.append(True))
    editor.show_description(describe(), {})
    see(editor, Face.REQUEST)
    assert wanted == [True]


def test_the_request_is_asked_for_again_when_the_action_changes_under_it(editor, describe):
    wanted = []
    editor.show_description(describe(), {})
    see(editor, Face.REQUEST)
    editor.request_wanted.connect(lambda: wanted.append(True))
    editor.show_description(describe(), {})
    assert wanted == [True]


def test_a_request_or_why_there_is_none(editor, describe):
    editor.show_description(describe(), {})
    see(editor, Face.REQUEST)
    editor.show_request(SentRequest("GET", "https://x.example", []))
    shown = editor.request.text.toPlainText()
    editor.show_no_request("This cannot be sent yet")
    assert (shown, editor.request._note.text()) == ("GET https://x.example", "This cannot be sent yet")


def test_an_action_on_a_record_asks_which(editor, describe):
    editor.show_description(describe(subject_label="Order"), {})
    assert editor.subject.isVisible()
    assert editor.subject.accessibleName() == "Order id"


def test_the_record_stays_for_another_action_on_the_same_kind(editor, describe):
    editor.show_description(describe(subject_label="Order"), {}, subject="45")
    editor.show_description(describe(subject_label="Order"), {})
    assert editor.draft().subject == "45"


def test_the_record_goes_with_another_kind(editor, describe):
    editor.show_description(describe(subject_label="Order"), {}, subject="45")
    editor.show_description(describe(subject_label="Customer"), {})
    assert editor.draft().subject == ""


def test_an_action_without_a_record_does_not_ask(editor, describe):
    editor.show_description(describe(), {})
    assert not editor.subject.isVisible()


def test_a_problem_without_a_field_stands_above_the_form(editor, describe):
    editor.show_description(describe(), {})
    editor.show_problems([FieldProblem((), "Something is wrong")])
    assert editor.notice.text() == "Something is wrong"
    assert editor.bar.problems_button.text() == "1 field needs attention"


def test_the_count_of_problems_leads_to_a_list_of_them_and_that_to_the_field(editor, describe):
    editor.show_description(describe(), {})
    editor.show_problems([FieldProblem(("age",), "No")])
    QTest.mouseClick(editor.bar.problems_button, Qt.MouseButton.LeftButton)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget().accessibleName() == "Age"


def test_a_refusal_goes_when_something_is_edited(editor, describe):
    editor.show_description(describe(), {})
    editor.show_refusal(Explanation(Party.PLATFORM, "", "", "Refused", Retry.NO, "", ""))
    type_into(editor, "Name", "A")
    assert editor.notice.text() == ""


def test_notes_about_the_form_are_said(editor, describe):
    editor.show_description(describe(notes=["The schema came from the docs"]), {})
    assert "The schema came from the docs" in editor.notice.text()


def test_filled_fields_are_counted(editor, describe):
    editor.show_description(describe(), {"name": "Ada"})
    assert editor.tools.counts.text() == "1 of 2 fields set"


def test_only_required_fields_on_request(editor, describe):
    editor.show_description(describe(), {})
    button = next(one for one in editor.findChildren(QPushButton) if one.accessibleName() == "Show required fields")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    labels = {one.accessibleName() for one in editor.form.findChildren(QLineEdit) if one.isVisible()}
    assert labels == {"Name"}


def test_options_are_part_of_the_draft(editor, describe):
    options = GroupField(fields=(BooleanField(key="debug", label="Debug"),))
    editor.show_description(describe(options=options), {}, options={"debug": True})
    assert editor.draft().options == {"debug": True}
    assert editor.bar.options_button.text() == "Options: Debug on"


@pytest.mark.parametrize(
    ("face", "more", "name"),
    [
        (Face.FORM, {}, "Name"),
        (Face.FORM, {"subject_label": "Order"}, "Order id"),
        (Face.JSON, {}, "Arguments as JSON"),
        (Face.REQUEST, {}, "Run"),
    ],
)
def test_the_keyboard_goes_where_filling_starts(editor, describe, face, more, name):
    editor.show_description(describe(**more), {})
    see(editor, face)
    editor.focus_first()
    assert QApplication.focusWidget().accessibleName() == name


def test_a_form_without_fields_gives_the_keyboard_to_run(editor, describe):
    editor.show_description(describe(Form(GroupField())), {})
    editor.focus_first()
    assert QApplication.focusWidget().accessibleName() == "Run"


def test_tabs_are_named_for_the_ear(editor):
    assert [editor.tabs.tabText(index) for index in range(3)] == ["Form", "JSON", "Request"]


def test_a_long_description_is_folded_until_asked_for(editor, describe, make_action):
    action = make_action("Create", description="First line.\n" + "word " * 200)
    editor.header.show_action(action)
    folded = editor.header._text.text()
    QTest.mouseClick(editor.header._more, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert (folded, editor.header._text.text()) == ("First line. \u2026", action.description.strip())


@pytest.mark.parametrize(
    ("url", "opened"),
    [("https://docs.example.com/a", 1), ("file:///etc/passwd", 0), ("javascript:alert(1)", 0)],
)
def test_only_web_addresses_are_opened_as_documentation(editor, make_action, monkeypatch, url, opened):
    seen = []
    monkeypatch.setattr("explorer.ui.views.call.action_header.QDesktopServices.openUrl", seen.append)
    editor.header.show_action(make_action("Create", documentation_url=url))
    editor.header._link_button.click()
    assert len(seen) == opened


def test_an_action_without_documentation_has_no_link(editor, make_action):
    editor.header.show_action(make_action("Create"))
    assert editor.header._link_button.isHidden()
