import pytest

from explorer.ui.models.timeline_rows import BAR
from explorer.ui.views.results.run_page import ResultFace


@pytest.fixture
def timeline(pane, made):
    """Shows a run in the tab Timeline, and gives the tab."""

    def show(result):
        pane.show_run(made.run(result))
        pane.show_face(ResultFace.TIMELINE)
        return pane.current_page().tab(ResultFace.TIMELINE)

    return show


def test_the_longest_phase_has_the_longest_bar(timeline, made, appearance):
    tab = timeline(made.result(phases=made.phases()))
    picture = tab.table.grab().toImage()

    def painted(row: int) -> int:
        area = tab.table.visualRect(tab.model.index(row, BAR)).translated(tab.table.viewport().pos())
        y = area.center().y()
        colours = [picture.pixelColor(x, y).name() for x in range(area.left(), area.right())]
        return colours.count(appearance.tokens.accent)

    assert 0 < painted(0) < painted(1)


def test_sizes_are_told(timeline, made):
    tab = timeline(made.result(phases=made.phases(), answer=made.answer(b"x" * 2_000, media_type="text/plain")))
    assert tab.sizes.text() == "Sent: 14 B of body  \u00b7  Received: 2.0 kB of body"


def test_without_phases_it_says_why(timeline, made):
    assert timeline(made.result()).empty.text().startswith("No phases were measured")


def test_while_the_run_is_on_its_way_it_says_when_the_times_come(timeline):
    assert "on its way" in timeline(None).empty.text()


def test_the_column_of_notes_is_there_only_when_there_are_any(timeline, made):
    assert timeline(made.result(phases=made.phases())).table.isColumnHidden(4)
