from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.ui.look.palette import LIGHT
from explorer.ui.models.log_lines import DURATION, LEVEL, TEXT, LogLines

TIME = datetime(2026, 1, 5, 14, 3, 40, 123_000, tzinfo=UTC)


def entry(text: str, level: LogLevel = LogLevel.NOTE, **more: object) -> LogEntry:
    return LogEntry(TIME, level, more.pop("source", LogSource.PLATFORM), text, **more)


def lines(*entries: LogEntry) -> LogLines:
    model = LogLines()
    model.show_entries(entries)
    return model


def row(model: LogLines, number: int) -> list[str]:
    return [model.data(model.index(number, column)) for column in range(model.columnCount())]


def test_a_line_tells_time_level_source_text_and_duration():
    model = lines(entry("provider call", duration_ms=1_540.4))
    assert row(model, 0) == ["14:03:40.123", "note", "platform", "provider call", "1,540 ms"]


def test_a_step_stands_to_the_right_of_what_it_belongs_to():
    model = lines(entry("call"), entry("step", depth=1), entry("inner", depth=2))
    indents = [len(row(model, number)[TEXT]) - len(row(model, number)[TEXT].lstrip()) for number in range(3)]
    assert indents[0] == 0 < indents[1] < indents[2]


def test_a_line_without_a_duration_leaves_it_empty():
    assert row(lines(entry("x")), 0)[DURATION] == ""


@pytest.mark.parametrize(("level", "token"), [(LogLevel.ERROR, "bad"), (LogLevel.WARNING, "caution")])
def test_levels_that_matter_have_their_colour_and_their_word(level, token):
    model = lines(entry("x", level))
    assert model.data(model.index(0, LEVEL)) == level.value
    assert model.data(model.index(0, LEVEL), Qt.ItemDataRole.ForegroundRole).name() == getattr(LIGHT, token)


def test_html_and_line_breaks_are_shown_as_text_on_one_line():
    assert row(lines(entry("<b>a</b>\n\u202eb")), 0)[TEXT] == "<b>a</b> <U+202E>b"


@pytest.mark.parametrize(
    ("wanted", "shown"), [("CALL", 1), ("warning", 1), ("provider", 2), ("nothing", 0), ("", 3), ("14:03", 3)]
)
def test_the_filter_looks_in_every_column(wanted, shown):
    model = lines(entry("call it", source=LogSource.PROVIDER), entry("b", LogLevel.WARNING), entry("provider"))
    model.filter(wanted)
    assert model.counts() == (shown, 3)


def test_the_filter_stays_when_lines_are_added():
    model = lines(entry("xy"))
    model.filter("xy")
    model.show_entries([entry("xy"), entry("b"), entry("xyz")])
    assert model.counts() == (2, 3)


def test_lines_are_copied_whole_with_their_steps():
    later = TIME + timedelta(seconds=1)
    model = lines(entry("a\nb"), LogEntry(later, LogLevel.ERROR, LogSource.ACTION, "c", 5, 1))
    copied = "14:03:40.123\tnote\tplatform\ta\nb\n14:03:41.123\terror\taction\t    c\t5 ms"
    assert model.lines_text() == copied


def test_chosen_lines_are_copied_alone():
    assert lines(entry("a"), entry("b")).lines_text([1]).endswith("\tb")


def test_qt_finds_no_fault_in_the_model(qtbot):
    model = lines(entry("a"), entry("b"))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.filter("b")
    model.show_entries([])
    assert model.rowCount() == 0
    del tester
