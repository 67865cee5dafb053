"""Props that a reload makes from what was chosen: a sheet's columns, a table's fields, as many groups as asked for."""

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from explorer.sandbox.pipedream.catalogue.files import Entry
from explorer.sandbox.pipedream.component_error import ComponentError, configuration_error
from explorer.sandbox.pipedream.exact_json import whole_number
from explorer.sandbox.pipedream.forms.choice_rule import made_choices, rule_for, seed_text
from explorer.sandbox.pipedream.forms.form_request import FormRequest
from explorer.sandbox.pipedream.state import PipedreamState

MOST_GROUPS = 10
"""More are refused, as an author would."""

Maker = Callable[[PipedreamState, FormRequest, Mapping[str, Any]], Sequence[Entry]]

TABLE_FIELDS: tuple[Entry, ...] = (
    {"type": "string", "label": "Name", "kind": "singleLineText"},
    {"type": "string", "label": "Notes", "kind": "multilineText"},
    {
        "type": "string",
        "label": "Stage",
        "kind": "singleSelect",
        "options": [{"label": "Open", "value": "selOpen"}, {"label": "Closed", "value": "selClosed"}],
    },
    {
        "type": "string[]",
        "label": "Tags",
        "kind": "multipleSelects",
        "options": [{"label": "urgent", "value": "selUrgent"}, {"label": "waiting", "value": "selWaiting"}],
    },
    {"type": "integer", "label": "Amount", "kind": "currency"},
    {"type": "boolean", "label": "Active", "kind": "checkbox"},
    {"type": "any", "label": "Files", "kind": "multipleAttachments"},
)


def sheet_columns(state: PipedreamState, form: FormRequest, values: Mapping[str, Any]) -> Sequence[Entry]:
    """One text prop for each column of the worksheet, and one for whole rows."""
    columns = column_names(state, form.owner, values)
    props: list[Entry] = [
        {"name": f"col_{index:04d}", "type": "string", "label": column, "optional": True}
        for index, column in enumerate(columns)
    ]
    return [*props, _row_values(optional=True)]


def row_values(_state: PipedreamState, _form: FormRequest, _values: Mapping[str, Any]) -> Sequence[Entry]:
    """One list for all cells of a row, where there are no column names."""
    return [_row_values(optional=False)]


def column_names(state: PipedreamState, owner: str, values: Mapping[str, Any]) -> list[str]:
    """The column names of a worksheet, the same for the same account, file and worksheet."""
    rng = _rng(state.seed, owner, values.get("sheetId"), values.get("worksheetId"))
    pool = list(state.catalogue.pools["columns"])
    return ["Name", *rng.sample([name for name in pool if name != "Name"], rng.randint(2, 5))]


def column_alert(state: PipedreamState, form: FormRequest, values: Mapping[str, Any]) -> Sequence[Entry]:
    """An alert that names the columns."""
    names = ", ".join(f"`{name}`" for name in column_names(state, form.owner, values))
    return [
        {
            "name": "headersDisplay",
            "type": "alert",
            "alertType": "info",
            "content": f"Columns of this worksheet, in order: {names}",
        }
    ]


def table_fields(state: PipedreamState, form: FormRequest, values: Mapping[str, Any]) -> Sequence[Entry]:
    """A prop for each field of a table; one object when the table was typed and cannot be looked up."""
    table = next(prop for prop in form.component["configurable_props"] if prop["name"] == "tableId")
    rule = rule_for(state.catalogue, form.component, table)
    known = made_choices(state.catalogue, rule, table, seed_text(state.seed, form.owner, rule, values))
    if values.get("tableId") not in [choice.value for choice in known]:
        return [
            {
                "name": "record",
                "type": "object",
                "label": "Record",
                "description": "The fields of this table are not known here: enter each name with its value.",
            },
            {
                "name": "customExpressionInfo",
                "type": "alert",
                "alertType": "info",
                "content": "Field names must be written exactly as the table has them.",
            },
        ]
    props = []
    for number, field in enumerate(TABLE_FIELDS, start=1):
        shown = {key: value for key, value in field.items() if key != "kind"}
        text = f"A `{field['kind']}` field with the id `fld{number:05d}`."
        props.append({"name": f"field_{field['label']}", **shown, "description": text, "optional": True})
    return props


def function_groups(_state: PipedreamState, _form: FormRequest, values: Mapping[str, Any]) -> Sequence[Entry]:
    """Name, description and parameters of each function that a model may call."""
    props: list[Entry] = []
    for number in range(1, _count(values.get("numberOfFunctions")) + 1):
        props += [
            {"name": f"functionName_{number}", "type": "string", "label": f"Function {number}: name"},
            {
                "name": f"functionDescription_{number}",
                "type": "string",
                "label": f"Function {number}: purpose",
                "description": "When the model should call it.",
                "optional": True,
            },
            {
                "name": f"functionParameters_{number}",
                "type": "object",
                "label": f"Function {number}: parameters",
                "description": "Each parameter with its JSON Schema.",
                "optional": True,
            },
        ]
    return props


def attachments(_state: PipedreamState, _form: FormRequest, values: Mapping[str, Any]) -> Sequence[Entry]:
    """File and name of each attachment of a mail."""
    props: list[Entry] = []
    for number in range(1, _count(values.get("numberOfAttachments")) + 1):
        props += [
            {
                "name": f"attachmentsPath{number}",
                "type": "string",
                "label": f"Attachment {number}: file",
                "description": "Web address of the file, or where it lies under `/tmp`.",
                "format": "file-ref",
            },
            {
                "name": f"attachmentsName{number}",
                "type": "string",
                "label": f"Attachment {number}: name",
                "optional": True,
            },
        ]
    return props


def groups(_state: PipedreamState, _form: FormRequest, values: Mapping[str, Any]) -> Sequence[Entry]:
    """A required name and an optional amount for each of as many groups as were asked for."""
    props: list[Entry] = []
    for number in range(1, _count(values.get("groupCount")) + 1):
        props += [
            {"name": f"group_{number}_name", "type": "string", "label": f"Group {number}: name"},
            {
                "name": f"group_{number}_amount",
                "type": "integer",
                "label": f"Group {number}: amount",
                "optional": True,
                "min": 0,
            },
        ]
    return props


def named_fields(prop_name: str, prefix: str = "") -> Maker:
    """A maker of one text prop for each value that was chosen in a list prop."""

    def make(_state: PipedreamState, _form: FormRequest, values: Mapping[str, Any]) -> Sequence[Entry]:
        chosen = values.get(prop_name)
        several = chosen if isinstance(chosen, list) else [chosen]
        return [
            {
                "name": f"{prefix}{value}",
                "type": "string",
                "label": str(value).replace("_", " ").capitalize(),
                "optional": True,
            }
            for value in several
            if value
        ]

    return make


def failing(_state: PipedreamState, _form: FormRequest, _values: Mapping[str, Any]) -> Sequence[Entry]:
    """A component that cannot say which props follow."""
    raise ComponentError("The description of this object could not be loaded")


MAKERS: Mapping[str, Maker] = {
    "sheet_columns": sheet_columns,
    "row_values": row_values,
    "column_alert": column_alert,
    "table_fields": table_fields,
    "function_groups": function_groups,
    "attachments": attachments,
    "groups": groups,
    "chosen_properties": named_fields("propertyTypes"),
    "chosen_groups": named_fields("propertyGroups"),
    "chosen_custom_fields": named_fields("customFieldIds", "customField_"),
    "failing": failing,
}


def _count(value: object) -> int:
    count = whole_number(value, 0)
    if count > MOST_GROUPS:
        raise configuration_error(f"At most {MOST_GROUPS} are possible here, not {count}")
    return max(0, count)


def _row_values(*, optional: bool) -> Entry:
    return {
        "name": "myColumnData",
        "type": "string[]",
        "label": "Row as a List",
        "description": "The cells from left to right; an empty text empties its cell.",
        **({"optional": True} if optional else {}),
    }


def _rng(*parts: object) -> random.Random:
    return random.Random(hashlib.sha256(" ".join(map(str, parts)).encode("utf-8", "backslashreplace")).digest())
