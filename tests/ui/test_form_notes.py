"""What a form knows beside its value, as notes and back."""

import pytest

from explorer.ui.flows.history.form_notes import notes_of, unplaced_of
from explorer.ui.form.dependence.kept import Unplaced


@pytest.mark.parametrize("value", [None, "", 0, {"a": [1]}])
def test_values_without_a_field_come_back_as_they_were(value):
    kept = {"team": Unplaced("Team", value)}
    assert unplaced_of(notes_of(kept)) == kept


def test_without_any_there_is_nothing_to_note():
    assert notes_of({}) == {}


@pytest.mark.parametrize(
    "notes", [{}, {"unplaced": []}, {"unplaced": {"a": 1, "b": {"label": "B"}, "c": {"label": 1}}}]
)
def test_what_is_no_such_note_is_left_out(notes):
    assert unplaced_of(notes) == {}
