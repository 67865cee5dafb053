"""
Props whose value has parts of its own: a database query and an HTTP request.

Source: reference of configurable props, `sql` and `http_request`; the parts of both keep the platform's camelCase.
"""

from explorer.domain.json_value import ABSENT, Absent, JsonValue
from explorer.providers.pipedream.form.prop import Prop
from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    Condition,
    Field,
    GroupField,
    JsonField,
    ListField,
    Option,
    TextField,
)

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def sql_fields() -> tuple[Field, ...]:
    """The parts of a database query that a person fills; the rest is completed when it is sent (`values.py`)."""
    return (
        TextField(
            key="query",
            label="Query",
            description="Placeholders are $1, $2 for PostgreSQL and ? elsewhere.",
            is_required=True,
            is_multiline=True,
        ),
        ListField(
            key="params",
            label="Parameters",
            description="One for each placeholder, in order: JSON values, so text stands in quotes.",
            item=JsonField(),
        ),
        BooleanField(key="usePreparedStatements", label="Use prepared statements"),
    )


def http_request_fields(prop: Prop) -> tuple[Field, ...]:
    """The parts of an HTTP request; the author's default fills those that it names."""
    return (
        ChoiceField(
            key="method",
            label="Method",
            is_required=True,
            is_free=True,
            options=[Option(method, method) for method in METHODS],
            default=_part(prop, "method", "GET"),
        ),
        TextField(
            key="url",
            label="URL",
            is_required=True,
            default=_part(prop, "url"),
            placeholder="Address, such as https://example.com/items",
        ),
        _pairs("headers", "Headers", "Header", _part(prop, "headers")),
        _pairs("params", "Query parameters", "Parameter", _part(prop, "params")),
        GroupField(key="body", label="Body", fields=_body_fields(), default=_part(prop, "body")),
        GroupField(key="auth", label="Authorization", fields=_auth_fields(), default=_part(prop, "auth")),
    )


def _part(prop: Prop, name: str, otherwise: JsonValue | Absent = ABSENT) -> JsonValue | Absent:
    given = prop.default
    if not isinstance(given, dict):
        return otherwise
    value = given.get(name)
    return otherwise if value is None else value


def _pairs(key: str, label: str, word: str, default: JsonValue | Absent) -> Field:
    return ListField(
        key=key,
        label=label,
        default=default,
        item=GroupField(
            label=word,
            fields=(
                TextField(key="name", label="Name", is_required=True),
                TextField(key="value", label="Value", is_required=True),
                BooleanField(key="disabled", label="Switched off"),
            ),
        ),
    )


def _body_fields() -> tuple[Field, ...]:
    kinds = (Option("raw", "Text as typed"), Option("fields", "Form fields"))
    content_types = ("application/json", "application/x-www-form-urlencoded", "text/plain")
    is_raw = Condition("type", "neq", "fields")
    return (
        ChoiceField(
            key="contentType",
            label="Content type",
            is_free=True,
            options=[Option(name, name) for name in content_types],
        ),
        ChoiceField(key="type", label="Kind", options=kinds),
        ChoiceField(key="mode", label="Mode", options=kinds, description="The same as the kind."),
        TextField(key="raw", label="Text", is_multiline=True, visible_when=is_raw),
        ListField(
            key="fields",
            label="Fields",
            visible_when=Condition("type", "eq", "fields"),
            item=GroupField(
                label="Field",
                fields=(TextField(key="name", label="Name", is_required=True), TextField(key="value", label="Value")),
            ),
        ),
    )


def _auth_fields() -> tuple[Field, ...]:
    kinds = (Option("none", "None"), Option("basic", "User name and password"), Option("bearer", "Bearer token"))
    is_basic = Condition("type", "eq", "basic")
    return (
        ChoiceField(key="type", label="Kind", options=kinds),
        TextField(key="username", label="User name", visible_when=is_basic),
        TextField(key="password", label="Password", is_secret=True, visible_when=is_basic),
        TextField(key="token", label="Token", is_secret=True, visible_when=Condition("type", "eq", "bearer")),
    )
