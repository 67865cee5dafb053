"""
Keys that stand beside their group: `{"first_name": ...}` for a form whose fields are all inside path, query and body.

    placed(form, arguments)     the arguments with such keys in their groups, and a remark
"""

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.schema.field import Form, GroupField


def placed(form: Form, arguments: JsonObject) -> tuple[JsonObject, str]:
    """
    The arguments, each key where the form has it; unchanged where that is not plain.

    A key is put into a group only if the form is made of groups alone, no key at all is one of the groups, and exactly
    one group has a field of that name. `body_first_name` and its like are read so, too.

    Returns:
        The arguments, and what was done in plain words; empty where nothing was.
    """
    root = form.root
    groups = root.fields if isinstance(root, GroupField) else ()
    inside = {group.key: {field.key for field in group.fields} for group in groups if isinstance(group, GroupField)}
    if not arguments or len(inside) < len(groups) or set(inside) & set(arguments):
        return arguments, ""
    found: dict[str, JsonObject] = {}
    other: dict[str, JsonValue] = {}
    for key, value in arguments.items():
        homes = [
            (group, name) for group in inside for name in (key, key.removeprefix(f"{group}_")) if name in inside[group]
        ]
        homes = [home for home in homes if home[1] == key] or homes
        if len({group for group, _ in homes}) == 1:
            group, name = homes[0]
            found.setdefault(group, {})[name] = value
        else:
            other[key] = value
    if not found:
        return arguments, ""
    ordered: JsonObject = {group: found[group] for group in inside if group in found}
    return {**ordered, **other}, f"Its keys were put where the form has them: {', '.join(ordered)}."
