import json

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from explorer.ui.models.answer.json_node import BLOCK
from explorer.ui.models.answer.readable import readable_json
from explorer.ui.views.results.body.tree_pane import TreePane
from explorer.ui.views.results.body.tree_view import MOST_OPENED


@pytest.fixture
def tree(appearance, qtbot):
    tree = TreePane(appearance)
    qtbot.addWidget(tree)
    qtbot.addWidget(tree.filter)
    qtbot.addWidget(tree.count)
    tree.resize(800, 300)
    tree.show()
    return tree


def show(tree: TreePane, value: object) -> None:
    tree.show_json(readable_json(value if isinstance(value, bytes) else json.dumps(value).encode()))


def rows(tree: TreePane, parent: QModelIndex | None = None) -> list[str]:
    above = parent or QModelIndex()
    return [tree.model.data(tree.model.index(row, 0, above)) for row in range(tree.model.rowCount(above))]


def go(tree: TreePane, *steps: int) -> QModelIndex:
    place = QModelIndex()
    for step in steps:
        place = tree.model.index(step, 0, place)
    tree.view.setCurrentIndex(place)
    return place


def search(tree: TreePane, text: str, qtbot) -> None:
    tree.filter.setText(text)
    qtbot.waitUntil(lambda: not tree.is_searching())


def test_a_wrapping_is_open_from_the_start(tree):
    show(tree, {"data": {"id": 1}})
    assert tree.view.isExpanded(tree.model.index(0, 0))


def test_a_large_answer_is_open_too_a_moment_later(tree, qtbot):
    show(tree, {"data": ["x" * 100] * 12_000})
    qtbot.waitUntil(lambda: rows(tree, tree.model.index(0, 0, tree.model.index(0, 0)))[-1:] == ["999"])


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("C", Qt.KeyboardModifier.ControlModifier), "ada@example.com"),
        (("C", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier), "$.data.mail"),
        (("C", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier), "/data/mail"),
    ],
)
def test_value_path_and_pointer_are_copied_by_key(tree, copied, keys, text, qtbot):
    show(tree, {"data": {"mail": "ada@example.com"}})
    go(tree, 0, 0)
    tree.activateWindow()
    tree.view.setFocus()
    qtbot.waitUntil(tree.view.hasFocus)
    QTest.keyClick(tree.view, getattr(Qt.Key, f"Key_{keys[0]}"), keys[1])
    assert copied() == text


def test_the_menu_opens_without_stopping_anything(tree):
    show(tree, {"a": 1})
    go(tree, 0)
    tree.view.customContextMenuRequested.emit(tree.view.visualRect(tree.view.currentIndex()).center())
    assert tree.view._menu.isVisible()
    tree.view._menu.close()


def test_half_of_a_surrogate_pair_is_copied_as_an_escape(tree, copied):
    show(tree, b'["a\\ud800b"]')
    go(tree, 0)
    tree.view.copy_value()
    assert copied() == "a\\ud800b"


def test_the_path_of_the_current_row_is_shown(tree, qtbot):
    show(tree, {"data": [{"first name": 1}]})
    inner = tree.model.index(0, 0, tree.model.index(0, 0))
    qtbot.waitUntil(lambda: rows(tree, inner) == ["first name"])
    go(tree, 0, 0, 0)
    assert tree._path.full_text() == "$.data[0]['first name']"


def test_a_folded_text_is_shown_whole_below(tree):
    show(tree, {"a": "<b>" + "x" * 500})
    go(tree, 0)
    assert tree.reader.isVisible()
    assert tree.reader.text.toPlainText() == "<b>" + "x" * 500


def test_a_short_text_needs_no_place_below(tree):
    show(tree, {"a": "x" * 500, "b": "short"})
    go(tree, 0)
    go(tree, 1)
    assert not tree.reader.isVisible()


def test_of_a_very_long_text_the_first_part_is_shown_and_all_is_copied(tree, copied):
    show(tree, {"a": "x" * 1_000_000})
    go(tree, 0)
    assert len(tree.reader.text.toPlainText()) == 20_000
    tree.reader._on_copy()
    assert len(copied()) == 1_000_000


def test_the_filter_leaves_what_matches_and_counts_it(tree, qtbot):
    show(tree, {"data": [{"name": "Ada"}, {"name": "Grace"}, {"name": "ADAM"}]})
    search(tree, "ada", qtbot)
    assert tree.count.text() == "2 matches"
    assert rows(tree, tree.model.index(0, 0)) == ["0", "2"]


def test_matches_are_open_to_be_seen(tree, qtbot):
    show(tree, {"a": {"b": {"c": "needle"}}, "d": 1, "e": 1, "f": 1})
    search(tree, "needle", qtbot)
    place = tree.model.index(0, 0)
    assert tree.view.isExpanded(place)
    assert tree.view.isExpanded(tree.model.index(0, 0, place))


def test_no_match_is_said(tree, qtbot):
    show(tree, {"a": 1})
    search(tree, "zebra", qtbot)
    assert (tree.count.text(), rows(tree)) == ("no match", [])


def test_an_emptied_filter_shows_all_again(tree, qtbot):
    show(tree, {"a": 1, "b": 2})
    search(tree, "b", qtbot)
    search(tree, "", qtbot)
    assert (rows(tree), tree.count.text()) == (["a", "b"], "")


def test_a_filter_at_work_ends_when_another_answer_comes(tree, qtbot):
    show(tree, {"a": ["needle"] * 50_000})
    tree.filter.setText("needle")
    tree._start_search()
    show(tree, {"b": 1})
    assert not tree._working.isActive()
    assert (rows(tree), tree.filter.text()) == (["b"], "")


def test_the_window_gets_its_turn_while_a_filter_works(tree, qtbot):
    show(tree, {"a": [{"k": "needle", "n": number} for number in range(20_000)]})
    tree.filter.setText("needle")
    tree._start_search()
    tree._search_on()
    assert tree.is_searching()
    assert tree.count.text().endswith("so far\u2026")
    qtbot.waitUntil(lambda: not tree.is_searching(), timeout=30_000)
    assert tree.count.text() == "20,000 matches, first 300 shown"


def test_scrolling_to_the_end_brings_the_next_rows(tree, qtbot):
    show(tree, list(range(2 * BLOCK + 500)))
    bar = tree.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)

    def is_at_the_end() -> bool:
        bar.setValue(bar.maximum())
        return tree.model.rowCount() == 2 * BLOCK + 500

    qtbot.waitUntil(is_at_the_end)
    assert rows(tree)[-1] == str(2 * BLOCK + 499)


def test_opening_all_below_is_bounded(tree):
    show(tree, {"a": [[number] * 10 for number in range(4_000)]})
    go(tree, 0)
    QTest.keyClick(tree.view, Qt.Key.Key_Asterisk)
    inner = [tree.model.index(row, 0, tree.model.index(0, 0)) for row in range(1_000)]
    assert any(tree.view.isExpanded(place) for place in inner)
    assert len(tree.model._nodes) < MOST_OPENED + 2 * BLOCK
