"""Somebody pastes what a colleague, a log or a document gave them, and runs it."""

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from .pasting_hands import arguments, copy, paste, said, sent

EMPLOYEE = "cedarfolk_create_employee"
BODY = {"first_name": "Ada", "last_name": "Lovelace", "email": "ada@analytical.example", "employee_number": 2**53 + 1}


@pytest.fixture
def at_employee(person, run):
    """Somebody at the empty form of a new employee."""
    run(person.find_and_open("create employee", EMPLOYEE))
    return person


def copied_request(person) -> str:
    """The request that the form would be, copied as cURL."""
    person.see_tab("Request")
    person.press("Copy as")
    ways = person.window.editor.request.copy_button.ways
    QTest.keyClick(ways, Qt.Key.Key_Return)
    person.see_tab("Form")
    return QGuiApplication.clipboard().text()


def test_an_rpc_body_fills_the_form_and_the_same_request_goes_out(at_employee, run):
    body = {"action": EMPLOYEE, "body": BODY}
    paste(at_employee, json.dumps(body))
    assert "Filled from JSON (a StackOne call): 4 values." in said(at_employee)
    assert at_employee.field("First name").text() == "Ada"
    run(at_employee.run_it(), timeout=30)
    assert sent(at_employee)[2] == body


def test_the_explorers_own_copied_request_comes_back_with_its_options(at_employee, run):
    editor = at_employee.window.editor
    editor.fill({"body": BODY}, {"sync": True}, None)
    command = copied_request(at_employee)
    editor.fill({}, {}, None)
    paste(at_employee, command)
    assert "secret" in said(at_employee).lower()
    run(at_employee.run_it(), timeout=30)
    method, path, body = sent(at_employee)
    assert (method, path, body) == ("POST", "/actions/rpc?sync=true", {"action": EMPLOYEE, "body": BODY})


def test_no_secret_of_a_pasted_command_is_shown_or_kept(at_employee):
    paste(at_employee, f"curl https://x.example -H 'Authorization: Basic s3cr3t' -u a:s3cr3t -d '{json.dumps(BODY)}'")
    assert "s3cr3t" not in at_employee.screen_text()
    assert "s3cr3t" not in repr(at_employee.window.editor.draft())
    assert arguments(at_employee) == {"body": BODY}


def test_keys_alone_go_into_the_group_that_has_them(at_employee):
    paste(at_employee, json.dumps(BODY))
    assert arguments(at_employee) == {"body": BODY}
    assert "put where the form has them: body" in said(at_employee)


def test_unknown_missing_and_unfit_values_are_told_and_kept(at_employee):
    paste(at_employee, '{"body": {"first_name": 5, "shoe_size": 43}}')
    report = said(at_employee)
    assert "no field for body.shoe_size" in report
    assert "Still missing: Last name" in report
    assert "Does not fit: body.first_name" in report
    assert arguments(at_employee) == {"body": {"first_name": 5, "shoe_size": 43}}
    assert at_employee.named("Pasted", QLabel).accessibleDescription() == report


def test_undo_brings_back_what_was_there_before(at_employee):
    at_employee.fill("First name", "Grace")
    before = arguments(at_employee)
    paste(at_employee, json.dumps({"action": EMPLOYEE, "body": BODY}))
    at_employee.press("Undo", at_employee.window.editor.paste_note)
    assert arguments(at_employee) == before
    assert at_employee.field("First name").text() == "Grace"
    assert said(at_employee) == ""


def test_undo_brings_back_json_that_was_none_yet(at_employee):
    at_employee.see_tab("JSON")
    at_employee.named("Arguments as JSON", QPlainTextEdit).setPlainText('{"body": {"first')
    paste(at_employee, json.dumps({"body": BODY}))
    assert at_employee.window.editor.json.value() == {"body": BODY}
    at_employee.press("Undo", at_employee.window.editor.paste_note)
    assert at_employee.window.editor.json.typed() == '{"body": {"first'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"body": {"first_name": "Ada",}}', "line 1, column"),
        ("[1, 2]", "a list"),
        ("good morning", "neither JSON"),
        ("curl https://x.example -d @body.json", "in a file"),
        ("x" * 1_000_001, "at most 1,000,000"),
        ("https://x.example/", "says nothing for this form"),
    ],
)
def test_what_cannot_be_read_changes_nothing_and_says_why(at_employee, text, words):
    at_employee.fill("First name", "Grace")
    before = arguments(at_employee)
    paste(at_employee, text)
    assert words in said(at_employee)
    assert arguments(at_employee) == before


def test_a_call_of_another_action_opens_it_and_fills_it(at_employee, run):
    at_employee.fill("First name", "Grace")
    before = arguments(at_employee)
    other = "cedarfolk_list_employees"
    paste(at_employee, json.dumps({"action": other, "query": {"limit": 5}}))
    assert other in said(at_employee)
    assert arguments(at_employee) == before

    async def work():
        at_employee.press("Open that action")
        await at_employee.until(lambda: arguments(at_employee) == {"query": {"limit": 5}}, "the other action")

    run(work())
    assert at_employee.explorer.form.session.action.key == other
    assert "1 value" in said(at_employee)


def test_a_call_of_an_unknown_action_can_fill_this_form_all_the_same(at_employee):
    paste(at_employee, json.dumps({"action": "nobody_knows_it", "body": BODY}))
    assert "does not list that action" in said(at_employee)
    assert at_employee.all_named("Open that action") == []
    at_employee.press("Fill this form anyway")
    assert arguments(at_employee) == {"body": BODY}


def test_the_account_of_a_pasted_call_is_offered_and_not_taken(at_employee, run):
    opened = at_employee.explorer.connection.open
    present = at_employee.explorer.form.session.account_id
    other = next(one for one in opened.accounts if one.connector_key == "cedarfolk" and one.id != present)
    paste(at_employee, json.dumps({"action": EMPLOYEE, "headers": {"x-account-id": other.id}, "body": BODY}))
    assert "another account" in said(at_employee)
    assert at_employee.explorer.form.session.account_id == present

    async def work():
        at_employee.press("Use that account")
        await at_employee.until(lambda: at_employee.explorer.form.session.account_id == other.id, "the other account")

    run(work())
    assert arguments(at_employee) == {"body": BODY}
    assert "another account" not in said(at_employee)


def test_the_usual_keys_paste_where_no_text_has_the_keyboard(at_employee):
    copy(json.dumps({"body": BODY}))
    button = at_employee.named("Run")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert arguments(at_employee) == {"body": BODY}


def test_the_usual_keys_paste_into_the_text_that_has_the_keyboard(at_employee):
    copy("Ada")
    field = at_employee.field("First name")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert arguments(at_employee) == {"body": {"first_name": "Ada"}}
    assert said(at_employee) == ""


def test_an_object_pasted_into_a_line_is_offered_to_the_form_and_stays_in_the_line(at_employee):
    text = json.dumps({"body": BODY}, indent=2)
    copy(text)
    field = at_employee.field("First name")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "".join(arguments(at_employee)["body"]["first_name"].split()) == "".join(text.split())
    assert "pasted into one field" in said(at_employee)
    at_employee.press("Fill the form with it")
    assert arguments(at_employee) == {"body": BODY}


def drop(person, data: QMimeData) -> None:
    editor = person.window.editor
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(editor, QDragEnterEvent(QPoint(5, 5), *rest))
    QApplication.sendEvent(editor, QDropEvent(QPointF(5, 5), *rest))


def test_dropped_text_fills_the_form(at_employee):
    data = QMimeData()
    data.setText(json.dumps({"body": BODY}))
    drop(at_employee, data)
    assert arguments(at_employee) == {"body": BODY}


@pytest.mark.parametrize("name", ["call.json", "call.txt"])
def test_a_dropped_file_fills_the_form(at_employee, run, tmp_path, name):
    file = tmp_path / name
    file.write_text(json.dumps({"body": BODY}))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])

    async def work():
        drop(at_employee, data)
        await at_employee.until(lambda: arguments(at_employee) == {"body": BODY}, "the file")

    run(work())


def test_a_dropped_file_that_is_no_text_is_told(at_employee, run, tmp_path):
    file = tmp_path / "call.json"
    file.write_bytes(b"\xff\xfe\x00")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])

    async def work():
        drop(at_employee, data)
        await at_employee.until(lambda: "no text" in said(at_employee), "the words")

    run(work())


def test_without_an_action_a_call_opens_its_own(person, run):
    async def work():
        copy(json.dumps({"action": EMPLOYEE, "body": BODY}))
        button = person.named("Connection")
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: person.explorer.form.session and arguments(person) == {"body": BODY}, "the form")

    run(work(), timeout=30)


def test_without_an_action_other_text_says_what_to_do(person):
    copy("{}")
    button = person.named("Connection")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Choose an action first" in person.window.notice.text()


def test_run_with_text_that_is_no_json_says_where_and_goes_there(at_employee):
    at_employee.see_tab("JSON")
    text = at_employee.named("Arguments as JSON", QPlainTextEdit)
    text.setPlainText('{\n  "body": {\n    "first_name": "Ada"\n    "last_name": "Lovelace"\n  }\n}')
    at_employee.press("Run")
    assert at_employee.explorer.runs.runs == []
    assert "line 4, column 5" in at_employee.screen_text()
    assert (text.textCursor().blockNumber(), text.textCursor().positionInBlock()) == (3, 4)
    assert text.hasFocus()
    assert "1 field needs attention" in at_employee.screen_text()
    at_employee.press("Send anyway")
    assert at_employee.explorer.runs.runs == []


def test_text_that_is_no_json_is_there_again_when_its_action_is(at_employee, run):
    text = '{"body": {"first'

    async def work():
        at_employee.see_tab("JSON")
        at_employee.named("Arguments as JSON", QPlainTextEdit).setPlainText(text)
        await at_employee.find_and_open("list employees", "cedarfolk_list_employees")
        await at_employee.find_and_open("create employee", EMPLOYEE)

    run(work(), timeout=30)
    assert at_employee.named("Arguments as JSON", QPlainTextEdit).toPlainText() == text


def test_the_report_follows_what_is_mended(at_employee, run):
    paste(at_employee, '{"body": {"first_name": "Ada"}}')
    assert "Still missing: Last name, Email" in said(at_employee)

    async def work():
        at_employee.fill("Last name", "Lovelace")
        await at_employee.until(lambda: "Still missing: Email" in said(at_employee), "the report")

    run(work())


def test_why_something_was_not_pasted_is_over_when_somebody_goes_on(at_employee):
    paste(at_employee, "[1]")
    assert "Not pasted" in said(at_employee)
    at_employee.fill("First name", "Ada")
    assert said(at_employee) == ""
