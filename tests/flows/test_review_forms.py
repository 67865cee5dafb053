"""What is typed and what is marked survives whatever else happens in the window."""

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

from explorer.domain.account import AccountId
from explorer.domain.call import Run, RunId

EMPLOYEE = "cedarfolk_create_employee"


def described(person) -> bool:
    return person.explorer.form._task.done()


def attention(person) -> str:
    button = person.window.editor.bar.problems_button
    return button.text() if button.isVisible() else ""


@pytest.fixture
def at_employee(person, run):
    """Somebody at the empty form of a new employee."""
    run(person.find_and_open("create employee", EMPLOYEE))
    return person


def test_a_field_that_is_mended_takes_no_mark_from_the_other_fields(at_employee):
    at_employee.press("Run")
    assert attention(at_employee) == "3 fields need attention"
    at_employee.fill("First name", "Ada")
    assert attention(at_employee) == "2 fields need attention"
    assert "required" in at_employee.field("Last name").accessibleDescription()


def test_a_refused_field_stays_marked_while_another_one_is_mended(person, run):
    async def work():
        await person.choose_connection("Inly Core sandbox")
        await person.find_and_open("invite user", "users/invite-user")
        person.see_tab("JSON")
        person.named("Arguments as JSON", QPlainTextEdit).setPlainText('{"email": "no", "role": "boss"}')
        person.see_tab("Form")
        person.window.editor.run_anyway_wanted.emit()
        await person.until(lambda: person.explorer.runs.runs, "the run")
        await person.ended("rejected")

    run(work(), timeout=30)
    assert attention(person) == "2 fields need attention"
    person.fill("E-mail", "ada@analytical.example")
    assert "The selected role is invalid" in person.screen_text()
    assert "must be a valid email" not in person.field("E-mail").accessibleDescription()
    assert attention(person) == "1 field needs attention"


def test_accounts_that_come_while_a_form_is_read_do_not_bring_the_action_before_back(at_employee, run):
    explorer = at_employee.explorer

    async def work():
        explorer.form.open_action(explorer.connection.open.action("cedarfolk_list_employees"))
        explorer.connection.account_changed.emit(explorer.connection.open)
        await at_employee.until(lambda: described(at_employee), "the form")

    run(work())
    assert explorer.form.session.action.key == "cedarfolk_list_employees"


def test_an_account_that_is_chosen_while_a_form_is_read_is_the_one_of_its_calls(at_employee, run):
    explorer = at_employee.explorer
    opened = explorer.connection.open
    other = next(one for one in opened.accounts if one.id != opened.account_id and one.connector_key == "cedarfolk")

    async def work():
        explorer.form.open_action(opened.action("cedarfolk_list_employees"))
        await asyncio.sleep(0)
        explorer.connection.choose_account(AccountId(other.id))
        await at_employee.until(lambda: described(at_employee), "the form")

    run(work())
    assert explorer.form.session.account_id == other.id


def test_what_is_typed_while_the_form_is_read_again_stays(at_employee, run):
    async def work():
        at_employee.explorer.connection.account_changed.emit(at_employee.explorer.connection.open)
        at_employee.fill("First name", "Ada")
        await at_employee.until(lambda: described(at_employee), "the form")

    run(work())
    assert at_employee.field("First name").text() == "Ada"


def test_what_is_typed_while_another_form_is_read_is_there_again_afterwards(at_employee, run):
    explorer = at_employee.explorer

    async def work():
        explorer.form.open_action(explorer.connection.open.action("cedarfolk_list_employees"))
        at_employee.fill("First name", "Ada")
        await at_employee.until(lambda: described(at_employee), "the other form")
        await at_employee.find_and_open("create employee", EMPLOYEE)

    run(work())
    assert at_employee.field("First name").text() == "Ada"


def test_text_that_is_no_number_yet_is_there_again_after_another_action(at_employee, run):
    at_employee.fill("Employee number", "12 or so")

    async def work():
        await at_employee.find_and_open("list employees", "cedarfolk_list_employees")
        await at_employee.find_and_open("create employee", EMPLOYEE)

    run(work())
    assert at_employee.field("Employee number").text() == "12 or so"
    assert at_employee.window.editor.draft().unreadable


def test_text_that_is_no_number_yet_survives_a_refresh(at_employee, run):
    at_employee.fill("Employee number", "12 or so")

    async def work():
        read_before = at_employee.explorer.form._task
        at_employee.press("Refresh")
        await at_employee.until(lambda: at_employee.explorer.form._task is not read_before, "the accounts")
        await at_employee.opened("StackOne sandbox")
        await at_employee.until(lambda: described(at_employee), "the form")

    run(work(), timeout=30)
    assert at_employee.field("Employee number").text() == "12 or so"


def test_nothing_can_be_sent_while_another_form_is_read(at_employee, run):
    at_employee.press("Run")

    async def work():
        explorer = at_employee.explorer
        explorer.form.open_action(explorer.connection.open.action("larkhire_list_candidates"))
        await asyncio.sleep(0)
        assert not at_employee.named("Run").isEnabled()
        assert not at_employee.named("Send anyway", QPushButton).isEnabled()

    run(work())


def test_a_double_click_on_run_makes_one_call(person, run):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        button = person.named("Run")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
        await person.ended("succeeded")

    run(work())
    assert len(person.explorer.runs.runs) == 1


def test_a_missing_record_id_gets_the_keyboard_and_its_mark_goes_when_it_is_typed(person, run):
    async def work():
        await person.choose_connection("Inly Core sandbox")
        await person.find_and_open("approve order", "orders/approve-order")

    run(work(), timeout=30)
    person.press("Run")
    subject = person.named("Order id", QLineEdit)
    assert subject.hasFocus()
    assert "id of the record is missing" in person.window.editor.notice.text()
    QTest.keyClicks(subject, "45")
    assert person.window.editor.notice.text() == ""


def test_a_run_that_asked_first_asks_again_before_it_is_repeated(person, run):
    async def work():
        await person.choose_connection("Inly Core sandbox")
        await person.find_and_open("clear cache", "system/clear-cache")
        person.press("Run")
        person.press("Run it")
        await person.until(lambda: person.explorer.runs.runs, "the run")
        await person.ended("succeeded")
        person.window.results.retry_wanted.emit(person.explorer.runs.runs[0])

    run(work(), timeout=30)
    assert len(person.explorer.runs.runs) == 1
    person.press("Do not run")
    assert len(person.explorer.runs.runs) == 1


def test_a_run_of_another_connection_is_tried_again_where_it_was_made(person, run):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it()
        await person.choose_connection("Inly Core sandbox")
        first = person.explorer.runs.runs[0]
        person.window.results.retry_wanted.emit(first)
        await person.until(lambda: len(person.explorer.runs.runs) == 2, "the second run")
        return first, person.explorer.runs.runs[0]

    first, second = run(work(), timeout=30)
    assert (second.call.connection_id, second.call.arguments) == (first.call.connection_id, first.call.arguments)


def test_a_run_of_another_connection_with_an_action_of_the_same_key_marks_nothing_here(at_employee, made_elsewhere):
    at_employee.explorer.runs._show_in_form(made_elsewhere(at_employee))
    assert attention(at_employee) == ""


@pytest.fixture
def made_elsewhere():
    """A refused run of the open action, made on a connection that is not open."""
    from datetime import UTC, datetime

    from explorer.domain.call import Outcome, RunResult
    from explorer.domain.failure import FieldProblem

    def make(person) -> Run:
        call = person.explorer.form.call(person.window.editor.draft())
        refused = RunResult(
            Outcome.REJECTED, "no", None, None, field_problems=[FieldProblem(("body", "email"), "is taken")]
        )
        return Run(RunId("x"), replace(call, connection_id="elsewhere"), datetime.now(UTC), 1.0, refused)

    return make


def test_a_result_of_another_action_says_of_which(person, run):
    async def work():
        person.window.resize(1280, 800)
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it()
        await person.find_and_open("create employee", EMPLOYEE)

    run(work())
    named = [one for one in person.window.results.head.findChildren(QLabel) if one.isVisible()]
    assert any("List employees" in one.accessibleName() for one in named)
