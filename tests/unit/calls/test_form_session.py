"""Which answer is still wanted while a form is being filled."""

import asyncio
from dataclasses import replace

import pytest

from explorer.calls.form_session import FormSession
from explorer.domain.failure import Cancelled, ConnectionLost, NotSendable
from explorer.providers.contract import ActionDescription
from explorer.schema.field import AccountField, Form, GroupField, RemoteChoices, TextField

from .conftest import made_action

ACTION = made_action()
FORM = ActionDescription(ACTION, Form(GroupField()))


def described(provider):
    session = FormSession(provider, ACTION, None)
    asyncio.run(session.describe())
    return session


def test_nothing_can_be_asked_before_the_form_is_there(provider):
    session = FormSession(provider, ACTION, None)
    with pytest.raises(NotSendable):
        asyncio.run(session.reload({}, {}))
    with pytest.raises(NotSendable):
        asyncio.run(session.choices("x", {}, {}))


def test_a_reload_changes_the_form(provider):
    session = described(provider)
    new = replace(FORM, state={"dynamic_props_id": "dyp_1"})
    provider.descriptions = [new]
    assert asyncio.run(session.reload({}, {})) is new
    assert session.description is new


@pytest.mark.parametrize("older", ["answers late", "fails late"])
def test_only_the_newest_of_two_reloads_counts(provider, older):
    session = described(provider)
    new = replace(FORM, state={"dynamic_props_id": "new"})

    async def work():
        release = asyncio.Event()

        async def late():
            await release.wait()
            return ConnectionLost("gone") if older == "fails late" else replace(FORM, state={"dynamic_props_id": "old"})

        provider.descriptions = [late, new]
        first = asyncio.create_task(session.reload({}, {}))
        await asyncio.sleep(0)
        second = await session.reload({"a": 1}, {})
        release.set()
        return await first, second

    assert asyncio.run(work()) == (None, new)
    assert session.description is new


def test_a_reload_that_fails_keeps_the_form(provider):
    session = described(provider)
    before = session.description
    provider.descriptions = [ConnectionLost("gone")]
    with pytest.raises(ConnectionLost):
        asyncio.run(session.reload({}, {}))
    assert session.description is before


def test_choices_are_asked_for_with_what_the_form_holds(provider):
    session = described(provider)
    session.description = replace(FORM, state={"dynamic_props_id": "dyp_1"})
    asyncio.run(session.choices("channel", {"app": 1}, {"version": "1"}, query="gen", page=2, context={"c": 1}))
    (asked,) = provider.questions
    assert (asked.name, asked.arguments, asked.query, asked.page) == ("channel", {"app": 1}, "gen", 2)
    assert asked.context == {"c": 1}
    assert asked.state == {"dynamic_props_id": "dyp_1"}


def test_a_form_that_is_put_back_is_not_replaced_by_a_reload_under_way(provider):
    session = described(provider)
    before = session.description

    async def work():
        release = asyncio.Event()

        async def late():
            await release.wait()
            return replace(FORM, state={"dynamic_props_id": "dyp_1"})

        provider.descriptions = [late]
        reload = asyncio.create_task(session.reload({}, {}))
        await asyncio.sleep(0)
        session.put_back(before)
        release.set()
        return await reload

    assert asyncio.run(work()) is None
    assert session.description is before


DECIDING = ActionDescription(
    ACTION,
    Form(
        GroupField(
            fields=[
                AccountField(
                    key="app", label="App", connector_key="app", is_required=True, remote=RemoteChoices("app")
                ),
                TextField(key="kind", label="Kind", reloads=True),
                TextField(key="text", label="Text"),
            ]
        )
    ),
    options=GroupField(fields=[TextField(key="version", label="Version", reloads=True)]),
)
HELD = {"app": {"id": 1}, "kind": "a", "text": "x"}


def deciding(provider):
    session = described(provider)
    session.description = DECIDING
    return session


@pytest.mark.parametrize(
    ("arguments", "options", "is_behind"),
    [
        ({}, {}, False),
        ({"app": {"id": 1}}, {}, False),
        ({"text": "x", "app": {"id": 1}}, {}, False),
        (HELD, {}, True),
        ({"kind": "a"}, {}, False),
        ({}, {"version": "1.0.0"}, True),
    ],
)
def test_a_new_form_is_behind_once_a_value_decides_and_the_account_is_there(provider, arguments, options, is_behind):
    assert deciding(provider).is_behind(arguments, options) is is_behind


@pytest.mark.parametrize(
    ("change", "is_behind"),
    [({}, False), ({"text": "y"}, False), ({"kind": "b"}, True), ({"app": {"id": 2}}, True), ({"kind": None}, True)],
)
def test_a_form_is_behind_when_what_decides_is_not_what_was_asked_with(provider, change, is_behind):
    session = deciding(provider)
    provider.descriptions = [DECIDING]
    asyncio.run(session.reload(HELD, {}))
    assert session.is_behind({**HELD, **change}, {}) is is_behind


def test_a_reload_that_failed_counts_as_asked_and_says_why(provider):
    session = deciding(provider)
    provider.descriptions = [ConnectionLost("gone"), DECIDING]
    with pytest.raises(ConnectionLost):
        asyncio.run(session.reload(HELD, {}))
    assert not session.is_behind(HELD, {})
    assert isinstance(session.failure, ConnectionLost)
    asyncio.run(session.reload(HELD, {}))
    assert session.failure is None


def test_giving_up_drops_the_answer_and_says_so(provider):
    session = deciding(provider)
    new = replace(DECIDING, state={"dynamic_props_id": "late"})

    async def work():
        release = asyncio.Event()

        async def late():
            await release.wait()
            return new

        provider.descriptions = [late]
        asked = asyncio.create_task(session.reload(HELD, {}))
        await asyncio.sleep(0)
        session.give_up()
        release.set()
        return await asked

    assert asyncio.run(work()) is None
    assert session.description is DECIDING
    assert isinstance(session.failure, Cancelled)


def test_state_that_is_forgotten_is_not_asked_with_any_more(provider):
    session = deciding(provider)
    session.description = replace(DECIDING, state={"dynamic_props_id": "dyp_1"})
    session.forget_state()
    asyncio.run(session.choices("x", {}, {}))
    assert provider.questions[0].state == {}


@pytest.mark.parametrize(
    ("arguments", "options", "may"),
    [({}, {}, False), ({"text": "x"}, {}, False), ({"kind": "a"}, {}, True), ({}, {"version": "1"}, True)],
)
def test_values_that_decide_are_known(provider, arguments, options, may):
    assert deciding(provider).may_decide(arguments, options) is may


def test_before_the_form_is_there_nothing_decides(provider):
    session = FormSession(provider, ACTION, None)
    session.forget_state()
    assert (session.decides, session.is_behind(HELD, {}), session.may_decide(HELD, {})) == (False, False, False)


@pytest.mark.parametrize(("description", "decides"), [(FORM, False), (DECIDING, True)])
def test_whether_any_field_decides_is_known(provider, description, decides):
    session = described(provider)
    session.description = description
    assert session.decides is decides


def test_a_form_of_another_kind_than_a_group_decides_nothing(provider):
    session = described(provider)
    session.description = replace(FORM, form=Form(TextField(label="All")))
    assert not session.is_behind({}, {})


def test_a_form_that_is_put_back_has_no_failure(provider):
    session = deciding(provider)
    provider.descriptions = [ConnectionLost("gone")]
    with pytest.raises(ConnectionLost):
        asyncio.run(session.reload(HELD, {}))
    session.put_back(FORM)
    assert session.failure is None
