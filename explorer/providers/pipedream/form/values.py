"""
What a form holds, as `configured_props` wants to have it.

Everything goes out as it stands, with two exceptions: a database query is completed to the shape that the connection
asks for, and a value that must carry a label gets one.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.providers.pipedream.form.label_value import has_value, with_label
from explorer.providers.pipedream.form.prop import Prop

SQL_SHAPES: Final[Mapping[str, str]] = {
    "union": "app, value, query, params and usePreparedStatements: what all readers understand",
    "schema": "value, query, params and usePreparedStatements, as the published schema says",
    "docs": "auth, query and params, as the documentation shows",
    "builder": "app, query and params, as the official form builder sends",
}
"""Public sources disagree about the value of an `sql` prop; each spelling, and from where it comes."""


def configured_props(props: Sequence[Prop], arguments: JsonObject, sql_shape: str) -> JsonObject:
    """
    The values to send.

    Args:
        props: The action's props as far as they are known; values of others go out as they are.
        arguments: What the form holds.
        sql_shape: One of `SQL_SHAPES`.
    """
    by_name = {prop.name: prop for prop in props}
    return {
        name: _value(by_name[name], value, sql_shape) if name in by_name else value for name, value in arguments.items()
    }


def earlier_values(props: Sequence[Prop], arguments: JsonObject, name: str) -> JsonObject:
    """
    The values that a question for choices of one prop carries: those of the props before it, and every account.

    Where the prop is not among those known, all values but its own.
    """
    places = {prop.name: place for place, prop in enumerate(props)}
    if name not in places:
        return {key: value for key, value in arguments.items() if key != name and has_value(value)}
    return {
        prop.name: arguments[prop.name]
        for place, prop in enumerate(props)
        if prop.name in arguments
        and prop.name != name
        and (place < places[name] or prop.type == "app")
        and has_value(arguments[prop.name])
    }


def _value(prop: Prop, value: JsonValue, sql_shape: str) -> JsonValue:
    if prop.type == "sql":
        return _sql(prop, value, sql_shape)
    if prop.flag("withLabel") and has_value(value):
        return with_label(value)
    return value


def _sql(prop: Prop, value: JsonValue, sql_shape: str) -> JsonValue:
    typed: JsonObject = {"query": value} if isinstance(value, str) else dict(value) if isinstance(value, dict) else {}
    query = typed.get("query")
    if not isinstance(query, str):
        return value
    auth = prop.raw.get("auth")
    app = auth.get("app") if isinstance(auth, dict) else None
    added: JsonObject = {"params": []}
    if isinstance(app, str):
        if sql_shape == "docs":
            added["auth"] = {"app": app}
        elif sql_shape in {"union", "builder"}:
            added["app"] = app
    if sql_shape in {"union", "schema"}:
        added["value"] = query
        added["usePreparedStatements"] = False
    return typed | {key: item for key, item in added.items() if key not in typed}
