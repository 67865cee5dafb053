"""
What a reload makes of a prop list: the whole new list, in order.

A rule of `reloads.json` holds

    when     conditions on values, all of which must hold: {"prop", "in": [...]}, {"prop", "contains": value} for lists,
             {"prop", "set": true or false}, {"prop", "ends": text}; none holds always
    change   prop name to the fields that get other values
    add      props to add
    make     name of a maker of reload_makers.py, whose props are added
    after    name of the prop behind which they are added; at the end if absent
    remove   names of props to take out

Values stay where they are: a reload gets all of them each time, so rules are worked through from the start.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from explorer.sandbox.pipedream.catalogue.files import Entry
from explorer.sandbox.pipedream.component_error import ComponentError
from explorer.sandbox.pipedream.forms.form_request import FormRequest
from explorer.sandbox.pipedream.forms.reload_makers import MAKERS
from explorer.sandbox.pipedream.forms.values import bare, unwrapped, with_defaults
from explorer.sandbox.pipedream.state import PipedreamState


def reload(state: PipedreamState, form: FormRequest) -> dict[str, Any]:
    """The whole answer of a reload call; `dynamicProps` is null when the component failed."""
    answer: dict[str, Any] = {"observations": [], "errors": [], "dynamicProps": None}
    try:
        form.check_accounts(state)
        props = new_props(state, form)
    except ComponentError as failure:
        answer["observations"].append(failure.observation())
        answer["errors"].append(f"{failure.name}: {failure.message}")
        return answer
    answer["dynamicProps"] = state.lists.keep(form.component["key"], props)
    return answer


def new_props(state: PipedreamState, form: FormRequest) -> list[Entry]:
    """
    The prop list for the values of a form.

    Raises:
        ComponentError: The component cannot say what follows.
    """
    props: list[Entry] = list(form.component["configurable_props"])
    for rule in state.catalogue.reloads.get(form.component["key"], ()):
        # A rule may ask for values of props that an earlier rule has just added.
        values = {name: bare(unwrapped(value)) for name, value in form.configured.items()}
        values = with_defaults(props, values)
        if all(_holds(condition, values) for condition in rule.get("when", ())):
            props = _applied(rule, props, _made(state, form, rule, values))
    return props


def _made(
    state: PipedreamState, form: FormRequest, rule: Mapping[str, Any], values: Mapping[str, Any]
) -> Sequence[Entry]:
    added: list[Entry] = list(rule.get("add", ()))
    if "make" in rule:
        added.extend(MAKERS[rule["make"]](state, form, values))
    return added


def _applied(rule: Mapping[str, Any], props: list[Entry], added: Sequence[Entry]) -> list[Entry]:
    gone = set(rule.get("remove", ())) | {prop["name"] for prop in added}
    kept = [{**prop, **rule.get("change", {}).get(prop["name"], {})} for prop in props if prop["name"] not in gone]
    names = [prop["name"] for prop in kept]
    place = names.index(rule["after"]) + 1 if rule.get("after") in names else len(kept)
    return [*kept[:place], *added, *kept[place:]]


def _holds(condition: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    value = values.get(condition["prop"])
    is_set = value not in (None, "", [])
    if "in" in condition:
        return any(type(value) is type(one) and value == one for one in condition["in"])
    if "contains" in condition:
        return isinstance(value, list) and condition["contains"] in value
    if "ends" in condition:
        return str(value).endswith(condition["ends"])
    return is_set is condition.get("set", True)
