"""Lists whose places each have a kind of their own, and forms that are no object."""

import pytest
from PySide6.QtCore import Qt

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import ABSENT, same_json
from explorer.schema.field import BooleanField, Form, GroupField, JsonField, ListField, NumberField, TextField
from explorer.ui.form.document.acts.item_acts import move_item
from explorer.ui.form.document.edits import Act, possible_acts
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.row_plan import plan_rows

PLACES = (NumberField(label="Latitude"), TextField())
POINT = ListField(key="p", label="Point", item=BooleanField(), places=PLACES)
PAIR = ListField(key="p", label="Pair", item=JsonField(), places=PLACES, takes_more=False)
ITEM_ACTS = {Act.INSERT, Act.DUPLICATE, Act.MOVE_UP, Act.MOVE_DOWN, Act.REMOVE}
ALL_BUT_UP = ITEM_ACTS - {Act.MOVE_UP}


def acts(field, value, index):
    document = FormDocument(Form(GroupField(fields=[field])), {"p": value})
    plan = next(plan for plan in plan_rows(document, "all") if plan.pointer == ("p", index))
    return set(possible_acts(document, plan)) & ITEM_ACTS


def test_places_have_their_own_fields_and_titles(desk):
    desk.show(POINT, value={"p": [1, "x", True]})
    assert desk.labels() == ["Point", "Latitude", "2", "3"]
    assert [type(desk.row("p", index).plan.field) for index in range(3)] == [NumberField, TextField, BooleanField]
    assert desk.row("p", 0).editor.accessibleName() == "Latitude"


@pytest.mark.parametrize(
    ("index", "possible"),
    [(0, set()), (1, {Act.INSERT}), (2, ALL_BUT_UP), (3, ITEM_ACTS - {Act.MOVE_DOWN})],
)
def test_items_at_places_stay_where_they_are(index, possible):
    assert acts(POINT, [1, "x", True, False], index) == possible


def test_no_item_moves_to_a_place_or_away_from_it():
    document = FormDocument(Form(GroupField(fields=[POINT])), {"p": [1, "x", True, False]})
    assert move_item(document, ("p", 3), 1) == ("p", 3)
    assert move_item(document, ("p", 0), 3) == ("p", 0)
    assert document.value == {"p": [1, "x", True, False]}
    assert move_item(document, ("p", 3), 2) == ("p", 2)
    assert document.value == {"p": [1, "x", False, True]}


def test_last_item_may_go_whatever_its_place():
    assert acts(PAIR, [1, "x"], 1) == {Act.REMOVE}
    assert acts(PAIR, [1, "x"], 0) == set()


def test_adding_goes_on_to_the_next_place_and_ends_with_the_last(desk):
    desk.show(PAIR, value={"p": [5]})
    desk.go("p")
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Space)
    desk.type("x")
    assert desk.value() == {"p": [5, "x"]}
    desk.go("p")
    assert [stop.text() for stop in desk.row("p").tab_stops()] == ["\u25be  2 items"]


def test_items_beyond_a_closed_list_are_shown_and_kept(desk):
    desk.show(PAIR, value={"p": [5, "x", {"more": 1}]})
    desk.go("p", 2)
    assert desk.value() == {"p": [5, "x", {"more": 1}]}


@pytest.mark.parametrize(
    ("field", "value", "typed", "after"),
    [
        (TextField(label="T"), ABSENT, "x", "x"),
        (NumberField(label="N", is_required=True), 5, "1", 15),
        (JsonField(label="J"), ABSENT, "[1]", [1]),
    ],
)
def test_whole_form_may_be_one_field(desk, field, value, typed, after):
    desk.show_form(Form(field), value)
    desk.go()
    desk.press(Qt.Key.Key_Home)
    desk.type(typed)
    assert same_json(desk.value(), after)


def test_emptied_whole_is_absent(desk):
    desk.show_form(Form(TextField(label="T")), "x")
    desk.go()
    desk.press(Qt.Key.Key_Backspace if desk.focused().cursorPosition() else Qt.Key.Key_Delete)
    assert desk.value() is ABSENT


def test_unreadable_whole_is_said_and_not_sent(desk):
    desk.show_form(Form(NumberField(label="N")), 5)
    desk.go()
    desk.type("x")
    content = desk.view.content()
    assert (content.value, [one.pointer for one in content.unreadable]) == (ABSENT, [()])


def test_whole_form_may_be_a_list(desk):
    desk.show_form(Form(ListField(label="Numbers", item=NumberField())), [1])
    desk.go()
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Space)
    desk.type("2")
    assert desk.value() == [1, 2]
    assert desk.view.show_problems([FieldProblem((), "too short", "minItems")]) == []
    assert [one.message for one in desk.row().problems] == ["too short"]


def test_whole_of_another_type_is_json(desk):
    desk.show(TextField(key="t", label="T"))
    desk.view.set_value([1])
    assert desk.value() == [1]
    assert desk.view.json_places() == [()]
