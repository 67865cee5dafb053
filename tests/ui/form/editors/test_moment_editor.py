"""The line for dates and times, and its calendar, worked by keys."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.schema.field import TextField
from explorer.ui.form.editors.moments.month_grid import CELL, MonthGrid

KEY = Qt.Key


def open_on(desk, text, shape="date-time", key=KEY.Key_Down):
    field = TextField(key="d", label="Due", format=shape)
    desk.show(field, TextField(key="t", label="T"), value={} if text is None else {"d": text})
    desk.go("d")
    desk.press(key)
    return QApplication.activePopupWidget()


@pytest.mark.parametrize(
    ("text", "keys", "after"),
    [
        ("2026-12-01", [KEY.Key_Right], "2026-12-02"),
        ("2026-12-01", [KEY.Key_Left], "2026-11-30"),
        ("2026-12-01", [KEY.Key_Down, KEY.Key_Up, KEY.Key_Down], "2026-12-08"),
        ("2026-01-31", [KEY.Key_PageDown], "2026-02-28"),
        ("2026-01-31", [KEY.Key_PageUp], "2025-12-31"),
        ("2026-02-10", [KEY.Key_End], "2026-02-28"),
        ("2026-02-10", [KEY.Key_Home], "2026-02-01"),
        ("9999-12-31", [KEY.Key_Right, KEY.Key_PageDown], "9999-12-31"),
        ("0001-01-01", [KEY.Key_Left, KEY.Key_PageUp], "0001-01-01"),
    ],
)
def test_keys_walk_through_the_days_and_return_takes_one(desk, text, keys, after):
    open_on(desk, text, "date")
    desk.press(*keys, KEY.Key_Return)
    assert desk.value() == {"d": after}
    assert QApplication.activePopupWidget() is None
    assert desk.focused() is desk.row("d").editor.line


def test_another_day_keeps_fraction_and_offset(desk):
    open_on(desk, "2026-12-01t09:30:59.1234567890+05:45")
    desk.press(KEY.Key_Right, KEY.Key_Return)
    assert desk.value() == {"d": "2026-12-02t09:30:59.1234567890+05:45"}


def test_shift_turns_by_years(desk):
    open_on(desk, "2024-02-29", "date")
    desk.press(KEY.Key_PageDown, modifier=Qt.KeyboardModifier.ShiftModifier)
    desk.press(KEY.Key_Return)
    assert desk.value() == {"d": "2025-02-28"}


def test_escape_leaves_everything_as_it_was(desk):
    open_on(desk, "2026-12", "date", KEY.Key_F4)
    desk.press(KEY.Key_Right, KEY.Key_Escape)
    assert desk.value() == {"d": "2026-12"}
    assert desk.happened("edited") == []
    assert QApplication.activePopupWidget() is None


def test_nothing_is_made_before_it_is_opened(desk):
    desk.show(TextField(key="d", label="Due", format="date"))
    assert desk.row("d").editor.findChildren(MonthGrid) == []


def test_any_text_may_be_typed_and_its_meaning_is_said(desk):
    desk.show(TextField(key="d", label="Due", format="date"), value={})
    desk.go("d")
    desk.type("2026-12")
    editor = desk.row("d").editor
    assert desk.value() == {"d": "2026-12"}
    assert editor.words == "Not a whole date: sent as typed"
    desk.type("-01")
    assert editor.words.startswith("Tuesday 1 December 2026 - ")
    assert editor.words in editor.line.accessibleDescription()


def test_a_duration_has_words_and_no_popup(desk):
    assert open_on(desk, "P3DT12H", "duration") is None
    assert desk.row("d").editor.words == "3 days 12 hours"


def test_the_clock_is_turned_by_keys_at_the_cursor(desk):
    popup = open_on(desk, "09:30:00Z", "time")
    assert popup.focusWidget() is popup.clock
    desk.press(KEY.Key_Up)
    desk.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Down)
    desk.press(KEY.Key_End, KEY.Key_Down, KEY.Key_Return)
    assert desk.value() == {"d": "10:29:59Z"}


def test_a_time_that_is_none_cannot_be_taken(desk):
    popup = open_on(desk, "09:30:00Z", "time")
    desk.press(KEY.Key_End, KEY.Key_Backspace, KEY.Key_Return)
    assert popup.text() == ""
    assert QApplication.activePopupWidget() is popup
    desk.type("5")
    desk.press(KEY.Key_Return)
    assert desk.value() == {"d": "09:30:05Z"}


def test_a_local_time_gets_no_zone_and_no_seconds(desk):
    open_on(desk, "09:30", "partial-time")
    desk.press(KEY.Key_Up, KEY.Key_Return)
    assert desk.value() == {"d": "10:30"}


def test_a_date_time_without_seconds_or_zone_is_completed_only_by_what_is_chosen(desk):
    open_on(desk, "2026-12-01T09:30")
    desk.press(KEY.Key_Right, KEY.Key_Return)
    assert desk.value() == {"d": "2026-12-02T09:30"}


def test_a_zone_is_found_by_typing_and_keeps_what_the_clock_shows(desk, qtbot):
    popup = open_on(desk, "2026-07-01T09:30:00Z")
    popup.zone.setFocus()
    desk.press(KEY.Key_Space)
    zones = popup._zones
    qtbot.waitUntil(lambda: any(value == "Europe/Berlin" for value, _ in zones._choices), timeout=10_000)
    for letter in "berlin":
        QTest.keyClick(zones._filter, letter)
    QTest.keyClick(zones._filter, KEY.Key_Return)
    assert popup.text() == "2026-07-01T09:30:00+02:00"
    popup.grid.setFocus()
    for _ in range(6):
        QTest.keyClick(popup.grid, KEY.Key_PageDown)
    assert popup.text() == "2027-01-01T09:30:00+01:00"
    popup.close()


@pytest.mark.parametrize(("shape", "length"), [("date", 10), ("date-time", 20), ("time", 9)])
def test_now_is_one_button(desk, shape, length):
    popup = open_on(desk, None, shape)
    names = {"date": "Today"}
    button = next(one for one in popup.findChildren(object) if getattr(one, "text", str)() == names.get(shape, "Now"))
    QTest.keyClick(button, KEY.Key_Space)
    text = popup.text()
    assert len(text.replace("+00:00", "Z")) == length
    QTest.keyClick(popup._use, KEY.Key_Space)
    assert desk.value() == {"d": text}


def test_a_day_is_chosen_by_the_mouse_and_taken_by_a_double_click(desk):
    popup = open_on(desk, "2026-12-01", "date")
    place = QPoint(CELL.width() * 7 - 5, 22 + 5)
    QTest.mouseClick(popup.grid, Qt.MouseButton.LeftButton, pos=place)
    chosen = popup.text()
    assert chosen in ("2026-12-05", "2026-12-06")
    assert popup.grid.accessibleName().endswith("December 2026")
    QTest.mouseDClick(popup.grid, Qt.MouseButton.LeftButton, pos=place)
    assert desk.value() == {"d": chosen}


def test_a_click_on_the_arrow_opens_and_one_on_the_text_does_not(desk):
    desk.show(TextField(key="d", label="Due", format="date"), value={"d": "2026-12-01"})
    line = desk.row("d").editor.line
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(20, 15))
    assert QApplication.activePopupWidget() is None
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() - 15, 15))
    assert QApplication.activePopupWidget().findChildren(MonthGrid)
    desk.press(KEY.Key_Escape)


def test_a_fixed_date_opens_nothing(desk):
    desk.show(TextField(key="d", label="Due", format="date", is_fixed=True), value={"d": "2026-12-01"})
    desk.go("d")
    desk.press(KEY.Key_Down)
    desk.type("5")
    QCoreApplication.processEvents()
    assert QApplication.activePopupWidget() is None
    assert desk.value() == {"d": "2026-12-01"}
