"""Segments are painted at first, and become buttons as soon as the form has been seen."""

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.domain.json_value import ABSENT
from explorer.schema.field import BooleanField, ChoiceField, Form, GroupField, Option
from explorer.ui.form.choices.segments import Segments

FIELDS = [
    BooleanField(key="a", label="A", is_nullable=True),
    BooleanField(key="a", label="A", is_required=True),
    BooleanField(key="a", label="A", is_fixed=True),
    ChoiceField(key="a", label="A", options=(Option("x", "Salt & pepper"), Option("y", "Y"))),
]


def buttons(segments: Segments) -> list[str]:
    return [one.accessibleName() for one in segments.findChildren(QPushButton) if one.isVisible()]


@pytest.mark.parametrize("value", [True, False, None, ABSENT])
@pytest.mark.parametrize("field", FIELDS)
def test_the_buttons_look_as_what_was_painted(appearance, show, differing_points, field, value):
    page = QWidget()
    show(page, 600, 100)
    segments = Segments(field, page)
    segments.show_value(value)
    segments.resize(segments.sizeHint())
    segments.show()
    painted = segments.grab().toImage()
    assert not buttons(segments)
    segments.complete()
    assert buttons(segments)
    assert differing_points(segments.grab().toImage(), painted) == 0


def test_buttons_come_by_themselves_and_say_what_they_are(desk):
    desk.view.resize(800, 600)
    desk.view.show()
    QCoreApplication.processEvents()
    desk.show(BooleanField(key="a", label="Active", is_required=True))
    for _ in range(3):
        QCoreApplication.processEvents()
    segments = desk.row("a").editor
    assert buttons(segments) == ["Active: True", "Active: False"]


def test_nothing_is_made_before_the_first_paint(desk):
    desk.show()
    desk.view.show_form(Form(GroupField(fields=(FIELDS[1],))), {"a": True})
    QCoreApplication.sendPostedEvents()
    assert buttons(desk.row("a").editor) == []
    desk.go("a")
    assert desk.focused_name() == "A: True"
