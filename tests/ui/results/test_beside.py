import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from explorer.ui.views.results.parts.beside import FIRST_SHARE, Beside


@pytest.fixture
def panes(qtbot) -> Beside:
    panes = Beside(QWidget(), QWidget())
    qtbot.addWidget(panes)
    panes.resize(1000, 400)
    panes.show()
    return panes


def share(panes: Beside) -> float:
    first, second = panes.sizes()
    return first / (first + second)


@pytest.mark.parametrize("widths", [(2200, 920), (830, 2200), (2200, 600, 900)], ids=str)
def test_the_panes_keep_their_shares_whatever_size_the_window_had_before(panes, widths):
    for width in widths:
        panes.resize(width, 400)
    assert share(panes) == pytest.approx(FIRST_SHARE, abs=0.01)


def test_a_line_moved_by_hand_keeps_its_place_in_proportion(panes):
    panes.moveSplitter(640, 1)
    panes.resize(2000, 400)
    assert share(panes) == pytest.approx(0.64, abs=0.01)


def test_a_first_pane_that_is_hidden_leaves_all_the_room_to_the_second(panes):
    panes.show_first(is_shown=False)
    panes.resize(1500, 400)
    assert panes.sizes()[0] == 0
    assert panes.widget(1).width() >= 1499


def test_the_panes_stand_one_above_the_other_where_there_is_no_room_for_two(panes):
    panes.resize(700, 400)
    assert panes.orientation() == Qt.Orientation.Vertical
    assert share(panes) == pytest.approx(FIRST_SHARE, abs=0.02)
