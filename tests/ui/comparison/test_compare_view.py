import json
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.calls.comparison.answer_reading import MOST_BYTES
from explorer.calls.comparison.run_parts import RunPart
from explorer.domain.call import RunId
from explorer.ui.models.comparison.difference_rows import AFTER, BEFORE, BLOCK

from .conftest import make_run

BEFORE_TEXT = '{"total": 0.10, "items": [{"id": 1, "n": "a"}, {"id": 2, "n": "b"}, {"id": 5}, {"id": 3}], "same": [1, 2], "old": 1}'
AFTER_TEXT = (
    '{"total": 0.1, "items": [{"id": 3}, {"id": 1, "n": "x"}, {"id": 5}, {"id": 4}], "same": [1, 2], "new": null}'
)


def heard(signal):
    got = []
    signal.connect(lambda *words: got.append(words))
    return got


def test_what_differs_is_told_in_words_on_both_sides(desk):
    desk.show(BEFORE_TEXT, AFTER_TEXT)
    assert desk.rows() == [
        "total | = same value, written differently | 0.10 | 0.1",
        "items | 4 differences inside | [\u2026] 4 items | [\u2026] 4 items",
        "  3 \u2192 0 | \u21c5 moved from 3 to 0 | {\u2026} 1 key | {\u2026} 1 key",
        "  0 \u2192 1 | 1 difference inside | {\u2026} 2 keys | {\u2026} 2 keys",
        '    n | ~ changed | "a" | "x"',
        "  1 | \u2212 removed | {\u2026} 2 keys | ",
        "  3 | + added |  | {\u2026} 1 key",
        "old | \u2212 removed | 1 | ",
        "new | + added |  | null",
    ]
    assert desk.view.count.text() == "1 changed, 2 added, 2 removed, 1 moved, 1 written differently"
    assert desk.view.tabs.tabText(0) == "Answers  7"
    assert desk.view.tabs.accessibleTabName(0) == "Answers"


def test_each_kind_of_difference_has_a_ground_on_its_side(desk):
    desk.show('{"a": 1, "b": 2}', '{"a": 3, "c": 4}')
    model = desk.view.tree.rows
    has_ground = [
        tuple(model.index(row, side).data(Qt.ItemDataRole.BackgroundRole) is not None for side in (BEFORE, AFTER))
        for row in range(3)
    ]
    assert has_ground == [(True, True), (True, False), (False, True)]


def test_rows_are_sentences_for_screen_readers(desk):
    desk.show('{"a": 1, "b": 2}', '{"a": 3, "c": 4}')
    model = desk.view.tree.rows
    assert [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)] == [
        "a: ~ changed, before 1, after 3",
        "b: \u2212 removed, before 2",
        "c: + added, after 4",
    ]


def test_keys_go_from_difference_to_difference_and_round(desk):
    desk.show('{"a": {"x": 1, "y": 1}, "b": 1}', '{"a": {"x": 2, "y": 2}, "b": 2}')
    seen = [(desk.current(), desk.view.place.text())]
    for _ in range(3):
        QTest.keyClick(desk.window, Qt.Key.Key_F8)
        seen.append((desk.current(), desk.view.place.text()))
    QTest.keyClick(desk.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert [*seen, (desk.current(), desk.view.place.text())] == [
        ("x", "1 of 3"),
        ("y", "2 of 3"),
        ("b", "3 of 3"),
        ("x", "1 of 3"),
        ("b", "3 of 3"),
    ]


def test_from_a_row_that_is_no_difference_the_next_one_is_below(desk):
    desk.show('{"a": 1, "b": {"x": 1}, "c": 1}', '{"a": 2, "b": {"x": 2}, "c": 2}')
    tree = desk.view.tree
    for step, reached in ((1, "x"), (-1, "a")):
        tree.setCurrentIndex(tree.rows.index(1, 0))
        tree.go_on(step)
        assert desk.current() == reached


def test_what_is_the_same_is_shown_on_request(desk):
    desk.show(BEFORE_TEXT, AFTER_TEXT)
    desk.view.tree.go_on(1)
    before = desk.current()
    desk.view.only.click()
    assert "same |  | [\u2026] 2 items | [\u2026] 2 items" in desk.rows()
    assert desk.current() == before
    desk.view.only.click()
    assert not [row for row in desk.rows() if row.startswith("same")]


def test_answers_without_differences_say_so(desk):
    desk.show('{"a": 1, "b": 2}', '{"b": 2, "a": 1}')
    assert desk.view.empty.isVisible()
    assert desk.view.empty.text() == "No differences."
    assert desk.view.note.text() == "Keys come in another order in one object, which does not count."
    assert not desk.view.next.isEnabled()
    desk.view.only.click()
    assert desk.rows() == ["b |  | 2 | 2", "a |  | 1 | 1"]


def test_single_values_are_compared_too(desk):
    desk.show("1", '"1"')
    assert desk.rows() == ['(the whole) | ~ type changed | 1 | "1"']
    assert desk.view.place.text() == "1 of 1"


def test_texts_are_compared_line_by_line(desk):
    desk.show(make_run(1, "a\nb\nc", media_type="text/plain"), make_run(2, "a\nc\nd", media_type="text/plain"))
    assert desk.rows() == ['1 | \u2212 removed | "b" | ', '2 | + added |  | "d"']
    assert "their lines are compared" in desk.view.note.text()


def test_an_answer_that_is_too_large_is_refused_with_words(desk):
    large = json.dumps("x" * MOST_BYTES)
    desk.show(large, large)
    assert "larger than 8 MB" in desk.view.empty.text()
    assert "they are the same bytes" in desk.view.empty.text()


def test_headers_and_requests_have_tabs_of_their_own(desk):
    desk.show("1", "1")
    desk.view.tabs.setCurrentIndex(1)
    assert desk.rows() == ['x-number | ~ changed | "1" | "2"']
    desk.view.tabs.setCurrentIndex(2)
    assert desk.rows() == [
        "query | 1 difference inside | {\u2026} 1 key | {\u2026} 1 key",
        '  n | ~ changed | "1" | "2"',
    ]


def test_times_are_told_phase_by_phase_with_their_ratio(desk):
    desk.show(make_run(1, "1", wait_ms=100), make_run(2, "1", wait_ms=250))
    desk.view.tabs.setCurrentIndex(3)
    model = desk.view.phases.rows
    cells = [[model.index(row, column).data() for column in (0, 2, 3, 4, 5)] for row in range(2)]
    assert cells == [
        ["waiting", "100 ms", "250 ms", "+150 ms", "2.50\u00d7"],
        ["whole run", "100 ms", "250 ms", "+150 ms", "2.50\u00d7"],
    ]
    spoken = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "waiting: 100 ms before, 250 ms after, 2.50 times as long"
    assert not desk.view.next.isVisible()


def test_the_whole_of_long_values_can_be_read_side_by_side(desk):
    desk.show(json.dumps({"n": "a" * 200}), json.dumps({"n": "b" * 200}))
    assert desk.view.reader.isVisible()
    texts = (desk.view.reader.before.text.toPlainText(), desk.view.reader.after.text.toPlainText())
    assert texts == ("a" * 200, "b" * 200)
    desk.show('{"n": 1}', '{"n": 2}')
    assert not desk.view.reader.isVisible()


def test_differences_are_copied_as_text_and_as_patch(desk, copied):
    desk.show('{"a": 1, "b": 0.10}', '{"a": 2, "b": 0.1}')
    desk.view.copy_text()
    desk.wait()
    assert copied().splitlines() == [
        "List invoices \u00b7 Acme: 1 changed, 1 written differently",
        "~ /a: 1 -> 2",
        "= /b: 0.10 -> 0.1 (same value, written differently)",
    ]
    desk.view.copy_patch()
    desk.wait()
    assert json.loads(copied()) == [
        {"op": "replace", "path": "/a", "value": 2},
        {"op": "replace", "path": "/b", "value": 0.1},
    ]


def test_a_row_is_copied_with_the_usual_keys(desk, copied):
    desk.show('{"a": 1}', '{"a": 2}')
    desk.view.tree.setFocus()
    QTest.keyClick(desk.view.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == "~ the whole: 1 -> 2"


def menu_entries(desk):
    return {entry.text(): entry for entry in desk.view.tree.menu().actions() if entry.text()}


def test_the_menu_of_a_row_copies_and_ignores_places(desk, copied):
    desk.show('{"items": [{"id": 1, "at": 1}]}', '{"items": [{"id": 1, "at": 2}]}')
    wanted = heard(desk.view.ignored_changed)
    entries = menu_entries(desk)
    entries["Copy JSON Pointer"].trigger()
    assert copied() == "/items/0/at"
    entries["Copy value after"].trigger()
    assert copied() == "2"
    for words in ("Ignore this place", "Ignore this place in every item", "Ignore at everywhere"):
        entries[words].trigger()
    assert [paths for _, paths in wanted] == [["/items/0/at"], ["/items/*/at"], ["/**/at"]]
    assert {part for part, _ in wanted} == {RunPart.ANSWER}


def test_ignored_places_do_not_count_and_are_told(desk):
    desk.show('{"at": 1, "n": 1}', '{"at": 2, "n": 1}', ignored={RunPart.ANSWER: ["/at"]})
    assert desk.view.empty.text() == "No differences."
    assert desk.view.note.text() == "One place was ignored."
    assert desk.view.ignoring.text() == "Ignored 1\u2026"


def popup_button(desk, words: str) -> QPushButton:
    found = [one for one in desk.view.popup.findChildren(QPushButton) if one.accessibleName() == words]
    return next(one for one in found if one.isVisibleTo(desk.view.popup))


def test_places_that_look_like_times_are_proposed(desk):
    before = '{"items": [{"id": 1, "at": "2026-01-05T10:00:00Z"}]}'
    desk.show(before, before.replace("10:", "11:"))
    wanted = heard(desk.view.ignored_changed)
    desk.view.ignoring.click()
    popup_button(desk, "Ignore /items/*/at").click()
    assert wanted == [(RunPart.ANSWER, ["/items/*/at"])]


def test_a_path_is_typed_or_counts_again_in_the_small_window(desk):
    desk.show('{"a": 1}', '{"a": 2}', ignored={RunPart.ANSWER: ["/b"]})
    wanted = heard(desk.view.ignored_changed)
    desk.view.ignoring.click()
    popup = desk.view.popup
    QTest.keyClicks(popup.path, "nonsense\r")
    assert popup.problem.isVisible()
    popup.path.clear()
    QTest.keyClicks(popup.path, "$..a\r")
    popup_button(desk, "Count again /b").click()
    assert wanted == [(RunPart.ANSWER, ["/b", "/**/a"]), (RunPart.ANSWER, [])]
    assert not popup.problem.isVisible()


def test_both_sides_can_be_chosen_and_exchanged(desk):
    desk.show("1", "2")
    chosen = heard(desk.view.runs_chosen)
    desk.view.runs._swap.click()
    desk.view.runs.before.setCurrentIndex(0)
    desk.view.runs.before.activated.emit(0)
    assert chosen == [("2", "1"), ("2", "2")]


def test_the_run_before_is_pinned_and_marked(desk):
    desk.show("1", "2")
    pinned = heard(desk.view.pin_wanted)
    desk.view._pin.click()
    desk.show("1", "2", baseline=RunId("1"))
    assert desk.view.runs.before.currentText().startswith("\u2605 baseline")
    desk.view._pin.click()
    assert pinned == [("1",), (None,)]


def test_a_run_on_its_way_or_without_answer_says_so(desk):
    one = make_run(1, "1")
    desk.show(one, replace(make_run(2, "1"), result=None))
    assert "on its way" in desk.view.empty.text()
    desk.show(one, replace(one, id=RunId("3"), result=replace(one.result, answer=None, request=None)))
    assert desk.view.empty.text() == "The run after got no answer."
    desk.view.tabs.setCurrentIndex(2)
    assert desk.view.empty.text() == "The run after sent nothing."


def test_many_differences_become_rows_in_blocks_and_the_last_is_reached(desk):
    count = BLOCK * 2 + 5
    desk.show(json.dumps(list(range(count))), json.dumps([number + 0.5 for number in range(count)]))
    assert desk.view.tree.rows.rowCount() < count
    desk.view.go_back()
    assert desk.view.place.text() == f"{count:,} of {count:,}"
    assert desk.current() == str(count - 1)


def test_markup_in_names_and_values_is_shown_as_text(desk):
    desk.show('{"<b>x</b>\\u202e": "<img src=x>"}', '{"<b>x</b>\\u202e": "\\u202egnp"}')
    assert desk.rows() == ['<b>x</b><U+202E> | ~ changed | "<img src=x>" | "<U+202E>gnp"']


def test_everything_that_takes_the_keyboard_has_a_name(desk):
    desk.show(BEFORE_TEXT, AFTER_TEXT)
    nameless = [
        type(widget).__name__
        for widget in desk.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or (isinstance(widget, QPushButton) and widget.text()))
    ]
    assert not nameless


def test_escape_closes_the_window_and_nothing_is_waited_for(desk):
    desk.show("1", "2")
    closed = heard(desk.window.closed)
    desk.view.comparing.start(make_run(1, "1"), make_run(2, "2"), {})
    QTest.keyClick(desk.window, Qt.Key.Key_Escape)
    assert closed == [(desk.window,)]
    assert not desk.view.comparing.is_under_way


def test_the_rows_of_what_is_new_can_be_opened(desk):
    desk.show("{}", '{"new": {"a": [1]}}')
    tree = desk.view.tree
    tree.setExpanded(tree.rows.index(0, 0, QModelIndex()), True)
    assert desk.rows() == ["new | + added |  | {\u2026} 1 key", "  a | + added |  | [\u2026] 1 item"]
