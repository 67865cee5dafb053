"""Fields that come and go with the values of others, through the window and against the sandbox."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTabBar

GROWING = "fault_lab-growing-form"
SLOW_RELOAD = {"kind": "slow", "delay_s": 1.0, "match": {"path_contains": "/actions/props"}}


@pytest.fixture
def growing(pipedream, lists, run):
    """A form of as many groups as one of its fields says; one group at the start."""

    async def work():
        await pipedream.find_and_open("growing form", GROWING)
        await lists.reloaded()

    run(work(), timeout=30)
    return lists


async def set_groups(lists, count):
    before = lists.dynamic_id()
    lists.person.fill("Groups", str(count))
    return await lists.reloaded(before)


def test_a_new_form_whose_default_decides_has_its_fields_at_once(growing):
    assert "Group 1: name" in growing.person.field_names()
    assert len(growing.asked("props")) == 1


def test_the_whole_list_is_replaced_and_every_later_question_carries_its_id(growing, run):
    async def work():
        first = growing.dynamic_id()
        second = await set_groups(growing, 2)
        growing.person.fill("Group 1: name", "a")
        growing.person.fill("Group 2: name", "b")
        await growing.person.run_it("succeeded")
        return first, second

    first, second = run(work(), timeout=30)
    assert growing.asked("props")[-1]["dynamic_props_id"] == first
    assert growing.asked("run")[-1]["dynamic_props_id"] == second
    assert growing.labels().index("Group 1: name") < growing.labels().index("Group 2: amount")


def test_choices_of_a_field_that_came_with_a_value_carry_the_id(pipedream, lists, run):
    async def work():
        await pipedream.find_and_open("create issue", "github-create-issue")
        await lists.pick("GitHub")
        await lists.pick("Repository")
        await lists.reloaded()
        await lists.pick("Assignees")
        lists.close()

    run(work(), timeout=30)
    assert lists.asked("configure")[-1]["prop_name"] == "assignees"
    assert lists.asked("configure")[-1]["dynamic_props_id"] == lists.dynamic_id()


def test_clearing_a_field_that_decides_asks_again_too(growing, run):
    async def work():
        before = growing.dynamic_id()
        field = growing.person.field("Groups")
        field.setFocus()
        field.clear()
        QTest.keyClick(field, Qt.Key.Key_1)
        QTest.keyClick(field, Qt.Key.Key_Backspace)
        QTest.keyClick(field, Qt.Key.Key_Tab)
        await growing.reloaded(before)

    run(work(), timeout=30)
    assert "groupCount" not in growing.asked("props")[-1]["configured_props"]


def test_a_field_that_is_gone_keeps_its_value_unsent_and_gets_it_back(growing, run):
    async def work():
        await set_groups(growing, 2)
        growing.person.fill("Group 1: name", "first")
        growing.person.fill("Group 2: name", "second")
        await set_groups(growing, 1)
        assert "group_2_name" not in growing.held()
        assert "Kept and not sent" in growing.person.screen_text()
        assert "Group 2: name" in growing.person.screen_text()
        await growing.person.run_it("succeeded")
        assert "group_2_name" not in growing.asked("run")[-1]["configured_props"]
        await set_groups(growing, 2)

    run(work(), timeout=30)
    assert growing.held()["group_2_name"] == "second"
    assert "Kept and not sent" not in growing.person.screen_text()


def test_a_value_without_a_field_survives_leaving_the_action(growing, run):
    async def work():
        await set_groups(growing, 2)
        growing.person.fill("Group 2: name", "second")
        await set_groups(growing, 1)
        await growing.person.find_and_open("list contacts", "harbor_crm-list-contacts")
        await growing.person.find_and_open("growing form", GROWING)
        await growing.reloaded()
        await set_groups(growing, 2)

    run(work(), timeout=30)
    assert growing.held()["group_2_name"] == "second"


def test_a_field_that_is_hidden_again_is_not_sent_and_comes_back(pipedream, lists, run):
    async def work():
        await pipedream.find_and_open("growing form", GROWING)
        await lists.reloaded()
        for word in ("True", "False", "True"):
            before = lists.dynamic_id()
            pipedream.press(f"Show the hidden field: {word}")
            await lists.reloaded(before)
            if word == "True" and "secret" not in lists.held():
                pipedream.fill("Hidden until now", "hush")
            if word == "False":
                assert "secret" not in lists.held()
                assert "Hidden until now" not in pipedream.field_names()

    run(work(), timeout=30)
    assert lists.held()["secret"] == "hush"


def test_words_instead_of_fields_and_fields_behind_the_one_that_decides(growing, run):
    async def work():
        before = growing.dynamic_id()
        await growing.pick("Mode", "With a hint")
        before = await growing.reloaded(before)
        assert "Nothing more is needed in this mode." in growing.person.screen_text()
        await growing.pick("Mode", "second number")
        before = await growing.reloaded(before)
        assert "Nothing more is needed" not in growing.person.screen_text()
        assert growing.labels().index("Second number") == growing.labels().index("Mode") + 1
        growing.person.fill("Second number", "5")
        await growing.reloaded(before)

    run(work(), timeout=30)
    assert growing.labels().index("Third number") == growing.labels().index("Second number") + 1


def test_an_alert_alone_takes_the_place_of_the_fields(pipedream, lists, run):
    async def work():
        await pipedream.find_and_open("create issue", "github-create-issue")
        await lists.pick("GitHub")
        offered = await lists.opened("Repository")
        lists.close()
        archive = next(one for one in offered if one.endswith("-archive"))
        other = next(one for one in offered if not one.endswith("-archive") and one != "Not sent")
        await lists.pick("Repository", other)
        before = await lists.reloaded()
        await lists.pick("Assignees")
        lists.close()
        chosen = lists.held()["assignees"]
        await lists.pick("Repository", archive)
        await lists.reloaded(before)
        assert "You cannot push to this repository" in pipedream.screen_text()
        assert "assignees" not in lists.held()
        await lists.pick("Repository", other)
        await pipedream.until(lambda: "Assignees" in lists.labels(), "the fields of the first")
        return chosen

    chosen = run(work(), timeout=30)
    assert lists.held()["assignees"] == chosen


def test_the_answer_to_an_older_question_does_not_win(growing, run, control):
    async def work():
        control("pipedream", "POST", "faults", SLOW_RELOAD)
        growing.person.fill("Groups", "3")
        await growing.person.until(lambda: len(growing.asked("props")) == 2, "the slow question")
        await set_groups(growing, 2)
        await asyncio.sleep(1.2)

    run(work(), timeout=30)
    assert [one for one in growing.labels() if one.endswith("name")] == ["Group 1: name", "Group 2: name"]
    assert growing.held()["groupCount"] == 2


def test_run_waits_for_the_fields_and_never_goes_out_with_an_older_id(growing, run, control):
    async def work():
        old = growing.dynamic_id()
        growing.person.fill("Group 1: name", "a")
        control("pipedream", "POST", "faults", SLOW_RELOAD)
        field = growing.person.field("Groups")
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "2")
        QTest.keyClick(growing.person.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await growing.person.until(lambda: not growing.person.named("Run").isEnabled(), "Run being held back")
        assert "Asking which fields belong" in growing.person.window.editor.bar.words()
        await growing.reloaded(old)
        assert "look through them" in growing.person.window.editor.bar.words()
        assert growing.asked("run") == []
        growing.person.fill("Group 2: name", "b")
        await growing.person.run_it("succeeded")
        return old

    old = run(work(), timeout=30)
    (sent,) = growing.asked("run")
    assert sent["dynamic_props_id"] != old
    assert sent["dynamic_props_id"] == growing.dynamic_id()


def test_run_goes_on_by_itself_where_the_fields_are_the_same(pipedream, lists, run):
    async def work():
        await pipedream.find_and_open("send message", "slack_v2-send-message")
        form = pipedream.window.editor.form
        lv = {"__lv": {"label": "x", "value": "C1"}}
        await lists.pick("Slack")
        form.set_value(
            {**lists.held(), "conversation": lv, "channelType": "Channels", "text": "hi", "addToChannel": False}
        )
        await pipedream.find_and_open("list contacts", "harbor_crm-list-contacts")
        await pipedream.find_and_open("send message", "slack_v2-send-message")
        form.set_value({**lists.held(), "replyToThread": False})
        pipedream.press("Run")
        await pipedream.until(lambda: lists.asked("run"), "the run")
        await pipedream.until(lambda: pipedream.explorer.runs.runs[0].result, "its end")

    run(work(), timeout=30)
    (sent,) = lists.asked("run")
    assert sent["dynamic_props_id"] == lists.dynamic_id()


def test_what_was_typed_as_json_has_its_fields_before_it_is_run(growing, run):
    async def work():
        old = growing.dynamic_id()
        bar = next(
            one for one in growing.person.window.findChildren(QTabBar) if one.accessibleName() == "Views of the call"
        )
        bar.setCurrentIndex(1)
        text = growing.person.named("Arguments as JSON")
        text.setPlainText('{"groupCount": 2, "group_1_name": "a", "group_2_name": "b"}')
        growing.person.press("Run")
        await growing.reloaded(old)
        assert growing.asked("run") == []
        await growing.person.run_it("succeeded")

    run(work(), timeout=30)
    (sent,) = growing.asked("run")
    assert sent["dynamic_props_id"] == growing.dynamic_id()
    assert list(sent["configured_props"]) == ["groupCount", "group_1_name", "group_2_name"]


def test_a_failure_keeps_the_fields_and_is_mended_by_asking_again(growing, run, control):
    async def work():
        old = growing.dynamic_id()
        growing.person.fill("Group 1: name", "a")
        fault = {"kind": "status", "status": 503, "body": {"error": "down for maintenance"}}
        control("pipedream", "POST", "faults", fault | {"match": {"path_contains": "/actions/props"}})
        growing.person.fill("Groups", "2")
        await growing.person.until(lambda: "down for maintenance" in growing.person.screen_text(), "the failure")
        assert "Group 1: name" in growing.labels()
        assert growing.dynamic_id() == old
        growing.person.press("Run")
        await asyncio.sleep(0.05)
        assert growing.asked("run") == []
        growing.person.press("Ask again")
        await growing.reloaded(old)

    run(work(), timeout=30)
    assert "Group 2: name" in growing.labels()
    assert "down for maintenance" not in growing.person.screen_text()
    assert growing.held() == {"groupCount": 2, "group_1_name": "a"}


def test_a_component_that_cannot_say_is_quoted_and_the_form_can_be_sent_anyway(pipedream, lists, run):
    async def work():
        await pipedream.find_and_open("broken form", "fault_lab-broken-form")
        pipedream.press("Object type: invoice")
        await pipedream.until(lambda: "could not be loaded" in pipedream.screen_text(), "the component's words")
        assert "Note" in lists.labels()
        pipedream.press("Run")
        await asyncio.sleep(0.05)
        assert lists.asked("run") == []
        pipedream.press("Send anyway")
        await pipedream.until(lambda: lists.asked("run"), "the run")
        await pipedream.until(lambda: pipedream.explorer.runs.runs[0].result, "its end")

    run(work(), timeout=30)
    assert "dynamic_props_id" not in lists.asked("run")[0]


def test_cancel_ends_the_question_and_says_so(growing, run, control):
    async def work():
        control("pipedream", "POST", "faults", SLOW_RELOAD)
        growing.person.fill("Groups", "2")
        await growing.person.until(lambda: len(growing.asked("props")) == 2, "the question")
        growing.person.press("Cancel", growing.person.window.editor.bar)
        await growing.person.until(lambda: growing.person.named("Run").isEnabled(), "Run being possible")
        assert "It was stopped." in growing.person.screen_text()
        growing.person.press("Ask again")
        await growing.person.until(lambda: "Group 2: name" in growing.labels(), "the fields")

    run(work(), timeout=30)


def test_keyboard_and_half_typed_text_stay_when_the_fields_come(growing, run, control):
    async def work():
        control("pipedream", "POST", "faults", SLOW_RELOAD)
        old = growing.dynamic_id()
        growing.person.fill("Groups", "2")
        field = growing.person.field("Group 1: amount")
        field.setFocus()
        QTest.keyClicks(field, "12-")
        field.setCursorPosition(1)
        await growing.reloaded(old)
        return field

    field = run(work(), timeout=30)
    assert QApplication.focusWidget() is field
    assert isinstance(field, QLineEdit)
    assert (field.text(), field.cursorPosition()) == ("12-", 1)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert "group_1_amount" not in growing.held()
    assert field.text() == "12-"


def test_a_list_that_is_open_while_the_fields_come_is_asked_for_with_the_new_id(pipedream, lists, run, control):
    async def work():
        await pipedream.find_and_open("create issue", "github-create-issue")
        await lists.pick("GitHub")
        offered = [one for one in await lists.opened("Repository") if one != "Not sent"]
        lists.pick_offered(offered[0])
        old = await lists.reloaded()
        control("pipedream", "POST", "faults", SLOW_RELOAD)
        match = {"path_contains": "configure", "body_contains": old}
        control("pipedream", "POST", "faults", {"kind": "slow", "delay_s": 3.0, "match": match})
        await lists.pick("Repository", offered[1])
        await asyncio.sleep(0.05)
        lists.open("Labels")
        await lists.settled()
        assert lists.offered()
        lists.close()
        return old

    old = run(work(), timeout=30)
    labels_asked = [one for one in lists.asked("configure") if one["prop_name"] == "labels"]
    assert [one["dynamic_props_id"] for one in labels_asked] == [old, lists.dynamic_id()]


def test_another_account_asks_for_the_fields_again(pipedream, lists, run):
    async def work():
        await pipedream.find_and_open("add single row", "google_sheets-add-single-row")
        accounts = [one for one in await lists.opened("Google Sheets") if one not in ("Not sent", "null")]
        lists.pick_offered(accounts[0])
        pipedream.press("First row holds column names: False")
        before = await lists.reloaded()
        await lists.pick("Google Sheets", accounts[1])
        await lists.reloaded(before)

    run(work(), timeout=30)
    first, second = lists.asked("props")
    assert first["configured_props"]["googleSheets"] != second["configured_props"]["googleSheets"]


def test_fields_that_the_platform_has_forgotten_are_asked_for_again_after_a_run(growing, run, control):
    async def work():
        old = growing.dynamic_id()
        growing.person.fill("Group 1: name", "a")
        control("pipedream", "POST", "reset")
        await growing.opened("Fault Lab")  # which brings a new token: that one is forgotten too
        growing.close()
        await growing.person.run_it("action failed")
        await growing.reloaded(old)
        assert "may have forgotten the fields" in growing.person.screen_text()
        await growing.person.run_it("succeeded")

    run(work(), timeout=30)
    assert len(growing.asked("run")) == 2
    assert growing.held() == {"groupCount": 1, "group_1_name": "a"}
