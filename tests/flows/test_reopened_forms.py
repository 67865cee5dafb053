"""Calls with dependent fields that are opened again, and fields that the platform has forgotten meanwhile."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from .test_history import all_written


async def fill_and_run_sheet(lists):
    person = lists.person
    await person.find_and_open("add single row", "google_sheets-add-single-row")
    await lists.pick("Google Sheets")
    await lists.pick("Spreadsheet ID")
    before = await lists.reloaded()
    await lists.pick("Worksheet ID")
    before = await lists.reloaded(before)
    person.press("First row holds column names: True")
    await lists.reloaded(before)
    column = next(one for one in lists.labels() if one == "Name")
    person.fill(column, "Ada")
    await person.run_it("succeeded")
    return lists.held()


def test_a_call_of_the_history_is_opened_again_with_one_question_and_all_it_had(pipedream, lists, run, control):
    async def work():
        held = await fill_and_run_sheet(lists)
        await pipedream.find_and_open("list contacts", "harbor_crm-list-contacts")
        control("pipedream", "DELETE", "requests")
        pipedream.explorer.runs.reopen(pipedream.explorer.runs.runs[0])
        await pipedream.until(lambda: "Name" in pipedream.field_names(), "the fields of the sheet")
        await pipedream.until(lambda: pipedream.named("Run").isEnabled(), "the form being ready")
        await asyncio.sleep(0.3)
        return held

    held = run(work(), timeout=40)
    assert lists.held() == held
    assert list(lists.held()) == list(held)
    assert pipedream.field("Spreadsheet ID").text() == held["sheetId"]["__lv"]["label"]
    assert len(lists.asked("props")) == 1
    assert lists.asked("configure") == []
    assert "Other keys" not in pipedream.field_names()


def test_a_call_read_from_the_disk_is_opened_again_with_one_question_and_all_it_had(pipedream, lists, run, control):
    async def work():
        held = await fill_and_run_sheet(lists)
        await all_written(pipedream)
        pipedream.explorer.runs._sessions.clear()  # as if an earlier session had made it
        await pipedream.find_and_open("list contacts", "harbor_crm-list-contacts")
        control("pipedream", "DELETE", "requests")
        pipedream.press("History")
        await pipedream.until(lambda: pipedream.all_named("Runs", QTableView), "the history")
        await pipedream.until(lambda: pipedream.named("Runs", QTableView).model().rowCount() == 1, "the list")
        QTest.keyClick(pipedream.named("Runs", QTableView), Qt.Key.Key_Return)
        await pipedream.until(lambda: "Name" in pipedream.field_names(), "the fields of the sheet")
        await pipedream.until(lambda: pipedream.named("Run").isEnabled(), "the form being ready")
        await asyncio.sleep(0.3)
        return held

    held = run(work(), timeout=40)
    assert lists.held() == held
    assert list(lists.held()) == list(held)
    assert pipedream.field("Spreadsheet ID").text() == held["sheetId"]["__lv"]["label"]
    assert len(lists.asked("props")) == 1
    assert "Other keys" not in pipedream.field_names()


def test_a_draft_with_dependent_fields_is_back_after_one_question(pipedream, lists, run, control):
    async def work():
        held = await fill_and_run_sheet(lists)
        await pipedream.find_and_open("list contacts", "harbor_crm-list-contacts")
        control("pipedream", "DELETE", "requests")
        await pipedream.find_and_open("add single row", "google_sheets-add-single-row")
        await asyncio.sleep(0.3)
        return held

    held = run(work(), timeout=40)
    assert lists.held() == held
    assert len(lists.asked("props")) == 1
    assert set(lists.asked("props")[0]["configured_props"]) == set(held)


def test_a_call_whose_fields_do_not_come_is_shown_all_the_same_and_mended(pipedream, lists, run, control):
    async def work():
        held = await fill_and_run_sheet(lists)
        await pipedream.find_and_open("list contacts", "harbor_crm-list-contacts")
        fault = {"kind": "status", "status": 503, "body": {"error": "down"}}
        control("pipedream", "POST", "faults", fault | {"match": {"path_contains": "/actions/props"}})
        await pipedream.find_and_open("add single row", "google_sheets-add-single-row")
        assert lists.held() == held
        pipedream.press("Ask again")
        await lists.reloaded()
        return held

    held = run(work(), timeout=40)
    assert lists.held() == held
    assert "Name" in pipedream.field_names()


def test_fields_that_the_platform_has_forgotten_are_asked_for_again_when_a_list_is_opened(
    pipedream, lists, run, control
):
    async def work():
        await pipedream.find_and_open("create issue", "github-create-issue")
        await lists.pick("GitHub")
        await lists.pick("Repository")
        old = await lists.reloaded()
        account = lists.held()["github"]
        control("pipedream", "POST", "reset")
        await lists.opened("Labels")
        offered = lists.offered()
        lists.close()
        return old, account, offered

    old, _, offered = run(work(), timeout=30)
    assert offered
    assert lists.dynamic_id() not in ("", old)
    assert "may have forgotten the fields" in pipedream.screen_text()
