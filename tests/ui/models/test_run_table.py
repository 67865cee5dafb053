"""The runs of a session as a table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.domain.call import Outcome
from explorer.ui.models.run_table import COLUMNS, RunTable


@pytest.fixture
def table(qapp):
    made = []

    def make(*runs):
        model = RunTable(runs)
        made.append(model)
        return model

    yield make
    for model in made:
        model.deleteLater()


def row(model, number=0) -> dict[str, str]:
    return {name: model.index(number, column).data() for column, name in enumerate(COLUMNS)}


def test_a_run_reads_as_what_was_run_and_how_it_ended(table, make_run):
    shown = row(table(make_run("List employees", summary="25 employees")))
    assert (shown["Action"], shown["Outcome"], shown["Duration"], shown["Summary"]) == (
        "List employees (BambooHR)",
        "succeeded",
        "1,234 ms",
        "25 employees",
    )


def test_a_run_on_its_way_has_no_duration_yet(table, make_run):
    shown = row(table(make_run("List", outcome=None)))
    assert (shown["Outcome"], shown["Duration"]) == ("running", "")


def test_a_write_of_unknown_outcome_says_so(table, make_run):
    shown = row(table(make_run("Create", outcome=Outcome.NO_ANSWER, is_unknown=True)))
    assert shown["Outcome"] == "no answer, unknown whether carried out"


def test_a_summary_of_several_lines_stays_one_line(table, make_run):
    assert row(table(make_run("Create", summary="a\nb")))["Summary"] == "a b"


def test_the_row_gives_its_run(table, make_run):
    runs = [make_run("a"), make_run("b")]
    model = table(*runs)
    assert model.run_at(model.index(1, 3)) is runs[1]


def test_columns_are_named(table):
    model = table()
    assert model.headerData(3, Qt.Orientation.Horizontal) == "Outcome"


def test_the_model_is_sound(table, make_run):
    model = table(make_run("a"), make_run("b"))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert (model.rowCount(), model.columnCount(), model.rowCount(model.index(0, 0))) == (2, len(COLUMNS), 0)
    tester.deleteLater()


def test_a_cut_cell_tells_all_of_itself_as_plain_text_in_its_tool_tip(table, make_run):
    model = table(make_run("List employees", summary="<b>25</b> employees"))
    tip = model.index(0, model.columnCount() - 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<qt>&lt;b>25&lt;/b> employees</qt>"
