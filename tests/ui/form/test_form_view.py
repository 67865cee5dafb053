"""What the form tells and is told: problems, conditions, filters, new forms, names for screen readers."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from explorer.domain.failure import FieldProblem
from explorer.schema.build import build_form
from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    Condition,
    Form,
    GroupField,
    JsonField,
    ListField,
    NoticeField,
    NumberField,
    Option,
    TextField,
)

CITY = TextField(key="city", label="City", is_required=True, description="Where it is.")
HOME = GroupField(key="home", label="Home", fields=[CITY, TextField(key="zip", label="Zip")])


def test_problem_stands_under_its_field_with_the_keyword(desk):
    desk.show(TextField(key="mail", label="Mail"))
    homeless = desk.view.show_problems([FieldProblem(("mail",), "Not an email address", "format")])
    row = desk.row("mail")
    shown = [label.text() for label in row._problem_words.widgets() if not label.isHidden()]
    assert homeless == []
    assert shown == ["Not an email address", "(format)"]
    assert row.editor.property("invalid") is True
    assert row.editor.accessibleDescription().startswith("Not an email address")


def test_problem_inside_a_folded_group_unfolds_it(desk):
    desk.show(HOME, value={"home": {"zip": "1"}})
    desk.view.show_problems([FieldProblem(("home", "city"), "Is required", "required")])
    assert desk.row("home", "city").problems[0].message == "Is required"


def test_problem_without_a_field_comes_back(desk):
    desk.show(TextField(key="a", label="A"), TextField(key="h", label="H", is_hidden=True))
    problems = [FieldProblem((), "All wrong"), FieldProblem(("x",), "Unknown"), FieldProblem(("h",), "Hidden")]
    assert desk.view.show_problems(problems) == problems


def test_problem_deep_in_json_stands_at_the_json_field(desk):
    desk.show(JsonField(key="j", label="J"), value={"j": {"a": [1]}})
    assert desk.view.show_problems([FieldProblem(("j", "a", 0), "Must be text")]) == []
    assert desk.row("j").problems


def test_index_may_come_as_text(desk):
    desk.show(ListField(key="l", label="L", item=TextField()), value={"l": ["a", "b"]})
    desk.view.show_problems([FieldProblem(("l", "1"), "Twice", "unique")])
    assert desk.row("l", 1).problems


def test_problem_goes_when_its_field_is_changed(desk):
    desk.show(TextField(key="a", label="A"), TextField(key="b", label="B"))
    desk.view.show_problems([FieldProblem(("a",), "Wrong"), FieldProblem(("b",), "Wrong too")])
    desk.go("a")
    desk.type("x")
    assert not desk.row("a").problems
    assert desk.row("b").problems
    assert not desk.row("a").editor.property("invalid")


def test_condition_shows_and_hides_and_hidden_values_are_not_sent(desk):
    mode = ChoiceField(key="mode", label="Mode", is_required=True, options=[Option("a", "A"), Option("b", "B")])
    extra = TextField(key="extra", label="Extra", visible_when=Condition("mode", "eq", "a"))
    desk.show(mode, extra, value={"mode": "a", "extra": "kept"})
    assert desk.value() == {"mode": "a", "extra": "kept"}
    desk.go("mode")
    desk.press(Qt.Key.Key_Right)
    assert desk.value() == {"mode": "b"}
    assert "Extra" not in desk.labels()
    desk.press(Qt.Key.Key_Left)
    assert desk.value() == {"mode": "a", "extra": "kept"}
    assert desk.focused_name() == "Mode: A"


def test_filter_shows_required_or_set_fields(desk):
    desk.show(
        TextField(key="a", label="A", is_required=True),
        TextField(key="b", label="B"),
        TextField(key="c", label="C"),
        value={"c": "x"},
    )
    desk.view.show_filter("required")
    assert desk.labels() == ["A *"]
    desk.view.show_filter("set")
    assert desk.labels() == ["C"]
    desk.view.show_filter("all")
    assert desk.labels() == ["A *", "B", "C"]


def test_filter_never_hides_a_problem(desk):
    desk.show(TextField(key="a", label="A", is_required=True), HOME, value={"home": {}})
    desk.view.show_filter("set")
    desk.view.show_problems([FieldProblem(("home", "city"), "Is required")])
    assert "City *" in desk.labels()


def test_filter_without_fields_says_so(desk):
    desk.show(TextField(key="b", label="B"))
    desk.view.show_filter("required")
    assert desk.view._empty.text() == "Nothing is required. All fields are optional."


def test_new_form_keeps_keyboard_cursor_and_text_of_fields_that_stay(desk):
    name, count = TextField(key="name", label="Name"), NumberField(key="count", label="Count")
    desk.show(name, count, value={"name": "Ada"})
    desk.go("count")
    desk.type("x")
    desk.go("name")
    desk.press(Qt.Key.Key_Home, Qt.Key.Key_Right)
    editor = desk.row("name").editor
    reloaded = Form(GroupField(fields=[NoticeField(description="New"), name, count, CITY]))
    desk.view.show_form(reloaded, {"name": "Ada"}, is_reload=True)
    QCoreApplication.processEvents()
    assert desk.row("name").editor is editor
    assert editor.hasFocus()
    assert editor.cursorPosition() == 1
    assert desk.row("count").editor.text() == "x"
    assert desk.labels() == ["Name", "Count", "City *"]


def test_text_that_is_no_value_does_not_go_to_another_action(desk):
    desk.show(NumberField(key="count", label="Count"))
    desk.go("count")
    desk.type("x")
    desk.show(NumberField(key="count", label="Count"))
    assert desk.row("count").editor.text() == ""
    assert desk.view.content().unreadable == []


def test_new_value_keeps_the_cursor_where_nothing_differs(desk):
    desk.show(TextField(key="a", label="A"), TextField(key="b", label="B"), value={"a": "abc", "b": "1"})
    desk.go("a")
    desk.press(Qt.Key.Key_Home, Qt.Key.Key_Right)
    desk.view.set_value({"a": "abc", "b": "2"})
    assert desk.row("a").editor.cursorPosition() == 1
    assert desk.row("b").editor.text() == "2"


def test_field_changes_its_editor_when_the_value_does_not_fit(desk):
    desk.show(TextField(key="a", label="A"), TextField(key="b", label="B"), value={"a": "x"})
    desk.view.set_value({"a": {"deep": 1}})
    assert desk.view.json_places() == [("a",)]
    desk.view.set_value({"a": "x"})
    assert desk.row("a").editor.text() == "x"


def test_leaving_a_field_is_told_once(desk):
    desk.show(TextField(key="a", label="A"), TextField(key="b", label="B"))
    desk.go("a")
    desk.press(Qt.Key.Key_Tab)
    assert desk.happened("left") == [("a",)]


def test_every_keystroke_is_told(desk):
    desk.show(TextField(key="a", label="A"))
    desk.go("a")
    desk.type("xy")
    assert desk.happened("edited") == [("a",), ("a",)]


def test_showing_values_is_no_edit(desk):
    desk.show(TextField(key="a", label="A"), JsonField(key="j", label="J"), value={"a": "x", "j": [1]})
    desk.view.set_value({"a": "y", "j": [2]})
    assert desk.events == []


def test_counts_are_of_fields_in_groups_too(desk):
    desk.show(TextField(key="a", label="A"), HOME, NoticeField(description="n"), value={"home": {"zip": None}})
    assert desk.view.counts() == (1, 3)


def test_every_field_that_takes_the_keyboard_has_name_and_description(desk):
    fields = [
        CITY,
        TextField(key="s", label="Secret", is_secret=True),
        TextField(key="m", label="Lines", is_multiline=True),
        NumberField(key="n", label="Number"),
        BooleanField(key="b", label="Yes"),
        ChoiceField(key="c", label="Choice", options=[Option(n, str(n)) for n in range(9)]),
        ChoiceField(key="cs", label="Choices", is_multiple=True, options=[Option(1, "one")]),
        HOME,
        ListField(key="l", label="List", item=HOME),
        JsonField(key="j", label="Json"),
    ]
    desk.show(*fields, value={"home": {}, "l": [{}], "cs": [1], "extra": 1})
    nameless = [
        widget
        for widget in desk.view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not widget.accessibleName()
    ]
    assert nameless == []
    assert desk.go("city").accessibleName() == "City"
    assert desk.go("city").accessibleDescription() == "required. Where it is"


def test_provider_text_is_plain_everywhere(desk):
    evil = '<img src="/etc/passwd">&amp'
    desk.show(
        TextField(key="a", label=evil, description=evil),
        NoticeField(description=evil, level="error"),
        ChoiceField(key="c", label="C", options=[Option(n, f"{evil}{n}") for n in range(2)]),
    )
    labels = [one for one in desk.view.findChildren(QWidget) if one.metaObject().className() == "PlainLabel"]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert [one.toolTip() for one in desk.view.findChildren(QWidget) if "<img" in one.toolTip()] == []


def test_rows_out_of_view_are_not_made(desk):
    desk.show(*(TextField(key=f"f{n}", label=f"F {n}") for n in range(500)))
    assert len(desk.view._rows.pane.rows()) < 60


def test_form_that_was_never_shown_holds_its_value(desk):
    desk.view.show_form(Form(GroupField(fields=[CITY])), {"city": "x", "more": 1})
    assert desk.value() == {"city": "x", "more": 1}
    assert desk.view.counts() == (1, 1)


def test_note_stands_above_the_fields(desk):
    desk.view.show_form(Form(GroupField(fields=[CITY])), {}, note="Read from the catalogue")
    desk.view.show()
    assert desk.view._note.text() == "Read from the catalogue"
    assert desk.view._note.isVisible()


def test_schema_that_repeats_itself_opens_level_by_level(desk):
    person = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "boss": {"$ref": "#/$defs/person"}},
        "required": ["name"],
    }
    form = build_form({"$defs": {"person": person}, **person})
    loaded = {"name": "a", "boss": {"name": "b", "boss": {"name": "c", "boss": {"name": "d", "x": 1}}}}
    desk.view.show_form(form, loaded)
    assert desk.value() == loaded
    desk.view.show_form(form, {"name": "a"})
    desk.view.show()
    desk.view.activateWindow()
    QCoreApplication.processEvents()
    place = ()
    for _ in range(6):
        place = (*place, "boss")
        desk.go(*place)
        desk.press(Qt.Key.Key_Space)
        desk.go(*place, "name")
        desk.type("x")
    value = desk.value()
    for _ in range(6):
        value = value["boss"]
        assert value["name"] == "x"
    homeless = desk.view.show_problems([FieldProblem((*place, "name"), "Too short")])
    assert homeless == []
    assert desk.row(*place, "name").problems


def test_field_that_no_editor_fits_says_why_and_how_it_is_defined(desk):
    far = {"$ref": "https://schemas.example/person.json", "description": "Somebody"}
    desk.show_form(build_form({"type": "object", "properties": {"far": far, "odd": {"type": "colour"}}}), {})
    assert desk.row("far").hint.splitlines() == [
        'Somebody \u00b7 As JSON: "https://schemas.example/person.json" lies outside this schema, and nothing is fetched',
        'Defined as { "$ref": "https://schemas.example/person.json", "description": "Somebody" }',
    ]
    assert desk.row("odd").hint == 'As JSON: the type "colour" is not known\nDefined as { "type": "colour" }'
    assert "nothing is fetched" in desk.go("far").accessibleDescription()
