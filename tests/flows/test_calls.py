"""Between choosing an action and its run: questions, drafts, options, the JSON of a call, and what can fail."""

import asyncio
import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from explorer.ui.dialogs.confirm_run import ConfirmRun

CREATE, LIST, DELETE = "cedarfolk_create_employee", "cedarfolk_list_employees", "cedarfolk_delete_employee"


def sent(control) -> list[dict[str, object]]:
    found = [one for one in control("stackone", "GET", "requests") if one["path"] == "/actions/rpc"]
    return [one | {"body": json.loads(one["body"])} for one in found]


def json_text(person) -> QPlainTextEdit:
    return person.named("Arguments as JSON", QPlainTextEdit)


async def ask_to_delete(person) -> ConfirmRun:
    await person.find_and_open("cedarfolk delete employee", DELETE)
    person.fill("ID", "no-such-employee")
    person.press("Run")
    await asyncio.sleep(0.05)
    question = QApplication.activeModalWidget()
    assert isinstance(question, ConfirmRun)
    return question


async def settle(person) -> None:
    """Leave the event loop its turn, until nothing is being read for a form any more."""
    await person.until(lambda: not any("describe" in one for one in person.explorer.scope.names), "the forms")


def test_a_destructive_action_asks_first_and_says_where(person, run, control):
    async def work():
        question = await ask_to_delete(person)
        shown = person.screen_text()
        assert sent(control) == []
        question.reject()
        return shown

    shown = run(work(), timeout=30)
    assert "Delete employee can destroy records" in shown
    assert "StackOne sandbox \u00b7 Meridian Foods" in shown


def test_return_at_the_question_sends_nothing(person, run, control):
    async def work():
        question = await ask_to_delete(person)
        QTest.keyClick(question, Qt.Key.Key_Return)
        await asyncio.sleep(0.1)
        return question

    run(work(), timeout=30)
    assert (person.explorer.runs.runs, sent(control)) == ([], [])


def test_the_other_answer_runs_it_once(person, run, control):
    async def work():
        await ask_to_delete(person)
        person.press("Run it")
        await person.until(lambda: person.explorer.runs.runs and person.explorer.runs.runs[0].result, "the run")

    run(work(), timeout=30)
    assert [one["body"]["action"] for one in sent(control)] == [DELETE]


def test_a_read_asks_nothing(person, run):
    async def work():
        await person.find_and_open("list employees", LIST)
        person.press("Run")
        assert QApplication.activeModalWidget() is None
        await person.ended("succeeded")

    run(work(), timeout=30)


def test_what_was_typed_is_there_again_when_the_action_is(person, run):
    async def work():
        await person.find_and_open("create employee", CREATE)
        person.fill("First name", "Ada")
        await person.find_and_open("list employees", LIST)
        await person.find_and_open("create employee", CREATE)
        return person.field("First name").text()

    assert run(work(), timeout=30) == "Ada"


def test_what_was_typed_is_there_again_after_another_connection(person, run):
    async def work():
        await person.find_and_open("create employee", CREATE)
        person.fill("First name", "Ada")
        await person.choose_connection("Inly Core sandbox")
        await person.choose_connection("StackOne sandbox")
        await person.find_and_open("create employee", CREATE)
        return person.field("First name").text()

    assert run(work(), timeout=30) == "Ada"


def test_half_written_json_is_there_again_when_the_action_is(person, run):
    async def work():
        await person.find_and_open("create employee", CREATE)
        person.see_tab("JSON")
        json_text(person).setPlainText('{"body": {"first_name": "Ad')
        await person.find_and_open("list employees", LIST)
        meanwhile = json_text(person).toPlainText()
        await person.find_and_open("create employee", CREATE)
        return meanwhile, json_text(person).toPlainText()

    assert run(work(), timeout=30) == ("{}", '{"body": {"first_name": "Ad')


def test_half_written_json_stays_when_the_account_changes(person, run):
    async def work():
        await person.find_and_open("create employee", CREATE)
        person.see_tab("JSON")
        json_text(person).setPlainText('{"body": {"first_name": "Ad')
        await person.choose_account("hiring")
        await settle(person)
        return json_text(person).toPlainText()

    assert run(work(), timeout=30) == '{"body": {"first_name": "Ad'


def test_half_written_json_is_neither_left_nor_sent(person, run, control):
    async def work():
        await person.find_and_open("create employee", CREATE)
        person.see_tab("JSON")
        json_text(person).setPlainText('{"body": ')
        person.see_tab("Form")
        person.press("Run")
        person.press("Send anyway")
        await asyncio.sleep(0.05)
        return json_text(person).toPlainText(), person.screen_text()

    text, shown = run(work(), timeout=30)
    assert (text, sent(control)) == ('{"body": ', [])
    assert "Not JSON yet" in shown


def test_the_json_is_what_is_sent_to_the_letter(person, run, control):
    async def work():
        await person.find_and_open("create employee", CREATE)
        person.see_tab("JSON")
        json_text(person).setPlainText(
            '{"body": {"first_name": "Ada\\u00a0L", "last_name": "x", "email": "a@b.example", "employee_number": 9007199254740993}}'
        )
        person.press("Run")
        await person.until(lambda: person.explorer.runs.runs and person.explorer.runs.runs[0].result, "the run")

    run(work(), timeout=30)
    (body,) = [one["body"] for one in control("stackone", "GET", "requests") if one["path"] == "/actions/rpc"]
    assert "9007199254740993" in body
    assert json.loads(body)["body"]["first_name"] == "Ada\u00a0L"


def test_options_reach_the_request_and_are_said_beside_run(person, run, control):
    async def work():
        await person.find_and_open("list employees", LIST)
        person.press("Options")
        popup = person.window.editor.options
        debug = next(
            one for one in popup.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == "Debug: True"
        )
        QTest.mouseClick(debug, Qt.MouseButton.LeftButton)
        popup.hide()
        words = person.window.editor.bar.options_button.text()
        await person.run_it("succeeded")
        return words

    assert run(work(), timeout=30) == "Options: Debug on"
    assert [(one["query"], one["body"]) for one in sent(control)] == [("debug=true", {"action": LIST})]


def test_the_version_of_a_pipedream_action_reaches_the_request(person, run, control):
    async def work():
        await person.choose_connection("Pipedream sandbox")
        await person.find_and_open("random integer", "helper_functions-random-integer")
        person.see_tab("JSON")
        json_text(person).setPlainText('{"min": 1, "max": 6}')
        options = person.window.editor.options
        options.show_options(person.explorer.form.session.description.options, {"version": "0.0.1"})
        person.press("Run")
        await person.until(lambda: person.all_named("Send anyway"), "the fields of that version not being there")
        person.press("Send anyway")
        await person.until(lambda: person.explorer.runs.runs and person.explorer.runs.runs[0].result, "the run")

    run(work(), timeout=30)
    bodies = [
        json.loads(one["body"]) for one in control("pipedream", "GET", "requests") if one["path"].endswith("/run")
    ]
    assert [one.get("version") for one in bodies] == ["0.0.1"]


def test_an_action_without_a_linked_account_says_so_and_cannot_run(person, run):
    async def work():
        opened = person.explorer.connection.open
        opened.accounts = [one for one in opened.accounts if one.connector_key != "cedarfolk"]
        opened.account_id = None
        person.explorer.form.open_action(opened.action(LIST))
        await person.until(lambda: person.explorer.form.session is not None, "the form")
        return person.named("Run").isEnabled(), person.window.editor.bar.words()

    assert run(work(), timeout=30) == (False, "No account of Cedarfolk is linked: choose or link one first.")


def test_parameters_that_cannot_be_read_can_be_asked_for_again(person, run, control):
    async def work():
        await person.choose_connection("Inly Core sandbox")
        fault = {"kind": "status", "status": 503, "body": "{}", "match": {"path_contains": "/schema"}, "times": 5}
        control("inlycore", "POST", "faults", fault)
        person.explorer.form.open_action(person.explorer.connection.open.action("system/clear-cache"))
        await person.until(lambda: "cannot be read" in person.window.start_page.text(), "the failure")
        shown = person.window.start_page.text()
        control("inlycore", "DELETE", "faults")
        person.press("Try again")
        await person.until(lambda: person.explorer.form.session is not None, "the form")
        return shown

    assert "Who failed" in run(work(), timeout=30)


def test_a_form_that_comes_after_its_connection_was_left_is_not_shown(person, run, control):
    async def work():
        await person.choose_connection("Inly Core sandbox")
        control("inlycore", "POST", "faults", {"kind": "slow", "delay_s": 1, "match": {"path_contains": "/schema"}})
        person.explorer.form.open_action(person.explorer.connection.open.action("system/clear-cache"))
        await asyncio.sleep(0.1)
        await person.choose_connection("Pipedream sandbox")
        await settle(person)
        return person.window.is_editing(), person.explorer.form.session

    assert run(work(), timeout=30) == (False, None)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_window_can_change_its_look_with_everything_in_view(person, run, look):
    async def work():
        await person.find_and_open("list employees", LIST)
        await person.run_it("succeeded")
        person.explorer.appearance.choose(look)
        await asyncio.sleep(0)
        return person.window.grab().toImage().pixelColor(700, 300).lightness()

    assert (run(work(), timeout=30) > 128) == (look == "light")
