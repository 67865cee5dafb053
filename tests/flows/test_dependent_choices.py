"""Choices that belong to what is chosen in earlier fields, through the window and against the sandbox."""

import asyncio

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture
def card(pipedream, lists, run):
    """A form whose list, members and labels belong to a board."""
    run(pipedream.find_and_open("create card", "trello-create-card"), timeout=30)
    return lists


def test_a_choice_waits_for_what_it_needs_and_leads_there(card, run):
    async def work():
        assert card.person.field("List").text() == "Choose Trello first"
        card.open("List")
        await asyncio.sleep(0.05)
        assert card.popup() is None
        assert card.asked("configure") == []
        assert QApplication.focusWidget() is card.person.field("Trello")
        await card.pick("Trello")
        assert card.person.field("List").text() == "Choose Board first"
        card.open("List")
        assert QApplication.focusWidget() is card.person.field("Board")
        await card.pick("Board")
        await card.pick("List")

    run(work(), timeout=30)
    sent = card.asked("configure")[-1]
    assert set(sent["configured_props"]) == {"app", "board"}
    assert sent["prop_name"] == "idList"


async def choose_list(card):
    await card.pick("Trello")
    boards = [one for one in await card.opened("Board") if one != "Not sent"]
    card.pick_offered(boards[0])
    chosen = await card.pick("List")
    return boards, chosen


def test_changing_an_earlier_field_takes_out_what_was_chosen_under_it_and_keeps_it(card, run):
    async def work():
        boards, chosen = await choose_list(card)
        before = card.held()["idList"]
        await card.pick("Board", boards[1])
        assert "idList" not in card.held()
        assert f"Not sent since Board was changed: {chosen}" in card.person.screen_text()
        await card.opened("List")
        card.close()
        card.person.press("Put back: List")
        return before

    before = run(work(), timeout=30)
    assert card.held()["idList"] == before
    asked = [one for one in card.asked("configure") if one["prop_name"] == "idList"]
    assert len(asked) == 2, "the list of the other board was asked for"
    assert (asked[1]["page"], asked[1].get("prev_context")) == (0, None)
    assert asked[0]["configured_props"]["board"] != asked[1]["configured_props"]["board"]


def test_what_was_taken_out_comes_back_with_the_value_it_was_chosen_under(card, run):
    async def work():
        boards, _ = await choose_list(card)
        before = card.held()
        await card.pick("Board", boards[1])
        await card.pick("Board", boards[0])
        return before

    before = run(work(), timeout=30)
    assert card.held()["idList"] == before["idList"]
    assert "Not sent since" not in card.person.screen_text()


@pytest.fixture
def sheet(pipedream, lists, run):
    """A form whose sheet may belong to a drive, and belongs to an account."""
    run(pipedream.find_and_open("values in range", "google_sheets-get-values-in-range"), timeout=30)
    return lists


async def choose_sheet(sheet):
    accounts = [one for one in await sheet.opened("Google Sheets") if one not in ("Not sent", "null")]
    sheet.pick_offered(accounts[0])
    await sheet.pick("Spreadsheet ID")
    await sheet.pick("Worksheet ID")
    return accounts


def test_another_account_takes_out_all_that_was_chosen_with_the_one_before(sheet, run):
    async def work():
        accounts = await choose_sheet(sheet)
        before = sheet.held()
        await sheet.pick("Google Sheets", accounts[1])
        assert set(sheet.held()) == {"googleSheets"}
        await sheet.opened("Spreadsheet ID")
        sheet.close()
        await sheet.pick("Google Sheets", accounts[0])
        return before

    before = run(work(), timeout=30)
    assert sheet.held() == before
    first, last = [one for one in sheet.asked("configure") if one["prop_name"] == "sheetId"]
    assert first["configured_props"] != last["configured_props"]
    assert (last["page"], last.get("prev_context")) == (0, None)


def test_a_choice_that_an_optional_field_may_decide_about_stays_and_is_marked(sheet, run):
    async def work():
        await choose_sheet(sheet)
        await sheet.pick("Drive")
        assert "Chosen before" not in sheet.person.screen_text()
        await sheet.opened("Drive")
        sheet.pick_offered([one for one in sheet.offered() if one != "Not sent"][1])
        assert "Chosen before Drive was changed." in sheet.person.screen_text()
        held = sheet.held()
        sheet.person.press("Leave out: Spreadsheet ID")
        return held

    held = run(work(), timeout=30)
    assert {"sheetId", "worksheetId"} <= set(held)
    assert "sheetId" not in sheet.held()


def test_a_change_is_taken_back_with_all_that_came_of_it(card, run):
    async def work():
        boards, _ = await choose_list(card)
        before = card.held()
        await card.pick("Board", boards[1])
        undo, _ = card.person.window.editor.form.undo_actions()
        undo.trigger()
        return before

    before = run(work(), timeout=30)
    assert card.held() == before
    assert "Not sent since" not in card.person.screen_text()


def test_labels_of_a_call_that_is_opened_again_are_shown_without_asking(card, run):
    async def work():
        boards, chosen = await choose_list(card)
        card.person.fill("Name", "Buy wood")
        await card.person.run_it("succeeded")
        await card.person.find_and_open("list contacts", "harbor_crm-list-contacts")
        asked = len(card.asked("configure"))
        card.person.explorer.runs.reopen(card.person.explorer.runs.runs[0])
        await card.person.until(lambda: "Board" in card.person.field_names(), "the form")
        card.person.window.editor.form.focus_field(("idList",))
        return boards[0], chosen, asked

    board, chosen, asked = run(work(), timeout=30)
    assert card.person.field("List").text() == chosen
    card.person.window.editor.form.focus_field(("board",))
    assert card.person.field("Board").text() == board
    assert "dana@northwind.example" in card.person.field("Trello").text()
    assert len(card.asked("configure")) == asked
    assert card.asked("props") == []
