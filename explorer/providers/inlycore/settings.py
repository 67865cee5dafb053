"""
The options of an Inly Core connection, as the dialog shows them and as the provider reads them.

Each installation has its own address, and much of its API is not published: every assumption of the reference that
names a setting (A1, A3, A4, A6, A12, A14, A16, A18) is one here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from explorer.domain.connection import Connection, SecretName
from explorer.domain.json_value import JsonValue, NotJson, parse_json
from explorer.providers.contract import SecretSetting, Setting

CLIENT_SECRET: Final = SecretName("client_secret")

SECRETS: Final = (
    SecretSetting(
        CLIENT_SECRET, "Client secret", "Of the app client that an administrator made under Developer, Apps."
    ),
)

SETTINGS: Final = (
    Setting("client_id", "Client id", description="Of the app client, a UUID."),
    Setting(
        "catalogue",
        "Actions",
        description="There is no list to ask for, so name the keys here: one a line, or as JSON, each with a label and "
        'a group if you like: [{"key": "orders/approve-order"}].',
    ),
    Setting(
        "objects",
        "Objects to try",
        description="Names like orders, separated by commas. For each the five standard actions are looked for when "
        "the list is refreshed: create, edit, delete, restore, duplicate.",
    ),
    Setting(
        "schema_path",
        "Path of a schema",
        "/api/v1/actions/{key}/schema",
        "Asked with GET (A1). May hold {id} where a schema depends on the record (A16).",
        is_assumption=True,
    ),
    Setting(
        "execute_path",
        "Path of a run",
        "/api/v1/actions/{key}/execute",
        "Documented; for installations behind another prefix.",
        is_assumption=True,
    ),
    Setting(
        "execute_subject_path",
        "Path of a run on a record",
        "/api/v1/actions/{key}/execute/{id}",
        "Documented; for installations behind another prefix.",
        is_assumption=True,
    ),
    Setting(
        "bulk_path",
        "Path of a bulk run",
        "/api/v1/actions/{key}/bulk-execute",
        "Others that are likely end in /bulk, /execute-bulk or /execute/bulk (A3).",
        is_assumption=True,
    ),
    Setting(
        "bulk_params_style",
        "Parameters of a bulk run",
        "params",
        "The name of the field that holds them, or flat for beside the ids (A4).",
        is_assumption=True,
    ),
    Setting(
        "type_aliases",
        "Names of parameter types",
        description="Types of this installation that the explorer does not know, one a line: amount = money (A6).",
        is_assumption=True,
    ),
    Setting(
        "workflow_status_path",
        "Path of a workflow's state",
        description="None is published; empty does not ask. For example /api/v1/workflows/{id} (A12).",
        is_assumption=True,
    ),
    Setting(
        "list_path",
        "Path of a list of actions",
        description="None is published; empty does not ask. For example /api/v1/actions (A14).",
        is_assumption=True,
    ),
    Setting(
        "lookups",
        "Searching records",
        description="JSON, for each model class where and how its records are found: "
        r'{"App\\Models\\Order": {"url": "/api/v1/orders?search={query}", "list": "data", "id": "id", '
        '"title": "title"}} (A18).',
        is_assumption=True,
    ),
    Setting(
        "search_parameter",
        "Parameter of a search",
        "search",
        "Added to a parameter's own search address (A18).",
        is_assumption=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Lookup:
    """
    How records of one model class are found.

    Args:
        url: Path, with `{query}` where the typed text goes; without it the text is a parameter.
        list: Dotted path to the list in the answer; empty finds it by itself.
    """

    url: str
    list: str = ""
    id: str = "id"
    title: str = "title"


@dataclass(frozen=True, slots=True)
class InlyCoreOptions:
    """The options of one connection, read; `problems` says in plain words which of them cannot be used."""

    client_id: str
    catalogue: str
    objects: tuple[str, ...]
    schema_path: str
    execute_path: str
    execute_subject_path: str
    bulk_path: str
    bulk_params_style: str
    type_aliases: Mapping[str, str]
    workflow_status_path: str
    list_path: str
    lookups: Mapping[str, Lookup]
    search_parameter: str
    problems: tuple[str, ...] = ()


def read_options(connection: Connection) -> InlyCoreOptions:
    """The connection's options; one that is missing or empty has its start value."""

    def text(name: str) -> str:
        default = next(one.default for one in SETTINGS if one.name == name)
        return connection.options.get(name, "").strip() or default

    lookups, problems = _lookups(text("lookups"))
    parts = (part.strip().strip("/") for part in text("objects").replace("\n", ",").split(","))
    return InlyCoreOptions(
        client_id=text("client_id"),
        catalogue=text("catalogue"),
        objects=tuple(dict.fromkeys(part for part in parts if part)),
        schema_path=text("schema_path"),
        execute_path=text("execute_path"),
        execute_subject_path=text("execute_subject_path"),
        bulk_path=text("bulk_path"),
        bulk_params_style=text("bulk_params_style"),
        type_aliases=_aliases(text("type_aliases")),
        workflow_status_path=text("workflow_status_path"),
        list_path=text("list_path"),
        lookups=lookups,
        search_parameter=text("search_parameter"),
        problems=tuple(problems),
    )


def _aliases(text: str) -> Mapping[str, str]:
    pairs = (line.partition("=") for line in text.replace(",", "\n").splitlines())
    return {name.strip().lower(): meant.strip().lower() for name, sign, meant in pairs if sign and name.strip()}


def _lookups(text: str) -> tuple[Mapping[str, Lookup], list[str]]:
    if not text:
        return {}, []
    try:
        untrusted: JsonValue = parse_json(text)
    except NotJson as error:
        return {}, [f"The setting for searching records is no JSON: {error}"]
    if not isinstance(untrusted, dict):
        return {}, ["The setting for searching records is no JSON object."]
    found: dict[str, Lookup] = {}
    problems: list[str] = []
    for model, entry in untrusted.items():
        given = {"url": entry} if isinstance(entry, str) else entry
        words = {
            name: value.strip()
            for name in ("url", "list", "id", "title")
            if isinstance(given, dict) and isinstance(value := given.get(name), str) and value.strip()
        }
        if "url" in words:
            found[model] = Lookup(**words)
        else:
            problems.append(f"The setting for searching records names no url for {model}.")
    return found, problems
