"""Runs of an earlier session: opened again with their result, their values and their connection; nothing secret in it."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from explorer.domain.masking import MASK
from tests.flows.test_history import KEY, all_written, create_employee


async def open_newest(person):
    person.press("History")
    await person.until(lambda: person.all_named("Runs", QTableView), "the history")
    await person.until(lambda: person.named("Runs", QTableView).model().rowCount() > 0, "the list")
    QTest.keyClick(person.named("Runs", QTableView), Qt.Key.Key_Return)
    await person.until(lambda: QApplication.activeModalWidget() is None, "the history being closed")


async def shown_form(person, key):
    await person.until(lambda: person.explorer.form.session is not None, "the form")
    await person.until(lambda: person.explorer.form.session.action.key == key, "the form")


def test_a_run_of_an_earlier_session_comes_back_with_values_and_answer_and_opens_its_connection(starts, run):
    async def work():
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        person.window.editor.bar.show_timeout(75)
        await create_employee(person)
        await all_written(person)
        person = await starts.start()
        await person.until(lambda: person.all_named("History"), "the window")
        await open_newest(person)
        await shown_form(person, KEY)
        arguments = person.window.editor.draft().arguments
        person.see_tab("Response")
        await person.until(lambda: "Lovelace" in person.screen_text(), "the answer")
        return arguments, person.outcome(), person.window.editor.bar.timeout_s()

    arguments, outcome, timeout_s = run(work(), timeout=60)
    assert arguments["body"]["first_name"] == "Ada"
    assert (outcome, timeout_s) == ("succeeded", 75)


def test_a_failure_of_an_earlier_session_shows_all_its_tabs_and_sends_nothing(starts, run, control):
    key = "fault_lab_fail_at_provider"

    async def texts(person):
        found = {}
        for tab in ("Provider errors", "Logs", "Request", "Timeline", "Response"):
            person.see_tab(tab)
            person.window.results.show_face(person.window.results.tabs.currentIndex())
            await asyncio.sleep(0.2)
            found[tab] = person.screen_text()
        return found

    async def work():
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        await person.find_and_open("fail at provider", key)
        person.window.editor.run_anyway_wanted.emit()
        await person.until(lambda: person.explorer.runs.runs and person.explorer.runs.runs[0].result, "the run")
        await all_written(person)
        result = person.explorer.runs.runs[0].result
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        control("stackone", "DELETE", "requests")
        await open_newest(person)
        await shown_form(person, key)
        shown = await texts(person)
        again = person.window.results.current_page().run.result
        sent = [one["path"] for one in control("stackone", "GET", "requests")]
        return result, again, shown, sent

    result, again, shown, sent = run(work(), timeout=60)
    assert (again.outcome, again.summary, list(again.provider_errors)) == (
        result.outcome,
        result.summary,
        list(result.provider_errors),
    )
    assert list(again.phases) == list(result.phases)
    assert bytes(again.answer.body) == bytes(result.answer.body)
    assert str(result.provider_errors[0].status) in shown["Provider errors"]
    assert "/actions/rpc" in shown["Request"]
    assert "/actions/rpc" not in sent


def test_the_platforms_connection_is_opened_for_a_run_of_another_platform(starts, run):
    async def work():
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        await person.choose_connection("Pipedream sandbox")
        await person.find_and_open("list contacts", "harbor_crm-list-contacts")
        person.window.editor.run_anyway_wanted.emit()
        await person.until(lambda: person.explorer.runs.runs and person.explorer.runs.runs[0].result, "the run")
        await all_written(person)
        await person.choose_connection("StackOne sandbox")
        await open_newest(person)
        await shown_form(person, "harbor_crm-list-contacts")
        return person.explorer.connection.open.connection.name

    assert run(work(), timeout=60) == "Pipedream sandbox"


def test_a_secret_that_was_sent_and_echoed_is_nowhere_on_the_disk_and_asked_for_again(starts, sandbox, run):
    secret = str(sandbox["stackone"]["api_key"])

    async def work():
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        await create_employee(person, secret)
        answer = person.explorer.runs.runs[0].result.answer
        echoed = secret.encode() in bytes(answer.body)
        await all_written(person)
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        await open_newest(person)
        await shown_form(person, KEY)
        await person.until(lambda: "enter them again at" in person.window.notice.text(), "the notice")
        arguments = person.window.editor.draft().arguments
        await starts.close()
        return echoed, arguments, starts.written()

    echoed, arguments, written = run(work(), timeout=60)
    assert echoed
    assert "first_name" not in arguments["body"]
    assert MASK not in str(arguments["body"]["last_name"])
    assert secret.encode() not in written
    assert b"Lovelace" in written
