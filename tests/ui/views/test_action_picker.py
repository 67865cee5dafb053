"""Search, filters and the list of actions, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from explorer.domain.action import Effect
from explorer.ui.models.action_list import ActionRow, ConnectorRow
from explorer.ui.views.action_picker import ActionPicker, ActionQuery, Shown


class Hand:
    """A picker, and what it said."""

    def __init__(self, picker: ActionPicker) -> None:
        self.picker = picker
        self.queries: list[ActionQuery] = []
        self.chosen: list[str] = []
        self.entered: list[str] = []
        self.toggled: list[str] = []
        picker.query_changed.connect(self.queries.append)
        picker.action_chosen.connect(lambda action: self.chosen.append(action.name))
        picker.action_entered.connect(lambda action: self.entered.append(action.name))
        picker.favourite_toggled.connect(lambda action: self.toggled.append(action.name))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.picker.focusWidget(), key, modifier)

    def rows(self) -> list[str]:
        model = self.picker.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def current(self) -> str | None:
        return self.picker.list.currentIndex().data()

    def click(self, text: str) -> None:
        index = self.picker.list.model().index(self.rows().index(text), 0)
        place = self.picker.list.visualRect(index).center()
        QTest.mouseClick(self.picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.fixture
def actions(make_action):
    return [
        make_action("Create employee", effect=Effect.WRITE),
        make_action("List employees"),
        make_action("Delete employee", effect=Effect.DESTRUCTIVE),
        make_action("List people", "HiBob"),
    ]


@pytest.fixture
def hand(appearance, show, actions):
    picker = show(ActionPicker(appearance), 320, 600)
    picker.show_actions(actions, len(actions), ())
    picker.search.setFocus()
    return Hand(picker)


def test_what_is_typed_is_asked_for(hand):
    QTest.keyClicks(hand.picker.search, "emp")
    assert hand.queries[-1] == ActionQuery(text="emp")


def test_down_goes_from_the_search_to_the_first_action(hand):
    hand.key(Qt.Key.Key_Down)
    assert hand.picker.list.hasFocus()
    assert hand.chosen == ["Create employee"]


def test_return_in_the_search_opens_the_best_match_for_filling(hand):
    hand.key(Qt.Key.Key_Return)
    assert (hand.entered, hand.chosen) == (["Create employee"], [])


def test_return_without_a_match_does_nothing(hand):
    hand.picker.show_actions([], 4, ())
    hand.key(Qt.Key.Key_Return)
    assert hand.entered == []


def test_escape_empties_the_search(hand):
    QTest.keyClicks(hand.picker.search, "emp")
    hand.key(Qt.Key.Key_Escape)
    assert hand.picker.search.text() == ""


def test_up_in_the_first_row_goes_back_to_the_search(hand):
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Up)
    hand.key(Qt.Key.Key_Up)
    assert hand.picker.search.hasFocus()


def test_moving_in_the_list_chooses_and_return_enters(hand):
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Return)
    assert (hand.chosen, hand.entered) == (["Create employee", "List employees"], ["List employees"])


def test_left_goes_from_an_action_to_its_connector_and_folds_it_then(hand):
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Left)
    on_connector = hand.current()
    hand.key(Qt.Key.Key_Left)
    assert (on_connector, hand.rows()) == ("BambooHR", ["BambooHR", "HiBob", "List people"])


def test_right_unfolds(hand):
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Left)
    hand.key(Qt.Key.Key_Left)
    hand.key(Qt.Key.Key_Right)
    assert len(hand.rows()) == 6


def test_a_click_on_a_connector_folds_it_and_chooses_nothing(hand):
    hand.click("BambooHR")
    assert (hand.rows(), hand.chosen) == (["BambooHR", "HiBob", "List people"], [])


def test_a_click_chooses_once(hand):
    hand.click("List people")
    assert hand.chosen == ["List people"]


def test_a_click_on_the_chosen_action_chooses_it_again(hand):
    hand.click("List people")
    hand.click("List people")
    assert hand.chosen == ["List people", "List people"]


def test_a_choice_does_not_outlive_its_connection(hand, actions):
    hand.click("List people")
    hand.picker._on_connector_picked(("hibob", "HiBob"))
    hand.picker.forget_connection()
    hand.picker.show_actions(actions, 4, ())
    assert (hand.picker.chosen(), hand.picker.query().connector_key) == (None, None)


def test_the_chosen_action_stays_chosen_while_the_list_grows(hand, actions, make_action):
    hand.click("List people")
    hand.picker.show_actions([make_action("Archive", "Aardvark"), *actions], 5, ())
    assert (hand.current(), hand.chosen) == ("List people", ["List people"])


def test_the_chosen_action_is_chosen_again_when_a_search_that_hid_it_ends(hand, actions):
    hand.click("List people")
    hand.picker.search.setText("create")
    hand.picker.show_actions(actions[:1], 4, ())
    hand.picker.search.clear()
    hand.picker.show_actions(actions, 4, ())
    assert (hand.current(), hand.chosen) == ("List people", ["List people"])


def test_the_connector_that_the_list_stands_on_stays_while_the_list_grows(hand, actions, make_action):
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Left)
    hand.picker.show_actions([make_action("Archive", "Aardvark"), *actions], 5, ())
    assert hand.current() == "BambooHR"


def test_the_place_in_a_long_list_stays_while_it_grows(hand, make_action):
    many = [make_action(f"Action {number}") for number in range(200)]
    hand.picker.show_actions(many, 200, ())
    hand.picker.list.doItemsLayout()
    bar = hand.picker.list.verticalScrollBar()
    bar.setValue(1000)
    hand.picker.show_actions([*many, make_action("Last")], 201, ())
    assert bar.value() == 1000


def test_a_search_begins_at_the_top(hand, make_action):
    many = [make_action(f"Action {number}") for number in range(200)]
    hand.picker.show_actions(many, 200, ())
    hand.picker.list.doItemsLayout()
    hand.picker.list.verticalScrollBar().setValue(1000)
    hand.picker.search.setText("action")
    hand.picker.show_actions(many[100:], 200, ())
    assert hand.picker.list.verticalScrollBar().value() == 0


def test_showing_actions_asks_for_nothing(hand, actions):
    hand.picker.show_actions(actions[2:], 4, ())
    hand.picker.show_chosen(actions[3].key)
    assert (hand.queries, hand.chosen) == ([], [])


def test_ctrl_d_marks_the_chosen_action_from_the_list(hand):
    hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert hand.toggled == ["Create employee"]


def test_ctrl_d_marks_the_chosen_action_from_the_search(hand):
    hand.click("List people")
    hand.picker.search.setFocus()
    QTest.keyClicks(hand.picker.search, "x")
    hand.picker.search.home(False)
    hand.key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert (hand.toggled, hand.picker.search.text()) == (["List people"], "x")


def test_a_favourite_is_shown_as_one(hand, actions):
    hand.picker.show_actions(actions, 4, [actions[1].key])
    rows = [hand.picker._model.row_at(hand.picker._model.index(row)) for row in range(6)]
    assert [row.action.name for row in rows if isinstance(row, ActionRow) and row.is_favourite] == ["List employees"]


def test_an_effect_is_a_filter(hand):
    action = next(one for one in hand.picker._menu.actions() if one.data() is Effect.DESTRUCTIVE)
    action.trigger()
    assert hand.queries[-1] == ActionQuery(effect=Effect.DESTRUCTIVE)
    assert hand.picker._shown_button.text().startswith("Destructive")


def test_favourites_are_a_filter(hand):
    next(one for one in hand.picker._menu.actions() if one.data() is Shown.FAVOURITES).trigger()
    assert hand.queries[-1] == ActionQuery(shown=Shown.FAVOURITES)


def test_a_connector_is_a_filter(hand):
    hand.picker.show_connectors([("bamboohr", "BambooHR"), ("hibob", "HiBob")])
    QTest.mouseClick(hand.picker._connector_button, Qt.MouseButton.LeftButton)
    popup = hand.picker._connectors
    QTest.keyClicks(popup._filter, "bob")
    QTest.keyClick(popup._filter, Qt.Key.Key_Return)
    assert hand.queries[-1] == ActionQuery(connector_key="hibob")
    assert "HiBob" in hand.picker._connector_button.text()


def test_a_filter_by_a_connector_that_is_gone_ends(hand):
    hand.picker._on_connector_picked(("hibob", "HiBob"))
    hand.picker.show_connectors([("slack", "Slack")])
    assert hand.picker.query() == ActionQuery()
    assert "All connectors" in hand.picker._connector_button.text()


def test_a_filter_by_a_connector_that_is_still_there_stays(hand):
    hand.picker._on_connector_picked(("hibob", "HiBob"))
    hand.picker.show_connectors([("hibob", "HiBob")])
    assert hand.picker.query().connector_key == "hibob"


@pytest.mark.parametrize(
    ("all_count", "change", "words"),
    [
        (0, {}, "No actions are known"),
        (9, {"text": "zz"}, "No action fits \u201czz\u201d."),
        (9, {"shown": Shown.FAVOURITES}, "Ctrl+D"),
        (9, {"shown": Shown.RECENT}, "run lately"),
        (9, {"effect": Effect.WRITE}, "these filters"),
    ],
)
def test_an_empty_list_says_why_and_what_to_do(hand, all_count, change, words):
    hand.picker._change(**change)
    hand.picker.show_actions([], all_count, ())
    assert words in hand.picker._empty_text.text()
    assert hand.picker._empty_text.isVisible()
    assert hand.picker._clear.isVisible() == (all_count > 0)


def test_the_way_out_of_an_empty_list_shows_everything_again(hand):
    hand.picker.search.setText("zz")
    next(one for one in hand.picker._menu.actions() if one.data() is Shown.RECENT).trigger()
    hand.picker.show_actions([], 4, ())
    QTest.mouseClick(hand.picker._clear, Qt.MouseButton.LeftButton)
    assert hand.queries[-1] == ActionQuery()
    assert [one.data() for one in hand.picker._menu.actions() if one.isChecked()] == [Shown.ALL, None]


def test_the_count_says_how_many_of_how_many(hand, actions):
    whole = hand.picker._count.text()
    hand.picker.show_actions(actions[:1], 10_000, ())
    assert (whole, hand.picker._count.text()) == ("4 actions", "1 of 10,000 actions")


def test_the_menu_of_a_row_marks_it(hand):
    hand.click("List people")
    index = hand.picker.list.currentIndex()
    hand.picker.list.customContextMenuRequested.emit(hand.picker.list.visualRect(index).center())
    menu = next(one for one in hand.picker.findChildren(QMenu) if one is not hand.picker._menu)
    menu.actions()[0].trigger()
    menu.close()
    assert hand.toggled == ["List people"]


def test_the_menu_folds_everything(hand):
    hand.picker.list.customContextMenuRequested.emit(QPoint(5, 590))
    menu = next(one for one in hand.picker.findChildren(QMenu) if one is not hand.picker._menu)
    next(one for one in menu.actions() if one.text().startswith("Fold")).trigger()
    menu.close()
    rows = [hand.picker._model.row_at(hand.picker._model.index(row)) for row in range(2)]
    assert all(isinstance(row, ConnectorRow) and row.is_folded for row in rows)


def test_every_kind_of_row_is_painted_without_a_complaint(hand, make_action, actions, appearance):
    odd = make_action("x" * 500, is_deprecated=True, effect=Effect.UNKNOWN)
    hand.picker.show_actions([odd, *actions], 5, [odd.key])
    hand.picker.show_chosen(odd.key)
    pictures = []
    for look in ("light", "dark"):
        appearance.choose(look)
        pictures.append(hand.picker.grab().toImage())
    assert pictures[0] != pictures[1]
