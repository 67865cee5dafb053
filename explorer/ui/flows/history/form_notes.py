"""What a form knows beside its value, as the history keeps it: values whose fields were gone when it was sent."""

from collections.abc import Mapping

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.ui.form.dependence.kept import Unplaced

_UNPLACED = "unplaced"


def notes_of(unplaced: Mapping[str, Unplaced]) -> JsonObject:
    """These values as notes; empty without any."""
    kept: JsonObject = {key: {"label": one.label, "value": one.value} for key, one in unplaced.items()}
    return {_UNPLACED: kept} if kept else {}


def unplaced_of(notes: JsonObject) -> dict[str, Unplaced]:
    """The values of such notes; whatever is no such note is left out."""
    kept = notes.get(_UNPLACED)
    found: dict[str, Unplaced] = {}
    for key, one in kept.items() if isinstance(kept, dict) else ():
        label: JsonValue = one.get("label") if isinstance(one, dict) else None
        if isinstance(one, dict) and isinstance(label, str) and "value" in one:
            found[key] = Unplaced(label, one["value"])
    return found
