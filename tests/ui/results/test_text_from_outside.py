"""Whatever a server says is text: no markup, no links, no characters that hide or turn others."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTabBar, QTextEdit, QWidget

from explorer.domain.call import Outcome
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.ui.views.results.run_page import ResultFace

EVIL = "<img src='file:///x.png'><a href='http://127.0.0.1'>click</a>\u202eexe.fdp\x07 & <b>bold</b>"


@pytest.fixture
def hostile(pane, made):
    """A pane with two runs that hold the evil text wherever a server has a say; all tabs were looked at."""
    result = made.result(
        Outcome.PROVIDER_FAILED,
        summary=EVIL,
        answer=made.answer({EVIL: EVIL}, 400),
        explanation=made.explanation(who_text=EVIL, step=EVIL, said=EVIL, retry_text=EVIL, next_step=EVIL),
        provider_errors=[
            made.provider_error(method=EVIL, url=EVIL, headers={EVIL: EVIL}, raw_text=EVIL, request_id=EVIL)
        ],
        logs=[LogEntry(made.run().started_at, LogLevel.ERROR, LogSource.PROVIDER, EVIL)],
        phases=made.phases(),
        details={EVIL: EVIL},
        file_name=EVIL,
        next_cursor=EVIL,
    )
    pane.show_run(made.run(made.result(), "other"))
    pane.show_run(made.run(result, name=EVIL))
    for face in ResultFace:
        pane.show_face(face)
    return pane


def test_no_label_takes_it_for_markup(hostile):
    formats = {label.textFormat() for label in hostile.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_no_label_hides_or_turns_letters(hostile):
    assert not [label.text() for label in hostile.findChildren(QLabel) if set(label.text()) & set("\u202e\x07")]


def test_no_tool_tip_holds_its_markup(hostile):
    tips = [widget.toolTip() for widget in hostile.findChildren(QWidget)]
    tips += [bar.tabToolTip(place) for bar in hostile.findChildren(QTabBar) for place in range(bar.count())]
    assert not [tip for tip in tips if "<img" in tip or "<a " in tip]


def test_no_widget_for_rich_text_is_used(hostile):
    assert not hostile.findChildren(QTextEdit)


def test_tabs_of_runs_show_it_as_text(hostile):
    words = hostile.strip.accessibleTabName(1)
    assert words.startswith("<img src=")
    assert "\u202e" not in words


def test_names_for_screen_readers_hold_no_turning_letters(hostile):
    names = [widget.accessibleName() + widget.accessibleDescription() for widget in hostile.findChildren(QWidget)]
    assert not [name for name in names if "\u202e" in name]
