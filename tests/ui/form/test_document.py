"""The document behind a form: places, order of keys, notes that follow their items. No widgets."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.json_value import same_json, value_at
from explorer.schema.field import Condition, Form, GroupField, ListField, NumberField, Option, TextField
from explorer.ui.form.document.changed_value import with_new_key, with_value, without
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.labelled import bare_value, chosen_options, labelled
from explorer.ui.form.document.place_map import PlaceMap
from explorer.ui.form.document.standing.condition import holds

NUMBERS = Form(GroupField(fields=[ListField(key="l", label="L", item=NumberField())]))
items = st.lists(st.integers(), min_size=1, max_size=6)


@given(items, st.data())
def test_notes_follow_their_items_when_one_moves(values, data):
    document = FormDocument(NUMBERS, {"l": list(values)})
    noted = data.draw(st.integers(0, len(values) - 1))
    start, end = (data.draw(st.integers(0, len(values) - 1)) for _ in range(2))
    document.put_unreadable(("l", noted), "x", "why")
    document.opened["l", noted, "deep"] = True
    document.move_item(("l",), start, end)
    moved = list(range(len(values)))
    moved.insert(end, moved.pop(start))
    place = moved.index(noted)
    assert list(document.unreadable) == [("l", place)]
    assert list(document.opened) == [("l", place, "deep")]
    assert document.value == {"l": [values[one] for one in moved]}


@given(items, st.data())
def test_note_goes_with_its_item_and_the_others_close_up(values, data):
    document = FormDocument(NUMBERS, {"l": list(values)})
    for index in range(len(values)):
        document.put_unreadable(("l", index), str(index), "why")
    gone = data.draw(st.integers(0, len(values) - 1))
    document.remove_item(("l",), gone)
    kept = [str(index) for index in range(len(values)) if index != gone]
    assert [document.unreadable["l", index].text for index in range(len(kept))] == kept
    assert len(document.unreadable) == len(kept)


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.permutations("abcdef"), st.sampled_from("abcdef"))
def test_new_key_stands_behind_its_forerunner_and_moves_no_other(held, order, key):
    before = {one: one.upper() for one in held if one != key}
    after = with_new_key(before, key, "new", order)
    assert [one for one in after if one != key] == list(before)
    forerunners = [one for one in order[: order.index(key)] if one in before]
    if forerunners:
        keys = list(after)
        assert keys[keys.index(key) - 1] == forerunners[-1]


@given(st.lists(st.sampled_from("abcdef"), unique=True))
def test_filling_an_empty_object_gives_the_order_of_the_form(keys):
    made = {}
    for key in keys:
        made = with_new_key(made, key, 0, "abcdef")
    assert list(made) == sorted(keys)


def test_old_value_is_never_altered():
    old = {"a": {"b": [1, {"c": 2}]}}
    new = with_value(old, ("a", "b", 1, "c"), 3, ((),) * 4)
    assert old == {"a": {"b": [1, {"c": 2}]}}
    assert value_at(new, ("a", "b", 1, "c")) == 3
    assert without(new, ("a", "b", 0)) == {"a": {"b": [{"c": 3}]}}
    assert same_json(without(old, ("x", 1)), old)


def test_unreadable_item_leaves_a_null_so_that_others_keep_their_places():
    document = FormDocument(NUMBERS, {"l": [1, 2]})
    document.put_unreadable(("l", 0), "x", "why")
    content = document.content()
    assert content.value == {"l": [None, 2]}
    assert content.unreadable[0].pointer == ("l", 0)


def test_forgetting_a_place_forgets_what_is_below():
    notes = PlaceMap({("a",): 1, ("a", "b"): 2, ("ab",): 3})
    notes.forget(("a",))
    assert notes == {("ab",): 3}


def test_conditions_see_the_value_without_its_label():
    value = {"__lv": {"label": "A", "value": "a"}}
    assert holds(Condition("k", "eq", "a"), value)
    assert holds(Condition("k", "in", ["b", "a"]), value)
    assert not holds(Condition("k", "neq", "a"), value)
    assert not holds(Condition("k", "empty"), value)
    assert holds(Condition("k", "not_in", ["b"]), value)
    assert holds(Condition("k", "filled"), False), "false is a value"
    assert holds(Condition("k", "of another platform"), value), "never hidden for a word that nobody knows"


def test_condition_on_a_hidden_field_counts_it_as_absent():
    first = TextField(key="a", label="A")
    second = TextField(key="b", label="B", visible_when=Condition("a", "eq", "on"))
    third = TextField(key="c", label="C", visible_when=Condition("b", "filled"))
    document = FormDocument(Form(GroupField(fields=[first, second, third])), {"a": "off", "b": "x", "c": "y"})
    assert document.content().value == {"a": "off"}
    document.put(("a",), "on")
    assert document.content().value == {"a": "on", "b": "x", "c": "y"}


def test_condition_takes_the_default_of_an_absent_field():
    first = TextField(key="a", label="A", default="on")
    second = TextField(key="b", label="B", visible_when=Condition("a", "eq", "on"))
    document = FormDocument(Form(GroupField(fields=[first, second])), {"b": "x"})
    assert document.content().value == {"b": "x"}


def test_labelled_values_give_their_parts():
    options = [Option(1, "One"), Option("2", "Two")]
    assert bare_value(labelled(options, is_multiple=True)) == [1, "2"]
    assert chosen_options(labelled(options, is_multiple=True)) == options
    assert chosen_options([labelled([options[0]], is_multiple=False), "x"]) == [options[0], Option("x", "x")]
    assert bare_value({"__lv": {"label": "a"}}) == {"__lv": {"label": "a"}}
