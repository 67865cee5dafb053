"""What came of a paste, for a person."""

from explorer.calls.pasting.paste_report import MOST_NAMED, PasteReport, report, value_count
from explorer.schema.build import build_form
from explorer.schema.field import Form, GroupField, JsonField, ListField, NoticeField, NumberField, TextField

FORM = Form(
    GroupField(
        fields=[
            TextField(key="name", label="Name", is_required=True),
            NumberField(key="age", label="Age", is_integer=True),
            NoticeField(key="note", label="Note"),
            GroupField(key="home", label="Home", fields=[TextField(key="city", label="City", is_required=True)]),
            GroupField(key="free", label="Free"),
            GroupField(key="mixed", label="Mixed", fields=[TextField(key="a", label="A")], others=JsonField()),
            ListField(
                key="rows",
                label="Rows",
                item=GroupField(fields=[TextField(key="x", label="X")]),
                places=[TextField()],
                takes_more=False,
            ),
        ]
    )
)


def test_keys_that_the_form_does_not_know_are_found_at_every_level():
    found = report(
        FORM,
        {"name": "Ada", "note": 1, "other": 1, "home": {"city": "x", "zip": 1}, "free": {"k": 1}, "mixed": {"k": 1}},
    )
    assert found.unknown == [("note",), ("other",), ("home", "zip")]


def test_items_of_lists_are_looked_into_as_far_as_the_list_goes():
    form = Form(GroupField(fields=[ListField(key="rows", label="Rows", item=GroupField(fields=[TextField(key="x")]))]))
    assert report(form, {"rows": [{"x": "1"}, {"y": 1}, 5]}).unknown == [("rows", 1, "y")]
    assert report(FORM, {"name": "Ada", "rows": ["a", {"b": 1}]}).unknown == []


def test_required_fields_without_a_value_are_named_by_their_labels():
    found = report(FORM, {"home": {}})
    assert found.missing == [(("name",), "Name"), (("home", "city"), "City")]
    assert "Still missing: Name, City." in found.lines()


def test_missing_items_of_a_list_are_named_by_their_labels():
    item = GroupField(fields=[TextField(key="x", label="X", is_required=True)])
    form = Form(GroupField(fields=[ListField(key="rows", label="Rows", item=item)]))
    assert report(form, {"rows": [{}]}).missing == [(("rows", 0, "x"), "X")]


def test_values_that_break_a_rule_are_named_with_the_rule():
    found = report(FORM, {"name": "Ada", "age": "old"})
    assert [place for place, _ in found.unfit] == [("age",)]
    assert found.lines()[0].startswith("Does not fit: age: ")


def test_a_key_that_the_schema_forbids_is_unknown_and_nothing_else():
    form = build_form({"type": "object", "properties": {"a": {}}, "additionalProperties": False})
    found = report(form, {"a": 1, "b": 2})
    assert (list(found.unknown), found.unfit) == ([("b",)], [])
    free = build_form(
        {
            "type": "object",
            "properties": {
                "m": {"type": "object", "not": {"required": ["q"]}, "anyOf": [{"unevaluatedProperties": False}]}
            },
        }
    )
    assert ("m", "z") in report(free, {"m": {"z": 1}}).unknown


def test_of_many_places_only_some_are_named():
    found = report(FORM, {"name": "x", **{f"k{n}": n for n in range(MOST_NAMED + 3)}, "y" * 200: 1})
    words = found.lines()[0]
    assert "and 4 more" in words
    assert "They are kept" in words
    assert "y" * 61 not in words


def test_a_long_name_is_cut_and_one_place_is_told_as_one():
    words = report(FORM, {"name": "x", "y" * 200: 1}).lines()[0]
    assert "\u2026" in words
    assert "It is kept" in words


def test_nothing_to_say_is_no_line():
    assert report(FORM, {"name": "Ada"}).lines() == []
    assert report(FORM, {"name": "Ada", "age": 1}).lines() == []


def test_values_are_counted_one_by_one():
    assert value_count({}) == 0
    assert value_count({"a": 1, "b": {"c": [1, None], "d": {}}}) == 4


def test_what_has_no_label_and_no_place_is_still_told():
    found = PasteReport([], [(("a", "b"), "")], [((), "Too large.")])
    assert found.lines() == ["Still missing: a.b.", "Does not fit: Too large."]
