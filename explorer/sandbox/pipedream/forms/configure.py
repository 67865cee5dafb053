"""
One configure call: the choices of one prop, or what a database holds for an `sql` prop.

Source: Pipedream Connect, page on configuring props; a failure inside the component comes with status 200.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from explorer.sandbox.pipedream.catalogue.files import Entry
from explorer.sandbox.pipedream.component_error import ComponentError, configuration_error, milliseconds
from explorer.sandbox.pipedream.exact_json import whole_number, write
from explorer.sandbox.pipedream.forms.choice_pages import choice_page
from explorer.sandbox.pipedream.forms.choice_rule import (
    Choice,
    ChoiceRule,
    made_choices,
    rule_for,
    seed_text,
)
from explorer.sandbox.pipedream.forms.form_request import FormRequest
from explorer.sandbox.pipedream.forms.values import bare
from explorer.sandbox.pipedream.runs.sql_tables import schema_context
from explorer.sandbox.pipedream.runs.template import filled_text
from explorer.sandbox.pipedream.state import PipedreamState

REMOTE_TYPES = ("$.discord.channel", "$.discord.channel[]")


async def configure(state: PipedreamState, form: FormRequest, body: Mapping[str, Any]) -> dict[str, Any]:
    """The whole answer of a configure call, failures of the component included."""
    started = milliseconds()
    answer: dict[str, Any] = {
        "observations": [],
        "context": None,
        "options": None,
        "errors": [],
        "stringOptions": None,
    }
    try:
        answer.update(await _choices(state, form, body, answer["observations"]))
    except ComponentError as failure:
        answer["observations"].append(failure.observation())
        answer["errors"] = [write({"name": failure.name, "message": failure.message}).decode()]
    if state.switches.spare_configure_answers:
        answer = {key: value for key, value in answer.items() if value or key == "observations"}
    done = milliseconds()
    answer["timings"] = {
        "api_to_sidekiq": started + 0.1,
        "sidekiq_received": started + 0.4,
        "lambda_configure_prop_called": started,
        "lambda_done": done,
        "sidekiq_done": done + 0.3,
    }
    return answer


def choices_of(state: PipedreamState, form: FormRequest, prop: Entry) -> tuple[ChoiceRule, Sequence[Choice], str]:
    """The rule of a prop, all its choices under the present values, and the text they were made from."""
    rule = rule_for(state.catalogue, form.component, prop)
    values = form.filled_values
    seeds = seed_text(state.seed, form.owner, rule, values)
    if rule.stored is None:
        return rule, made_choices(state.catalogue, rule, prop, seeds), seeds
    parents = {name: bare(values.get(name)) for name in rule.parents}
    app = next((one["app"] for one in form.props if one["type"] == "app"), "")
    records = state.records.collection(app, form.owner, rule.stored["collection"], parents)
    return rule, [_choice(record, rule.stored) for record in records], seeds


def check_choices(state: PipedreamState, form: FormRequest) -> None:
    """Fail as a third party does that gets a value belonging to another parent."""
    for prop in form.props:
        value = bare(form.values.get(prop["name"]))
        if prop.get("remoteOptions") and value not in (None, "", []):
            rule, choices, _ = choices_of(state, form, prop)
            if rule.checked:
                known = {str(choice.value) for choice in choices}
                several = value if isinstance(value, list) else [value]
                wrong = [str(one) for one in several if str(bare(one)) not in known]
                if wrong:
                    label = prop.get("label") or prop["name"]
                    raise ComponentError(
                        f"Request failed with status code 404: {label} {wrong[0]} is not there",
                        name="AxiosError",
                        origin="upstream_api",
                        status=404,
                    )


async def _choices(
    state: PipedreamState, form: FormRequest, body: Mapping[str, Any], observations: list[dict[str, Any]]
) -> dict[str, Any]:
    name = body.get("prop_name")
    prop = next((one for one in form.props if one["name"] == name), None)
    if prop is None:
        raise ComponentError(f"Prop {name} is not part of this component", name="UnknownPropError")
    if prop["type"] == "sql":
        _check_connected(state, form)
        return {"context": schema_context()}
    if not prop.get("remoteOptions") and prop["type"] not in REMOTE_TYPES:
        raise ComponentError(f"Prop {name} has no remote options", name="UnknownPropError")
    _check_connected(state, form)
    rule, choices, seeds = choices_of(state, form, prop)
    observations += [{"ts": milliseconds(), "k": "console.log", "msg": line} for line in rule.logs]
    _check_parents(form, rule)
    if rule.delay_s:
        await asyncio.sleep(rule.delay_s)
    if rule.fails is not None and whole_number(body.get("page"), 0) >= rule.fails_on_page:
        raise ComponentError(rule.fails["message"], name=rule.fails["name"])
    page = choice_page(
        rule,
        choices,
        seeds,
        page=body.get("page"),
        prev_context=body.get("prev_context"),
        query=body.get("query"),
    )
    return {"context": page.context, **_shown(rule, page.choices)}


def _check_connected(state: PipedreamState, form: FormRequest) -> None:
    connected = {account.app["name_slug"] for account in form.accounts}
    for prop in form.component["configurable_props"]:
        app = state.apps.find(prop["app"]) if prop["type"] == "app" else None
        if app is not None and app["auth_type"] != "none" and app["name_slug"] not in connected:
            raise configuration_error(f"Connect an account of {app['name']} first")
    form.check_accounts(state)


def _check_parents(form: FormRequest, rule: ChoiceRule) -> None:
    values = form.filled_values
    for prop in form.props:
        unset = values.get(prop["name"]) in (None, "", [])
        if prop["name"] in rule.parents and unset and not prop.get("optional"):
            raise configuration_error(f"Choose {prop.get('label') or prop['name']} first")


def _shown(rule: ChoiceRule, choices: Sequence[Choice]) -> dict[str, Any]:
    if rule.shape == "strings":
        return {"stringOptions": [choice.label for choice in choices]}
    pairs = [{"label": choice.label, "value": choice.value} for choice in choices]
    if rule.shape == "nested":
        return {"options": [{"__lv": pair} for pair in pairs]}
    if rule.shape == "mixed":
        return {"options": [{"__lv": pair} if index % 2 else pair for index, pair in enumerate(pairs)]}
    return {"options": pairs}


def _choice(record: Entry, stored: Mapping[str, str]) -> Choice:
    return Choice(filled_text(stored["label"], record), record[stored.get("value", "id")])
