import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.sandbox.stackone.catalogue.catalogue import Catalogue
from explorer.sandbox.stackone.catalogue.invented import connector_names
from explorer.sandbox.stackone.catalogue.model import LOCATIONS

TYPES = {"string", "number", "boolean", "datetime_string", "object", "enum"}


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue(10_000, 1)


@pytest.fixture(scope="module")
def actions(catalogue):
    return [action for connector in catalogue.connectors() for action in connector.actions]


def test_ten_thousand_actions_are_of_at_least_120_connectors(catalogue, actions):
    assert len(actions) == 10_000
    assert len(catalogue.keys) >= 120


@pytest.mark.parametrize("count", [100, 399, 1_001])
def test_the_wanted_number_of_actions_is_met_exactly(count):
    assert sum(len(one.actions) for one in Catalogue(count, 1).connectors()) == count


def test_the_hand_made_connectors_are_there_however_few_are_wanted():
    assert Catalogue(0, 1).keys == ("cedarfolk", "larkhire", "tidecrm", "papernest", "fault_lab")


def test_the_same_seed_gives_the_same_catalogue(catalogue):
    again = Catalogue(10_000, 1)
    assert [again.connector(key) for key in again.keys[:20]] == [
        catalogue.connector(key) for key in catalogue.keys[:20]
    ]


def test_another_seed_gives_other_connectors():
    assert set(Catalogue(1_000, 1).keys) != set(Catalogue(1_000, 2).keys)


def test_action_ids_are_unique(actions):
    assert len({action.id for action in actions}) == len(actions)


def test_every_action_is_found_by_its_id(catalogue, actions):
    assert all(catalogue.action(action.id) is action for action in actions)


@given(st.text(alphabet="abc_", max_size=30) | st.sampled_from(["cedarfolk", "cedarfolk_", "fault_lab", "fault_lab_x"]))
def test_an_unknown_id_finds_nothing(action_id):
    assert Catalogue(0, 1).action(action_id) is None


@settings(max_examples=20)
@given(st.integers(0, 3_000), st.integers(0, 100))
def test_no_two_connectors_share_a_key(count, seed):
    keys = [key for key, _, _ in connector_names(count, seed)]
    assert len(set(keys)) == count


def test_some_keys_have_an_underscore_and_most_have_none(catalogue):
    with_parts = [key for key in catalogue.keys if "_" in key]
    assert 10 < len(with_parts) < len(catalogue.keys) / 2


def test_inputs_are_of_every_type_and_in_every_location(actions):
    inputs = [one for action in actions for one in action.inputs]
    assert {one.type for one in inputs} == TYPES
    assert {one.location for one in inputs} == set(LOCATIONS)
    for trait in ("is_array", "is_integer", "is_nullable", "values", "properties", "rules", "default"):
        assert any(getattr(one, trait) for one in inputs), trait


def test_inputs_of_one_location_have_different_names(actions):
    for action in actions:
        places = [(one.location, one.name) for one in action.inputs]
        assert len(set(places)) == len(places), action.id


def test_labels_read_like_words(actions):
    labels = {action.label for action in actions}
    assert {"List employees", "Create time off request", "Update deal"} <= labels
    assert all(label[0].isupper() and "_" not in label for label in labels)


def test_a_few_actions_are_deprecated(actions):
    assert 0 < sum(action.is_deprecated for action in actions) < len(actions) * 0.05


def test_annotations_tell_reads_from_destruction(catalogue):
    hints = {
        name: catalogue.action(f"cedarfolk_{name}").annotations()
        for name in ("list_employees", "create_employee", "delete_employee")
    }
    assert [one["readOnlyHint"] for one in hints.values()] == [True, False, False]
    assert [one["destructiveHint"] for one in hints.values()] == [False, False, True]
