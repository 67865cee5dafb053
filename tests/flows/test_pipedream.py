"""Pipedream Connect, from the search to the result, through the window."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPlainTextEdit

from explorer.ui.widgets.shown_text import shown_line


async def choose(person, label: str, words: str) -> None:
    """Open a choice, wait for what the platform offers, pick one."""
    field = person.field(label)
    field.setFocus()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    offered: list[str] = []

    def fits():
        offered.clear()
        for view in [one for top in QApplication.topLevelWidgets() for one in top.findChildren(QListView)]:
            if not view.isVisible() or view.accessibleName() == "Actions":
                continue
            for row in range(view.model().rowCount()):
                index = view.model().index(row, 0)
                offered.append(str(index.data()))
                if words in str(index.data()):
                    return view, index
        if offered and person.all_named("Load more"):
            person.press("Load more")
        return None

    await person.until(fits, f"{words!r} being offered for {label!r} (offered: {offered})")
    view, index = fits()
    view.scrollTo(index)
    await asyncio.sleep(0.05)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    await asyncio.sleep(0.05)


async def create_contact(person, name="Grace Hopper"):
    await person.find_and_open("create contact", "harbor_crm-create-contact")
    await choose(person, "Harbor CRM", "Harbor")
    person.fill("Name", name)
    await person.run_it("succeeded")


def test_a_read_is_found_and_run(pipedream, run):
    async def work():
        await pipedream.find_and_open("list contacts", "harbor_crm-list-contacts")
        await choose(pipedream, "Harbor CRM", "Harbor")
        await pipedream.run_it("succeeded")

    run(work(), timeout=30)
    result = pipedream.explorer.runs.runs[0].result
    assert shown_line(result.summary) in pipedream.screen_text()


def test_a_created_contact_is_found_again(pipedream, run):
    async def work():
        await create_contact(pipedream)
        await pipedream.find_and_open("list contacts", "harbor_crm-list-contacts")
        await choose(pipedream, "Harbor CRM", "Harbor")
        await pipedream.run_it("succeeded")
        pipedream.see_tab("Response")
        pipedream.press("Raw")

    run(work(), timeout=30)
    assert "Grace Hopper" in pipedream.named("Raw text", QPlainTextEdit).toPlainText()


def test_a_created_contact_is_offered_as_a_choice(pipedream, run):
    async def work():
        await create_contact(pipedream, "Katherine Johnson")
        await pipedream.find_and_open("get contact", "harbor_crm-get-contact")
        await choose(pipedream, "Harbor CRM", "Harbor")
        label = next(one for one in pipedream.field_names() if "contact" in one.lower())
        await choose(pipedream, label, "Katherine")
        await pipedream.run_it("succeeded")

    run(work(), timeout=30)
    assert "Katherine Johnson" in pipedream.explorer.runs.runs[0].result.answer.body.decode()


def test_an_action_that_throws_shows_its_lines_and_where_it_failed(pipedream, run):
    async def work():
        await pipedream.find_and_open("throw", "fault_lab-throw-error")
        if "Fault Lab" in pipedream.field_names():
            await choose(pipedream, "Fault Lab", "")
        await pipedream.run_it("action failed")
        pipedream.see_tab("Logs")

    run(work(), timeout=30)
    run_made = pipedream.explorer.runs.runs[0]
    lines = [one for one in run_made.result.logs if one.source.value == "action"]
    assert len(lines) >= 2
    shown = pipedream.screen_text()
    for line in lines:
        assert shown_line(line.text.split("\n")[0])[:60] in shown
    assert run_made.result.explanation.who.value == "the action's own code"
    pipedream.see_tab("Response")
    assert run_made.result.explanation.who_text in pipedream.screen_text()


def test_a_failing_third_party_is_told_from_the_action(pipedream, run):
    async def work():
        await pipedream.find_and_open("refusal", "fault_lab-upstream-error")
        if "Fault Lab" in pipedream.field_names():
            await choose(pipedream, "Fault Lab", "")
        await pipedream.run_it("provider failed")

    run(work(), timeout=30)
    assert pipedream.explorer.runs.runs[0].result.explanation.who.value == "the provider"


def test_a_run_is_sent_once_whatever_happens(pipedream, run, control):
    async def work():
        await pipedream.find_and_open("throw", "fault_lab-throw-error")
        if "Fault Lab" in pipedream.field_names():
            await choose(pipedream, "Fault Lab", "")
        control("pipedream", "POST", "faults", {"kind": "status", "status": 500, "match": {"path_contains": "/run"}})
        pipedream.press("Run")
        await pipedream.until(lambda: pipedream.explorer.runs.runs, "the run")
        await pipedream.until(lambda: pipedream.explorer.runs.runs[0].result, "its end")

    run(work(), timeout=30)
    sent = [one for one in control("pipedream", "GET", "requests") if one["path"].endswith("/actions/run")]
    assert len(sent) == 1


def test_a_form_that_reloads_shows_the_fields_that_belong_to_the_choice(pipedream, run):
    async def work():
        await pipedream.find_and_open("growing form", "fault_lab-growing-form")
        if "Fault Lab" in pipedream.field_names():
            await choose(pipedream, "Fault Lab", "")
        before = set(pipedream.field_names())
        label = next(one.label for one in pipedream.explorer.form.session.description.form.root.fields if one.reloads)
        field = pipedream.field(label)
        if field.metaObject().className() == "QLineEdit" or hasattr(field, "selectAll"):
            pipedream.fill(label, "2")
        else:
            await choose(pipedream, label, "")
        await pipedream.until(lambda: set(pipedream.field_names()) - before, "new fields")

    run(work(), timeout=30)
    assert pipedream.explorer.form.session.description.state.get("dynamic_props_id", "").startswith("dyp_")
