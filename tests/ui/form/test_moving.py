"""Items of lists moved with the mouse: by their grip, with a line where they would go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QHoverEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.schema.field import BooleanField, GroupField, ListField, NumberField, TextField
from explorer.ui.form.moving.drop_places import drop_at

NUMBERS = ListField(key="l", label="L", item=NumberField())
PEOPLE = ListField(key="l", label="L", item=GroupField(fields=[TextField(key="name", label="Name")], is_open=False))


def hover(desk, *place):
    """Put the pointer over a row; gives the grip."""
    pane = desk.view._rows.pane
    point = QPointF(200, desk.row(*place).editor.widget().geometry().center().y())
    QApplication.sendEvent(pane, QEnterEvent(point, point, point))
    QApplication.sendEvent(pane, QHoverEvent(QEvent.Type.HoverMove, point, point, QPointF()))
    return desk.view._rows.drag.grip


def take(desk, *place):
    grip = hover(desk, *place)
    QTest.mousePress(grip, Qt.MouseButton.LeftButton)
    return grip


def drag_to(desk, grip, y):
    QTest.mouseMove(grip, grip.mapFromParent(QPoint(grip.x() + 4, y)))
    QApplication.processEvents()
    return desk.view._rows.drag.marks.line_height()


def drop(grip):
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def bottom(desk, *place):
    return desk.row(*place).editor.widget().geometry().bottom()


def top(desk, *place):
    return desk.row(*place).editor.widget().geometry().top()


@given(st.integers(1, 6), st.data())
def test_gap_that_is_nearest_decides(count, data):
    spans = [(index, index * 40, index * 40 + 32) for index in range(count)]
    source = data.draw(st.integers(0, count - 1))
    y = data.draw(st.integers(-50, count * 40 + 50))
    found = drop_at(spans, source, 0, y, 8)
    order = list(range(count))
    if found is not None:
        order.insert(found.target, order.pop(source))
        above = order[: found.target]
        assert all(spans[index][1] < found.y for index in above)
        assert all(spans[index][2] > found.y for index in order[found.target + 1 :])
    assert found is None or 0 <= found.target < count


def test_nothing_goes_before_places_that_have_a_kind_of_their_own():
    spans = [(index, index * 40, index * 40 + 32) for index in range(4)]
    assert drop_at(spans, 3, 2, -100, 8).target == 2
    assert drop_at([], 0, 0, 0, 8) is None


def test_item_goes_where_it_is_let_go(desk):
    desk.show(NUMBERS, value={"l": [1, 2, 3]})
    desk.go("l", 0)
    grip = take(desk, "l", 0)
    line = drag_to(desk, grip, bottom(desk, "l", 1) + 2)
    assert bottom(desk, "l", 1) < line < top(desk, "l", 2)
    drop(grip)
    assert desk.value() == {"l": [2, 1, 3]}
    assert desk.view._rows.focused_row().plan.pointer == ("l", 1)
    assert desk.view._rows.drag.marks.isHidden()
    assert desk.happened("edited")[-1] == ("l",)


def test_line_stands_behind_all_that_belongs_to_an_item(desk):
    desk.show(PEOPLE, value={"l": [{"name": "Ada"}, {"name": "Bob"}]})
    desk.go("l", 1, "name")
    desk.go("l", 0, "name")
    grip = take(desk, "l", 0)
    line = drag_to(desk, grip, bottom(desk, "l", 1, "name") + 20)
    assert line > bottom(desk, "l", 1, "name")
    drop(grip)
    assert desk.value() == {"l": [{"name": "Bob"}, {"name": "Ada"}]}


def test_item_let_go_where_it_was_stays(desk):
    desk.show(NUMBERS, value={"l": [1, 2, 3]})
    desk.go("l", 0)
    grip = take(desk, "l", 1)
    assert drag_to(desk, grip, top(desk, "l", 1) + 4) is None
    drop(grip)
    assert (desk.value(), desk.happened("edited")) == ({"l": [1, 2, 3]}, [])


def test_escape_ends_the_drag(desk):
    desk.show(NUMBERS, value={"l": [1, 2, 3]})
    desk.go("l", 0)
    grip = take(desk, "l", 0)
    drag_to(desk, grip, bottom(desk, "l", 2) + 20)
    desk.press(Qt.Key.Key_Escape)
    drop(grip)
    assert desk.value() == {"l": [1, 2, 3]}


def test_list_goes_on_under_the_pointer_near_the_edge(desk, qtbot):
    desk.show(NUMBERS, value={"l": list(range(60))})
    desk.go("l", 0)
    bar = desk.view._rows.pane._area.verticalScrollBar()
    grip = take(desk, "l", 0)
    drag_to(desk, grip, bar.value() + desk.view._rows.pane._area.viewport().height() - 5)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum(), timeout=20_000)
    drop(grip)
    assert desk.value()["l"][-1] == 0


def test_move_can_be_taken_back(desk):
    desk.show(NUMBERS, value={"l": [1, 2, 3]})
    desk.go("l", 0)
    grip = take(desk, "l", 2)
    drag_to(desk, grip, top(desk, "l", 0) - 5)
    drop(grip)
    assert desk.value() == {"l": [3, 1, 2]}
    desk.view.undo_actions()[0].trigger()
    assert desk.value() == {"l": [1, 2, 3]}


@pytest.mark.parametrize(
    ("field", "value", "place", "has_grip"),
    [
        (NUMBERS, [1, 2], ("l", 1), True),
        (NUMBERS, [1], ("l", 0), False),
        (NUMBERS, [1, 2], ("l",), False),
        (ListField(key="l", label="L", item=NumberField(), places=[BooleanField()]), [True, 1, 2], ("l", 0), False),
        (ListField(key="l", label="L", item=NumberField(), is_fixed=True), [1, 2], ("l",), False),
    ],
)
def test_grip_is_there_for_items_that_can_move(desk, field, value, place, has_grip):
    desk.show(field, value={"l": value})
    desk.go("l")
    assert hover(desk, *place).isVisible() is has_grip
