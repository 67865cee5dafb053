"""Which answer is still wanted while a form is being filled."""

import asyncio
from dataclasses import replace

import pytest

from explorer.calls.form_session import FormSession
from explorer.domain.failure import ConnectionLost, NotSendable
from explorer.providers.contract import ActionDescription
from explorer.schema.field import Form, GroupField

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
