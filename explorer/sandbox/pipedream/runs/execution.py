"""
One run, from the request to the answer.

Source: Pipedream Connect, page on running actions. Whatever goes wrong inside the action comes with status 200: an `os`
entry whose `k` is `error`, no `ret`, and an `error` that says where it came from.
"""

from collections.abc import Mapping
from typing import Any

from explorer.sandbox.pipedream.component_error import ComponentError, configuration_error, upstream_error
from explorer.sandbox.pipedream.exact_json import NumberText, whole_number
from explorer.sandbox.pipedream.forms.configure import check_choices
from explorer.sandbox.pipedream.forms.form_request import FormRequest
from explorer.sandbox.pipedream.forms.reload_rules import new_props
from explorer.sandbox.pipedream.forms.values import check_labels, missing_names
from explorer.sandbox.pipedream.runs import calculations, fault_lab, sql_tables
from explorer.sandbox.pipedream.runs.recipe import NO_RECIPE, follow
from explorer.sandbox.pipedream.runs.run_context import RunContext
from explorer.sandbox.pipedream.state import PipedreamState

ACTIONS: Mapping[str, fault_lab.Behaviour] = {
    **fault_lab.ACTIONS,
    "helper_functions-random-integer": calculations.random_integer,
    "pipedream_utils-date-time-format": calculations.date_time_format,
    "http-custom-request": calculations.http_request,
    "http-get-request": calculations.http_request,
    "google_sheets-add-single-row": calculations.add_sheet_row,
    "google_sheets-get-values-in-range": calculations.sheet_values,
    "postgresql-execute-custom-query": sql_tables.run_sql,
    "mysql-execute-raw-query": sql_tables.run_sql,
    "postgresql-insert-row": sql_tables.insert_row,
}
"""Actions that do more than a recipe can say."""


async def run(state: PipedreamState, form: FormRequest, stash_id: object, base_url: str) -> dict[str, Any]:
    """
    The body of the answer.

    Raises:
        RequestRefusedError: The request is refused, so the action never ran.
    """
    context = RunContext(
        state,
        form.component,
        form.props,
        form.values,
        form.external_user_id,
        form.environment,
        form.accounts,
        base_url,
        state.stash.opened(stash_id),
        form.has_dynamic_props,
    )
    state.usage.runs += 1
    answer: dict[str, Any] = {"exports": context.exports, "os": context.console.lines}
    try:
        _check(state, form)
        answer["ret"] = await _behave(context)
    except ComponentError as failure:
        context.console.lines.append(failure.observation())
        error = failure.error(state.switches.error_shape)
        if error is not None:
            answer["error"] = error
    if context.stash_id is not None:
        answer["stash_id"] = context.stash_id
    return answer


async def _behave(context: RunContext) -> Any:
    key = context.component["key"]
    if key in ACTIONS:
        return await ACTIONS[key](context)
    return follow(context, context.state.catalogue.recipes.get(key, NO_RECIPE))


def _check(state: PipedreamState, form: FormRequest) -> None:
    form.check_accounts(state)
    check_labels(form.props, form.values)
    _check_dynamic(state, form)
    missing = missing_names(form.props, form.values)
    labels = {prop["name"]: prop.get("label") or prop["name"] for prop in form.props}
    if state.switches.strict_props:
        if missing:
            raise configuration_error(f"Missing required props: {', '.join(missing)}")
        _check_ranges(form)
    if missing and form.component["key"] not in fault_lab.ACTIONS:
        raise upstream_error(400, f"{labels[missing[0]]} is missing")
    check_choices(state, form)


def _check_dynamic(state: PipedreamState, form: FormRequest) -> None:
    """Fail as an action does whose dynamic values got lost, because the request names no list."""
    text = state.catalogue.recipes.get(form.component["key"], {}).get("needs_dynamic")
    if text is None or form.has_dynamic_props:
        return
    own = {prop["name"] for prop in form.component["configurable_props"]}
    dynamic = {prop["name"] for prop in new_props(state, form)} - own
    if dynamic.intersection(form.configured):
        raise ComponentError(text, name="TypeError")


def _check_ranges(form: FormRequest) -> None:
    for prop in form.props:
        value = form.values.get(prop["name"])
        several = value if isinstance(value, list) else [value]
        for one in several:
            if prop["type"].startswith("integer") and one is not None:
                if isinstance(one, bool) or not isinstance(one, int | NumberText):
                    raise configuration_error(f"{prop['name']} must be a whole number")
                number = whole_number(one, 0)
                if number < prop.get("min", number) or number > prop.get("max", number):
                    raise configuration_error(f"{prop['name']} is out of range")
