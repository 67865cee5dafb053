"""The line at the bottom."""

import pytest
from PySide6.QtWidgets import QProgressBar

from explorer.ui.views.status_line import StatusLine


@pytest.fixture
def line(appearance, show):
    return show(StatusLine(), 900, 24)


def test_a_known_end_is_shown_as_progress(line):
    line.show_discovery("Discovering: 250 of 1,000 actions", found=250, expected=1000, is_busy=True)
    bar = line.findChild(QProgressBar)
    assert (bar.isVisible(), bar.maximum(), bar.value()) == (True, 1000, 250)


def test_an_unknown_end_is_shown_as_busy(line):
    line.show_discovery("Discovering: 250 actions", found=250, is_busy=True)
    bar = line.findChild(QProgressBar)
    assert (bar.isVisible(), bar.minimum(), bar.maximum()) == (True, 0, 0)


def test_more_than_was_promised_fills_the_bar_and_no_more(line):
    line.show_discovery("Discovering", found=12, expected=10, is_busy=True)
    assert line.findChild(QProgressBar).value() == 10


def test_nothing_moves_when_it_is_done(line):
    line.show_discovery("Discovering", found=1, is_busy=True)
    line.show_discovery("10,000 actions")
    assert line.findChild(QProgressBar).isHidden()


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "1 call running"), (20, "20 calls running")])
def test_running_calls_are_counted(line, count, words):
    line.show_runs(count)
    assert line.texts()[1] == words


def test_the_secret_store_is_named_and_explained(line):
    line.show_secrets("Secrets: for this session only", hint="No <keyring> & no bus.")
    assert line.texts()[2] == "Secrets: for this session only"
    assert line._secrets.accessibleDescription() == "No <keyring> & no bus."
    assert line._secrets.toolTip() == "<qt>No &lt;keyring> &amp; no bus.</qt>"


def test_a_long_text_of_discovery_has_all_the_room_that_is_left(line, show):
    line.show_discovery("10,000 actions, " * 9)
    line.show_secrets("Secrets: GNOME Keyring")
    show(line, 900, 24)
    assert line._discovery.width() > 600
