"""Bodies of Pipedream and Inly Core are pasted and run: the same request goes out."""

import json

from PySide6.QtWidgets import QLineEdit

from explorer.schema.field import ChoiceField

from .pasting_hands import arguments, paste, said, sent


async def run_whatever_is_asked(person, count: int) -> None:
    person.press("Run")
    if person.all_named("Run it"):
        person.press("Run it")
    await person.until(lambda: len(person.explorer.runs.runs) == count, "the run")
    await person.ended("succeeded")


def test_a_pipedream_run_fills_the_form_and_the_same_request_goes_out(person, run):
    key = "harbor_crm-create-contact"

    async def work():
        await person.choose_connection("Pipedream sandbox")
        await person.find_and_open("list contacts", "harbor_crm-list-contacts")
        await person.find_and_open("create contact", key)
        session = person.explorer.form.session
        crm = session.description.form.root.fields[0]
        account = (await session.choices(crm.remote.name, {}, {})).options[0].value
        body = {
            "id": key,
            "external_user_id": session.account_id,
            "configured_props": {crm.key: account, "name": "Grace Hopper"},
        }
        paste(person, json.dumps(body))
        assert "a Pipedream run" in said(person)
        await person.run_it()
        return body

    body = run(work(), timeout=30)
    assert sent(person)[2] == body


def test_labels_of_choices_come_and_go_as_they_were_pasted(person, run):
    key = "harbor_crm-get-contact"

    async def work():
        await person.choose_connection("Pipedream sandbox")
        await person.find_and_open("contact", key)
        session = person.explorer.form.session
        crm = session.description.form.root.fields[0]
        account = (await session.choices(crm.remote.name, {}, {})).options[0].value
        chosen = next(one for one in session.description.form.root.fields if isinstance(one, ChoiceField))
        found = (await session.choices(chosen.remote.name, {crm.key: account}, {})).options[0]
        props = {crm.key: account, chosen.key: {"__lv": {"label": found.label, "value": found.value}}}
        paste(person, json.dumps(props))
        assert found.label in person.screen_text()
        await person.run_it()
        return props

    props = run(work(), timeout=30)
    assert sent(person)[2]["configured_props"] == props


def test_a_pasted_form_that_reloads_gets_the_fields_that_belong_to_it(person, run):
    async def work():
        await person.choose_connection("Pipedream sandbox")
        await person.find_and_open("growing form", "fault_lab-growing-form")
        session = person.explorer.form.session
        before, held = [one.key for one in session.description.form.root.fields], arguments(person)
        asking = next(one for one in session.description.form.root.fields if one.reloads)
        body = {"id": "fault_lab-growing-form", "configured_props": {asking.key: 2}, "dynamic_props_id": "dyp_old"}
        paste(person, json.dumps(body))
        await person.until(
            lambda: [one.key for one in session.description.form.root.fields] != before, "the fields of the values"
        )
        assert arguments(person)[asking.key] == 2
        assert session.description.state["dynamic_props_id"] != "dyp_old"
        person.press("Undo", person.window.editor.paste_note)
        return session, before, held

    session, before, held = run(work(), timeout=30)
    assert [one.key for one in session.description.form.root.fields] == before
    assert arguments(person) == held
    assert person.named("Run").isEnabled()


def test_an_inly_core_address_brings_the_record_and_the_parameters(person, run):
    async def work():
        await person.choose_connection("Inly Core sandbox")
        await person.find_and_open("approve order", "orders/approve-order")
        paste(
            person,
            "curl -X POST https://core.example/api/v1/actions/orders/approve-order/execute/42 "
            "-H 'Authorization: Bearer x' -d '{\"reason\": \"Verified\"}'",
        )
        assert person.named("Order id", QLineEdit).text() == "42"
        assert "core.example" in said(person)
        await run_whatever_is_asked(person, 1)

    run(work(), timeout=30)
    assert sent(person) == ("POST", "/api/v1/actions/orders/approve-order/execute/42?", {"reason": "Verified"})


def test_an_address_alone_brings_the_record_and_leaves_the_parameters(person, run):
    async def work():
        await person.choose_connection("Inly Core sandbox")
        await person.find_and_open("approve order", "orders/approve-order")
        person.window.editor.fill({"reason": "Verified"}, {}, None)
        paste(person, "/api/v1/actions/orders/approve-order/execute/43")

    run(work(), timeout=30)
    assert person.named("Order id", QLineEdit).text() == "43"
    assert arguments(person) == {"reason": "Verified"}
