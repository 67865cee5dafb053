"""StackOne, from the search to the result, through the window."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from explorer.domain.call import Outcome

EMPLOYEE = {"First name": "Ada", "Last name": "Lovelace", "Email": "ada.lovelace@analytical.example"}


async def create_employee(person, outcome="succeeded", **other):
    await person.find_and_open("create employee", "cedarfolk_create_employee")
    for label, text in (EMPLOYEE | other).items():
        person.fill(label, text)
    await person.run_it(outcome)


def raw_answer(person) -> str:
    """The answer as received, as the tab shows it."""
    person.see_tab("Response")
    person.press("Raw")
    return person.named("Raw text", QPlainTextEdit).toPlainText()


def test_a_newcomer_finds_an_action_and_reads_its_answer(person, run):
    async def work():
        await person.find_and_open("lst employees", "cedarfolk_list_employees")
        await person.run_it("succeeded")

    run(work(), timeout=30)
    assert "25 employees" in person.screen_text()


def test_a_created_employee_is_found_again(person, run):
    async def work():
        await create_employee(person)
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it("succeeded")

    run(work(), timeout=30)
    assert EMPLOYEE["Email"] in raw_answer(person)


def test_a_number_beyond_53_bits_arrives_as_it_was_typed(person, run):
    run(create_employee(person, **{"Employee number": "9007199254740993"}), timeout=30)
    assert "9007199254740993" in raw_answer(person)


def test_only_what_was_filled_is_sent(person, run, control):
    run(create_employee(person), timeout=30)
    (sent,) = [one for one in control("stackone", "GET", "requests") if one["path"] == "/actions/rpc"]
    assert sent["body"] == (
        '{"action":"cedarfolk_create_employee",'
        '"body":{"first_name":"Ada","last_name":"Lovelace","email":"ada.lovelace@analytical.example"}}'
    )


def test_a_provider_that_refuses_is_shown_with_its_own_words(person, run):
    async def work():
        await create_employee(person)
        person.fill("First name", "Augusta")
        await person.run_it("provider failed")
        person.see_tab("Provider errors")

    run(work(), timeout=30)
    shown = person.screen_text()
    error = person.explorer.runs.runs[0].result.provider_errors[0]
    assert error.status == 409
    assert "409" in shown
    assert error.url in shown
    assert error.url.startswith("https://")
    person.press("Headers", person.window.results)
    with_headers = person.screen_text()
    name, value = next(iter(error.headers.items()))
    assert name in with_headers
    assert value in with_headers
    assert "already" in error.raw_text or "taken" in error.raw_text
    assert "email" in shown


def test_the_platforms_own_log_of_the_run_is_in_the_tab_logs(person, run):
    async def work():
        await create_employee(person)
        await person.until(
            lambda: any(one.source.value == "platform" for one in person.explorer.runs.runs[0].result.logs),
            "the platform's log",
        )
        person.see_tab("Logs")
        lines = [one for one in person.explorer.runs.runs[0].result.logs if one.source.value == "platform"]
        assert any(one.depth > 0 for one in lines), "no steps within the run"
        # The tab is brought up to date a moment after the lines have come.
        await person.until(
            lambda: all(one.text.split("\n")[0] in person.screen_text() for one in lines), "the lines in the tab"
        )

    run(work(), timeout=30)


def test_the_request_is_shown_without_its_key(person, run, sandbox):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it("succeeded")
        person.see_tab("Request")

    run(work(), timeout=30)
    shown = person.screen_text()
    assert "POST" in shown
    assert "/actions/rpc" in shown
    assert str(sandbox["stackone"]["api_key"]) not in shown


def test_a_missing_required_field_is_said_at_the_field_and_nothing_is_sent(person, run, control):
    async def work():
        await person.find_and_open("create employee", "cedarfolk_create_employee")
        person.fill("First name", "Ada")
        person.press("Run")

    run(work(), timeout=30)
    assert person.explorer.runs.runs == []
    assert "need attention" in person.screen_text()
    assert "required" in person.field("Last name").accessibleDescription()
    assert [one for one in control("stackone", "GET", "requests") if one["path"] == "/actions/rpc"] == []


@pytest.mark.parametrize("words", ["suspended", "expired", "archived"])
def test_a_call_for_an_account_that_does_not_work_says_why(person, run, words):
    async def work():
        await person.choose_account(words)
        key = person.explorer.connection.open.account().connector_key
        listing = next(
            one
            for one in person.explorer.connection.open.catalogue.actions
            if one.connector_key == key and "list" in one.key
        )
        await person.find_and_open(str(listing.key), listing.key)
        await person.run_it("rejected")

    run(work(), timeout=30)
    result = person.explorer.runs.runs[0].result
    assert result.outcome is Outcome.REJECTED
    assert words in (result.summary + result.explanation.said + result.explanation.next_step).lower()
