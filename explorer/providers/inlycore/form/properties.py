"""
One parameter descriptor as a field.

Source: reference, section 7.2. Only `name` is indispensable; everything else is optional and may be null.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypedDict

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, write_json
from explorer.providers.inlycore.form.choices_of import read_choices
from explorer.providers.inlycore.form.rules import Rules, read_rules
from explorer.providers.inlycore.form.types import kind_of
from explorer.providers.inlycore.form.words import at, count_at, count_of, flag_at, number_at, text_at
from explorer.schema.build import any_field
from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    Condition,
    Field,
    GroupField,
    JsonField,
    ListField,
    NumberField,
    RemoteChoices,
    TextField,
)
from explorer.schema.reading.facts import label_of

MOST_LEVELS: Final = 20

_OPERATORS: Final = frozenset({"eq", "neq", "in", "not_in", "filled", "empty"})
_SECRET_TYPES: Final = frozenset({"password", "secret"})


@dataclass(slots=True)
class Reading:
    """
    What is gathered while descriptors are read.

    Args:
        aliases: Type names that the connection explains.
        lookups: Model classes whose records can be searched in the way the connection says.
        searches: For each parameter with records to choose from: its search endpoint and model class.
        files: Names of parameters that hold files.
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    lookups: frozenset[str] = frozenset()
    searches: dict[str, tuple[str, str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


class _Shared(TypedDict):
    key: str
    label: str
    description: str
    is_required: bool
    is_nullable: bool
    default: JsonValue | Absent
    is_fixed: bool
    is_hidden: bool
    definition: str
    visible_when: Condition | None


def read_fields(untrusted: JsonValue | Absent, reading: Reading, level: int = 0) -> list[Field]:
    """The fields of a list of descriptors, or of a map from name to descriptor; what is none goes to the problems."""
    if isinstance(untrusted, dict):
        entries: list[tuple[str, JsonValue]] = list(untrusted.items())
    elif isinstance(untrusted, list):
        entries = [("", entry) for entry in untrusted]
    else:
        if untrusted is not None and not isinstance(untrusted, Absent):
            reading.problems.append("The parameters are neither a list nor a map.")
        return []
    fields: list[Field] = []
    seen: set[str] = set()
    for number, (key, entry) in enumerate(entries, 1):
        if isinstance(entry, str) and key:
            entry = {"type": entry}  # noqa: PLW2901 - a map from name to type alone
        if not isinstance(entry, dict):
            reading.problems.append(f"Parameter {key or number} is no object.")
            continue
        name = text_at(entry, "name", "key") or key
        if not name or name in seen:
            reading.problems.append(f"Parameter {number} has no name." if not name else f'"{name}" stands twice.')
            continue
        seen.add(name)
        fields.append(_field(name, entry, reading, level))
    return fields


def _field(name: str, entry: JsonObject, reading: Reading, level: int) -> Field:
    rules = read_rules(at(entry, "rules", "validation"))
    kind, given = kind_of(entry, rules, reading.aliases)
    shared = _shared(name, entry, rules, reading)
    is_multiple = flag_at(entry, "multiple") or given.lower() == "multiselect"
    if kind == "enum":
        return _enum(entry, shared, rules, reading, is_multiple=is_multiple)
    if kind == "object":
        return _record(entry, shared, rules, reading, is_multiple=is_multiple)
    if kind == "file" and level == 0:
        # A default would be the server choosing a file of this computer.
        shared["default"] = ABSENT
        shared["is_required"] = shared["is_required"] and not shared["is_hidden"]
        reading.files.add(name)
    nested = at(entry, "fields", "properties", "parameters")
    if kind in {"group", "list", "json"} and isinstance(nested, list | dict) and level < MOST_LEVELS:
        fields = read_fields(nested, reading, level + 1)
        return (
            GroupField(**shared, fields=fields) if kind == "group" else _list(shared, GroupField(fields=fields), rules)
        )
    if kind == "list" and isinstance(items := at(entry, "items", "item"), dict) and level < MOST_LEVELS:
        return _list(shared, _item(items, reading, level), rules)
    one = _single(kind, given, entry, _item_shared() if is_multiple else shared, rules)
    return _list(shared, one, rules) if is_multiple else one


def _shared(name: str, entry: JsonObject, rules: Rules, reading: Reading) -> _Shared:
    required, nullable, default = at(entry, "required"), at(entry, "nullable"), at(entry, "default", "value")
    is_hidden = flag_at(entry, "hidden")
    default = ABSENT if default is None else default
    is_required = flag_at(entry, "required") if isinstance(required, bool) else "required" in rules
    return _Shared(
        key=name,
        label=text_at(entry, "label", "title") or label_of(name) or name,
        description=_description(entry),
        # What nobody can fill must not be asked for; a preset value has to be there, and so is filled in.
        is_required=not isinstance(default, Absent) if is_hidden else is_required,
        is_nullable=flag_at(entry, "nullable") if isinstance(nullable, bool) else "nullable" in rules,
        default=default,
        is_fixed=flag_at(entry, "readonly", "read_only"),
        is_hidden=is_hidden,
        definition=write_json(entry),
        visible_when=_condition(name, at(entry, "visible_when"), reading),
    )


def _item_shared() -> _Shared:
    return _Shared(
        key="",
        label="",
        description="",
        is_required=False,
        is_nullable=False,
        default=ABSENT,
        is_fixed=False,
        is_hidden=False,
        definition="",
        visible_when=None,
    )


def _item(entry: JsonObject, reading: Reading, level: int) -> Field:
    rules = read_rules(at(entry, "rules", "validation"))
    kind, given = kind_of(entry, rules, reading.aliases)
    nested = at(entry, "fields", "properties", "parameters")
    if isinstance(nested, list | dict):
        return GroupField(fields=read_fields(nested, reading, level + 1))
    if kind == "enum":
        return _enum(entry, _item_shared(), rules, reading, is_multiple=False)
    return _single(kind, given, entry, _item_shared(), rules)


def _description(entry: JsonObject) -> str:
    parts = [text_at(entry, "description", "help", "hint")]
    accept, largest = at(entry, "accept"), number_at(entry, "max_size_kb")
    if isinstance(accept, list) and accept:
        parts.append("Accepted: " + ", ".join(item for item in accept if isinstance(item, str)) + ".")
    if largest:
        parts.append(f"At most {largest} kB.")
    if text_at(entry, "type").lower() in {"date", "datetime"}:
        first, last = text_at(entry, "min"), text_at(entry, "max")
        parts += [f"From {first}." if first else "", f"Until {last}." if last else ""]
    return " ".join(part for part in parts if part)


def _single(kind: str, given: str, entry: JsonObject, shared: _Shared, rules: Rules) -> Field:
    match kind:
        case "string" | "text":
            return TextField(
                **shared,
                is_multiline=kind == "text",
                is_secret=given.lower() in _SECRET_TYPES,
                format=_format(entry, given, rules),
                max_length=count_at(entry, "max_length") or count_of(rules.maximum),
                min_length=count_at(entry, "min_length") or count_of(rules.minimum),
                placeholder=text_at(entry, "placeholder"),
            )
        case "integer" | "number" | "money":
            return NumberField(
                **shared,
                is_integer=kind == "integer",
                minimum=number_at(entry, "min", "minimum") or rules.minimum,
                maximum=number_at(entry, "max", "maximum") or rules.maximum,
                exclusive_minimum=rules.number("gt"),
                exclusive_maximum=rules.number("lt"),
                multiple_of=rules.number("multiple_of"),
                unit=text_at(entry, "currency") or text_at(entry, "unit"),
            )
        case "boolean":
            return BooleanField(**shared)
        case "date" | "datetime" | "time":
            form, example = {
                "date": ("date", "2026-03-13"),
                "datetime": ("date-time", "2026-03-13T09:30:00+01:00"),
                "time": ("partial-time", "09:30"),
            }[kind]
            return TextField(**shared, format=form, placeholder=text_at(entry, "placeholder") or example)
        case "file":
            return TextField(**shared, placeholder="Path of a file on this computer", content="file-ref")
        case "json" | "list" | "group":
            return any_field(**shared)
        case _:
            return JsonField(**shared, reason=f'Inly Core calls its type "{given}", which the explorer does not know')


def _format(entry: JsonObject, given: str, rules: Rules) -> str:
    said = text_at(entry, "format").lower() or given.lower()
    for words, name in ((("email",), "email"), (("url", "link", "uri"), "uri"), (("uuid",), "uuid")):
        if said in words or any(word in rules for word in words):
            return name
    return ""


def _enum(entry: JsonObject, shared: _Shared, rules: Rules, reading: Reading, *, is_multiple: bool) -> Field:
    options, problems = read_choices(at(entry, "options", "choices", "cases"), rules.allowed)
    reading.problems.extend(f"{shared['key']}: {problem}." for problem in problems)
    if not options:
        one = _single("string", "", entry, _item_shared() if is_multiple else shared, Rules())
        return _list(shared, one, rules) if is_multiple else one
    return ChoiceField(**shared, options=options, is_multiple=is_multiple)


def _record(entry: JsonObject, shared: _Shared, rules: Rules, reading: Reading, *, is_multiple: bool) -> Field:
    endpoint, model = text_at(entry, "search_endpoint"), text_at(entry, "model", "class")
    is_integer = "integer" in rules
    if endpoint or model in reading.lookups:
        reading.searches[shared["key"]] = (endpoint, model)
        return ChoiceField(
            **shared,
            remote=RemoteChoices(shared["key"], is_searchable=True),
            is_multiple=is_multiple,
            is_free=True,
            value_kind="integer" if is_integer else "text",
        )
    one = _single("integer" if is_integer else "string", "", entry, _item_shared() if is_multiple else shared, Rules())
    return _list(shared, one, rules) if is_multiple else one


def _list(shared: _Shared, item: Field, rules: Rules) -> Field:
    return ListField(
        **shared,
        item=item,
        min_items=count_of(rules.minimum),
        max_items=count_of(rules.maximum),
        is_unique="distinct" in rules,
    )


def _condition(name: str, untrusted: JsonValue | Absent, reading: Reading) -> Condition | None:
    if untrusted is None or isinstance(untrusted, Absent):
        return None
    entry = untrusted if isinstance(untrusted, dict) else {}
    other, operator, value = text_at(entry, "field"), text_at(entry, "operator") or "eq", at(entry, "value")
    if not other or operator not in _OPERATORS:
        reading.problems.append(f"{name}: its condition cannot be read, so it is always shown.")
        return None
    return Condition(other, operator, None if isinstance(value, Absent) else value)
