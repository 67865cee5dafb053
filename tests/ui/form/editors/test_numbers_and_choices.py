"""Numbers stepped by keys, choices of any size and kind, booleans in all their states, secrets."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from explorer.domain.json_value import ABSENT, ExactNumber, same_json
from explorer.schema.field import BooleanField, ChoiceField, NumberField, Option, TextField
from explorer.ui.form.choices.option_words import option_words
from explorer.ui.form.choices.segments import segment_states
from explorer.ui.form.editors.field_words import hint_words
from explorer.ui.form.editors.number import stepped_number
from tests.ui.form.conftest import CONTROL

KEY = Qt.Key
plain_numbers = st.from_regex(r"-?(0|[1-9][0-9]{0,60})(\.[0-9]{1,60})?", fullmatch=True)


@given(plain_numbers, st.sampled_from([1, -1]))
def test_a_step_changes_exactly_the_last_digit_by_one(text, step):
    places = len(text.partition(".")[2])
    stepped = stepped_number(text, step, NumberField())
    assert Fraction(stepped) == Fraction(text) + Fraction(step, 10**places)
    assert len(stepped.partition(".")[2]) == places


@given(plain_numbers, st.sampled_from(["5", "0.25", "0.1", "3"]), st.sampled_from([1, -1]))
def test_a_step_of_multiples_ends_on_the_next_multiple(text, multiple, step):
    stepped = Fraction(stepped_number(text, step, NumberField(multiple_of=multiple)))
    assert stepped % Fraction(multiple) == 0
    assert 0 < (stepped - Fraction(text)) * step <= Fraction(multiple)


@pytest.mark.parametrize(
    ("text", "step", "field", "stepped"),
    [
        ("9007199254740993", 1, NumberField(is_integer=True), "9007199254740994"),
        ("1.0", 1, NumberField(is_integer=True), "2.0"),
        ("-0.01", 1, NumberField(), "0.00"),
        ("10", 1, NumberField(maximum="10"), "10"),
        ("9.5", 1, NumberField(maximum="9.55"), "9.55"),
        ("12", -1, NumberField(maximum="10"), "11"),
        ("3", -1, NumberField(exclusive_minimum="2"), "3"),
        ("1", -1, NumberField(minimum="0.5"), "0.5"),
        ("1" + "0" * 28, 1, NumberField(multiple_of="0.25"), "1" + "0" * 28 + ".25"),
        ("5", 1, NumberField(maximum="no number", multiple_of="0"), "6"),
        ("1e5", 1, NumberField(), ""),
        ("", 1, NumberField(), ""),
        ("five", 1, NumberField(), ""),
        ("9" * 401, 1, NumberField(), ""),
    ],
)
def test_steps_end_at_limits_and_leave_other_texts_alone(text, step, field, stepped):
    assert stepped_number(text, step, field) == stepped


def test_up_and_down_step_a_number_that_is_there(desk):
    desk.show(NumberField(key="n", label="N"), value={"n": ExactNumber("0.10")})
    desk.go("n")
    desk.press(KEY.Key_Up, KEY.Key_Up, KEY.Key_Down)
    assert same_json(desk.value(), {"n": ExactNumber("0.11")})


def test_up_in_an_empty_field_sends_nothing(desk):
    desk.show(NumberField(key="n", label="N"))
    desk.go("n")
    desk.press(KEY.Key_Up)
    assert desk.value() == {}


def test_exponents_stay_as_they_were_typed(desk):
    desk.show(NumberField(key="n", label="N"), value={"n": ExactNumber("1.50E+400")})
    desk.go("n")
    desk.press(KEY.Key_Up, KEY.Key_Down)
    assert same_json(desk.value(), {"n": ExactNumber("1.50E+400")})


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (NumberField(minimum="1", maximum="9", unit="EUR"), "1 to 9 EUR"),
        (NumberField(minimum="0", multiple_of="0.25"), "0 or more, multiples of 0.25"),
        (NumberField(exclusive_minimum="0", maximum="5"), "more than 0, at most 5"),
        (NumberField(multiple_of="1"), ""),
        (NumberField(unit="kg", multiple_of="5"), "kg, multiples of 5"),
    ],
)
def test_limits_unit_and_multiples_are_hinted(field, words):
    assert hint_words(field) == words


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([Option("1", "1"), Option(1, "1")], ['"1"', "1"]),
        ([Option("true", "true"), Option(True, "true"), Option(None, "null")], ['"true"', "true", "null"]),
        ([Option("1", "1"), Option(2, "2"), Option("a", "a")], ['"1"', "2", "a"]),
        ([Option("1", "1"), Option("2", "2")], ["1", "2"]),
        ([Option("C1", "General"), Option("C2", "General"), Option("C3", "Other")], None),
        ([Option({"a": 1}, ""), Option("", "")], ['{"a": 1}', ""]),
    ],
)
def test_no_two_options_look_alike(options, words):
    expected = words or ['General ("C1")', 'General ("C2")', "Other"]
    assert [word.replace('":1', '": 1') for word in option_words(options)] == expected


def test_text_and_number_are_apart_in_buttons_and_lists(desk):
    options = [Option("1", "1"), Option(1, "1")]
    assert [word for _, word in segment_states(ChoiceField(options=options, is_required=True))] == ['"1"', "1"]
    field = ChoiceField(key="c", label="C", options=[*options, *(Option(n, str(n)) for n in range(2, 9))])
    desk.show(field, value={"c": "1"})
    assert desk.row("c").editor.text() == '"1"'
    desk.go("c")
    desk.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert same_json(desk.value(), {"c": 1})


def test_a_list_of_3500_opens_at_the_value_and_is_searched_by_label_and_value(desk):
    options = [Option(f"v{number}", f"Choice {number}") for number in range(3_500)]
    desk.show(ChoiceField(key="c", label="C", options=options, is_required=True), value={"c": "v1750"})
    desk.go("c")
    desk.press(KEY.Key_Space)
    popup = QApplication.activePopupWidget()
    assert popup.list.currentIndex().data() == "Choice 1750"
    assert popup.list.indexAt(popup.list.rect().topLeft()).data() == "Choice 1750"
    desk.type("v3499")
    assert popup.list.model().rowCount() == 1
    desk.press(KEY.Key_Return)
    assert desk.value() == {"c": "v3499"}
    desk.type("choice 12")
    assert QApplication.activePopupWidget().list.currentIndex().data() == "Choice 12"
    desk.press(KEY.Key_Return)
    assert desk.value() == {"c": "v12"}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (BooleanField(key="b", label="B"), ["True", "False", "Not sent"]),
        (BooleanField(key="b", label="B", is_nullable=True), ["True", "False", "null", "Not sent"]),
        (BooleanField(key="b", label="B", is_required=True, is_nullable=True), ["True", "False", "null"]),
    ],
)
def test_every_state_of_a_boolean_is_in_view_and_reached_by_keys(desk, field, words):
    desk.show(field, TextField(key="t", label="T"), value={"b": True})
    editor = desk.row("b").editor
    assert [button.text() for button in editor._buttons if button.isVisible()] == words
    desk.go("b")
    seen = []
    for _ in words:
        seen.append(desk.value().get("b", ABSENT))
        desk.press(KEY.Key_Right)
        desk.press(KEY.Key_Space)
    assert seen == [value for value, _ in segment_states(field)]
    desk.press(KEY.Key_Tab)
    assert desk.focused_name() == "T"


SECRET = "-----BEGIN KEY-----\nabc\n-----END KEY-----\n"


def test_a_pasted_key_keeps_its_lines(desk):
    desk.show(TextField(key="k", label="Key", is_secret=True))
    desk.go("k")
    QApplication.clipboard().setText(SECRET)
    desk.press(KEY.Key_V, modifier=CONTROL)
    assert desk.value() == {"k": SECRET}


def test_a_secret_is_shown_by_a_button_and_never_spoken(desk):
    desk.show(TextField(key="k", label="Key", is_secret=True), value={"k": SECRET})
    editor = desk.row("k").editor
    desk.go("k")
    spoken = [text for stop in editor.tab_stops() for text in (stop.accessibleName(), stop.accessibleDescription())]
    assert not any("BEGIN" in text or "abc" in text for text in [*spoken, editor.displayText(), editor.toolTip()])
    desk.press(KEY.Key_Tab)
    assert desk.focused_name() == "Show Key"
    desk.press(KEY.Key_Space)
    assert editor.echoMode() is QLineEdit.EchoMode.Normal
    desk.press(KEY.Key_Space)
    assert editor.echoMode() is QLineEdit.EchoMode.Password
    assert desk.value() == {"k": SECRET}
