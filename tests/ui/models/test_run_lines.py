"""The runs that are kept as a table."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.domain.account import AccountId
from explorer.domain.action import ActionKey, Effect
from explorer.domain.call import RunId
from explorer.domain.connection import ConnectionId, Platform
from explorer.storage.history.records import KeptOutcome, RunLine
from explorer.ui.look.palette import DARK, LIGHT
from explorer.ui.models.run_lines import COLUMNS, RunLines

NOW = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)


def line(name="List employees", *, number=1, **other) -> RunLine:
    held = {
        "number": number,
        "id": RunId(str(number)),
        "started_at": NOW - timedelta(minutes=5),
        "duration_ms": 1234.4,
        "outcome": KeptOutcome.SUCCEEDED,
        "is_unknown": False,
        "is_pinned": False,
        "connection_id": ConnectionId("c"),
        "connection_name": "Production",
        "platform": Platform.STACKONE,
        "action_key": ActionKey("list"),
        "action_name": name,
        "action_version": "",
        "connector_name": "BambooHR",
        "effect": Effect.READ,
        "account_id": AccountId("a1"),
        "account_label": "Meridian",
        "status": 200,
        "summary": "25 employees",
        "size_bytes": 1,
    }
    return RunLine(**held | other)


@pytest.fixture
def table(qapp):
    made = []

    def make(*lines):
        model = RunLines(LIGHT)
        model.show_lines(lines, NOW)
        made.append(model)
        return model

    yield make
    for model in made:
        model.deleteLater()


def row(model, number=0) -> dict[str, str]:
    return {name: model.index(number, column).data() for column, name in enumerate(COLUMNS)}


def test_a_run_reads_as_what_was_run_for_whom_and_how_it_ended(table):
    assert row(table(line())) == {
        "Time": "19:55:00",
        "Action": "List employees (BambooHR)",
        "Account": "Meridian",
        "Connection": "Production",
        "Outcome": "succeeded",
        "Duration": "1,234 ms",
        "Summary": "25 employees",
    }


@pytest.mark.parametrize(("days", "shown"), [(0, "19:55:00"), (1, "29 Nov, 19:55"), (365, "2025-11-30 19:55")])
def test_a_time_says_as_much_of_the_date_as_is_needed(table, days, shown):
    assert row(table(line(started_at=NOW - timedelta(days=days, minutes=5))))["Time"] == shown


@pytest.mark.parametrize("outcome", [KeptOutcome.RUNNING, KeptOutcome.INTERRUPTED])
def test_a_run_without_an_end_has_no_duration(table, outcome):
    shown = row(table(line(outcome=outcome)))
    assert (shown["Outcome"], shown["Duration"]) == (outcome.value, "")


def test_a_write_of_unknown_outcome_says_so(table):
    shown = row(table(line(outcome=KeptOutcome.NO_ANSWER, is_unknown=True)))
    assert shown["Outcome"] == "no answer, unknown whether carried out"


def test_an_account_without_a_label_is_named_by_its_id(table):
    assert row(table(line(account_label="")))["Account"] == "a1"
    assert row(table(line(account_label="", account_id=None)))["Account"] == ""


def test_a_summary_of_several_lines_stays_one_line(table):
    assert row(table(line(summary="a\nb")))["Summary"] == "a b"


def test_a_pinned_run_says_so_until_it_is_no_longer(table):
    model = table(line())
    model.pin(RunId("1"), NOW, is_pinned=True)
    assert row(model)["Time"] == "19:55:00 \u00b7 pinned"
    model.pin(RunId("1"), NOW, is_pinned=False)
    assert row(model)["Time"] == "19:55:00"


def test_more_runs_come_below_and_one_that_is_removed_goes(table):
    model = table(line("a", number=3))
    model.add_lines([line("b", number=2), line("c", number=1)], NOW)
    model.remove(RunId("2"))
    model.remove(RunId("unknown"))
    assert [model.line_at(model.index(place, 0)).id for place in range(model.rowCount())] == ["3", "1"]


@pytest.mark.parametrize(
    ("other", "tone"),
    [
        ({"outcome": KeptOutcome.SUCCEEDED}, "good"),
        ({"outcome": KeptOutcome.RUNNING}, "accent"),
        ({"outcome": KeptOutcome.REJECTED}, "bad"),
        ({"outcome": KeptOutcome.INTERRUPTED}, "caution"),
        ({"outcome": KeptOutcome.NO_ANSWER, "is_unknown": True}, "caution"),
    ],
)
def test_outcomes_have_the_colours_of_the_look(table, other, tone):
    model = table(line(**other))
    cell = model.index(0, COLUMNS.index("Outcome"))
    model.show_colours(DARK)
    assert cell.data(Qt.ItemDataRole.ForegroundRole).name() == getattr(DARK, tone).lower()


def test_columns_are_named(table):
    model = table()
    assert model.headerData(4, Qt.Orientation.Horizontal) == "Outcome"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_the_model_is_sound(table):
    model = table(line(number=2), line(number=1))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.add_lines([line(number=0)], NOW)
    model.remove(RunId("1"))
    assert (model.rowCount(), model.columnCount(), model.rowCount(model.index(0, 0))) == (2, len(COLUMNS), 0)
    tester.deleteLater()


def test_a_cut_cell_tells_all_of_itself_as_plain_text_in_its_tool_tip(table):
    model = table(line(summary="<b>25</b> employees"))
    tip = model.index(0, model.columnCount() - 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>&lt;b>25&lt;/b> employees</qt>"
