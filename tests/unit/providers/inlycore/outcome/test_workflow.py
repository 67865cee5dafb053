"""States of background work as lines of the log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.log_entry import LogLevel
from explorer.providers.inlycore.outcome.workflow import ENDED, status_of, workflow_lines

STATE = {
    "id": 7,
    "status": "running",
    "progress": 40,
    "message": "Collecting",
    "activities": [{"name": "Collect orders", "status": "completed"}, {"name": "Add up", "status": "failed"}],
    "output": None,
}


@pytest.mark.parametrize("untrusted", [STATE, {"data": STATE}])
def test_a_state_is_a_line_with_its_steps_below(untrusted):
    lines = workflow_lines("7", untrusted)
    assert [(line.text, line.depth) for line in lines] == [
        ("Workflow 7 is running, 40 %: Collecting", 0),
        ("Collect orders: completed", 1),
        ("Add up: failed", 1),
    ]
    assert lines[2].level is LogLevel.ERROR


@pytest.mark.parametrize("status", ["completed", "failed", "continued", "Completed"])
def test_ended_states_are_known(status):
    assert status_of({"status": status}) in ENDED


def test_a_failed_workflow_is_an_error_and_shows_its_output():
    lines = workflow_lines("7", {"status": "failed", "output": {"why": "no rights"}})
    assert (lines[0].level, lines[1].text) == (LogLevel.ERROR, 'Output: {"why":"no rights"}')


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["status", "data", "activities", "name", "progress", "output", "x"]), inner, max_size=4
        )
    ),
    max_leaves=10,
)


@given(json_values)
def test_any_state_is_told_in_at_least_one_line(untrusted):
    assert workflow_lines("7", untrusted)[0].text.startswith("Workflow 7 is ")
