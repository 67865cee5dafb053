import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.domain.call import Phase, PhaseTime
from explorer.ui.models.timeline_rows import BAR, BAR_ROLE, Bar, BarKind, TimelineRows, ms_text


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
    bar = rows.data(rows.index(0, BAR), BAR_ROLE)
    assert (bar.start, bar.end) == pytest.approx((0.1, 0.3))
    assert bar.kind is BarKind.PHASE


def test_a_screen_reader_hears_the_bar_as_a_sentence(rows):
    spoken = rows.data(rows.index(0, BAR), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "connecting: 20 ms, from 10 ms to 30 ms"


def test_a_phase_that_ends_after_the_run_stretches_the_whole():
    model = TimelineRows()
    model.show_phases([PhaseTime(Phase.READ, 90, 30)], 100)
    assert model.data(model.index(0, BAR), BAR_ROLE).end == 1.0


def test_a_run_that_took_no_time_has_a_bar_all_the_same():
    model = TimelineRows()
    model.show_phases([PhaseTime(Phase.READ, 0, 0)], 0)
    assert model.data(model.index(0, BAR), BAR_ROLE) == Bar(0.0, 1.0, BarKind.WHOLE)


@pytest.fixture
def token_rows():
    model = TimelineRows()
    model.show_phases(
        [
            PhaseTime(Phase.TOKEN, 0, 50),
            PhaseTime(Phase.CONNECT, 5, 20, "", 1),
            PhaseTime(Phase.WAIT, 60, 20),
            PhaseTime(Phase.REDIRECT, 80, 0, "302 to https://x"),
        ],
        100,
    )
    return model


def test_phases_of_the_tokens_own_call_are_indented_below_it(token_rows):
    names = [texts(token_rows, row)[0] for row in range(3)]
    assert [name.strip() for name in names] == ["getting a token", "connecting", "waiting"]
    assert [name.startswith(" ") for name in names] == [False, True, False]
    assert token_rows.data(token_rows.index(1, BAR), BAR_ROLE).kind is BarKind.INNER


def test_a_screen_reader_hears_what_an_inner_phase_belongs_to(token_rows):
    assert token_rows.sentence(1) == "getting a token, connecting: 20 ms, from 5.0 ms to 25 ms"
    spoken = token_rows.data(token_rows.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "connecting"


def test_a_redirect_that_was_not_followed_takes_no_time(token_rows):
    assert texts(token_rows, 3) == ["redirect, not followed", "", "80 ms", "", "302 to https://x"]
    assert token_rows.data(token_rows.index(3, BAR), BAR_ROLE).kind is BarKind.MOMENT
    assert token_rows.sentence(3) == "redirect, not followed: after 80 ms, 302 to https://x"


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
