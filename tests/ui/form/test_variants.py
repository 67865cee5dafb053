"""A value of one of several shapes: chosen, guessed, kept while another is tried."""

import pytest
from PySide6.QtCore import Qt

from explorer.domain.json_value import ABSENT
from explorer.schema.build import any_field, build_form
from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    Form,
    GroupField,
    ListField,
    NumberField,
    Option,
    TextField,
    Variant,
    VariantField,
)
from explorer.ui.form.document.acts import variant_acts
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.row_plan import plan_rows


def pet(kind, *fields):
    constant = ChoiceField(key="kind", label="Kind", options=[Option(kind, kind)], is_fixed=True, is_required=True)
    shape = GroupField(fields=[constant, *fields])
    return Variant(kind.title(), shape, kinds=("object",), marks={"kind": [kind]})


NAME, LIVES = TextField(key="name", label="Name"), NumberField(key="lives", label="Lives")
CAT, DOG = pet("cat", NAME, LIVES), pet("dog", NAME, BooleanField(key="good", label="Good"))
PET = VariantField(key="pet", label="Pet", variants=[CAT, DOG])
TEXT, NUMBER = Variant("Text", TextField(), kinds=("string",)), Variant("Number", NumberField(), kinds=("number",))
EITHER = VariantField(key="e", label="Either", variants=[TEXT, NUMBER], is_nullable=True)
ANY = any_field(key="any", label="Any")


def pressed(desk, *place):
    """The words of the button that is down in the choice of a row."""
    row = desk.row(*place)
    picker = (row.pickers or [row.editor])[0]
    return [button.text() for button in picker._buttons if button.isChecked()]


def choose(desk, place, words):
    """Choose a segment with the keyboard."""
    row = desk.row(*place)
    picker = (row.pickers or [row.editor])[0]
    next(button for button in picker._buttons if button.text() == words).setFocus()
    desk.press(Qt.Key.Key_Space)


def test_variant_is_told_by_the_value(desk):
    desk.show(PET, EITHER, value={"pet": {"kind": "dog", "name": "Rex"}, "e": 5})
    assert (pressed(desk, "pet"), pressed(desk, "e")) == (["Dog"], ["Number"])
    assert desk.row("e").editor.text() == "5"


def test_simple_shape_is_edited_beside_the_choice_and_an_object_below_it(desk):
    desk.show(PET, EITHER, value={"pet": {"kind": "cat"}, "e": "x"})
    desk.go("pet", "name")
    desk.type("Tom")
    desk.go("e")
    desk.type("y")
    assert desk.value() == {"pet": {"kind": "cat", "name": "Tom"}, "e": "yx"}


def test_nothing_is_sent_until_a_shape_is_chosen_and_filled(desk):
    desk.show(EITHER)
    assert (pressed(desk, "e"), desk.value()) == (["Not sent"], {})
    choose(desk, ("e",), "Number")
    assert desk.value() == {}
    desk.press(Qt.Key.Key_Tab)
    desk.type("7")
    assert desk.value() == {"e": 7}


def test_what_a_shape_held_comes_back_when_it_is_chosen_again(desk):
    desk.show(EITHER, value={"e": "words"})
    choose(desk, ("e",), "Number")
    assert desk.value() == {}
    choose(desk, ("e",), "null")
    assert desk.value() == {"e": None}
    choose(desk, ("e",), "Text")
    assert desk.value() == {"e": "words"}
    choose(desk, ("e",), "Not sent")
    assert desk.value() == {}
    choose(desk, ("e",), "Text")
    assert desk.value() == {"e": "words"}


def test_text_that_is_no_value_yet_comes_back_too(desk):
    desk.show(EITHER, value={"e": 5})
    desk.go("e")
    desk.type("x")
    choose(desk, ("e",), "Text")
    assert desk.view.content().unreadable == []
    choose(desk, ("e",), "Number")
    assert desk.row("e").editor.text() == "x5"
    assert [problem.pointer for problem in desk.view.content().unreadable] == [("e",)]


def test_text_that_is_no_value_yet_inside_an_object_comes_back_with_it():
    document = FormDocument(Form(GroupField(fields=[PET])), {"pet": {"kind": "cat", "lives": 9}})
    document.put_unreadable(("pet", "lives"), "many", "no number")
    variant_acts.choose(document, ("pet",), 0, 1, stays=False)
    assert document.content().unreadable == []
    variant_acts.choose(document, ("pet",), 0, 0, stays=False)
    assert document.unreadable["pet", "lives"].text == "many"


def test_between_objects_shared_keys_go_along_and_constants_are_filled_in(desk):
    desk.show(PET, value={"pet": {"kind": "cat", "name": "Tom", "lives": 9}})
    choose(desk, ("pet",), "Dog")
    assert desk.value() == {"pet": {"kind": "dog", "name": "Tom"}}
    choose(desk, ("pet",), "Cat")
    assert desk.value() == {"pet": {"kind": "cat", "name": "Tom", "lives": 9}}


def test_value_that_tells_a_shape_from_the_others_is_filled_in():
    shapes = [
        Variant(mark, GroupField(fields=[TextField(key="by", label="By")]), kinds=("object",), marks={"by": [mark]})
        for mark in ("card", "cash")
    ]
    field = VariantField(key="v", label="V", variants=shapes)
    document = FormDocument(Form(GroupField(fields=[field])), {"v": {"by": "card"}})
    variant_acts.choose(document, ("v",), 0, 1, stays=False)
    assert document.content().value == {"v": {"by": "cash"}}


def test_list_that_is_chosen_begins_empty_and_a_constant_is_filled_in(desk):
    constant = ChoiceField(options=[Option("never", "Never")], is_fixed=True)
    shapes = [Variant("List", ListField(item=TextField()), kinds=("array",)), Variant("Never", constant)]
    desk.show(VariantField(key="v", label="V", variants=shapes))
    choose(desk, ("v",), "List")
    assert desk.value() == {"v": []}
    choose(desk, ("v",), "Never")
    assert desk.value() == {"v": "never"}


def test_shared_key_with_a_choice_of_its_own_goes_along_where_a_shape_fits_it():
    first = Variant("One", GroupField(fields=[NAME]), kinds=("object",))
    of_any = VariantField(key="name", label="Name", variants=[TEXT])
    second = Variant("Two", GroupField(fields=[of_any]), kinds=("object",))
    document = FormDocument(
        Form(GroupField(fields=[VariantField(key="v", label="V", variants=[first, second])])), {"v": {"name": "x"}}
    )
    variant_acts.choose(document, ("v",), 0, 1, stays=False)
    assert document.content().value == {"v": {"name": "x"}}


def test_key_whose_value_does_not_fit_the_other_shape_stays_behind(desk):
    first = Variant("One", GroupField(fields=[TextField(key="x", label="X")]), kinds=("object",))
    second = Variant("Two", GroupField(fields=[NumberField(key="x", label="X")]), kinds=("object",))
    desk.show(VariantField(key="v", label="V", variants=[first, second]), value={"v": {"x": "text"}})
    choose(desk, ("v",), "Two")
    assert desk.value() == {"v": {}}


def test_keyboard_stays_at_the_choice(desk):
    desk.show(PET, value={"pet": {"kind": "cat"}})
    choose(desk, ("pet",), "Dog")
    assert desk.focused().text() == "Dog"
    desk.press(Qt.Key.Key_Left)
    desk.press(Qt.Key.Key_Space)
    assert desk.value() == {"pet": {"kind": "cat"}}


def test_keyboard_stays_at_a_choice_that_is_made_with_arrows(desk):
    desk.show(PET, EITHER)
    desk.go("pet")
    desk.press(Qt.Key.Key_Left)
    assert (desk.focused_name(), pressed(desk, "pet")) == ("Kind of Pet: Dog", ["Dog"])
    desk.press(Qt.Key.Key_Left)
    assert (desk.focused_name(), pressed(desk, "pet")) == ("Kind of Pet: Cat", ["Cat"])
    desk.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert desk.focused_name() == "Name"


def test_choice_is_named_like_the_field(desk):
    desk.show(PET, EITHER, value={"e": "x"})
    assert desk.row("pet").editor.accessibleName() == "Pet"
    assert desk.row("e").editor.accessibleName() == "Either"
    assert desk.row("e").pickers[0].accessibleName() == "Kind of Either"


def test_choice_does_not_change_because_of_what_is_typed_in_it():
    first = Variant("One", GroupField(fields=[TextField(key="a", label="A")]), kinds=("object",), marks={"a": ["x"]})
    second = Variant("Two", GroupField(fields=[TextField(key="a", label="A")]), kinds=("object",), marks={"a": ["y"]})
    field = VariantField(key="v", label="V", variants=[first, second])
    document = FormDocument(Form(GroupField(fields=[field])), {"v": {"a": "x"}})
    plan_rows(document, "all")
    document.put(("v", "a"), "y")
    assert document.standing_at(("v",)).picks[0].number == 0
    document.load({"v": {"a": "y", "b": 1}})
    assert document.standing_at(("v",)).picks[0].number == 1


def test_choice_stays_when_the_same_value_is_loaded_again():
    alike = [Variant(words, GroupField(fields=[NAME]), kinds=("object",)) for words in ("One", "Two")]
    field = VariantField(key="v", label="V", variants=alike)
    document = FormDocument(Form(GroupField(fields=[field, NAME])), {"v": {"name": "x"}})
    plan_rows(document, "all")
    (pick,) = document.standing_at(("v",)).picks
    document.standings.picked["v",] = (type(pick)(pick.field, 1),)
    document.load({"v": {"name": "x"}, "name": "y"})
    assert document.standing_at(("v",)).picks[0].number == 1


def test_value_that_no_shape_fits_is_json_and_says_why(desk):
    desk.show(EITHER, value={"e": [1, 2]})
    row = desk.row("e")
    assert row.editor.toPlainText() == "[1,2]"
    assert "none of the choices fits this value" in row.hint
    assert desk.view.json_places() == [("e",)]
    choose(desk, ("e",), "Text")
    assert desk.value() == {}


def test_new_item_has_to_be_given_a_shape(desk):
    desk.show(ListField(key="l", label="L", item=VariantField(variants=[TEXT, NUMBER])), value={"l": []})
    desk.go("l")
    desk.press(Qt.Key.Key_Space)
    assert [problem.pointer for problem in desk.view.content().unreadable] == [("l", 0)]
    assert "Not sent" not in [button.text() for button in desk.row("l", 0).editor._buttons]
    choose(desk, ("l", 0), "Text")
    assert (desk.value(), desk.view.content().unreadable) == ({"l": [""]}, [])
    choose(desk, ("l", 0), "Number")
    assert [problem.pointer for problem in desk.view.content().unreadable] == [("l", 0)]


def test_choices_follow_their_items():
    alike = [Variant(words, GroupField(fields=[NAME]), kinds=("object",)) for words in ("One", "Two")]
    items = ListField(key="l", label="L", item=VariantField(variants=alike))
    document = FormDocument(Form(GroupField(fields=[items])), {"l": [{}, {}]})
    plan_rows(document, "all")
    (pick,) = document.standing_at(("l", 0)).picks
    document.standings.picked["l", 0] = (type(pick)(pick.field, 1),)
    document.move_item(("l",), 0, 1)
    numbers = [document.standing_at(("l", index)).picks[0].number for index in (0, 1)]
    assert numbers == [0, 1]


def test_choice_can_be_taken_back(desk):
    desk.show(PET, value={"pet": {"kind": "cat", "name": "Tom"}})
    choose(desk, ("pet",), "Dog")
    desk.view.undo_actions()[0].trigger()
    assert (pressed(desk, "pet"), desk.value()) == (["Cat"], {"pet": {"kind": "cat", "name": "Tom"}})


def test_shape_within_a_shape_has_a_choice_of_its_own(desk):
    inner = VariantField(variants=[TEXT, NUMBER])
    field = VariantField(key="v", label="V", variants=[Variant("Simple", inner), CAT])
    desk.show(field, value={"v": 5})
    row = desk.row("v")
    assert [picker.reading() for picker in row.pickers] == [0, 1]
    assert row.editor.text() == "5"


def test_any_json_begins_with_its_kind(desk):
    desk.show(ANY)
    desk.go("any")
    assert desk.focused_name() == "Any"
    desk.pick("object")
    assert desk.value() == {"any": {}}
    desk.pick("text")
    desk.press(Qt.Key.Key_Tab)
    desk.type("hello")
    assert desk.value() == {"any": "hello"}
    desk.go("any")
    desk.choose_in_menu("Send null")
    assert desk.value() == {"any": None}


def test_any_json_holds_any_json(desk):
    value = {"any": {"a": [1, None, {"b": True}], "c": {}}}
    desk.show(ANY, value=value)
    desk.go("any", "a", 2, "b")
    desk.go("any", "c")
    assert (desk.value(), desk.view.json_places()) == (value, [])


def test_field_with_a_choice_can_be_edited_as_json_and_back(desk):
    desk.show(PET, value={"pet": {"kind": "cat"}})
    desk.go("pet")
    desk.choose_in_menu("Edit as JSON")
    desk.select_all()
    desk.type('{"kind": "dog"}')
    desk.choose_in_menu("Edit as field")
    assert (pressed(desk, "pet"), desk.value()) == (["Dog"], {"pet": {"kind": "dog"}})


def test_many_shapes_are_a_list_and_only_the_chosen_one_is_made(desk):
    shapes = [{"title": f"Shape {n}", "properties": {"n": {"const": n}, "x": {"type": "string"}}} for n in range(50)]
    form = build_form({"properties": {"v": {"oneOf": shapes, "title": "V"}}})
    desk.show_form(form, {"v": {"n": 31}})
    document = desk.view._rows.document
    assert desk.row("v").pickers[0].text() == "Shape 31"
    assert [key for key in document.tree._made if key[1] == "opened"] != []
    assert len([key for key in document.tree._made if key[1] == "opened"]) == 1


def test_whole_form_may_be_a_choice_which_is_the_first_row(desk):
    desk.show_form(Form(VariantField(label="Pet", variants=[CAT, DOG], is_required=True)), {"kind": "dog"})
    assert [row.plan.pointer for row in desk.view._rows.pane.rows()] == [(), ("kind",), ("name",), ("good",)]
    choose(desk, (), "Cat")
    assert desk.value() == {"kind": "cat"}
    desk.go("name")
    desk.type("Tom")
    assert desk.value() == {"kind": "cat", "name": "Tom"}


@pytest.mark.parametrize("is_required", [True, False])
def test_whole_form_may_be_unset(desk, is_required):
    desk.show_form(Form(VariantField(label="E", variants=[TEXT, NUMBER], is_required=is_required)), ABSENT)
    assert desk.value() is ABSENT
    choose(desk, (), "Text")
    desk.press(Qt.Key.Key_Tab)
    desk.type("x")
    assert desk.value() == "x"


def test_closed_part_that_is_a_choice_is_opened_without_a_value(desk):
    desk.show_form(
        build_form(
            {
                "$defs": {
                    "t": {"oneOf": [{"type": "string"}, {"type": "object", "properties": {"t": {"$ref": "#/$defs/t"}}}]}
                },
                "properties": {"t": {"$ref": "#/$defs/t"}},
            }
        ),
        {"t": {"t": {"t": "deep"}}},
    )
    desk.go("t", "t", "t")
    desk.type("x")
    assert desk.value() == {"t": {"t": {"t": "xdeep"}}}
