"""A form in a window of its own that has the keyboard, and short names for what a person does to it."""

import math
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from explorer.domain.json_value import Absent, JsonObject, JsonValue
from explorer.schema.field import Field, Form, GroupField
from explorer.ui.form.form_view import FormView
from explorer.ui.form.rows.form_row import FormRow

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


JUST_SEEN = 6
"""Steps of 255 by which rounding moves a colour."""


class Desk:
    """A form and the person in front of it."""

    def __init__(self) -> None:
        self.view = FormView()
        self.view.resize(800, 600)
        self.events: list[tuple[str, object]] = []
        self.view.edited.connect(lambda place: self.events.append(("edited", place)))
        self.view.field_left.connect(lambda place: self.events.append(("left", place)))
        self.view.reload_wanted.connect(lambda place: self.events.append(("reload", place)))
        self.view.choices_wanted.connect(lambda wanted: self.events.append(("choices", wanted)))
        self.view.choices_dropped.connect(lambda ticket: self.events.append(("dropped", ticket)))

    def show(self, *fields: Field, value: JsonObject | None = None, **group: object) -> FormView:
        return self.show_form(Form(GroupField(fields=fields, **group)), {} if value is None else value)

    def show_form(self, form: Form, value: JsonValue | Absent) -> FormView:
        self.view.show_form(form, value)
        self.view.show()
        self.view.activateWindow()
        QCoreApplication.processEvents()
        return self.view

    def row(self, *place: str | int) -> FormRow:
        return next(row for row in self.view._rows.pane.rows() if row.plan.pointer == place)

    def labels(self) -> list[str]:
        return [row.label.text().replace("\u00a0", " ") for row in self.view._rows.pane.rows() if row.label]

    def go(self, *place: str | int) -> QWidget:
        assert self.view.focus_field(place)
        return self.focused()

    def focused(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        widget = (popup.focusWidget() or popup) if popup else QApplication.focusWidget()
        assert widget is not None
        return widget

    def focused_name(self) -> str:
        return self.focused().accessibleName()

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.focused(), letter)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.focused(), key, modifier)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()

    def pick(self, words: str) -> None:
        """Choose from the list of the button that has the keyboard, by typing."""
        self.type(words)
        self.press(Qt.Key.Key_Return)
        self.view.activateWindow()  # off screen, a closed popup does not give the window back
        QCoreApplication.processEvents()

    def select_all(self) -> None:
        self.press(Qt.Key.Key_A, modifier=CONTROL)

    def choose_in_menu(self, words: str) -> None:
        """Open the menu of the row that has the keyboard, and choose an entry with the keyboard."""
        self.press(Qt.Key.Key_M, modifier=CONTROL | SHIFT)
        menu = QApplication.activePopupWidget()
        names = [action.text() for action in menu.actions() if not action.isSeparator()]
        for _ in range(names.index(words)):
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        QCoreApplication.processEvents()

    def menu_words(self) -> list[str]:
        self.press(Qt.Key.Key_M, modifier=CONTROL | SHIFT)
        menu = QApplication.activePopupWidget()
        words = [action.text() for action in menu.actions() if not action.isSeparator()]
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        return words

    def value(self) -> JsonObject:
        return self.view.content().value

    def happened(self, name: str) -> list[object]:
        return [what for kind, what in self.events if kind == name]


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """All rows in view are made at once, however slow the machine is."""
    monkeypatch.setattr("explorer.ui.form.rows.row_pane.AT_ONCE_S", math.inf)
    monkeypatch.setattr("explorer.ui.form.finding.field_search.AT_ONCE_S", math.inf)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.view.close()
    made.view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def differing_points() -> Callable[[QImage, QImage], int]:
    """Counts where the colours of two pictures differ so much that somebody could see it."""

    def count(one: QImage, other: QImage) -> int:
        assert one.size() == other.size()
        parts = [bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits()) for image in (one, other)]
        return sum(abs(left - right) > JUST_SEEN for left, right in zip(*parts, strict=True) if left != right)

    return count


Typist = Callable[..., None]
