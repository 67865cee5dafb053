"""Every editor of the table keeps what the protocol promises."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget

from explorer.domain.json_value import ABSENT, ExactNumber, same_json
from explorer.providers.pipedream.form.prop import Prop
from explorer.providers.pipedream.form.request_props import http_request_fields, sql_fields
from explorer.schema.field import (
    AccountField,
    BooleanField,
    ChoiceField,
    GroupField,
    JsonField,
    ListField,
    NumberField,
    Option,
    RemoteChoices,
    TextField,
)
from explorer.ui.form.choices.chips import ChipBar
from explorer.ui.form.choices.choice_button import ChoiceButton
from explorer.ui.form.choices.segments import Segments
from explorer.ui.form.editors.composed.http_editor import HttpEditor
from explorer.ui.form.editors.composed.sql_editor import SqlEditor
from explorer.ui.form.editors.editor import NobodyListening
from explorer.ui.form.editors.files.file_editor import FileEditor
from explorer.ui.form.editors.moments.moment_editor import MomentEditor
from explorer.ui.form.editors.number import NumberLine
from explorer.ui.form.editors.raw_json import RawJson
from explorer.ui.form.editors.summary import GroupSummary, ListSummary
from explorer.ui.form.editors.text import FixedLine, SecretLine, TextLine
from explorer.ui.form.editors.text_block import TextBlock
from explorer.ui.form.ranking import RANKS, editor_for

MANY = [Option(n, f"Option {n}") for n in range(9)]
TEXT = TextField(key="f", label="F")
CASES = {
    TextLine: (TEXT, "some text"),
    TextBlock: (TextField(key="f", label="F", is_multiline=True), "two\nlines"),
    SecretLine: (TextField(key="f", label="F", is_secret=True), "hush"),
    MomentEditor: (TextField(key="f", label="F", format="date-time"), "2026-12-01T09:30:00.5+01:00"),
    FileEditor: (TextField(key="f", label="F", content="base64"), "aGVsbG8gd29ybGQh" * 400),
    FixedLine: (TextField(key="f", label="F", is_fixed=True), "set"),
    NumberLine: (NumberField(key="f", label="F"), ExactNumber("0.10")),
    Segments: (BooleanField(key="f", label="F", is_nullable=True), False),
    ChoiceButton: (ChoiceField(key="f", label="F", options=MANY), 7),
    ChipBar: (ChoiceField(key="f", label="F", options=MANY, is_multiple=True), [3, 7]),
    HttpEditor: (
        GroupField(
            key="f",
            label="F",
            purpose="http-request",
            fields=http_request_fields(Prop("f", "http_request", {})),
        ),
        {"method": "PUT", "url": "u", "auth": {"type": "bearer", "token": "t"}, "tab": 1},
    ),
    SqlEditor: (
        GroupField(key="f", label="F", purpose="sql", fields=sql_fields()),
        {"query": "select $1", "params": [ExactNumber("0.10")]},
    ),
    GroupSummary: (GroupField(key="f", label="F", fields=[TEXT]), {"f": 1}),
    ListSummary: (ListField(key="f", label="F", item=TEXT), ["a"]),
    RawJson: (JsonField(key="f", label="F"), {"a": [1, None]}),
}


class Listener(NobodyListening):
    def __init__(self, told):
        self._told = told

    def value_edited(self, _reading):
        self._told.append("edited")


@pytest.fixture
def host(qapp):
    widget = QWidget()
    yield widget
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_editor_of_the_table_is_tried_here():
    assert {maker for _, maker in RANKS} == set(CASES)


@pytest.mark.parametrize("maker", CASES, ids=lambda maker: maker.__name__)
def test_rank_chooses_the_editor(maker):
    field, value = CASES[maker]
    assert editor_for(field, value) is maker


@pytest.mark.parametrize("maker", CASES, ids=lambda maker: maker.__name__)
def test_editor_keeps_the_protocol(host, maker):
    field, value = CASES[maker]
    editor = maker(field, host)
    told = []
    editor.listener = Listener(told)
    assert editor.reading() is ABSENT
    for held in (value, None, ABSENT, value):
        editor.show_value(held)
        assert same_json(editor.reading(), held)
    assert "edited" not in told, "showing is no edit"
    editor.show_words("Label & more", "Description")
    target = editor.focus_target()
    assert target.accessibleName().startswith("Label & more")
    assert "Description" in target.accessibleDescription()
    editor.show_invalid(True)
    assert target.property("invalid") is True
    editor.show_invalid(False)
    assert not target.property("invalid")
    assert editor.widget().parentWidget() is host
    assert 0 < editor.wanted_width(500) <= 500
    assert editor.wanted_height(400) >= 26
    assert target in editor.tab_stops() or isinstance(editor, ChipBar)
    assert any(stop.focusPolicy() & Qt.FocusPolicy.TabFocus for stop in editor.tab_stops())


@pytest.mark.parametrize(
    ("field", "value", "maker"),
    [
        (TEXT, "two\nlines", TextBlock),
        (TEXT, "x" * 40_000, TextBlock),
        (TextField(key="f", is_secret=True), "two\nlines", SecretLine),
        (TextField(key="f", is_fixed=True), "two\nlines", TextBlock),
        (TextField(key="f", format="date"), "two\nlines", TextBlock),
        (TextField(key="f", format="date", is_fixed=True), "2026-12-01", MomentEditor),
        (TextField(key="f", format="duration"), "P1D", MomentEditor),
        (TextField(key="f", content="data-uri", is_secret=True), "two\nlines", FileEditor),
        (TextField(key="f", content="file-ref", is_fixed=True), ABSENT, FileEditor),
        (ChoiceField(key="f", options=MANY[:3]), ABSENT, Segments),
        (ChoiceField(key="f", options=MANY[:3]), 8, ChoiceButton),
        (ChoiceField(key="f", options=MANY[:3], is_free=True), 1, ChoiceButton),
        (BooleanField(key="f", is_nullable=True), None, Segments),
        (BooleanField(key="f"), None, RawJson),
        (ChoiceField(key="f", options=[Option(1, "1")]), True, ChoiceButton),
        (AccountField(key="f", connector_key="x", remote=RemoteChoices("x")), ABSENT, ChoiceButton),
        (GroupField(key="f"), {}, GroupSummary),
    ],
)
def test_value_and_options_count_in_the_rank(field, value, maker):
    assert editor_for(field, value) is maker
