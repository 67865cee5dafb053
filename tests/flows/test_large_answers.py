"""Large, bombing and broken answers, from Run to what is on the screen and on disk."""

import mmap
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from explorer.ui.views.results.body.body_view import BodyFace, BodyView

LIMIT_BYTES = 3_000_000
LARGE = "fault_lab_answer_large"


def fault(control, kind: str, **more: object) -> None:
    control("stackone", "POST", "faults", {"kind": kind, "match": {"path_contains": "/actions/rpc"}, **more})


def last_result(person):
    return person.explorer.runs.runs[0].result


async def shown_body(person) -> BodyView:
    """The body that is on the screen, when it has been read."""
    await person.until(lambda: [one for one in person.window.findChildren(BodyView) if one.isVisible()], "a body")
    (view,) = [one for one in person.window.findChildren(BodyView) if one.isVisible()]
    await person.until(lambda: not view.is_reading() and view.face() is not BodyFace.EMPTY, "the reading")
    return view


async def saved(person, view: BodyView, place: Path) -> bytes:
    """What Save writes."""
    person.press("Save the whole body", within=view)
    (dialog,) = view.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(place))
    dialog.close()
    await person.until(lambda: view.note() == f"Saved as {place}", "the file")
    return place.read_bytes()  # noqa: ASYNC240 - a small file


def test_a_large_answer_is_read_searched_and_saved_from_disk(person, run, tmp_path):
    async def work():
        await person.find_and_open("large answer", LARGE)
        await person.run_it("succeeded")
        view = await shown_body(person)
        body = last_result(person).answer.body
        assert isinstance(body, mmap.mmap)
        model = view.tree.model
        await person.until(lambda: model.rowCount(model.index(0, 0)) > 0, "the first rows")
        view.tree.filter.setText("record 20000")
        await person.until(lambda: view.tree.count.text() == "1 match", "the match")
        view.show_face(BodyFace.RAW)
        raw = view.view(BodyFace.RAW)
        raw.finder.typed.setText("RECORD 20000")
        await person.until(lambda: raw.finder.count.text() == "1 of 1", "the place")
        assert raw.part > 0
        assert await saved(person, view, tmp_path / "all.json") == body[:]

    run(work(), timeout=60)


@pytest.mark.parametrize("kind", ["huge_gzip", "huge_deflate"])
def test_a_bomb_stops_at_the_limit_and_what_came_can_be_read_and_saved(person, run, control, tmp_path, kind):
    async def work():
        person.explorer.transport._limit_bytes = LIMIT_BYTES
        fault(control, kind, after_bytes=20_000_000)
        await person.find_and_open("large answer", LARGE)
        await person.run_it("no answer")
        result = last_result(person)
        assert "larger than 3,000,000 bytes" in result.explanation.said
        view = await shown_body(person)
        assert view.face() is BodyFace.RAW
        assert view.note().startswith("Cut off at 3.0 MB: the answer is larger than")
        content = await saved(person, view, tmp_path / "part.json")
        assert (len(content), content[:12]) == (LIMIT_BYTES, b'{"data": "aa')
        await person.run_it("no answer")

    run(work(), timeout=60)


def test_a_compression_that_was_not_asked_for_is_said(person, run, control):
    async def work():
        fault(control, "huge_gzip", after_bytes=5_000_000, headers={"content-encoding": "br"})
        await person.find_and_open("large answer", LARGE)
        await person.run_it("malformed answer")

    run(work(), timeout=40)
    assert "'br', which was not asked for" in last_result_text(person)


def last_result_text(person) -> str:
    return last_result(person).explanation.said


def test_a_large_answer_that_breaks_off_is_shown_as_far_as_it_came(person, run, control):
    async def work():
        fault(control, "truncate", after_bytes=2_500_000)
        await person.find_and_open("large answer", LARGE)
        await person.run_it("no answer")
        view = await shown_body(person)
        body = last_result(person).answer.body
        assert 0 < len(body) <= 2_500_000
        assert body[:9] == b'{"data":['
        assert view.note().startswith("Cut off at 2.5 MB: ")
        await person.run_it("succeeded")

    run(work(), timeout=60)


def test_an_answer_of_thousands_of_levels_is_a_tree_all_the_same(person, run):
    async def work():
        await person.find_and_open("deep answer", "fault_lab_answer_deep")
        person.fill("Levels", "5000")
        await person.run_it("succeeded")
        view = await shown_body(person)
        assert view.face() is BodyFace.TREE
        place = view.tree.model.index(0, 0)
        for _ in range(20):
            view.tree.view.open(place)
            place = view.tree.model.index(0, 0, place)
        assert place.isValid()

    run(work(), timeout=40)
