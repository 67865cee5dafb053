"""Impatient people: everything pressed at once, in the middle of everything else."""

import asyncio
import random

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from explorer.domain.call import Outcome


def test_thirty_presses_of_run_make_thirty_runs_that_all_end(person, run):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        for _ in range(30):
            person.press("Run")
        await person.until(lambda: all(one.result for one in person.explorer.runs.runs), "all runs ending")

    run(work(), timeout=30)
    assert [one.result.outcome for one in person.explorer.runs.runs] == [Outcome.SUCCEEDED] * 30
    assert person.window.status.texts()[1] == ""


@pytest.mark.parametrize("seed", range(3))
def test_switching_and_cancelling_in_the_middle_leaves_nothing_running_and_nothing_unexpected(person, run, seed):
    chance = random.Random(seed)
    explorer = person.explorer
    problems: list[object] = []
    explorer._crash.tell_to(problems.append)

    def press_run():
        if person.window.is_editing() and person.window.editor.bar.run_button.isEnabled():
            person.window.editor.run_anyway_wanted.emit()

    def choose_action():
        if explorer.connection.open and explorer.connection.open.catalogue.actions:
            explorer.form.open_action(chance.choice(explorer.connection.open.catalogue.actions[:20]))

    def choose_account():
        if explorer.connection.open and explorer.connection.open.accounts:
            explorer.connection.choose_account(chance.choice(explorer.connection.open.accounts).id)

    def close_dialogs():
        for dialog in person.all_named("Do not run"):
            dialog.click()

    acts = [
        press_run,
        choose_action,
        choose_action,
        choose_account,
        close_dialogs,
        explorer.connection.refresh,
        lambda: explorer.connection.open_connection(chance.choice(explorer.connection.connections)),
        person.window.editor.bar.cancel_wanted.emit,
        lambda: person.window.results.cancel_wanted.emit(person.window.results.current_run_id()),
        lambda: person.window.editor.tabs.setCurrentIndex(chance.randrange(3)),
        lambda: person.window.results.tabs.setCurrentIndex(chance.randrange(5)),
        person.window.editor._on_options_wanted,
        person.window.editor.options.hide,
        lambda: person.window.results.close_run(person.window.results.current_run_id()),
        lambda: person.window.editor.json.text.setPlainText('{"no'),
    ]

    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        for _ in range(150):
            chance.choice(acts)()
            await asyncio.sleep(chance.choice([0, 0, 0.002, 0.02]))
        close_dialogs()
        person.window.editor.options.hide()
        await person.choose_connection("StackOne sandbox")
        person.window.editor.tabs.setCurrentIndex(0)
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.until(lambda: all(one.result for one in explorer.runs.runs), "all runs ending")

    run(work(), timeout=60)
    assert problems == []
    assert person.window.status.texts()[1] == ""
    assert explorer.form.session.action.key == "cedarfolk_list_employees"


def test_json_that_is_none_is_not_sent_and_survives_switch_and_refresh(person, run):
    typed = '{"body": {"first_name": "Ada",'

    async def work():
        await person.find_and_open("create employee", "cedarfolk_create_employee")
        person.see_tab("JSON")
        person.named("Arguments as JSON", QPlainTextEdit).setPlainText(typed)
        person.press("Run")
        assert not person.explorer.runs.runs
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.find_and_open("create employee", "cedarfolk_create_employee")
        read_before = person.explorer.form._task
        person.press("Refresh")
        await person.until(lambda: person.explorer.form._task is not read_before, "the accounts")
        await person.opened("StackOne sandbox")
        await person.until(person.explorer.form._task.done, "the form")

    run(work(), timeout=30)
    assert person.named("Arguments as JSON", QPlainTextEdit).toPlainText() == typed


def test_a_limit_that_somebody_has_typed_stays_for_the_next_action(person, run):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        limit = person.named("Timeout in seconds", QLineEdit)
        limit.selectAll()
        QTest.keyClicks(limit, "7")
        await person.choose_connection("Pipedream sandbox")
        await person.find_and_open("echo", "fault_lab-echo")

    run(work(), timeout=30)
    assert person.window.editor.bar.timeout_s() == 7


def test_the_limit_of_the_connection_is_proposed_while_nobody_has_typed_one(person, run):
    async def work():
        await person.choose_connection("Pipedream sandbox")
        await person.find_and_open("echo", "fault_lab-echo")

    run(work(), timeout=30)
    description = person.explorer.form.session.description
    assert description.suggested_timeout_s != 60
    assert person.window.editor.bar.timeout_s() == description.suggested_timeout_s
