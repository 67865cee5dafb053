"""
A group as it is for a value: which of the parts that come and go apply to it.

    shaped(form, group, value)      the group with the fields and rules of all branches that apply

Source: JSON Schema 2020-12 core, section 10.2.2: `if` with `then` and `else`, `dependentSchemas`.
"""

from collections.abc import Sequence
from typing import Final

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.schema.build import bounded
from explorer.schema.checking.part import passes
from explorer.schema.field import Form, GroupField
from explorer.schema.last_used import LastUsed
from explorer.schema.making.builder import branches_of

_MOST_STEPS: Final = 10
"""Branches inside branches that are followed."""

_NOTHING: Final[JsonObject] = {}


class _Shapes:
    """What was made for the groups of one form, by the identity of the group; groups are kept, so identities stay."""

    def __init__(self, _form: Form) -> None:
        self.made: dict[int, tuple[GroupField, dict[tuple[bool, ...], GroupField]]] = {}
        self.last: dict[int, tuple[JsonObject, GroupField]] = {}


_shapes: Final = LastUsed(_Shapes)


def shaped(form: Form, group: GroupField, value: JsonValue) -> GroupField:
    """
    The group for this value; itself where it has no branches.

    Args:
        form: The form that the group is a part of.
        group: The group as it was built.
        value: What stands at its place. An object that is not there is taken for an empty one.

    Returns:
        The same object for values to which the same branches apply, so that a field is known by its identity.
    """
    if not group.branches or form.schema is None:
        return group
    held = value if isinstance(value, dict) else _NOTHING
    shapes = _shapes.of(form)
    last = shapes.last.get(id(group))
    if last is None or last[0] is not held:
        last = shapes.last[id(group)] = (held, _followed(shapes, form.schema, group, held))
    return last[1]


def _followed(shapes: _Shapes, schema: JsonObject, group: GroupField, value: JsonObject) -> GroupField:
    for _ in range(_MOST_STEPS):
        if not group.branches:
            break
        passed = tuple(passes(schema, branch.test, value) is True for branch in group.branches)
        _, made = shapes.made.setdefault(id(group), (group, {}))
        if passed not in made:
            made[passed] = _with_branches(schema, group, branches_of(group, passed))
        group = made[passed]
    return group


def _with_branches(schema: JsonObject, group: GroupField, applying: Sequence[JsonValue]) -> GroupField:
    return bounded(schema, lambda builder: builder.shaped(group, applying))
