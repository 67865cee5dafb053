"""
Values as a form sends them, and as a component sees them.

A choice comes as `{"__lv": {"label", "value"}}`, several as `{"__lv": [...]}` or a list of such objects; the component
gets the bare value, or with `withLabel` the pair.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from explorer.sandbox.pipedream.catalogue.files import Entry
from explorer.sandbox.pipedream.component_error import ComponentError

WRAP = "__lv"

NOT_ASKED = frozenset({"alert", "dir", "$.service.db", "$.interface.http", "$.interface.apphook"})
"""Types for which nothing is entered."""


def unwrapped(value: Any, *, with_label: bool = False) -> Any:
    """
    A value without its wrapping; anything that is not wrapped comes back unchanged.

    Args:
        value: As it arrived.
        with_label: Keep the pair of label and value.
    """
    if isinstance(value, Mapping) and set(value) == {WRAP}:
        return _opened(value[WRAP], with_label)
    if isinstance(value, list):
        return [unwrapped(item, with_label=with_label) if _is_wrapped(item) else item for item in value]
    return value


def component_values(props: Iterable[Entry], configured: Mapping[str, Any]) -> dict[str, Any]:
    """
    What a component sees: values of known props only, unwrapped; `configured` may hold anything else too.

    A value for a prop of a type that takes none is left out; null stays null. A default is not filled in.
    """
    values: dict[str, Any] = {}
    for prop in props:
        name = prop["name"]
        if name in configured and prop["type"] not in NOT_ASKED and not prop.get("disabled"):
            values[name] = unwrapped(configured[name], with_label=bool(prop.get("withLabel")))
    return values


def with_defaults(props: Iterable[Entry], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, and the default of each prop that has none."""
    defaults = {prop["name"]: prop["default"] for prop in props if "default" in prop}
    return {**defaults, **values}


def missing_names(props: Iterable[Entry], values: Mapping[str, Any]) -> list[str]:
    """Names of required, visible props without a value or default, apps left out, in order."""
    return [
        prop["name"]
        for prop in props
        if prop["type"] not in NOT_ASKED | {"app"}
        and not (prop.get("optional") or prop.get("hidden") or prop.get("disabled") or prop.get("readOnly"))
        and "default" not in prop
        and values.get(prop["name"]) in (None, "")
    ]


def check_labels(props: Iterable[Entry], values: Mapping[str, Any]) -> None:
    """Fail as an action does that wants label and value and got the bare value."""
    for prop in props:
        value = values.get(prop["name"])
        if prop.get("withLabel") and value is not None:
            several = value if isinstance(value, list) else [value]
            if not all(isinstance(item, Mapping) and "value" in item for item in several):
                raise ComponentError("Cannot read properties of undefined (reading 'value')", name="TypeError")


def bare(value: Any) -> Any:
    """The value inside a kept pair of label and value."""
    if isinstance(value, Mapping) and set(value) == {"label", "value"}:
        return value["value"]
    return value


def _is_wrapped(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == {WRAP}


def _opened(inner: Any, with_label: bool) -> Any:
    if isinstance(inner, list):
        return [_opened(item[WRAP] if _is_wrapped(item) else item, with_label) for item in inner]
    if isinstance(inner, Mapping) and "value" in inner:
        if with_label:
            return {"label": inner.get("label"), "value": inner["value"]}
        return inner["value"]
    return inner
