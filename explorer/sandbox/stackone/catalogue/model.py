"""
What an action and a connector are, in the engine's own terms.

Field names and word lists follow the published type declarations of the connector engine (`@stackone/core` 4.4.0):
an input has a type out of six, a place in the provider's request, and rules; an action id is the connector's key,
an underscore and the action's own name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

InputType = Literal["string", "number", "boolean", "datetime_string", "object", "enum"]
Location = Literal["path", "query", "body", "headers", ""]
ActionType = Literal["list", "get", "create", "update", "delete", "custom"]

LOCATIONS: tuple[Literal["path", "query", "body", "headers"], ...] = ("path", "query", "body", "headers")


@dataclass(frozen=True)
class Input:
    """
    One input of an action, or a part of one: parts have no location.

    `is_integer` and `is_nullable` show in JSON Schema only: the engine's own record has no word for them. An input with
    `variants` takes a value of any one of them; their names are what they are called in a list.
    """

    name: str
    type: InputType = "string"
    location: Location = ""
    description: str = ""
    is_required: bool = False
    is_array: bool = False
    is_integer: bool = False
    is_nullable: bool = False
    default: object = None
    values: tuple[str, ...] = ()
    properties: tuple["Input", ...] = ()
    variants: tuple["Input", ...] = ()
    rules: Mapping[str, object] = field(default_factory=dict)

    def as_record(self) -> dict[str, object]:
        """The input as `action_details` shows it."""
        record: dict[str, object] = {
            "name": self.name,
            "type": self.type,
            "required": self.is_required,
            "description": self.description,
        }
        if self.location:
            record["in"] = self.location
        if self.is_array:
            record["array"] = True
        if self.values:
            record["oneOf"] = {"values": list(self.values)}
        if self.properties:
            record["properties"] = [part.as_record() for part in self.properties]
        if self.variants:
            record["variants"] = [variant.as_record() for variant in self.variants]
        if self.rules:
            record["rules"] = dict(self.rules)
        return record


@dataclass(frozen=True)
class Action:
    """
    One action.

    `answers` says what comes back: a list with a cursor, one record, a file, or whatever a hand-made one gives.
    `resource` is the key of the records it works on; `verb` what it does with them.
    """

    connector_key: str
    name: str
    label: str
    description: str
    action_type: ActionType
    categories: tuple[str, ...]
    resource: str
    verb: str
    method: str
    path: str
    inputs: tuple[Input, ...] = ()
    schema_type: Literal["native", "unified"] = "native"
    tags: tuple[str, ...] = ()
    required_scopes: tuple[str, ...] = ()
    validation_rules: tuple[Mapping[str, object], ...] = ()
    is_deprecated: bool = False
    is_syncable: bool = False

    @property
    def id(self) -> str:
        """The name under which it is called."""
        return f"{self.connector_key}_{self.name}"

    @property
    def is_read(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "get" or self.verb in ("search", "count", "export")

    def annotations(self) -> dict[str, object]:
        """Hints in the words of the Model Context Protocol."""
        return {
            "title": self.label,
            "readOnlyHint": self.is_read,
            "destructiveHint": self.action_type == "delete",
            "idempotentHint": self.is_read or self.action_type in ("update", "delete"),
            "openWorldHint": True,
        }

    def as_metadata(self, *, with_details: bool) -> dict[str, object]:
        """The action as `GET /actions` lists it."""
        listed: dict[str, object] = {
            "id": self.id,
            "label": self.label,
            "description": self.description,
            "schema_type": self.schema_type,
            "tags": list(self.tags),
            "required_scopes": list(self.required_scopes),
            "syncable": self.is_syncable,
            "supports_incremental": self.is_syncable,
            "has_required_parameters": any(one.is_required for one in self.inputs),
        }
        if with_details:
            listed["action_details"] = self._details()
        return listed

    def _details(self) -> dict[str, object]:
        effects = "read" if self.is_read else "delete" if self.action_type == "delete" else "write"
        return {
            "id": self.name,
            "label": self.label,
            "description": self.description,
            "categories": list(self.categories),
            "schemaType": self.schema_type,
            "actionType": self.action_type,
            "effects": "search" if self.verb == "search" else effects,
            "annotations": self.annotations(),
            "executionMode": "sync",
            "tags": list(self.tags),
            "releaseStage": "deprecated" if self.is_deprecated else "ga",
            "entrypointUrl": self.path,
            "entrypointHttpMethod": self.method,
            "inputs": [one.as_record() for one in self.inputs],
            "validationRules": [dict(rule) for rule in self.validation_rules],
            "requiredScopes": list(self.required_scopes),
            "cursor": {"enabled": self.verb == "list", "pageSize": 25},
            "responses": {"success": {"statusCode": 201 if self.action_type == "create" else 200}},
        }


@dataclass(frozen=True)
class Connector:
    """One connector: a provider that the platform can call, with its actions."""

    key: str
    name: str
    version: str
    category: str
    description: str
    authentication_type: Literal["custom", "oauth2"]
    release_stage: Literal["ga", "beta", "preview"] = "ga"
    actions: tuple[Action, ...] = ()

    @property
    def address(self) -> str:
        """Where the made-up provider lives; the top-level domain is reserved for examples."""
        return f"https://api.{self.key.replace('_', '-')}.example"

    def authentication(self, *, with_guides: bool) -> list[dict[str, object]]:
        """How an account of this connector is linked."""
        label = "API key" if self.authentication_type == "custom" else "Sign in with OAuth 2.0"
        support: dict[str, object] = {
            "link": f"https://help.{self.key.replace('_', '-')}.example/connect",
            "description": f"How to link {self.name}",
        }
        if with_guides:
            content = f"Open the settings of {self.name} and allow access for other programs."
            support["guides"] = {"setup": {"sections": [{"title": "Allow access", "content": content}]}}
        return [
            {
                "type": self.authentication_type,
                "label": label,
                "key": self.authentication_type,
                "required_scopes": [],
                "support": support,
            }
        ]
