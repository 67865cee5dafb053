"""A field is found by a few letters of its label, key or description, wherever it stands."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton

from explorer.schema.field import Form, GroupField, JsonField, ListField, NoticeField, NumberField, TextField
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.finding import finder as limits
from explorer.ui.form.finding.finder import Finder
from explorer.ui.form.finding.search_text import folded, occurrences, wanted_words
from tests.ui.form.conftest import CONTROL

STREET = TextField(key="street_name", label="Street")
CITY = TextField(key="city", label="City", description="Not the district.")
ADDRESS = GroupField(key="address", label="Home address", fields=(STREET, CITY))
LINES = ListField(
    key="lines",
    label="Lines",
    item=GroupField(fields=(TextField(key="text", label="Text"), NumberField(key="price", label="Price"))),
)
FIELDS = (TextField(key="name", label="Name"), ADDRESS, LINES, TextField(key="note", label="Note"))
VALUE = {"lines": [{"text": "a"}, {"price": 2}]}


def find(desk, text: str) -> list[str]:
    desk.view.search.look_for(text)
    QCoreApplication.processEvents()
    return [label for label in desk.labels() if label]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("name", ["Name", "Home address", "Street"]),
        ("street", ["Home address", "Street"]),
        ("STREET_n", ["Home address", "Street"]),
        ("district", ["Home address", "City"]),
        ("city not", ["Home address", "City"]),
        ("price", ["Lines", "1", "Price", "2", "Price"]),
        ("home address", ["Home address", "Street", "City"]),
        ("nowhere", []),
    ],
)
def test_matching_fields_are_shown_with_what_is_around_them(desk, text, labels):
    desk.show(*FIELDS, value=VALUE)
    assert find(desk, text) == labels


def test_accents_and_case_make_no_difference(desk):
    desk.show(TextField(key="a", label="Pr\u00e9nom"), TextField(key="b", label="Other"))
    assert find(desk, "PRENOM") == ["Pr\u00e9nom"]


def test_what_is_folded_is_searched_and_is_folded_again_afterwards(desk):
    desk.show(*FIELDS, value={"address": {}, "lines": [{}] * 2})
    before = desk.labels()
    assert "City" in find(desk, "city")
    assert find(desk, "") == before


def test_what_is_folded_while_something_is_found_is_as_before_afterwards(desk):
    desk.show(*FIELDS, value={"address": {}})
    before = desk.labels()
    find(desk, "city")
    desk.go("address")
    desk.press(Qt.Key.Key_Return)
    assert "City" not in desk.labels()
    desk.press(Qt.Key.Key_Return)
    assert "City" in desk.labels()
    assert find(desk, "") == before


def test_a_closed_part_is_searched_as_far_as_it_is_there(desk):
    node = {"type": "object", "properties": {"deep": {"type": "string", "title": "Deep one"}}}
    desk.show(JsonField(key="a", label="Part", closed=node), JsonField(key="b", label="Part", closed=node))
    assert find(desk, "deep") == []
    desk.view.search.look_for("")
    desk.view.set_value({"b": {}})
    assert find(desk, "deep") == ["Part", "Deep one"]


def test_clearing_goes_back_to_where_the_form_was_scrolled_to(desk):
    desk.show(*(TextField(key=f"f{n}", label=f"Field {n}") for n in range(100)))
    bar = desk.view._area.verticalScrollBar()
    bar.setValue(1700)
    QCoreApplication.processEvents()
    find(desk, "field 7")
    assert bar.value() == 0
    find(desk, "")
    assert bar.value() == 1700


def test_the_first_field_that_was_found_gets_the_keyboard(desk):
    desk.show(*FIELDS, value=VALUE)
    find(desk, "price")
    assert desk.view.search.focus_first()
    assert desk.focused_name() == "Price"
    find(desk, "nowhere")
    assert not desk.view.search.focus_first()


def test_a_found_field_is_filled_in_like_any_other(desk):
    desk.show(*FIELDS, value=VALUE)
    find(desk, "city")
    desk.view.search.focus_first()
    desk.type("Oslo")
    assert desk.value() == {"address": {"city": "Oslo"}, **VALUE}
    desk.select_all()
    desk.press(Qt.Key.Key_Delete)
    assert desk.value() == VALUE
    assert "City" in desk.labels()


def test_items_that_come_and_go_are_found_or_not_from_then_on(desk):
    desk.show(*FIELDS, value=VALUE)
    find(desk, "price")
    desk.go("lines", 0)
    desk.press(Qt.Key.Key_D, modifier=CONTROL)
    assert desk.labels().count("Price") == 3
    desk.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert desk.labels().count("Price") == 2


def test_nothing_found_is_said_and_can_be_cleared(desk):
    desk.show(*FIELDS)
    find(desk, "nowhere")
    assert desk.view._empty.text() == "No field matches \u201cnowhere\u201d."
    clear = next(one for one in desk.view.findChildren(QPushButton) if one.text() == "Clear" and one.isVisible())
    clear.click()
    assert desk.labels()[0] == "Name"
    assert not clear.isVisible()


def test_a_field_found_by_its_key_alone_shows_the_key(desk):
    desk.show(*FIELDS, value={"address": {}})
    find(desk, "street_name")
    assert desk.row("address", "street_name").hint == "street_name"
    find(desk, "")
    desk.go("address", "street_name")
    assert desk.row("address", "street_name").hint == ""


def test_a_long_description_is_shown_whole_where_it_matches(desk):
    desk.show(TextField(key="a", label="A", description="Words. " * 100 + "Zebra."))
    find(desk, "zebra")
    assert any("Zebra" in line for line in desk.row("a").hint_shown)
    find(desk, "")
    assert not any("Zebra" in line for line in desk.row("a").hint_shown)


def test_a_jump_to_a_field_that_does_not_match_shows_it_all_the_same(desk):
    desk.show(*FIELDS)
    find(desk, "city")
    assert desk.view.focus_field(("note",))
    assert desk.focused_name() == "Note"


def test_another_form_is_shown_whole(desk):
    view = desk.show(*FIELDS)
    find(desk, "city")
    heard = []
    view.search.found.connect(heard.append)
    view.show_form(Form(GroupField(fields=(STREET,))), {})
    assert heard == [None]
    assert desk.labels() == ["Street"]


def test_fields_that_were_asked_for_again_are_searched_in_turn(desk):
    view = desk.show(*FIELDS)
    find(desk, "city")
    view.show_form(Form(GroupField(fields=(STREET, CITY))), {}, is_reload=True)
    assert desk.labels() == ["City"]


def test_control_f_in_the_form_asks_for_the_search_of_fields(desk):
    view = desk.show(*FIELDS)
    asked = []
    view.find_wanted.connect(lambda: asked.append(True))
    desk.go("name")
    desk.press(Qt.Key.Key_F, modifier=CONTROL)
    assert asked == [True]
    assert desk.value() == {}


def test_many_thousands_of_fields_are_planned_in_slices(desk, monkeypatch):
    monkeypatch.setattr("explorer.ui.form.finding.field_search.AT_ONCE_S", 0.0)
    desk.show(*(TextField(key=f"f{n}", label=f"Field {n}") for n in range(3000)))
    counts = []
    desk.view.search.found.connect(counts.append)
    desk.view.search.look_for("field 29")
    assert counts == []
    while not counts:
        QCoreApplication.processEvents()
    assert counts == [sum("29" in str(number) for number in range(3000))]
    assert desk.labels()[:2] == ["Field 29", "Field 129"]


def test_rows_for_which_there_was_no_time_come_a_little_later(desk, monkeypatch):
    desk.show(*(TextField(key=f"f{n}", label=f"Field {n}") for n in range(100)))
    monkeypatch.setattr("explorer.ui.form.rows.row_pane.AT_ONCE_S", -1.0)
    desk.view.search.look_for("field 5")
    assert "Field 59" not in desk.labels()
    deadline = time.monotonic() + 5
    while "Field 59" not in desk.labels() and time.monotonic() < deadline:
        QCoreApplication.processEvents()
    assert "Field 59" in desk.labels()


def test_no_more_rows_are_shown_than_anybody_reads(monkeypatch):
    monkeypatch.setattr(limits, "MOST_SHOWN", 5)
    document = FormDocument(Form(GroupField(fields=[TextField(key=f"f{n}", label="Same") for n in range(50)])), {})
    document.is_searched = True
    finder = Finder()
    finder.look_for("same")
    assert len(finder.plans(document, frozenset())) == 5
    assert (finder.count, finder.is_cut) == (50, True)


def test_notices_are_found_by_their_words_and_hidden_otherwise(desk):
    desk.show(NoticeField(label="Beware", description="of the dog"), *FIELDS)
    find(desk, "dog")
    assert [row.plan.field.label for row in desk.view._rows.pane.rows()] == ["Beware"]
    find(desk, "city")
    assert "Beware" not in [row.plan.field.label for row in desk.view._rows.pane.rows()]


@given(st.text(max_size=30), st.text(max_size=3))
def test_marked_letters_are_the_words_that_are_looked_for(text, looked_for):
    words = wanted_words(looked_for)
    for start, length in occurrences(text, words):
        assert 0 <= start < start + length <= len(text)
        assert any(word in folded(text[start : start + length]) or folded(text[start]) in word for word in words)
    if any(word in text for word in words) and text.isascii():
        assert occurrences(text, words)
