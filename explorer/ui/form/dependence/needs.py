"""What has to be chosen before the platform can be asked for the choices of a field."""

from explorer.domain.json_value import Absent, JsonValue, Pointer
from explorer.schema.field import AccountField, ChoiceField, GroupField
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.row_plan import PlannedRow
from explorer.ui.widgets.shown_text import shown_line


def is_filled(value: JsonValue | Absent) -> bool:
    """Whether something was chosen: null, and empty text, list and object are nothing."""
    return not isinstance(value, Absent) and value is not None and value not in ("", [], {})


def needs_words(document: FormDocument, plan: PlannedRow) -> str:
    """Which field has to be filled in before choices can be asked for; nothing if none."""
    place = first_needed(document, plan)
    field = document.field_at(place) if place is not None else None
    return f"Choose {shown_line(field.label or field.key)} first" if field is not None else ""


def first_needed(document: FormDocument, plan: PlannedRow) -> Pointer | None:
    """The place of the first field that has to be filled in before choices can be asked for; None if there is none."""
    field = plan.field
    remote = field.remote if isinstance(field, ChoiceField | AccountField) else None
    if remote is None:
        return None
    for around in (plan.block, ()):
        group = document.field_at(around)
        keys = {one.key for one in group.fields} if isinstance(group, GroupField) else set()
        for key in remote.needs:
            if key in keys and not is_filled(document.at((*around, key))):
                return (*around, key)
    return None
