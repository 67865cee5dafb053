"""Every action by its key: its schema, and what it does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.sandbox.inlycore.actions.background import BACKGROUND_DEEDS
from explorer.sandbox.inlycore.actions.deed import Deed
from explorer.sandbox.inlycore.actions.demonstrations import DEMONSTRATION_DEEDS
from explorer.sandbox.inlycore.actions.orders import ORDER_DEEDS
from explorer.sandbox.inlycore.actions.people import PEOPLE_DEEDS
from explorer.sandbox.inlycore.actions.sales import SALES_DEEDS
from explorer.sandbox.inlycore.wire.exact_json import read_json
from explorer.sandbox.resource_text import resource_text

_FOLDER = "sandbox/inlycore/"

_DEEDS: Mapping[str, Deed] = {
    **ORDER_DEEDS,
    **PEOPLE_DEEDS,
    **SALES_DEEDS,
    **BACKGROUND_DEEDS,
    **DEMONSTRATION_DEEDS,
}


@dataclass(frozen=True)
class Action:
    """One action of the installation."""

    key: str
    listing: Mapping[str, Any]
    """Its entry where actions are listed: key, label, group, icon, variant, requires_subject."""

    schema: Mapping[str, Any]
    """Its schema as the schema address answers it, without the wrappings that switches add."""

    deed: Deed

    @property
    def model(self) -> str | None:
        """Model class of its subject; none for an action without a subject."""
        subject = self.schema.get("subject")
        return None if subject is None else str(subject["class"])


def all_actions() -> Mapping[str, Action]:
    """The actions that every sandbox has, in the order of the catalogue."""
    entries = read_json(resource_text(_FOLDER + "catalogue.json"))["actions"]
    return {entry["key"]: _action(entry) for entry in entries}


def _action(entry: Mapping[str, Any]) -> Action:
    listing = {name: value for name, value in entry.items() if name not in {"schema_file", "bulk"}}
    schema = read_json(resource_text(_FOLDER + entry["schema_file"]))
    return Action(entry["key"], listing, schema, _DEEDS[entry["key"]])
