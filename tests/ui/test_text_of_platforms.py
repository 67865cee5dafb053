"""What a platform calls its things is shown as text, in full where there is room, and never at the cost of the window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QPushButton

from explorer.domain.account import Account, AccountId, AccountState
from explorer.domain.action import ActionKey
from explorer.schema.field import Form, GroupField, TextField
from explorer.ui.form.form_view import FormView
from explorer.ui.models.action_list import ActionList
from explorer.ui.views.action_picker import ActionPicker
from explorer.ui.views.call.action_header import ActionHeader
from explorer.ui.views.call.run_bar import RunBar
from explorer.ui.views.top_bar import TopBar
from explorer.ui.widgets.plain_label import ElidedLabel, PlainLabel
from explorer.ui.widgets.shown_text import MOST_OF_A_LABEL, bounded, tool_tip

HOSTILE = "R&D <b>x</b> \u202egpj.exe"
HUGE = "W" * 100_000


def left_edge_of_label(show, label):
    """Where the letters begin of a label that ends beside its editor."""
    form = FormView()
    form.show_form(Form(GroupField(fields=(TextField(key="budget", label=label),))), {})
    picture = show(form, 900, 120).grab().toImage()
    form.focus_first()
    row = next(row for row in form._rows.pane.rows() if row.label is not None)
    area = QRect(row.label.area.topLeft() + row.editor.parentWidget().mapTo(form, QPoint()), row.label.area.size())
    ground = picture.pixel(area.topLeft())
    columns = range(area.left(), area.right())
    return next(x for x in columns if any(picture.pixel(x, y) != ground for y in range(area.top(), area.bottom())))


def test_an_ampersand_in_the_label_of_a_field_is_shown_and_no_shortcut(show, appearance):
    one, none, two = (left_edge_of_label(show, label) for label in ("R&D", "RD", "R&&D"))
    # What takes an ampersand for a shortcut shows "RD" for the first, and "R&D" for the last.
    assert min(none - one, one - two) >= 5


@pytest.mark.parametrize("label", ["W" * 200, "a long label " * 20])
def test_a_label_above_its_field_that_is_too_long_says_that_it_is_cut(show, appearance, label):
    form = FormView()
    form.show_form(Form(GroupField(fields=(TextField(key="k", label=label, is_required=True),))), {})
    show(form, 300, 120)
    row = next(row for row in form._rows.pane.rows() if row.label is not None)
    shown = row.label.shown_words()
    assert "\u2026" in shown
    assert shown.endswith("*")
    assert row.label.metrics.horizontalAdvance(shown) <= row.label.area.width() <= 300


def test_the_name_of_a_field_says_what_would_turn_its_text(show, appearance):
    form = FormView()
    form.show_form(Form(GroupField(fields=(TextField(key="budget", label=HOSTILE),))), {})
    show(form, 500, 120)
    form.focus_first()
    assert form.focusWidget().accessibleName() == "R&D <b>x</b> <U+202E>gpj.exe"


@pytest.mark.parametrize("kind", [PlainLabel, ElidedLabel])
def test_a_text_without_an_end_is_cut_and_says_how_much_is_missing(show, appearance, kind):
    label = show(kind(HUGE), 300, 30)
    assert len(label.text()) < MOST_OF_A_LABEL + 100
    assert "more characters" in label.text()
    assert len(label.toolTip()) < 1_100


def test_a_bounded_text_tells_how_many_characters_it_lacks():
    assert bounded("abcdef", 4) == "abcd\u2026 (2 more characters)"
    assert bounded("abcd", 4) == "abcd"


def test_a_tool_tip_is_never_taken_for_markup():
    assert tool_tip(HOSTILE) == "<qt>R&amp;D &lt;b>x&lt;/b> <U+202E>gpj.exe</qt>".replace("<U+", "&lt;U+")
    assert tool_tip("") == ""


def test_the_tool_tip_of_the_documentation_shows_the_address_as_it_is(show, appearance, make_action):
    header = show(ActionHeader())
    header.show_action(replace(make_action("x"), documentation_url="https://example.com/?a=1&b=<i>"))
    link = next(one for one in header.findChildren(QPushButton) if one.text() == "Documentation")
    assert link.toolTip() == "<qt>https://example.com/?a=1&amp;b=&lt;i></qt>"


def test_a_long_key_leaves_room_for_the_name_of_the_action(show, appearance, make_action):
    header = show(ActionHeader(), 900, 80)
    header.show_action(replace(make_action("Create an employee of a company"), key=ActionKey("k" * 400)))
    header.grab()
    assert header._name.toolTip() == ""


def test_the_options_button_shows_what_was_chosen_and_no_shortcut(show, appearance):
    bar = show(RunBar())
    bar.show_options(HOSTILE, has_options=True)
    assert bar.options_button.text() == "Options: R&&D <b>x</b> <U+202E>gpj.exe"


def test_the_connector_that_is_filtered_by_is_shown_and_no_shortcut(show, appearance):
    picker = show(ActionPicker(appearance), 320, 400)
    picker._on_connector_picked(("rd", "R&D\u202e"))
    assert picker._connector_button.text() == "R&&D<U+202E> \u25be"


def test_an_account_that_does_not_work_says_why(show, appearance):
    bar = show(TopBar(), 1000, 40)
    bar.show_accounts([Account(AccountId("a"), "Acme", state=AccountState.ERROR, reason="<b>consent</b> ended")], None)
    assert bar.accounts.itemData(0, Qt.ItemDataRole.ToolTipRole) == "<qt>&lt;b>consent&lt;/b> ended</qt>"


def test_the_tool_tip_of_an_action_is_bounded(make_action):
    listed = ActionList()
    listed.show_actions([make_action(HUGE)], ())
    assert len(listed.index(1).data(Qt.ItemDataRole.ToolTipRole)) < 1_200
