"""Notices when a field after whose change the fields have to be asked for again has been changed, and completely."""

from explorer.domain.json_value import Absent, JsonValue, Pointer, same_json, value_at
from explorer.ui.form.document.form_document import FormDocument


class ReloadWatch:
    """What such fields held before they were changed."""

    def __init__(self) -> None:
        self._before: dict[Pointer, JsonValue | Absent] = {}

    def forget(self) -> None:
        """What is there now counts as the start: no field was changed yet."""
        self._before.clear()

    def remember(self, document: FormDocument, pointer: Pointer, value: JsonValue | Absent) -> None:
        """A place is about to change, or just has; `value` is the whole one before that."""
        place = reloading(document, pointer)
        if place is not None:
            self._before.setdefault(place, value_at(value, place))

    def completed(self, document: FormDocument, pointer: Pointer) -> Pointer | None:
        """The change of a place is complete: the field that reloads and was changed, if there is one."""
        place = reloading(document, pointer)
        if place is None or place not in self._before or place in document.unreadable:
            return None
        return None if same_json(self._before.pop(place), document.at(place)) else place


def reloading(document: FormDocument, pointer: Pointer) -> Pointer | None:
    """The field at the place or around it that reloads; None if there is none."""
    for length in range(1, len(pointer) + 1):
        field = document.field_at(pointer[:length])
        if field is not None and field.reloads:
            return pointer[:length]
    return None
