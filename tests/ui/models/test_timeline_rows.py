import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.domain.call import Phase, PhaseTime
from explorer.ui.models.timeline_rows import BAR, BAR_ROLE, TimelineRows, ms_text


@pytest.fixture
def rows():
    model = TimelineRows()
    model.show_phases([PhaseTime(Phase.CONNECT, 10, 20), PhaseTime(Phase.WAIT, 30, 60, "POST /rpc <b>")], 100)
    return model


def texts(model: TimelineRows, row: int) -> list[str]:
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def test_each_phase_tells_when_it_began_and_how_long_it_took(rows):
    assert texts(rows, 1) == ["waiting", "", "30 ms", "60 ms", "POST /rpc <b>"]


def test_the_last_row_is_the_whole_run(rows):
    assert texts(rows, 2) == ["whole run", "", "", "100 ms", ""]


def test_a_bar_begins_and_ends_at_its_share_of_the_time(rows):
    assert rows.data(rows.index(0, BAR), BAR_ROLE) == pytest.approx((0.1, 0.3, False))


def test_a_screen_reader_hears_the_bar_as_a_sentence(rows):
    spoken = rows.data(rows.index(0, BAR), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "connecting: 20 ms, from 10 ms to 30 ms"


def test_a_phase_that_ends_after_the_run_stretches_the_whole():
    model = TimelineRows()
    model.show_phases([PhaseTime(Phase.READ, 90, 30)], 100)
    assert model.data(model.index(0, BAR), BAR_ROLE)[1] == 1.0


def test_a_run_that_took_no_time_has_a_bar_all_the_same():
    model = TimelineRows()
    model.show_phases([PhaseTime(Phase.READ, 0, 0)], 0)
    assert model.data(model.index(0, BAR), BAR_ROLE) == (0.0, 1.0, True)


def test_without_phases_there_are_no_rows():
    model = TimelineRows()
    model.show_phases([], 12)
    assert model.rowCount() == 0


@pytest.mark.parametrize(("value", "text"), [(0, "0 ms"), (0.42, "0.4 ms"), (12.4, "12 ms"), (1234, "1,234 ms")])
def test_few_milliseconds_have_a_tenth(value, text):
    assert ms_text(value) == text


def test_qt_finds_no_fault_in_the_model(rows, qtbot):
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.show_phases([], 0)
    assert rows.rowCount() == 0
    del tester
