"""What forms held when they were left, and what a new form starts with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.domain.json_value import Absent, JsonObject, Pointer
from explorer.providers.contract import ActionDescription
from explorer.schema.field import GroupField
from explorer.ui.form.dependence.kept import Unplaced
from explorer.ui.form.form_view import LeftText


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What an action's form held when it was left."""

    arguments: JsonObject
    options: JsonObject = field(default_factory=dict)
    subject: str = ""
    text: str = ""
    """The JSON as typed, where it is none yet."""
    left: Mapping[Pointer, LeftText] = field(default_factory=dict)
    """The texts of fields that are no value yet."""
    unplaced: Mapping[str, Unplaced] = field(default_factory=dict)
    """Values that are kept and not sent, since their fields are gone for the moment."""


def start_options(description: ActionDescription) -> JsonObject:
    """What a new form's options hold: those that are required and have a start value."""
    return {
        one.key: one.default
        for one in description.options.fields
        if one.is_required and one.default is not None and not isinstance(one.default, Absent)
    }


def first_deciding(description: ActionDescription, arguments: JsonObject) -> Pointer:
    """The place of the first field that decides about the others and holds something; the root if there is none."""
    root = description.form.root
    fields = root.fields if isinstance(root, GroupField) else ()
    return next(((one.key,) for one in fields if one.reloads and one.key in arguments), ())
