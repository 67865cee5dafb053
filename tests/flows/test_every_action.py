"""Every action of the sandbox: its form opens, is filled with examples, is run, and comes back into the form unchanged."""

import asyncio
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pytest

from explorer.calls.connection_opener import ConnectionOpener
from explorer.calls.discovery import discover
from explorer.calls.run_session import RunSession
from explorer.calls.sandbox_connections import SessionSecrets, sandbox_connections
from explorer.domain.account import Account
from explorer.domain.action import Action
from explorer.domain.call import Call, Outcome
from explorer.domain.connection import Platform
from explorer.domain.json_value import Absent, JsonObject, same_json, write_json
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.catalogue import PLATFORMS
from explorer.providers.contract import ActionDescription, ChoicesQuestion, Provider
from explorer.schema.field import AccountField, ChoiceField, GroupField
from explorer.schema.making.example import example_of
from explorer.storage.secrets import SecretStore
from explorer.ui.form.form_view import FormView

LONGEST_S = 100.0
FAULTS = ("faultline", "fault_lab", "fault-lab", "slow")
"""Actions that are made to go wrong, some of them for ever, have tests of their own."""

ANSWERED = {Outcome.SUCCEEDED, Outcome.ACTION_FAILED, Outcome.REJECTED, Outcome.PROVIDER_FAILED}


@pytest.mark.parametrize("platform", list(Platform))
def test_every_action_opens_is_filled_with_examples_runs_and_comes_back(platform, sandbox, run, control, qapp, capsys):
    view = FormView()
    view.resize(1000, 700)
    view.show()
    counted = run(tried(platform, sandbox, view), timeout=LONGEST_S)
    view.close()
    view.deleteLater()
    control(platform.value, "POST", "reset")
    with capsys.disabled():
        sys.stdout.write(f"\n{platform.label}: {counted.total()} actions, {dict(counted)}\n")
    # An example is no id of a record that exists, and follows no pattern: many are refused, which is an answer too.
    all_of_them, some = {
        Platform.STACKONE: (40, 15),
        Platform.PIPEDREAM: (60, 50),
        Platform.INLYCORE: (18, 10),
    }[platform]
    assert counted.total() >= all_of_them
    assert counted["succeeded"] >= some


async def tried(platform: Platform, ready: Mapping[str, Mapping[str, object]], view: FormView) -> Counter:
    counted: Counter = Counter()
    mask = SecretMask()
    transport = Transport(mask)
    made = next(one for one in sandbox_connections(ready) if one.connection.platform is platform)
    secrets = SessionSecrets(SecretStore(mask, None))
    secrets.add(made)
    try:
        provider = await ConnectionOpener(PLATFORMS, secrets, transport, mask).open(made.connection)
        accounts = await provider.list_accounts()
        catalogue = await discover(provider, lambda _progress: None)
        for action in chosen(catalogue.actions):
            outcome = await tried_one(provider, action, accounts, view)
            assert outcome in ANSWERED, (action.key, outcome)
            counted[outcome.value] += 1
        await provider.aclose()
    finally:
        await transport.aclose()
    return counted


def chosen(actions: Sequence[Action]) -> Iterator[Action]:
    """All of a short list; of a long one the first, which are made by hand, and every tenth of the others."""
    usual = [action for action in actions if not any(word in action.key.lower() for word in FAULTS)]
    yield from usual[:110]
    yield from usual[110::10]


async def tried_one(provider: Provider, action: Action, accounts: Sequence[Account], view: FormView) -> Outcome:
    fitting = [one.id for one in accounts if one.connector_key in ("", action.connector_key)]
    account = fitting[0] if fitting else None
    description = await provider.describe(action, account)
    arguments = await example_for(provider, description, account)
    view.show_form(description.form, arguments)
    await asyncio.sleep(0)
    assert same_json(view.content().value, arguments), action.key
    call = Call(
        connection_id=provider.connection.id,
        action=description.action,
        account_id=account,
        arguments=arguments,
        subject="43" if description.subject_label else None,
        state=description.state,
    )
    ended = await RunSession(provider, call, lambda _progress: None).work()
    view.show_form(description.form, ended.call.arguments)
    assert write_json(view.content().value) == write_json(arguments), action.key
    return ended.result.outcome


async def example_for(provider: Provider, description: ActionDescription, account: str | None) -> JsonObject:
    """The example of the form, with the first of the platform's own choices where only it knows them."""
    arguments = example_of(description.form)
    assert isinstance(arguments, dict)
    root = description.form.root
    for field in root.fields if isinstance(root, GroupField) else ():
        is_remote = isinstance(field, AccountField | ChoiceField) and field.remote is not None
        if is_remote and field.is_required and isinstance(arguments.get(field.key, Absent.ABSENT), Absent):
            question = ChoicesQuestion(description.action, account, field.remote.name, arguments, description.state)
            page = await provider.choices(question)
            if page.options:
                value = page.options[0].value
                arguments = {**arguments, field.key: [value] if getattr(field, "is_multiple", False) else value}
    return arguments
