"""Required, set, all: also in groups, lists and parts that are opened; the count of fields that are set stays right."""

from PySide6.QtCore import QCoreApplication, Qt

from explorer.schema.field import GroupField, ListField, NumberField, TextField
from tests.ui.form.conftest import CONTROL, SHIFT

MUST = TextField(key="must", label="Must", is_required=True)
MAY = NumberField(key="may", label="May")
PART = GroupField(key="part", label="Part", fields=(MUST, MAY))
LINES = ListField(key="lines", label="Lines", item=GroupField(fields=(MUST, MAY)))
TAGS = ListField(key="tags", label="Tags", item=TextField())


def shown(desk, which: str) -> list[str]:
    desk.view.show_filter(which)
    QCoreApplication.processEvents()
    return [label for label in desk.labels() if label]


def test_required_shows_what_the_items_of_a_list_have_to_have(desk):
    desk.show(LINES, TAGS, MAY, value={"lines": [{"may": 1}, {}], "tags": ["a"]})
    assert shown(desk, "required") == ["Lines", "1", "Must *", "2", "Must *"]


def test_required_leaves_lists_and_groups_out_that_are_not_there(desk):
    desk.show(LINES, PART, MUST)
    assert shown(desk, "required") == ["Must *"]


def test_set_shows_what_is_set_within_groups_and_items(desk):
    desk.show(PART, LINES, MAY, value={"part": {"may": 1}, "lines": [{"must": "x"}]})
    desk.view._rows.open_towards([("part", "may")])
    assert shown(desk, "set") == ["Part", "May", "Lines", "1", "Must *"]


def test_each_filter_is_seen_where_it_was_scrolled_to(desk):
    fields = [TextField(key=f"f{n}", label=f"Field {n}") for n in range(200)]
    desk.show(*fields, value={f"f{n}": "x" for n in range(0, 200, 2)})
    bar = desk.view._area.verticalScrollBar()
    bar.setValue(4000)
    QCoreApplication.processEvents()
    shown(desk, "set")
    assert bar.value() == 0
    bar.setValue(1500)
    QCoreApplication.processEvents()
    shown(desk, "all")
    assert bar.value() == 4000
    shown(desk, "set")
    assert bar.value() == 1500


def test_the_count_follows_typing_items_and_undo(desk):
    desk.show(PART, LINES, MAY, value={"part": {}})
    assert desk.view.counts() == (0, 4)
    desk.view._rows.open_towards([("part", "must")])
    desk.view._rows.sync()
    desk.go("part", "must")
    desk.type("x")
    assert desk.view.counts() == (1, 4)
    desk.view.set_value({"part": {"must": "x", "may": 1}, "lines": [{}]})
    assert desk.view.counts() == (3, 4)
    desk.go("part", "must")
    desk.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert desk.view.counts() == (1, 4)
    desk.press(Qt.Key.Key_Z, modifier=CONTROL | SHIFT)
    assert desk.view.counts() == (3, 4)
