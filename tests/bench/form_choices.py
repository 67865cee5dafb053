"""
How long a field of many choices takes: from nothing to the painted field, from the key that opens its list to the painted
list, from a typed letter to the painted list; beside a plain combo box with the same choices.

    python tests/bench/form_choices.py [NUMBER_OF_CHOICES ...]

Prints medians in milliseconds, and ours as a multiple of the combo box's.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from explorer.schema.field import ChoiceField, Form, GroupField, Option
from explorer.ui.form.form_view import FormView
from explorer.ui.look.appearance import Appearance

ROUNDS = 9


class Painted(QObject):
    """Notes that a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.is_done = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at events, keep none."""
        self.is_done = self.is_done or event.type() == QEvent.Type.Paint
        return False

    def wait(self) -> None:
        """Work through events until it was."""
        while not self.is_done:
            QCoreApplication.processEvents()


def milliseconds(start: Callable[[], QWidget]) -> float:
    """From the start to the paint of the widget that it gives."""
    begun = time.perf_counter()
    widget = start()
    painted = Painted()
    widget.installEventFilter(painted)
    widget.update()
    painted.wait()
    return (time.perf_counter() - begun) * 1000


def ours(count: int) -> tuple[float, float, float]:
    """Building, opening, typing."""
    options = [Option(f"value-{number}", f"Choice number {number}") for number in range(count)]
    field = ChoiceField(key="c", label="C", options=options, is_required=True)
    view = FormView()
    view.resize(800, 400)

    def build() -> QWidget:
        view.show_form(Form(GroupField(fields=[field])), {"c": options[count // 2].value})
        view.show()
        return view

    def open_list() -> QWidget:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        return QApplication.activePopupWidget().list.viewport()

    def type_letter() -> QWidget:
        QTest.keyClick(QApplication.activePopupWidget().search, "7")
        return QApplication.activePopupWidget().list.viewport()

    built = milliseconds(build)
    view.activateWindow()
    view.focus_field(("c",))
    opened, typed = milliseconds(open_list), milliseconds(type_letter)
    QApplication.activePopupWidget().close()
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return built, opened, typed


def plain(count: int) -> tuple[float, float, float]:
    """The same of a combo box; a typed letter moves its selection."""
    box = QComboBox()

    def build() -> QWidget:
        box.addItems([f"Choice number {number}" for number in range(count)])
        box.setCurrentIndex(count // 2)
        box.show()
        return box

    def open_list() -> QWidget:
        box.showPopup()
        return box.view().viewport()

    def type_letter() -> QWidget:
        QTest.keyClick(box.view(), "7")
        return box.view().viewport()

    built, opened, typed = milliseconds(build), milliseconds(open_list), milliseconds(type_letter)
    box.hidePopup()
    box.close()
    box.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return built, opened, typed


def measure(count: int) -> None:
    """Print the figures for one size."""
    rounds = [(ours(count), plain(count)) for _ in range(ROUNDS)]
    for step, words in enumerate(("field painted", "list painted after the key", "list painted after a letter")):
        mine = statistics.median(one[step] for one, _ in rounds)
        peer = statistics.median(one[step] for _, one in rounds)
        sys.stdout.write(f"{count:6,} {words:28} {mine:7.1f} ms, combo box {peer:7.1f} ms, ratio {mine / peer:.2f}\n")


if __name__ == "__main__":
    application = QApplication([])
    look = Appearance(application, "light")
    for size in [int(argument) for argument in sys.argv[1:]] or [12, 1_000, 3_500]:
        measure(size)
