"""
One way of making forms, in a process of its own: `python tests/bench/form_contestants.py NAME`.

For each line `{"case", "salt", "plain"}` on standard input it makes that form in a window that is shown already, and
writes `{"ms", "cpu_ms", "made_ms", "made_cpu_ms", "note"}`: the time until it was painted, and until nothing was left
to do; and what is wrong with the value that the form then gives; or `{"failed"}`. Run in the environment that has the
library NAME.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from form_cases import CASES, plain, plain_value

Made = tuple[Any, Callable[[], Any]]
"""The widget of a form, and what gives its value."""

IDLE_TURNS = 4
"""Turns of the loop after which an empty window has nothing more to do."""

NOTHING = object()
"""There is no way to ask for the value."""


def hand_written(schema: Any, value: Any) -> Made:
    """The widgets that somebody would write for these fields, without any library."""
    from PySide6.QtWidgets import QScrollArea

    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(_group(schema, value))
    return area, lambda: NOTHING


def _group(schema: Any, value: Any) -> Any:
    from PySide6.QtWidgets import QFormLayout, QWidget

    page = QWidget()
    rows = QFormLayout(page)
    for key, inside in schema["properties"].items():
        widget = _widget(inside, value.get(key))
        widget.setToolTip(inside.get("description", ""))
        rows.addRow(key.replace("_", " ").capitalize(), widget)
    return page


def _widget(schema: Any, value: Any) -> Any:
    from PySide6.QtCore import QDateTime, Qt
    from PySide6.QtWidgets import QCheckBox, QComboBox, QDateTimeEdit, QLineEdit

    if "properties" in schema:
        return _boxed("", _group(schema, value))
    if "oneOf" in schema:
        return _pages(schema["oneOf"], value)
    if schema.get("type") == "array":
        return _list(schema["items"], value)
    if "enum" in schema:
        combo = QComboBox()
        combo.addItems(schema["enum"])
        combo.setCurrentText(value or "")
        return combo
    if schema.get("type") == "boolean":
        box = QCheckBox()
        box.setChecked(bool(value))
        return box
    if schema.get("format") == "date-time":
        return QDateTimeEdit(QDateTime.fromString(value or "", Qt.DateFormat.ISODate))
    return QLineEdit("" if value is None else str(value))


def _boxed(title: str, page: Any) -> Any:
    from PySide6.QtWidgets import QGroupBox, QVBoxLayout

    box = QGroupBox(title)
    QVBoxLayout(box).addWidget(page)
    return box


def _list(item: Any, values: Any) -> Any:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    page = QWidget()
    column = QVBoxLayout(page)
    for number, value in enumerate(values):
        column.addWidget(_boxed(f"{number + 1}", _group(item, value)))
    return page


def _pages(shapes: Any, value: Any) -> Any:
    from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

    page = QWidget()
    column = QVBoxLayout(page)
    combo, stack = QComboBox(), QStackedWidget()
    for shape in shapes:
        combo.addItem(shape["title"])
        kind = shape["properties"]["kind"]["const"]
        stack.addWidget(_group(shape, value if value["kind"] == kind else {}))
        if value["kind"] == kind:
            combo.setCurrentIndex(stack.count() - 1)
            stack.setCurrentIndex(stack.count() - 1)
    combo.currentIndexChanged.connect(stack.setCurrentIndex)
    column.addWidget(combo)
    column.addWidget(stack)
    return page


class Ours:
    """The explorer's own form. Its view is there before, as in the program, where it shows one action after the other."""

    def __init__(self) -> None:
        self.view: Any = None
        self._build: Any = None
        self._write: Any = None

    def prepare(self, column: Any) -> None:
        """An empty view in the window."""
        from explorer.domain.json_value import write_json
        from explorer.schema.build import build_form
        from explorer.ui.form.form_view import FormView

        self._build, self._write = build_form, write_json
        self.view = FormView()
        column.addWidget(self.view)

    def __call__(self, schema: Any, value: Any) -> Made:
        view = self.view
        view.show_form(self._build(schema), value)
        return view, lambda: json.loads(self._write(view.content().value))


def _scrolled(widget: Any) -> Any:
    from qtpy.QtWidgets import QScrollArea

    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(widget)
    return area


def pyqtschema(schema: Any, value: Any) -> Made:
    """As its own window makes it."""
    from pyqtschema.builder import WidgetBuilder

    form = WidgetBuilder(schema).create_form({}, value)
    return _scrolled(form), lambda: form.widget.state


def qt_jsonschema_form(schema: Any, value: Any) -> Made:
    """As its own examples make it."""
    from qt_jsonschema_form.form import WidgetBuilder

    form = WidgetBuilder().create_form(schema, {}, value)
    return _scrolled(form), lambda: form.widget.state


def jsontoqt(schema: Any, _value: Any) -> Made:
    """As its own window makes it; a value cannot be given to it."""
    from jsontoqt.form import JsonForm
    from PySide6.QtWidgets import QScrollArea

    form = JsonForm(schema)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(form.build_form())
    return area, form.get_form_data


MAKERS: dict[str, Callable[[Any, Any], Made]] = {
    "hand-written": hand_written,
    "ours": Ours(),
    "pyqtschema": pyqtschema,
    "qt-jsonschema-form": qt_jsonschema_form,
    "jsontoqt": jsontoqt,
}


class Stage:
    """A shown window in which one form after the other is made, painted and taken away."""

    def __init__(self, name: str) -> None:
        if name == "pyqtschema":
            from PyQt5.QtCore import QEvent
            from PyQt5.QtWidgets import QApplication, QVBoxLayout, QWidget
        else:
            from PySide6.QtCore import QEvent
            from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
        self._deferred = QEvent.Type.DeferredDelete
        self._app = QApplication(["bench"])
        self._app.setStyle("Fusion")
        if name == "ours":
            from explorer.ui.look.appearance import Appearance

            Appearance(self._app, "light")
        self._make = MAKERS[name]
        self._is_ours = name == "ours"
        self._window = QWidget()
        self._column = QVBoxLayout(self._window)
        self._window.resize(1280, 800)
        self._window.show()
        self._app.processEvents()

    @staticmethod
    def _read(text: str) -> Any:
        from explorer.domain.json_value import parse_json

        return parse_json(text)

    def answer(self, asked: Any) -> Any:
        """Make one form; its times, and what is wrong with it."""
        case = CASES[asked["case"]](asked["salt"])
        value = plain_value(case.value) if asked["plain"] else case.value
        read = self._read if self._is_ours else json.loads
        schema = read(json.dumps(plain(case.schema) if asked["plain"] else case.schema))
        given = read(json.dumps(value))
        if isinstance(self._make, Ours):
            self._make.prepare(self._column)
            for _ in range(IDLE_TURNS):
                self._app.processEvents()
        gc.collect()
        gc.disable()  # as in the program, which collects between two events
        cpu, begun = time.process_time(), time.perf_counter()
        try:
            widget, value_of = self._make(schema, given)
        except Exception as error:  # noqa: BLE001 - whatever a peer fails with is told
            gc.enable()
            return {"failed": f"{type(error).__name__}: {error}".splitlines()[0][:60]}
        if not isinstance(self._make, Ours):
            self._column.addWidget(widget)
        # Lays out and paints; timers, which bring editors that are only painted and what is not in view, have no turn.
        self._app.sendPostedEvents()
        took = {"ms": (time.perf_counter() - begun) * 1000, "cpu_ms": (time.process_time() - cpu) * 1000}
        gc.enable()
        for _ in range(IDLE_TURNS):
            self._app.processEvents()
        took["made_ms"] = (time.perf_counter() - begun) * 1000
        took["made_cpu_ms"] = (time.process_time() - cpu) * 1000
        found = value_of()
        widget.hide()
        self._column.removeWidget(widget)
        widget.deleteLater()
        self._app.sendPostedEvents(None, self._deferred)
        self._app.processEvents()
        return {**took, "note": difference(found, value)}


def difference(found: Any, value: Any) -> str:
    """How the value that the form gives differs from the one that it was given, in a few words."""
    if found is NOTHING or (found == value and str(found) == str(value)):
        return ""
    if not isinstance(found, dict):
        return f"gives {found!r}"[:40]
    for key, held in value.items():
        if key not in found:
            return f"lost {_kind(held)}"
        if isinstance(held, list) and isinstance(found[key], list) and len(held) == len(found[key]):
            inner = next(
                (told for one, other in zip(found[key], held, strict=True) if (told := difference(one, other))), ""
            )
            if inner:
                return inner
        elif isinstance(held, dict) and isinstance(found[key], dict):
            if inner := difference(found[key], held):
                return inner
        elif found[key] != held or type(found[key]) is not type(held):
            return f"{_kind(held)} became {_short(found[key])}"
    return "gives more than it got" if set(found) - set(value) else "another order"


def _kind(value: Any) -> str:
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else json.dumps(value)[:24]


def _short(value: Any) -> str:
    return json.dumps(value, default=str)[:24]


def main() -> None:
    """Answer until the input ends."""
    stage = Stage(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(stage.answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
