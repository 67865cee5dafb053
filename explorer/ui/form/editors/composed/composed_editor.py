"""An editor of an object whose parts have editors inside it; what it does not know of the object is kept."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, Pointer, same_json, value_at
from explorer.schema.default import start_of
from explorer.schema.field import Field, GroupField
from explorer.ui.form.document.changed_value import with_value, without
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.editors.editor import Editor, EditorParts, NobodyListening, Reading
from explorer.ui.widgets.shown_text import shown_text

GAP = 8


class ComposedEditor(EditorParts, QWidget):
    """Base of such editors. A first typed part makes the object, with what a new one starts with."""

    def __init__(self, field: GroupField, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._held: Reading = ABSENT
        self._is_made = False
        self.name = self.description = ""
        self.setEnabled(not field.is_fixed)

    def reading(self) -> Reading:
        """The whole object."""
        return self._held

    def show_value(self, reading: Reading) -> None:
        """Show an object; one that is shown already stays as it is, with cursor and open parts."""
        is_other = not _is_same(reading, self._held)
        self._held = reading
        if is_other:
            self._is_made = False
            self.show_parts()

    def show_words(self, name: str, description: str) -> None:
        """Each part is named after the whole and itself."""
        self.name, self.description = shown_text(name), shown_text(description)
        self.setAccessibleName(self.name)
        self.setAccessibleDescription(self.description)
        self.speak()

    def state_words(self) -> str:
        """Nothing: it takes all of the width."""
        return ""

    def part(self, path: Pointer) -> JsonValue | Absent:
        """What stands at a place of the object."""
        return value_at(self._held, path) if isinstance(self._held, dict) else ABSENT

    def field_of(self, key: str) -> Field:
        """The field of a part."""
        return next(field for field in self._field.fields if field.key == key)

    def bind(self, editor: Editor, path: Pointer) -> None:
        """What a person does in the editor changes the part at the path."""
        editor.listener = PartListener(self, path)

    def change(self, path: Pointer, value: Reading) -> None:
        """Change a part, or take it away."""
        if isinstance(value, Unreadable):
            return
        start = self.start()
        whole = self._held if isinstance(self._held, dict) else start
        self._is_made = self._is_made or not isinstance(self._held, dict)
        if not isinstance(value, Absent):
            orders: list[Sequence[str]] = [[field.key for field in self._field.fields]]
            changed = with_value(whole, path, value, [*orders, *([()] * len(path))])
        else:
            changed = without(whole, path) if not isinstance(value_at(whole, path), Absent) else whole
        self._held = ABSENT if self._is_made and same_json(changed, start) else changed
        self.listener.value_edited(self._held)
        self.parts_changed()

    def start(self) -> JsonObject:
        """What an object holds that a person begins to fill."""
        start = start_of(self._field)
        return start if isinstance(start, dict) else {}

    def show_parts(self) -> None:
        """Show the object in the editors of its parts."""
        raise NotImplementedError

    def parts_changed(self) -> None:
        """A part was changed here: whatever tells of it may have to be shown anew."""

    def speak(self) -> None:
        """Name the editors of the parts."""

    def place(self) -> None:
        """Put the editors in their places."""

    def arrange(self) -> None:
        """Parts came or went: place them, and let Tab visit them in order."""
        self.place()
        self.speak()
        for one, following in pairwise(self.tab_stops()):
            QWidget.setTabOrder(one, following)
        self.listener.height_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other places."""
        super().resizeEvent(event)
        self.place()


class PartListener(NobodyListening):
    """Told by the editor of a part."""

    def __init__(self, owner: ComposedEditor, path: Pointer) -> None:
        self._owner, self._path = owner, path

    def value_edited(self, reading: Reading) -> None:
        """Change the part."""
        self._owner.change(self._path, reading)

    def committed(self) -> None:
        """Pass it on."""
        self._owner.listener.committed()

    def height_changed(self) -> None:
        """Everything below moves."""
        self._owner.place()
        self._owner.listener.height_changed()

    def fill_menu(self, menu: QMenu) -> None:
        """Add what can be done with the whole."""
        self._owner.listener.fill_menu(menu)


def _is_same(one: Reading, other: Reading) -> bool:
    if isinstance(one, Unreadable) or isinstance(other, Unreadable):
        return one is other
    return same_json(one, other)
