"""What becomes of values when the fields that they depend on change, and when fields come and go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.schema.field import ChoiceField, Form, GroupField, NumberField, RemoteChoices, TextField
from explorer.ui.form.dependence.carried import bring_back, carry_over, unplaced_words
from explorer.ui.form.dependence.outdated import follow_change, outdated_words, settle
from explorer.ui.form.document.form_document import FormDocument

TEAM = ChoiceField(key="team", label="Team", keeps_label=True, remote=RemoteChoices("team"))
CHANNEL = ChoiceField(
    key="channel", label="Channel", keeps_label=True, remote=RemoteChoices("channel", needs=["team"], follows=["drive"])
)
MESSAGE = ChoiceField(key="message", label="Message", remote=RemoteChoices("message", needs=["team", "channel"]))
DRIVE = ChoiceField(key="drive", label="Drive", remote=RemoteChoices("drive"))
TEXT = TextField(key="text", label="Text")
FORM = Form(GroupField(fields=[TEAM, DRIVE, CHANNEL, MESSAGE, TEXT]))
HELD = {"team": "t1", "drive": "d1", "channel": "c1", "message": "m1", "text": "hi"}


def lv(label, value):
    return {"__lv": {"label": label, "value": value}}


def change(document, key, value):
    held = document.at((key,))
    document.put((key,), value)
    return follow_change(document, (key,), held)


def test_what_needs_a_changed_field_is_taken_out_with_all_that_needs_it_in_turn():
    document = FormDocument(FORM, HELD)
    touched = change(document, "team", "t2")
    assert document.value == {"team": "t2", "drive": "d1", "text": "hi"}
    assert set(touched) == {("channel",), ("message",)}
    assert outdated_words(document, ("channel",)).text == "Not sent since Team was changed: c1"
    assert outdated_words(document, ("channel",)).button == "Put back"


def test_all_of_it_comes_back_with_the_value_it_was_chosen_under():
    document = FormDocument(FORM, HELD)
    change(document, "team", "t2")
    change(document, "team", "t3")
    change(document, "team", lv("Team one", "t1"))
    assert document.value == {**HELD, "team": lv("Team one", "t1")}
    assert document.outdated == {}


def test_another_label_is_no_other_value():
    document = FormDocument(FORM, {**HELD, "team": lv("Old name", "t1")})
    assert change(document, "team", lv("New name", "t1")) == []
    assert document.value["channel"] == "c1"


def test_first_value_takes_nothing_out():
    document = FormDocument(FORM, {"channel": "c1"})
    change(document, "team", "t1")
    assert document.value["channel"] == "c1"


def test_plain_text_before_a_choice_takes_nothing_out_and_marks_nothing():
    follower = ChoiceField(key="x", label="X", remote=RemoteChoices("x", follows=["text"]))
    document = FormDocument(Form(GroupField(fields=[TEXT, follower])), {"text": "a", "x": "1"})
    assert change(document, "text", "b") == []


def test_a_choice_before_it_that_may_be_left_out_marks_it_only():
    document = FormDocument(FORM, HELD)
    change(document, "drive", "d2")
    assert document.value["channel"] == "c1"
    assert outdated_words(document, ("channel",)).text == "Chosen before Drive was changed."
    change(document, "drive", "d1")
    assert outdated_words(document, ("channel",)) is None


def test_new_choice_says_nothing_of_the_old_one():
    document = FormDocument(FORM, HELD)
    change(document, "team", "t2")
    document.put(("channel",), "c2")
    assert outdated_words(document, ("channel",)) is None


@pytest.mark.parametrize(("key", "other", "held"), [("team", "t2", "c1"), ("drive", "d2", None)])
def test_the_button_does_the_other_thing(key, other, held):
    document = FormDocument(FORM, HELD)
    change(document, key, other)
    settle(document, ("channel",))
    assert document.value.get("channel") == held
    settle(document, ("channel",))
    assert document.value.get("channel") == held


@given(st.lists(st.sampled_from(["t1", "t2", "t3"]), max_size=6))
def test_whatever_was_chosen_meanwhile_going_back_brings_all_back(teams):
    document = FormDocument(FORM, HELD)
    for team in teams:
        change(document, "team", team)
    change(document, "team", "t1")
    assert document.value == HELD


NAMES = ["a", "b", "c", "d"]


def form_of(names, hidden=()):
    return Form(
        GroupField(fields=[NumberField(key=name, label=name.upper(), is_hidden=name in hidden) for name in names])
    )


def test_value_of_a_field_that_is_gone_is_kept_named_and_brought_back():
    first = FormDocument(form_of("abc"), {"a": 1, "b": 2, "c": 3})
    second = FormDocument(form_of("ac"), first.value)
    carry_over(first, second)
    assert second.value == {"a": 1, "c": 3}
    assert "Kept and not sent" in unplaced_words(second)
    assert "B" in unplaced_words(second)
    third = FormDocument(form_of("abc"), second.value)
    carry_over(second, third)
    assert third.value == {"a": 1, "b": 2, "c": 3}
    assert list(third.value) == ["a", "b", "c"]
    assert unplaced_words(third) == ""


def test_value_of_a_field_that_is_hidden_now_is_kept_too():
    first = FormDocument(form_of("ab"), {"a": 1, "b": 2})
    second = FormDocument(form_of("ab", hidden="b"), first.value)
    carry_over(first, second)
    assert second.value == {"a": 1}


def test_value_that_was_set_meanwhile_wins():
    document = FormDocument(form_of("ab"), {"b": 5})
    other = FormDocument(form_of("a"), {})
    other.unplaced.update(document.unplaced)
    carry_over(FormDocument(form_of("ab"), {"b": 2}), other)
    document.unplaced.update(other.unplaced)
    bring_back(document)
    assert document.value == {"b": 5}


def test_key_that_no_form_had_stays():
    first = FormDocument(form_of("a"), {"a": 1, "own": [2]})
    second = FormDocument(form_of("ab"), first.value)
    carry_over(first, second)
    assert second.value == {"a": 1, "own": [2]}


def test_choice_that_was_taken_out_while_its_field_was_gone_comes_back_with_both():
    document = FormDocument(FORM, HELD)
    change(document, "team", "t2")
    short = FormDocument(Form(GroupField(fields=[TEAM])), document.value)
    carry_over(document, short)
    assert "channel" in unplaced_words(short)
    change(short, "team", "t1")
    whole = FormDocument(FORM, short.value)
    carry_over(short, whole)
    assert whole.value == HELD


@given(
    st.lists(st.sets(st.sampled_from(NAMES)), min_size=1, max_size=5),
    st.dictionaries(st.sampled_from(NAMES), st.integers(), max_size=4),
)
def test_no_value_is_lost_by_fields_that_come_and_go(forms, value):
    value = {name: value[name] for name in NAMES if name in value}
    document = FormDocument(form_of(NAMES), value)
    for names in [*forms, set(NAMES)]:
        following = FormDocument(form_of([name for name in NAMES if name in names]), document.value)
        carry_over(document, following)
        document = following
        assert set(document.value) <= names
    assert document.value == value
