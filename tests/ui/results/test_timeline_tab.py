import pytest

from explorer.domain.call import Phase, PhaseTime, SentPart, SentRequest
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


def test_bars_of_inner_phases_and_of_moments_have_colours_of_their_own(timeline, made, appearance):
    phases = [PhaseTime(Phase.TOKEN, 0, 300), PhaseTime(Phase.WAIT, 0, 300, "", 1), PhaseTime(Phase.REDIRECT, 300, 0)]
    tab = timeline(made.result(phases=phases))
    picture = tab.table.grab().toImage()

    def colour(row: int, share: float) -> str:
        area = tab.table.visualRect(tab.model.index(row, BAR)).translated(tab.table.viewport().pos())
        inner = area.adjusted(8, 0, -8, 0)
        return picture.pixelColor(inner.left() + int(inner.width() * share), area.center().y()).name()

    assert colour(0, 0.2) == appearance.tokens.accent
    assert colour(1, 0.2) not in {appearance.tokens.accent, appearance.tokens.line}


def test_a_long_note_leaves_room_for_the_bars(timeline, made):
    tab = timeline(made.result(phases=[PhaseTime(Phase.REDIRECT, 0, 0, "302 to https://" + "x" * 300)]))
    assert tab.table.columnWidth(4) <= 420
    assert tab.table.columnWidth(BAR) > 150


def test_a_form_with_files_has_the_size_that_it_announced(timeline, made):
    part = SentPart("cv", "", "/cv.pdf", "cv.pdf", "application/pdf")
    request = SentRequest("POST", "https://x.example", [("Content-Length", "2000")], b"..", [part])
    assert timeline(made.result(phases=made.phases(), request=request)).sizes.text().startswith("Sent: 2.0 kB of body")
