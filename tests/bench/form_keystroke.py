"""
How long a keystroke in a form of 500 fields takes until it is checked and painted, beside one in a bare line.

    python tests/bench/form_keystroke.py [--keys 60] [--fields 500] [--profile CASE]

The form stands in the whole window, as the program has it; the flow that checks it is the program's own. A key counts
from its press until it is painted: the time by the clock, and the time that this program worked in it, which does not
count what other programs take on a busy machine. The floor is a bare `QLineEdit` in a window, typed in
between the cases, in the same run. The promise: 16 ms.
"""

import argparse
import cProfile
import gc
import os
import pstats
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.json_value import JsonObject, JsonValue, Pointer
from explorer.providers.contract import ActionDescription
from explorer.schema.build import build_form
from explorer.ui.flows.form_flow import FormFlow
from explorer.ui.look.appearance import Appearance
from explorer.ui.task_scope import TaskScope
from explorer.ui.window import ExplorerWindow

LETTERS = "the quick brown fox jumps over the lazy dog "


class NoConnection(QObject):
    """Nothing is connected: the form is shown as it is."""

    opened = Signal(object)
    account_changed = Signal(object)
    open = None
    listing = None


def mixed(number: int) -> JsonObject:
    """The schema of one of many fields of all kinds."""
    kinds: list[JsonObject] = [
        {"type": "string", "description": "A few words about what this is for and what happens with it."},
        {"type": "string", "format": "email"},
        {"type": "integer", "minimum": 0},
        {"type": "boolean"},
        {"type": "string", "enum": ["red", "green", "blue"]},
        {"type": "string", "maxLength": 400, "pattern": "^[^<>]*$"},
        {"type": "number"},
        {"type": "string", "enum": [f"choice {n}" for n in range(40)]},
        {"type": "string", "format": "date-time"},
        {"type": "array", "items": {"type": "string"}},
    ]
    return {"title": f"Field {number}", **kinds[number % len(kinds)]}


def flat(count: int) -> JsonObject:
    """An object of so many fields, two of them required."""
    properties: JsonObject = {f"field_{number}": mixed(number) for number in range(count)}
    return {"type": "object", "properties": properties, "required": ["field_1", "field_2"]}


def grouped(count: int) -> JsonObject:
    """The same in groups of 20."""
    groups: JsonObject = {f"group_{number}": {"title": f"Group {number}", **flat(20)} for number in range(count // 20)}
    return {"type": "object", "properties": groups, "required": list(groups)}


def listed(count: int) -> JsonObject:
    """A list of objects of 5 fields."""
    one = {"type": "object", "properties": {f"field_{number}": mixed(number) for number in range(5)}}
    return {"type": "object", "properties": {"lines": {"type": "array", "items": one, "minItems": count // 5}}}


class Desk:
    """The window with one form in it."""

    def __init__(self, application: QApplication) -> None:
        self.window = ExplorerWindow(Appearance(application, "light"))
        self.window.resize(1440, 900)
        self.flow = FormFlow(self.window, TaskScope(lambda _name, _error: None), NoConnection())
        self.editor = self.window.editor

    def show(self, schema: JsonObject, value: JsonValue) -> None:
        """Open the form."""
        action = Action(ActionKey("bench"), "Bench", "bench", "Bench", effect=Effect.WRITE)
        form = build_form(schema)
        description = ActionDescription(action, form)
        self.flow.session = SimpleNamespace(description=description, action=action, account_id=None)
        self.flow.mark([])
        self.editor.show_description(description, value)
        self.window.show_editor()
        self.window.show()
        self.window.activateWindow()
        settle()

    def mark(self) -> int:
        """As if Run had been pressed: everything that is wrong is marked, and every key is checked from now on."""
        problems = self.flow.problems(self.editor.draft())
        self.flow.mark(problems)
        settle()
        return len(problems)

    def go(self, *place: str | int) -> QWidget:
        """Give a field the keyboard."""
        assert self.editor.form.focus_field(place), place
        settle()
        return application_focus()


def application_focus() -> QWidget:
    """The widget with the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def settle() -> None:
    """Let the event loop do all that is waiting, and collect garbage, as the program does it while it is idle."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
    gc.collect(1)


@dataclass
class Times:
    """Milliseconds of each key, by the clock and of work."""

    clock: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def press(self, widget: QWidget, letter: str) -> None:
        """Press a key, and let it be painted."""
        clock, work = time.perf_counter(), time.thread_time()
        QTest.keyClick(widget, letter)
        QCoreApplication.processEvents()
        self.clock.append((time.perf_counter() - clock) * 1000)
        self.work.append((time.thread_time() - work) * 1000)
        settle()


def keys(widget: QWidget, count: int) -> Times:
    """Type so many letters."""
    times = Times()
    for number in range(count):
        times.press(widget, LETTERS[number % len(LETTERS)])
    return times


def say(name: str, times: Times, floor: Times) -> None:
    """One line of the report."""
    middle = statistics.median(times.clock)
    sys.stdout.write(
        f"{name:42} median {middle:6.2f} ms ({middle / statistics.median(floor.clock):5.1f} x floor)"
        f"  longest {max(times.clock):6.2f} ms, of work {max(times.work):6.2f} ms"
        f"{'' if max(times.work) < 16 else '  OVER 16'}\n"
    )
    sys.stdout.flush()


def bare(count: int) -> Times:
    """The floor: a line alone in a window."""
    window = QMainWindow()
    line = QLineEdit()
    window.setCentralWidget(line)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    line.setFocus()
    settle()
    times = keys(line, count)
    window.close()
    window.deleteLater()
    settle()
    return times


def cases(count: int) -> dict[str, tuple[JsonObject, JsonValue, Pointer, bool]]:
    """Schema, value, the field that is typed in, and whether anything is marked."""
    filled: JsonObject = {"field_1": "ada@example.com", "field_2": 2}
    lines: JsonValue = [{"field_0": f"line {number}"} for number in range(count // 5)]
    marked_lines: JsonObject = {"lines": [*lines[:-1], {"field_1": "x"}]} if isinstance(lines, list) else {}
    return {
        "flat, nothing marked": (flat(count), filled, ("field_0",), False),
        "flat, 2 marked": (flat(count), {}, ("field_0",), True),
        "flat, typed in a marked field": (flat(count), {"field_2": 2}, ("field_1",), True),
        "groups of 20, all marked": (grouped(count), {}, ("group_0", "field_0"), True),
        "list of objects of 5, nothing marked": (listed(count), {"lines": lines}, ("lines", 0, "field_0"), False),
        "list of objects of 5, one marked": (listed(count), marked_lines, ("lines", 0, "field_0"), True),
    }


def find_keys(desk: Desk, count: int, text: str) -> Times:
    """Type into the line that finds fields, and clear it again."""
    line = desk.editor.tools.find_line
    times = Times()
    while len(times.clock) < count:
        line.setFocus()
        settle()
        for letter in text:
            times.press(line, letter)
        QTest.keyClick(line, Qt.Key.Key_Escape)
        settle()
    return times


def profiled(name: str, wanted: str, work: Callable[[], Times]) -> Times:
    """Do it, and print where the time goes if that is what is asked for."""
    if not wanted or wanted not in name:
        return work()
    profile = cProfile.Profile()
    times = profile.runcall(work)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    return times


def main() -> None:
    """Measure all cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--fields", type=int, default=500)
    parser.add_argument("--profile", default="")
    chosen = parser.parse_args()
    application = QApplication([])
    gc.disable()  # as the program's event loop does
    desk = Desk(application)
    floor = bare(chosen.keys)
    say("a bare line in a window (the floor)", floor, floor)
    for name, (schema, value, place, is_marked) in cases(chosen.fields).items():
        desk.show(schema, value)
        marked = desk.mark() if is_marked else 0
        widget = desk.go(*place)
        words = f"{name}{f' ({marked})' if is_marked else ''}"
        say(words, profiled(name, chosen.profile, lambda widget=widget: keys(widget, chosen.keys)), floor)
    for fields in (chosen.fields, 20_000):
        desk.show(flat(fields), {})
        name = f"finding among {fields:,} fields"
        say(name, profiled(name, chosen.profile, lambda: find_keys(desk, chosen.keys, "field 49")), floor)
        desk.show(flat(20), {})
    say("a bare line again", bare(chosen.keys), floor)


if __name__ == "__main__":
    main()
