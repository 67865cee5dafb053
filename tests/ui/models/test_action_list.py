"""Actions as rows under their connectors."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from explorer.domain.action import Action, ActionKey, Effect
from explorer.ui.models.action_list import ROW_ROLE, ActionList, ActionRow, ConnectorRow

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def model(qapp):
    made = ActionList()
    yield made
    made.deleteLater()


def texts(model) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_actions_stand_under_their_connector_in_the_order_of_its_first_action(model, make_action):
    model.show_actions(
        [make_action("Create", "HiBob"), make_action("List", "Workday"), make_action("Delete", "HiBob")], ()
    )
    assert texts(model) == ["HiBob", "Create", "Delete", "Workday", "List"]


def test_a_folded_connector_keeps_its_count_and_hides_its_actions(model, make_action):
    model.show_actions([make_action("Create"), make_action("List")], ())
    model.fold("bamboohr", is_folded=True)
    assert texts(model) == ["BambooHR"]
    assert model.row_at(model.index(0)) == ConnectorRow("bamboohr", "BambooHR", 2, is_folded=True)


def test_a_search_shows_what_is_folded(model, make_action):
    action = make_action("Create")
    model.show_actions([action], ())
    model.fold("bamboohr", is_folded=True)
    model.show_actions([action], (), unfolds=True)
    assert texts(model) == ["BambooHR", "Create"]


def test_what_was_folded_before_a_search_is_folded_after_it(model, make_action):
    action = make_action("Create")
    model.show_actions([action], ())
    model.fold("bamboohr", is_folded=True)
    model.show_actions([action], (), unfolds=True)
    model.show_actions([action], ())
    assert texts(model) == ["BambooHR"]


def test_folding_one_connector_in_a_search_folds_no_other(model, make_action):
    actions = [make_action("Create"), make_action("List", "HiBob")]
    model.show_actions(actions, ())
    model.fold("hibob", is_folded=True)
    model.show_actions(actions, (), unfolds=True)
    model.fold("bamboohr", is_folded=True)
    assert texts(model) == ["BambooHR", "HiBob", "List"]


def test_folding_in_a_search_ends_with_the_search(model, make_action):
    action = make_action("Create")
    model.show_actions([action], (), unfolds=True)
    model.fold("bamboohr", is_folded=True)
    model.show_actions([action], ())
    assert texts(model) == ["BambooHR", "Create"]


def test_all_connectors_fold_and_unfold_together(model, make_action):
    model.show_actions([make_action("Create"), make_action("List", "HiBob")], ())
    model.fold_all(is_folded=True)
    folded = texts(model)
    model.fold_all(is_folded=False)
    assert (folded, len(texts(model))) == (["BambooHR", "HiBob"], 4)


def test_an_action_is_found_by_its_key(model, make_action):
    wanted = make_action("List", "HiBob")
    model.show_actions([make_action("Create"), wanted], ())
    assert model.index_of(wanted.key).data(ROW_ROLE) == ActionRow(wanted, is_favourite=False)


def test_an_action_that_is_folded_away_has_no_place(model, make_action):
    action = make_action("Create")
    model.show_actions([action], ())
    model.fold("bamboohr", is_folded=True)
    assert not model.index_of(action.key).isValid()


def test_a_screen_reader_hears_connector_effect_and_marks(model, make_action):
    action = make_action("Delete", effect=Effect.DESTRUCTIVE, is_deprecated=True)
    model.show_actions([action], [action.key])
    spoken = model.index_of(action.key).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Delete, BambooHR, destructive, deprecated, favourite"


def test_a_tool_tip_shows_markup_as_text(model, make_action):
    action = make_action("Create", description="<img src=x> & more")
    model.show_actions([action], ())
    assert "&lt;img src=x> &amp; more" in model.index_of(action.key).data(Qt.ItemDataRole.ToolTipRole)


def test_a_name_with_line_breaks_and_controls_stays_one_visible_line(model, make_action):
    model.show_actions([make_action("a\nb\u202ec")], ())
    assert texts(model)[1] == "a b<U+202E>c"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 30)), max_size=30, unique=True),
    st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), max_size=5),
)
def test_every_action_is_shown_once_unless_its_connector_is_folded(qapp, pairs, folds):
    model = ActionList()
    tester = QAbstractItemModelTester(model, FATAL)
    actions = [Action(ActionKey(f"{key}{number}"), f"{number}", key, key.upper()) for key, number in pairs]
    model.show_actions(actions, ())
    folded: set[str] = set()
    for key, is_folded in folds:
        model.fold(key, is_folded=is_folded)
        (folded.add if is_folded else folded.discard)(key)
    rows = [model.row_at(model.index(row)) for row in range(model.rowCount())]
    shown = [row.action for row in rows if isinstance(row, ActionRow)]
    assert sorted(shown, key=str) == sorted((one for one in actions if one.connector_key not in folded), key=str)
    assert len(rows) - len(shown) == len({one.connector_key for one in actions})
    tester.deleteLater()
    model.deleteLater()
