"""What happens in the window of a schema: it is read, filled, checked as it is typed, read again, and saved."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import Absent, JsonValue, Pointer, same_json, write_json
from explorer.schema.build import build_form
from explorer.schema.check import check
from explorer.schema.default import start_of_whole
from explorer.schema.field import Form, GroupField
from explorer.storage.atomic_file import write_whole
from explorer.storage.json_file import FileUnusable, JsonFile, read_json_file
from explorer.ui.schema_window.file_watch import FileWatch
from explorer.ui.schema_window.schema_window import SchemaWindow
from explorer.ui.schema_window.unread import unread_parts
from explorer.ui.views.results.parts.copying import copy_text

CHECKED_AFTER_MS: Final = 120
"""The value is checked and shown when typing rests for so long."""


class SchemaFlow(QObject):
    """
    One schema in its window.

    Args:
        window: Not shown yet.
        path: Where the schema was read.
        file: What stood there.
        data: What the form holds at first; `ABSENT` for what a new form holds.
    """

    def __init__(self, window: SchemaWindow, path: Path, file: JsonFile, data: JsonValue | Absent) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._file = file
        self._form = Form(GroupField())
        self._start: JsonValue | Absent = data
        self._has_data = not isinstance(data, Absent)
        self._left: set[Pointer] = set()
        self._marked: Sequence[FieldProblem] = ()
        self._checking = QTimer(self)
        self._checking.setSingleShot(True)
        self._checking.setInterval(CHECKED_AFTER_MS)
        self._checking.timeout.connect(self._check)
        self._watch = FileWatch(path, self)
        self._watch.changed.connect(self._on_file_changed)
        window.values.edited.connect(self._checking.start)
        window.values.field_left.connect(self._on_field_left)
        window.reload_wanted.connect(self._on_reload_wanted)
        window.copy_wanted.connect(self._on_copy_wanted)
        window.save_wanted.connect(self._on_save_wanted)
        self._show(is_reload=False)

    def _show(self, *, is_reload: bool) -> None:
        pane = self._window.values
        self._form = build_form(self._file.value, title=_title(self._file.value) or self._path.stem)
        # What nobody has touched is what a new form holds, of the new schema too.
        is_touched = is_reload and not same_json(pane.value(), self._start)
        value = pane.value() if is_touched else self._start
        if not self._has_data and not is_touched:
            value = self._start = start_of_whole(self._form)
        pane.show_form(self._form, value, is_reload=is_reload)
        self._window.show_title(self._form.root.label or self._path.stem, str(self._path))
        self._window.texts.show_schema(self._file.text)
        self._window.texts.show_unread(unread_parts(self._form))
        self._window.notice.show_problems([])
        self._window.notice.show_notes(self._form.problems)
        self._window.show_status(f"Read at {datetime.now().astimezone():%H:%M:%S}. It is read again when it changes.")
        self._check()

    def _check(self) -> None:
        self._checking.stop()
        pane = self._window.values
        value = pane.value()
        unreadable = list(pane.unreadable())
        places = {one.pointer for one in unreadable}
        found = check(self._form, value)
        problems = [*unreadable, *(one for one in found if one.pointer not in places)]
        self._window.problems.show_problems(problems)
        count = len(problems)
        words = "No problems" if not count else "1 problem" if count == 1 else f"{count} problems"
        self._window.show_problem_count(f"{words}, of the JSON before" if pane.json_problem() else words)
        self._window.texts.show_value("" if isinstance(value, Absent) else write_json(value, indent=2))
        # Marked where somebody has been; data that was loaded is not being typed.
        marked = [one for one in found if self._has_data or one.pointer in self._left]
        if marked != list(self._marked):
            self._marked = marked
            pane.show_problems(marked)

    def _on_field_left(self, pointer: Pointer) -> None:
        self._left.add(pointer)
        self._checking.start()

    def _on_file_changed(self) -> None:
        self._read_again(says_same=False)

    def _on_reload_wanted(self) -> None:
        self._read_again(says_same=True)

    def _read_again(self, *, says_same: bool) -> None:
        try:
            file = read_json_file(self._path)
        except FileUnusable as problem:
            self._window.notice.show_problems([f"{problem}. The form shows what was read before."])
            return
        if file.text == self._file.text:
            self._window.notice.show_problems([])
            if says_same:
                self._window.show_status(f"Read at {datetime.now().astimezone():%H:%M:%S}: nothing has changed.")
            return
        self._file = file
        self._marked = ()
        self._show(is_reload=True)

    def _on_copy_wanted(self) -> None:
        text = self._text()
        copy_text(text)
        self._window.show_status("Copied." if text else "There is no value to copy: the form is empty.")

    def _on_save_wanted(self) -> None:
        dialog = QFileDialog(self._window, "Save the value", f"{self._path.stem}-value.json")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix("json")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def _on_file_chosen(self, name: str) -> None:
        try:
            write_whole(Path(name), self._text().encode() + b"\n")
        except OSError as problem:
            self._window.notice.show_problems([f"{name} was not saved: {problem.strerror or problem}"])
        else:
            self._window.show_status(f"Saved as {name}")

    def _text(self) -> str:
        value = self._window.values.value()
        return "" if isinstance(value, Absent) else write_json(value, indent=2)


def _title(schema: JsonValue) -> str:
    title = schema.get("title") if isinstance(schema, dict) else None
    return title.strip() if isinstance(title, str) else ""
