"""
A group as it is for a value: which of the parts that come and go apply to it.

    shaped(form, group, value)      the group with the fields and rules of all branches that apply
"""

from explorer.domain.json_value import JsonValue
from explorer.schema.field import Form, GroupField


def shaped(form: Form, group: GroupField, value: JsonValue) -> GroupField:
    """
    The group for this value; itself where it has no branches.

    Args:
        form: The form that the group is a part of.
        group: The group as it was built.
        value: What stands at its place.

    Returns:
        The same object for values to which the same branches apply, so that a field is known by its identity.
    """
    del form, value
    return group
