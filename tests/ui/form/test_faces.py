"""Editors are painted first and made after: nobody can tell, and keys and clicks arrive all the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from explorer.domain.json_value import ABSENT, ExactNumber
from explorer.schema.field import (
    AccountField,
    BooleanField,
    ChoiceField,
    Form,
    GroupField,
    NumberField,
    Option,
    RemoteChoices,
    TextField,
)
from explorer.ui.form.editors.editor import EditorParts
from explorer.ui.form.faces.face_table import face_for
from explorer.ui.form.ranking import editor_for
from explorer.ui.look.appearance import Appearance

WORDS = tuple(Option(word, word) for word in ("open", "closed & done", "waiting", "unknown", "a" * 90))
FIELDS = [
    TextField(key="a", label="A"),
    TextField(key="a", label="A", is_required=True, description="What it is called."),
    TextField(key="a", label="A", examples=("one",)),
    TextField(key="a", label="A", is_fixed=True),
    TextField(key="a", label="A", format="date-time"),
    TextField(key="a", label="A", format="duration"),
    TextField(key="a", label="A", format="uuid"),
    NumberField(key="a", label="A", default=ExactNumber("0.10")),
    BooleanField(key="a", label="A", is_nullable=True, default=True),
    BooleanField(key="a", label="A", is_fixed=True),
    ChoiceField(key="a", label="A", options=WORDS[:2]),
    ChoiceField(key="a", label="A", options=WORDS),
]
VALUES = [
    "word",
    "M\u00fcller \u4e2d\u6587",
    "w" * 300,
    "",
    None,
    ABSENT,
    12,
    True,
    "waiting",
    "closed & done",
    "2026-03-01T12:30:00Z",
    "P3D",
]
MOMENTS = {"date-time", "duration"}


def shown(desk, field, value):
    """The form as it is at its first paint, and its one row."""
    desk.view.resize(700, 200)
    desk.view.show()
    QCoreApplication.processEvents()
    desk.view.show_form(Form(GroupField()), {})
    desk.view.show_form(Form(GroupField(fields=(field,))), {} if value is ABSENT else {"a": value})
    QCoreApplication.sendPostedEvents()
    return desk.row("a")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("field", FIELDS)
def test_an_editor_looks_as_its_face(appearance, qapp, desk, differing_points, field, theme):
    Appearance(qapp, theme).deleteLater()
    seen = 0
    for value in VALUES:
        row = shown(desk, field, value)
        if row.face is not None:
            painted = desk.view.grab().toImage()
            row.complete()
            row.editor.tab_stops()
            assert differing_points(desk.view.grab().toImage(), painted) == 0, value
            seen += 1
    assert seen


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_is_left_out_is_painted_first(desk, field):
    assert shown(desk, field, ABSENT).face is not None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (FIELDS[0], "\u05d0\u05d1\u05d2"),
        (FIELDS[0], "w" * 1_000),
        (NumberField(key="a", label="A"), "no number"),
        (AccountField(key="a", label="A", connector_key="x", remote=RemoteChoices("a")), ABSENT),
        (ChoiceField(key="a", label="A", remote=RemoteChoices("a")), ABSENT),
        (ChoiceField(key="a", label="A", options=(*WORDS, Option("x", "open"))), "x"),
    ],
)
def test_what_a_face_could_show_otherwise_than_the_editor_has_its_editor_at_once(desk, field, value):
    assert shown(desk, field, value).face is None


def test_no_editor_is_made_before_the_first_paint_and_all_are_soon_after(desk):
    row = shown(desk, FIELDS[1], "x")
    assert row.widgets() == []
    for _ in range(3):
        QCoreApplication.processEvents()
    line = next(iter(row.widgets()))
    assert (line.text(), line.accessibleName()) == ("x", "A")
    assert line.accessibleDescription() == "required. What it is called"


def test_keys_pressed_right_after_the_first_paint_go_into_the_field_with_the_keyboard(desk):
    shown(desk, FIELDS[0], ABSENT)
    desk.view.activateWindow()
    assert desk.view.focus_first()
    QTest.keyClicks(desk.focused(), "abc")
    assert desk.value() == {"a": "abc"}


def test_a_click_right_after_the_first_paint_goes_into_the_field_under_it(desk):
    row = shown(desk, FIELDS[0], "abc")
    desk.view.activateWindow()
    pane = desk.view._rows.pane
    QTest.mouseClick(pane, Qt.MouseButton.LeftButton, pos=row.editor_area.topLeft() + QPoint(300, 15))
    QTest.keyClicks(desk.focused(), "d")
    assert desk.value() == {"a": "abcd"}


def test_a_click_right_after_the_first_paint_presses_the_segment_under_it(desk):
    row = shown(desk, BooleanField(key="a", label="A"), ABSENT)
    pane = desk.view._rows.pane
    QTest.mouseClick(pane, Qt.MouseButton.LeftButton, pos=row.editor_area.topLeft() + QPoint(10, 15))
    assert desk.value() == {"a": True}


def test_a_value_that_comes_while_there_is_only_a_face_is_the_one_that_the_editor_has(desk):
    row = shown(desk, FIELDS[0], "old")
    desk.view.set_value({"a": "new"})
    assert row.editor.reading() == "new"


@given(
    field=st.sampled_from(FIELDS),
    value=st.sampled_from(VALUES) | st.text() | st.integers() | st.booleans() | st.none(),
    room=st.integers(min_value=60, max_value=1_200),
)
def test_a_face_is_as_large_as_its_editor_and_says_the_same(qapp, field, value, room):
    pane = QWidget()
    maker = editor_for(field, value)
    face = face_for(maker, field, value, pane)
    if face is not None:
        editor: EditorParts = maker(field, pane)
        editor.show_value(value)
        assert face.reading == editor.reading()
        assert face.state_words() == editor.state_words()
        assert face.wanted_width(room) == editor.wanted_width(room)
        assert face.wanted_height(room) == editor.wanted_height(room)


def test_frames_of_another_style_are_not_painted_in_this_one(appearance, qapp, desk, differing_points):
    sheet = qapp.styleSheet()
    qapp.setStyleSheet("")
    shown(desk, FIELDS[0], "bare")
    desk.view.grab()
    qapp.setStyleSheet(sheet)
    row = shown(desk, FIELDS[0], "word")
    painted = desk.view.grab().toImage()
    row.complete()
    row.editor.tab_stops()
    assert differing_points(desk.view.grab().toImage(), painted) == 0
