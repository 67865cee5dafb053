"""The options of a run that are Pipedream's own: the version of the action, and the file stash."""

from collections.abc import Sequence
from typing import Final

from explorer.domain.action import Action
from explorer.domain.json_value import ABSENT
from explorer.providers.pipedream.form.prop import Prop
from explorer.schema.field import ChoiceField, Field, GroupField, Option, TextField

NEW_STASH: Final = "NEW"


def call_options(action: Action, stash: str, props: Sequence[Prop]) -> GroupField:
    """
    The fields beside Run.

    Args:
        action: In the version that was described.
        stash: What the definition says about the stash: empty, `optional` or `required`.
        props: The action's props; one of type `dir` that is synchronised wants a stash too.
    """
    fields: list[Field] = [
        TextField(
            key="version",
            label="Version",
            description=f"Empty runs the latest; the fields are those of {action.version or 'the latest'}.",
            placeholder=action.version,
            pattern=r"^\d+\.\d+\.\d+$",
            reloads=True,
        )
    ]
    directories = [prop for prop in props if prop.type == "dir" and prop.flag("sync")]
    if stash or directories:
        is_required = stash == "required" or any(not prop.flag("optional") for prop in directories)
        fields.append(
            ChoiceField(
                key="stash_id",
                label="File stash",
                description="Where the action reads and writes files. Type the id of an earlier one to use its files; "
                "files are kept for 24 hours.",
                options=[Option(NEW_STASH, "A new one")],
                is_free=True,
                is_required=is_required,
                default=NEW_STASH if is_required else ABSENT,
            )
        )
    return GroupField(fields=fields)
