"""
The form of an action from its configurable props: one field for each, whatever its type.

    app                                 an account of that app
    string, string[], integer, ...      text, number, boolean, or a list of them
    any of those with options           a choice; with remote options, one that is asked for at the platform
    object                              keys of one's own
    any                                 any JSON
    sql, http_request                   a group with the parts of the value
    alert                               text to read
    dir, $.service.db, $.interface.*    nothing to fill in: the platform provides it
    a type that nobody knows            JSON, with the type's name as the reason

Source: reference of configurable props, section "All types"; counts there are over 44,197 props of public actions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypedDict

from explorer.domain.json_value import ABSENT, Absent, JsonValue, write_json
from explorer.providers.pipedream.form.options import read_options
from explorer.providers.pipedream.form.plain_text import plain_text
from explorer.providers.pipedream.form.prop import Prop, read_props
from explorer.providers.pipedream.form.request_props import http_request_fields, sql_fields
from explorer.schema.build import any_field
from explorer.schema.field import (
    AccountField,
    BooleanField,
    ChoiceField,
    Field,
    Form,
    GroupField,
    JsonField,
    ListField,
    NoticeField,
    NumberField,
    Option,
    RemoteChoices,
    TextField,
    Variant,
    VariantField,
)

ACCOUNTS_OF: Final = "accounts of "
"""How the choices of an account field are named, before the app's slug. No prop has a blank in its name."""

_NOTICE_LEVELS: Final = frozenset({"info", "neutral", "warning", "error"})
_PARENT_PROPS: Final = ("appProp", "baseIdProp", "tableIdProp")
_SCHEDULES: Final = (
    Variant(
        "Every so often",
        GroupField(fields=(NumberField(key="intervalSeconds", label="Seconds", is_integer=True, is_required=True),)),
        kinds=("object",),
    ),
    Variant(
        "At certain times",
        GroupField(
            fields=(
                TextField(
                    key="cron",
                    label="Cron expression",
                    description="Minute, hour, day, month, day of the week: 0 9 * * 1 is Monday at nine.",
                    is_required=True,
                ),
            )
        ),
        kinds=("object",),
    ),
)
"""The values of a timer."""

_PROVIDED: Final = {
    "$.service.db": "The platform provides the storage that this action keeps its state in.",
    "$.interface.http": "The platform provides the address that this component listens on.",
    "$.interface.apphook": "The platform provides the app's notifications.",
}


@dataclass(frozen=True, slots=True)
class AppFacts:
    """What the form has to know of an app: its name, and whether it has accounts at all."""

    slug: str
    name: str
    has_accounts: bool = True


class _Shared(TypedDict):
    key: str
    label: str
    description: str
    is_required: bool
    default: JsonValue | Absent
    is_fixed: bool
    is_hidden: bool
    reloads: bool
    definition: str


def build_form(untrusted_props: JsonValue, apps: Mapping[str, AppFacts]) -> Form:
    """
    The form of a list of props. Never raises: what cannot be read is named among the form's problems.

    Args:
        untrusted_props: What a definition or a reload gave as its props.
        apps: Facts of apps by slug; one that is missing is called by its slug.
    """
    props, problems = read_props(untrusted_props)
    fields: list[Field] = []
    for place, prop in enumerate(props):
        field, found = _field(prop, props[:place], props, apps)
        fields.append(field)
        problems.extend(f"{prop.name}: {problem}" for problem in found)
    return Form(root=GroupField(fields=fields), problems=problems)


def _field(
    prop: Prop, earlier: Sequence[Prop], props: Sequence[Prop], apps: Mapping[str, AppFacts]
) -> tuple[Field, Sequence[str]]:
    shared = _shared(prop)
    if prop.type == "app":
        return _account(prop, shared, apps), ()
    if prop.type == "alert":
        return _notice(shared, plain_text(prop.text("content")).text, prop.text("alertType")), ()
    if prop.type == "dir":
        return _notice(shared, _files_text(prop), "neutral"), ()
    if prop.type in _PROVIDED:
        return replace(_notice(shared, _PROVIDED[prop.type], "neutral"), is_hidden=True), ()
    options, problems = read_options(prop.raw.get("options", ABSENT))
    kind, is_multiple = prop.type.removesuffix("[]"), prop.type.endswith("[]")
    if kind in {"sql", "http_request"} and not options:
        return _with_parts(prop, shared, kind, apps), problems
    # A boolean whose options come from the platform is a choice like any other.
    if options or prop.is_remote or kind.startswith("$.airtable."):
        return _choice(prop, shared, options, _remote(prop, earlier, props, apps), is_multiple=is_multiple), problems
    return _plain(prop, shared, kind, is_multiple=is_multiple), problems


def _shared(prop: Prop) -> _Shared:
    fixed = prop.flag("readOnly")
    static = prop.raw.get("static") if fixed else None
    return _Shared(
        key=prop.name,
        label=prop.label,
        description=prop.description,
        is_required=prop.is_asked and not prop.flag("optional"),
        default=prop.default if static is None else static,
        is_fixed=fixed,
        is_hidden=not prop.is_shown,
        reloads=prop.flag("reloadProps"),
        definition=write_json(prop.raw),
    )


def _account(prop: Prop, shared: _Shared, apps: Mapping[str, AppFacts]) -> Field:
    slug = prop.app
    facts = apps.get(slug, AppFacts(slug, slug or prop.name))
    shared["label"] = facts.name
    if not facts.has_accounts:
        shared["is_required"] = False
        shared["description"] = shared["description"] or "This app works without an account."
    return AccountField(
        **shared, connector_key=slug, remote=RemoteChoices(ACCOUNTS_OF + slug), id_key="authProvisionId"
    )


def _notice(shared: _Shared, text: str, level: str) -> NoticeField:
    return NoticeField(
        key=shared["key"],
        label=shared["label"],
        description=text,
        level=level if level in _NOTICE_LEVELS else "info",
        # An alert without words has nothing to show yet; a reload may give it some.
        is_hidden=shared["is_hidden"] or not text,
        definition=shared["definition"],
    )


def _files_text(prop: Prop) -> str:
    mode = {"read": "reads files from", "write": "writes files into"}.get(
        prop.text("accessMode"), "reads and writes files in"
    )
    return f"This action {mode} the file stash: see the option beside Run."


def _with_parts(prop: Prop, shared: _Shared, kind: str, apps: Mapping[str, AppFacts]) -> Field:
    if kind == "http_request":
        return GroupField(**shared, fields=http_request_fields(prop), purpose="http-request")
    auth = prop.raw.get("auth")
    slug = auth.get("app") if isinstance(auth, dict) else None
    if isinstance(slug, str) and slug:
        name = apps[slug].name if slug in apps else slug
        shared["description"] = f"{shared['description']}\nRuns on {name}.".strip()
    return GroupField(**shared, fields=sql_fields(), purpose="sql")


def _remote(
    prop: Prop, earlier: Sequence[Prop], props: Sequence[Prop], apps: Mapping[str, AppFacts]
) -> RemoteChoices | None:
    parents = [prop.text(name) for name in _PARENT_PROPS if prop.text(name)]
    if not prop.is_remote and not parents:
        return None
    # An account stands in front of all others even if its prop does not.
    before = [one for one in props if one.type == "app" or one in earlier]
    wanted = [one for one in before if one.name != prop.name and one.is_asked and (one.app or one.is_remote)]
    # An app without accounts has none to choose, so nothing waits for it.
    bare = {one.name for one in wanted if one.app in apps and not apps[one.app].has_accounts}
    needs = [one.name for one in wanted if (not one.flag("optional") and one.name not in bare) or one.name in parents]
    missing = [name for name in parents if name not in needs and any(one.name == name for one in props)]
    return RemoteChoices(
        name=prop.name,
        is_searchable=prop.flag("useQuery"),
        needs=[*needs, *missing],
        follows=[one.name for one in before if one.is_asked and one.name not in needs and one.name != prop.name],
    )


def _choice(
    prop: Prop, shared: _Shared, options: Sequence[Option], remote: RemoteChoices | None, *, is_multiple: bool
) -> Field:
    kind = prop.type.removesuffix("[]")
    value_kind = {"integer": "integer", "boolean": "json", "any": "json", "object": "json"}.get(kind, "text")
    must_label = prop.flag("withLabel")
    return ChoiceField(
        **shared,
        options=options,
        remote=remote,
        is_multiple=is_multiple,
        is_free=remote is not None or kind in {"any", "object", "sql"} or kind.startswith("$."),
        keeps_label=remote is not None or must_label,
        takes_label=True,
        value_kind=value_kind,
    )


def _plain(prop: Prop, shared: _Shared, kind: str, *, is_multiple: bool) -> Field:
    one = _single(prop, _item_shared() if is_multiple else shared, kind)
    if one is None:
        reason = f'Pipedream calls its type "{prop.type}", which the explorer does not know' if prop.type else ""
        return JsonField(**shared, reason=reason or "Pipedream names no type")
    return ListField(**shared, item=one) if is_multiple else one


def _item_shared() -> _Shared:
    return _Shared(
        key="",
        label="",
        description="",
        is_required=False,
        default=ABSENT,
        is_fixed=False,
        is_hidden=False,
        reloads=False,
        definition="",
    )


def _single(prop: Prop, shared: _Shared, kind: str) -> Field | None:
    match kind:
        case "string":
            default = shared["default"]
            return TextField(
                **shared,
                is_secret=prop.flag("secret"),
                is_multiline=isinstance(default, str) and "\n" in default,
                placeholder="URL, or path below the stash" if prop.text("format") == "file-ref" else "",
                content="file-ref" if prop.text("format") == "file-ref" else "",
            )
        case "integer" | "number":
            return NumberField(
                **shared,
                is_integer=kind == "integer",
                minimum=prop.number("min"),
                maximum=prop.number("max"),
            )
        case "boolean":
            return BooleanField(**shared)
        case "object":
            return GroupField(**shared, others=any_field())
        case "any":
            return any_field(**shared)
        case "data_store" | "datastore":
            return TextField(**shared, placeholder="Id of the data store")
        case "$.interface.timer":
            return VariantField(**shared, variants=_SCHEDULES)
        case _:
            return None
