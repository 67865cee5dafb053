"""Whether runs are kept, and how many of them."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.storage.history.records import HistoryLimits
from explorer.ui.dialogs.history.history_settings import HINT, OFF_HINT, HistorySettings


@pytest.fixture
def settings(appearance, show):
    def make(limits=None):
        shown = show(HistorySettings(limits or HistoryLimits()))
        chosen = []
        shown.limits_chosen.connect(chosen.append)
        return shown, chosen

    return make


@pytest.mark.parametrize(
    "limits", [HistoryLimits(), HistoryLimits(False, 1_000, 200_000_000), HistoryLimits(True, 77, 5 * 10**12)]
)
def test_limits_are_shown_as_they_are_also_such_as_nobody_can_choose(settings, limits):
    shown, chosen = settings(limits)
    assert (shown.limits(), chosen) == (limits, [])


def test_switching_it_off_is_told_and_says_what_stays(settings):
    shown, chosen = settings()
    assert shown._hint.text() == HINT
    QTest.keyClick(shown.switch, Qt.Key.Key_Space)
    assert chosen == [HistoryLimits(is_on=False)]
    assert shown._hint.text() == OFF_HINT
    assert not shown.runs_box.isEnabled()


def test_another_limit_is_told(settings):
    shown, chosen = settings()
    QTest.keyClick(shown.runs_box, Qt.Key.Key_Up)
    assert chosen == [HistoryLimits(most_runs=10_000)]


def test_the_wheel_changes_no_limit(settings):
    shown, chosen = settings()
    place = QPointF(5, 5)
    for box in (shown.runs_box, shown.bytes_box):
        turn = QWheelEvent(
            place,
            QPointF(box.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, turn)
    assert (shown.limits(), chosen) == (HistoryLimits(), [])
