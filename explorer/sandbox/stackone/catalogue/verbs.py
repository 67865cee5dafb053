"""Actions made from a resource and a verb: label, description, provider request and inputs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from explorer.sandbox.stackone.catalogue.model import Action, ActionType, Input
from explorer.sandbox.stackone.catalogue.vocabulary import Resource

PAGE_SIZE = Input(
    "page_size",
    "number",
    "query",
    "How many records one page has",
    is_integer=True,
    default=25,
    rules={"min": 1, "max": 100},
)
CURSOR = Input("next", "string", "query", "Cursor from the page before; leave it out for the first page")
UPDATED_SINCE = Input("updated_since", "datetime_string", "query", "Only what was changed at this moment or later")
EXPAND = Input(
    "expand",
    "enum",
    "query",
    "What else is given with the record",
    is_array=True,
    values=("owner", "history", "permissions"),
)
IF_MATCH = Input("if_match", "string", "headers", "Change it only if its version is still this one")
IDEMPOTENCY_KEY = Input(
    "idempotency_key",
    "string",
    "headers",
    "Sent twice with the same key, it is created once",
    rules={"format": "uuid"},
)


@dataclass(frozen=True)
class Verb:
    """What can be done with a resource."""

    key: str
    label: str
    description: str
    action_type: ActionType
    method: Literal["get", "post", "patch", "delete"]
    path: str
    inputs: Callable[[Resource], tuple[Input, ...]]


def action(connector_key: str, category: str, resource: Resource, verb: Verb) -> Action:
    """The action that does a verb on a resource."""
    words = {"one": resource.singular, "many": resource.plural, "a": _article(resource.singular)}
    label = verb.label.format(**words)
    return Action(
        connector_key=connector_key,
        name=label.lower().replace(" ", "_"),
        label=label,
        description=verb.description.format(**words),
        action_type=verb.action_type,
        categories=(category,),
        resource=resource.key,
        verb=verb.key,
        method=verb.method,
        path=verb.path.format(key=resource.key),
        inputs=verb.inputs(resource),
        tags=(resource.plural,),
        required_scopes=(f"{resource.key}:{'read' if verb.method == 'get' else 'write'}",),
        is_syncable=verb.key == "list",
    )


def record_id(resource: Resource) -> Input:
    """The path input that names one record."""
    return Input("id", "string", "path", f"Identifier of the {resource.singular}", is_required=True)


def body_fields(resource: Resource, *, all_optional: bool = False) -> tuple[Input, ...]:
    """The resource's fields as body inputs."""
    return tuple(
        replace(one, location="body", is_required=is_required and not all_optional)
        for one, is_required in resource.fields
    )


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


def _list_inputs(resource: Resource) -> tuple[Input, ...]:
    choices = [one for one, _ in resource.fields if one.type == "enum" and not one.is_array]
    filters = tuple(
        replace(one, location="query", description=f"Only {resource.plural} with this {one.name}") for one in choices
    )
    return (PAGE_SIZE, CURSOR, UPDATED_SINCE, *filters)


def _parts_of(resource: Resource) -> tuple[Input, ...]:
    return tuple(replace(one, location="", is_required=required) for one, required in resource.fields)


def _body(name: str, description: str, **more: object) -> Input:
    return replace(Input(name, "string", "body", description), **more)  # type: ignore[arg-type]  # checked by use


_TEXT_RULES = {"minLength": 1, "maxLength": 2000}

_PERIOD = (
    Input("from", description="First day", is_required=True, rules={"format": "date"}),
    Input("until", description="Last day", rules={"format": "date"}),
)

VERBS = (
    Verb(
        "list", "List {many}", "Gives {many} page by page, the newest first.", "list", "get", "/v1/{key}", _list_inputs
    ),
    Verb(
        "get",
        "Get {one}",
        "Gives one {one} with all its fields.",
        "get",
        "get",
        "/v1/{key}/{{id}}",
        lambda resource: (record_id(resource), EXPAND),
    ),
    Verb(
        "create",
        "Create {one}",
        "Adds {a} and gives it back with its identifier.",
        "create",
        "post",
        "/v1/{key}",
        lambda resource: (IDEMPOTENCY_KEY, *body_fields(resource)),
    ),
    Verb(
        "update",
        "Update {one}",
        "Changes the fields of {a} that are given and leaves the others.",
        "update",
        "patch",
        "/v1/{key}/{{id}}",
        lambda resource: (record_id(resource), IF_MATCH, *body_fields(resource, all_optional=True)),
    ),
    Verb(
        "delete",
        "Delete {one}",
        "Removes {a}. This cannot be undone when it is permanent.",
        "delete",
        "delete",
        "/v1/{key}/{{id}}",
        lambda resource: (
            record_id(resource),
            Input("permanent", "boolean", "query", "Skip the bin", default=False),
        ),
    ),
    Verb(
        "search",
        "Search {many}",
        "Finds {many} by words and conditions.",
        "custom",
        "post",
        "/v1/{key}/search",
        lambda _: (
            _body("query", "Words to look for", is_required=True, rules=_TEXT_RULES),
            _body(
                "conditions",
                "All of them must hold",
                type="object",
                is_array=True,
                properties=(
                    Input("field", description="Name of a field", is_required=True),
                    Input(
                        "operator",
                        "enum",
                        description="How it is compared",
                        is_required=True,
                        values=("equals", "contains", "before", "after"),
                    ),
                    Input("value", description="What it is compared with"),
                ),
            ),
            replace(PAGE_SIZE, location="body"),
        ),
    ),
    Verb(
        "count",
        "Count {many}",
        "Gives how many {many} there are, as one number.",
        "custom",
        "get",
        "/v1/{key}/count",
        lambda _: (UPDATED_SINCE,),
    ),
    Verb(
        "archive",
        "Archive {one}",
        "Puts {a} away; it can be brought back.",
        "custom",
        "post",
        "/v1/{key}/{{id}}/archive",
        lambda resource: (record_id(resource), _body("reason", "Why", is_nullable=True, rules=_TEXT_RULES)),
    ),
    Verb(
        "restore",
        "Restore {one}",
        "Brings back {a} that was put away.",
        "custom",
        "post",
        "/v1/{key}/{{id}}/restore",
        lambda resource: (record_id(resource),),
    ),
    Verb(
        "duplicate",
        "Duplicate {one}",
        "Makes a second {one} with the same fields.",
        "create",
        "post",
        "/v1/{key}/{{id}}/duplicate",
        lambda resource: (record_id(resource), IDEMPOTENCY_KEY),
    ),
    Verb(
        "create_many",
        "Create several {many}",
        "Adds up to 50 {many} at once and tells what became of each.",
        "create",
        "post",
        "/v1/{key}/batch",
        lambda resource: (
            _body(
                "items",
                f"The new {resource.plural}",
                type="object",
                is_array=True,
                is_required=True,
                properties=_parts_of(resource),
            ),
        ),
    ),
    Verb(
        "export",
        "Export {many}",
        "Gives all {many} as one file.",
        "custom",
        "post",
        "/v1/{key}/export",
        lambda _: (
            _body("format", "Kind of file", type="enum", values=("csv", "json"), default="csv"),
            _body("period", "Only what was made in it", type="object", properties=_PERIOD),
        ),
    ),
)
"""What any resource can have done with it, the most usual first."""
