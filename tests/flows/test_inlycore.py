"""Inly Core, from the search to the result, through the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from .choice_lists import Lists


@pytest.fixture
def inlycore(person, run):
    """Somebody in front of the Inly Core sandbox."""
    run(person.choose_connection("Inly Core sandbox"), timeout=30)
    return person


def give_subject(person, kind: str, text: str) -> None:
    field = person.named(f"{kind} id", QLineEdit)
    field.setFocus()
    field.setText(text)
    field.textEdited.emit(text)


def test_an_action_that_asks_first_is_found_confirmed_and_run(inlycore, run):
    async def work():
        await inlycore.find_and_open("clear cache", "system/clear-cache")
        inlycore.press("Run")
        inlycore.press("Run it")
        await inlycore.until(lambda: inlycore.explorer.runs.runs, "the run")
        await inlycore.ended("succeeded")

    run(work(), timeout=30)
    assert inlycore.explorer.runs.runs[0].result.answer.status == 200


def test_a_created_order_is_found_again_as_a_subject(inlycore, run):
    async def work():
        await inlycore.find_and_open("create order", "orders/create-order")
        inlycore.see_tab("JSON")
        editor = inlycore.named("Arguments as JSON", QPlainTextEdit)
        editor.setPlainText('{"customer": 12, "ordered_at": "2026-03-13"}')
        await inlycore.run_it("succeeded")
        created = inlycore.explorer.runs.runs[0].result.answer.body.decode()
        assert '"id":48' in created.replace(" ", "")
        inlycore.see_tab("Form")
        await inlycore.find_and_open("approve order", "orders/approve-order")
        give_subject(inlycore, "Order", "48")
        inlycore.press("Run")
        await confirm_if_asked(inlycore)
        await inlycore.until(lambda: len(inlycore.explorer.runs.runs) == 2, "the second run")
        await inlycore.ended("succeeded")

    run(work(), timeout=30)
    assert "Order approved" in inlycore.screen_text()


async def confirm_if_asked(person):
    if person.all_named("Run it"):
        person.press("Run it")


def test_errors_of_fields_appear_under_their_fields(inlycore, run):
    async def work():
        await inlycore.find_and_open("invite user", "users/invite-user")
        inlycore.see_tab("JSON")
        inlycore.named("Arguments as JSON", QPlainTextEdit).setPlainText('{"email": "no", "role": "boss"}')
        inlycore.see_tab("Form")
        inlycore.press("Run")
        if not inlycore.explorer.runs.runs:
            inlycore.press("Send anyway")
        await confirm_if_asked(inlycore)
        await inlycore.until(lambda: inlycore.explorer.runs.runs, "the run")
        await inlycore.ended("rejected")

    run(work(), timeout=30)
    assert "must be a valid email address" in inlycore.field("E-mail").accessibleDescription()
    assert "The selected role is invalid" in inlycore.screen_text()


def test_a_refusal_is_a_banner_above_the_form(inlycore, run):
    async def work():
        await inlycore.find_and_open("approve order", "orders/approve-order")
        give_subject(inlycore, "Order", "45")
        inlycore.press("Run")
        await confirm_if_asked(inlycore)
        await inlycore.until(lambda: inlycore.explorer.runs.runs, "the run")
        await inlycore.ended("rejected")

    run(work(), timeout=30)
    assert "Order #45 is already approved." in inlycore.window.editor.notice.text()


def test_an_id_with_a_slash_is_refused_with_the_reason_and_not_sent(inlycore, run, control):
    async def work():
        await inlycore.find_and_open("approve order", "orders/approve-order")
        give_subject(inlycore, "Order", "4/5")
        inlycore.see_tab("Request")

    run(work(), timeout=30)
    assert "slash" in inlycore.screen_text()
    assert [one for one in control("inlycore", "GET", "requests") if "/execute" in one["path"]] == []


def test_an_action_without_its_subject_is_not_sent(inlycore, run):
    async def work():
        await inlycore.find_and_open("approve order", "orders/approve-order")
        inlycore.press("Run")

    run(work(), timeout=30)
    assert inlycore.explorer.runs.runs == []
    assert "id of the record is missing" in inlycore.screen_text()


def test_a_background_workflow_shows_its_id(inlycore, run):
    async def work():
        await inlycore.find_and_open("sales report", "reports/generate-sales-report")
        inlycore.see_tab("JSON")
        inlycore.named("Arguments as JSON", QPlainTextEdit).setPlainText(
            '{"period_start": "2026-01-01", "period_end": "2026-03-31", "from": "2026-01-01", "to": "2026-03-31"}'
        )
        inlycore.see_tab("Form")
        inlycore.press("Run")
        if not inlycore.explorer.runs.runs:
            inlycore.press("Send anyway")
        await confirm_if_asked(inlycore)
        await inlycore.until(lambda: inlycore.explorer.runs.runs, "the run")
        await inlycore.ended("succeeded")

    run(work(), timeout=30)
    details = inlycore.explorer.runs.runs[0].result.details
    assert any("orkflow" in label for label in details)


async def open_order(person):
    await person.find_and_open("create order", "orders/create-order")
    return Lists(person, None)


def test_a_record_is_searched_for_on_the_platform_and_sent_by_its_number(inlycore, run, control):
    async def work():
        lists = await open_order(inlycore)
        offered = [one for one in await lists.opened("Customer") if one != "Not sent"]
        word = offered[-1].split()[0]
        lists.type(word)
        await inlycore.until(lambda: len(searches(control)) == 2, "the search")
        await lists.settled()
        lists.pick_offered(word)
        return word, lists.held()["customer"]

    word, held = run(work(), timeout=30)
    assert f"search={word}" in searches(control)[-1]["query"]
    assert isinstance(held, int)


def test_a_number_can_be_typed_where_records_cannot_be_searched(inlycore, run, control):
    refused = {"kind": "status", "status": 401, "body": {"message": "Unauthenticated."}, "times": 0}
    control("inlycore", "POST", "faults", refused | {"match": {"path_contains": "/customers/search"}})

    async def work():
        lists = await open_order(inlycore)
        await lists.opened("Customer")
        words = lists.words()
        lists.type("12")
        lists.key(Qt.Key.Key_Return)
        return words, lists.held()

    words, held = run(work(), timeout=30)
    assert "A value can be typed." in words
    assert held["customer"] == 12


def searches(control):
    return [one for one in control("inlycore", "GET", "requests") if one["path"].endswith("/customers/search")]
