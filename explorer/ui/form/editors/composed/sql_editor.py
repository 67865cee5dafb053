"""
A database query: its text in colours, and a line for each parameter, named by its placeholder.

Of the shapes in which such a value comes (a text, `query` with `params`, and `value` as well) each stays what it is;
what the platform wants besides is added when it is sent. Source: Pipedream Connect, props of the type `sql`.
"""

from PySide6.QtWidgets import QPushButton, QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonValue, Pointer
from explorer.schema.field import GroupField
from explorer.ui.form.choices.segments import Segments
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.editors.composed.composed_editor import GAP, ComposedEditor, PartListener
from explorer.ui.form.editors.composed.sql_block import ParameterLine, SqlBlock, kind_word
from explorer.ui.form.editors.composed.sql_text import placeholders
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, Reading
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel

_STEP = CONTROL_HEIGHT + 6
_NAME = 48
_KIND = 76
_REMOVE = 26
_PREPARED = "Prepared statements"


class SqlEditor(ComposedEditor):
    """Query, parameters, and whether the two fit."""

    def __init__(self, field: GroupField, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.query = SqlBlock(self.field_of("query"), self)
        self.query.listener = _QueryListener(self, ("query",))
        self.lines: list[_Parameter] = []
        self.note = PlainLabel("", self, kind="hint")
        self.prepared = Segments(self.field_of("usePreparedStatements"), self)
        self.bind(self.prepared, ("usePreparedStatements",))
        self._prepared_label = PlainLabel(_PREPARED, self, kind="dim")
        self.show_parts()

    def focus_target(self) -> QWidget:
        """The query."""
        return self.query

    def tab_stops(self) -> list[QWidget]:
        """Query, parameters, the switch beneath."""
        lines = [stop for line in self.lines for stop in line.stops()]
        return [self.query, *lines, *self.prepared.tab_stops()]

    def show_parts(self) -> None:
        """Show the query and its parameters."""
        self.query.show_value(self.query_text())
        self.prepared.show_value(self.part(("usePreparedStatements",)))
        self.show_parameters()

    def query_text(self) -> JsonValue | Absent:
        """The text of the query, whatever shape the value has."""
        return self._held if isinstance(self._held, str) else self.part(("query",))

    def parameters(self) -> list[JsonValue]:
        """The values that are sent with it."""
        held = self.part(("params",))
        return list(held) if isinstance(held, list) else []

    def change_query(self, text: Reading) -> None:
        """Another text; where `value` says the same, it goes on doing so."""
        if isinstance(self._held, str) and isinstance(text, str):
            self._held = text
            self.listener.value_edited(text)
        elif isinstance(self._held, str):
            self._held = ABSENT
            self.listener.value_edited(ABSENT)
        else:
            before = self.part(("query",))
            if isinstance(self._held, dict) and isinstance(before, str) and self._held.get("value") == before:
                self._held = {**self._held, "value": text if isinstance(text, str) else ""}
            self.change(("query",), text)
        self.show_parameters()

    def change_parameter(self, number: int, value: Reading) -> None:
        """Another value of a parameter; one behind the last is added."""
        if isinstance(value, Absent | Unreadable):
            return
        if isinstance(self._held, str):
            self._held = {"query": self._held}
        self.change(("params",), [*self.parameters()[:number], value, *self.parameters()[number + 1 :]])
        self.show_parameters()

    def remove_parameter(self, number: int) -> None:
        """Take a parameter away; those behind it move up."""
        kept = self.parameters()
        del kept[number]
        self.change(("params",), kept or ABSENT)
        self.show_parameters()
        (self.lines[min(number, len(self.lines) - 1)].line if self.lines else self.query).setFocus()

    def show_parameters(self) -> None:
        """A line for each parameter, and for the next one that the query asks for."""
        held, text = self.parameters(), self.query_text()
        asked = placeholders(text) if isinstance(text, str) else []
        count = max(len(held), min(len(asked), len(held) + 1))
        is_other = count != len(self.lines)
        while len(self.lines) > count:
            self.lines.pop().dispose()
        while len(self.lines) < count:
            self.lines.append(_Parameter(self, len(self.lines)))
        for number, line in enumerate(self.lines):
            name = asked[number] if number < len(asked) else ""
            line.show(f"? {number + 1}" if name == "?" else name, held[number] if number < len(held) else ABSENT)
        counts = f"{_counted(len(asked), 'placeholder')}, {_counted(len(held), 'parameter')}"
        self.note.setText(counts if asked or held else self.field_of("query").description)
        mark(self.note, kind="problem" if len(asked) != len(held) else "hint")
        if is_other:
            self.arrange()
        else:
            self.place()

    def speak(self) -> None:
        """The query carries the field's name."""
        self.query.show_words(self.name, ". ".join(part for part in (self.description, self.note.text()) if part))
        self.prepared.show_words(f"{self.name}, {_PREPARED.lower()}", "")
        for line in self.lines:
            line.speak(self.name)

    def show_invalid(self, is_invalid: bool) -> None:
        """The query stands for the whole."""
        self.query.show_invalid(is_invalid)

    def wanted_height(self, width: int) -> int:
        """Query, note, parameters, switch."""
        return self.query.wanted_height(width) + 22 + len(self.lines) * _STEP + CONTROL_HEIGHT

    def place(self) -> None:
        """One below the other."""
        width, height = self.width(), self.query.wanted_height(self.width())
        self.query.setGeometry(0, 0, width, height)
        self.note.setGeometry(0, height + 2, width, 18)
        top = height + 22
        for line in self.lines:
            line.place(top, width)
            top += _STEP
        words = self._prepared_label.sizeHint().width()
        self._prepared_label.setGeometry(0, top, words, CONTROL_HEIGHT)
        self.prepared.setGeometry(words + GAP, top, self.prepared.wanted_width(width), CONTROL_HEIGHT)


class _Parameter:
    def __init__(self, owner: SqlEditor, number: int) -> None:
        self._owner, self._number = owner, number
        self._name = PlainLabel("", owner, kind="code")
        self.line = ParameterLine("Parameter", owner)
        self.line.listener = _ParameterListener(owner, number)
        self._kind = PlainLabel("", owner, kind="hint")
        self._remove = QPushButton("\u00d7", owner)
        mark(self._remove, kind="tiny")
        self._remove.clicked.connect(self._on_remove)
        for widget in (self._name, self.line, self._kind, self._remove):
            widget.show()

    def show(self, name: str, value: JsonValue | Absent) -> None:
        self._name.setText(name or "extra")
        self.line.show_value(value) if not self._holds(value) else None
        self._kind.setText(kind_word(value))
        self._remove.setVisible(not isinstance(value, Absent))

    def stops(self) -> list[QWidget]:
        return [self.line, self._remove]

    def speak(self, name: str) -> None:
        words = f"{name}, parameter {self._name.text()}"
        self.line.show_words(words, self._kind.text())
        self._remove.setAccessibleName(f"{words}, remove")

    def place(self, top: int, width: int) -> None:
        room = max(60, min(440, width - _NAME - _KIND - _REMOVE))
        self._name.setGeometry(0, top, _NAME - 4, CONTROL_HEIGHT)
        self.line.setGeometry(_NAME, top, room, CONTROL_HEIGHT)
        self._kind.setGeometry(_NAME + room + GAP, top, _KIND - GAP, CONTROL_HEIGHT)
        self._remove.setGeometry(_NAME + room + _KIND, top + 2, _REMOVE, _REMOVE)

    def dispose(self) -> None:
        for widget in (self._name, self.line, self._kind, self._remove):
            widget.hide()
            widget.deleteLater()

    def _holds(self, value: JsonValue | Absent) -> bool:
        held = self.line.reading()
        return held is value and not isinstance(value, Absent)

    def _on_remove(self) -> None:
        self._owner.remove_parameter(self._number)


class _QueryListener(PartListener):
    def __init__(self, owner: SqlEditor, path: Pointer) -> None:
        super().__init__(owner, path)
        self._sql = owner

    def value_edited(self, reading: Reading) -> None:
        self._sql.change_query(reading)


class _ParameterListener(PartListener):
    def __init__(self, owner: SqlEditor, number: int) -> None:
        super().__init__(owner, ("params",))
        self._sql, self._number = owner, number

    def value_edited(self, reading: Reading) -> None:
        self._sql.change_parameter(self._number, reading)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
