from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.inlycore.records import Records
from explorer.sandbox.inlycore.validation.blanks import without_blanks
from explorer.sandbox.inlycore.validation.check import check
from explorer.sandbox.inlycore.validation.rules import QUESTIONS, Circumstances, parsed
from explorer.sandbox.inlycore.wire.multipart import UploadedFile

NOW = datetime(2026, 3, 13, 11, 6, 40, tzinfo=UTC)
RECORDS = Records()
PDF = UploadedFile(name="a.pdf", size_bytes=2048, kind="pdf")


def accepts(rules: str, value: object, **others: object) -> bool:
    parameter = {"name": "x", "rules": rules.split("|")}
    return not check([parameter], {"x": value, **others}, RECORDS, NOW).errors


def text(rules: str, value: object, name: str = "x", **others: object) -> list[str]:
    return list(check([{"name": name, "rules": rules.split("|")}], {name: value, **others}, RECORDS, NOW).errors[name])


@pytest.mark.parametrize(
    ("rules", "value"),
    [
        ("string", "a"),
        ("integer", "12"),
        ("numeric", "1.5e3"),
        ("boolean", True),
        ("boolean", 0),
        ("boolean", "1"),
        ("boolean", "0"),
        ("array", []),
        ("array", {"a": 1}),
        ("date", "13 March 2026"),
        ("email", "ada@example.test"),
        ("email", "ada+tag@localhost"),
        ("url", "https://example.test/a?b=c#d"),
        ("url", "http://127.0.0.1:8080"),
        ("uuid", "7d3c1c2e-5a51-4c64-9a0b-0f6f1d2b3c4d"),
        ("in:a,b", "b"),
        ("integer|in:1,2", 2),
        ("array|in:a,b", ["a", "b"]),
        ("string|max:3", "abc"),
        ("integer|max:3", "3"),
        ("array|max:2", [1, 2]),
        ("file|max:2", PDF),
        ("file|mimes:png,pdf", PDF),
        ("numeric|between:0,90", Decimal("89.99")),
        ("numeric|min:0.01", Decimal("0.01")),
        ("date|after:now", "tomorrow"),
        ("date|after_or_equal:today", "2026-03-13"),
        ("date|before:tomorrow", "2026-03-13"),
        ("exists:customers,id", "12"),
        ("unique:users,email", "new@example.test"),
        ("nullable|string", None),
    ],
)
def test_accepts_what_laravel_accepts(rules, value):
    assert accepts(rules, value)


@pytest.mark.parametrize(
    ("rules", "value", "expected"),
    [
        ("required", None, "The x field is required."),
        ("required", "", "The x field is required."),
        ("required", [], "The x field is required."),
        ("string", 5, "The x field must be a string."),
        ("string", None, "The x field must be a string."),
        ("integer", "1.0", "The x field must be an integer."),
        ("numeric", "abc", "The x field must be a number."),
        ("boolean", "true", "The x field must be true or false."),
        ("boolean", Decimal("1.0"), "The x field must be true or false."),
        ("boolean", [], "The x field must be true or false."),
        ("array", "a", "The x field must be an array."),
        ("date", "2026-02-30", "The x field must be a valid date."),
        ("date", True, "The x field must be a valid date."),
        ("email", "no", "The x field must be a valid email address."),
        ("email", "a b@example.test", "The x field must be a valid email address."),
        ("url", "example.test", "The x field must be a valid URL."),
        ("url", "javascript:alert(1)", "The x field must be a valid URL."),
        ("uuid", "7d3c1c2e", "The x field must be a valid UUID."),
        ("file", "a.pdf", "The x field must be a file."),
        ("mimes:pdf", UploadedFile("a.pdf", 3, "txt"), "The x field must be a file of type: pdf."),
        ("in:a,b", "c", "The selected x is invalid."),
        ("in:a,b", ["a"], "The selected x is invalid."),
        ("string|max:3", "abcd", "The x field must not be greater than 3 characters."),
        ("integer|max:3", 4, "The x field must not be greater than 3."),
        ("array|max:1", [1, 2], "The x field must not have more than 1 items."),
        ("file|max:1", PDF, "The x field must not be greater than 1 kilobytes."),
        ("string|min:3", "ab", "The x field must be at least 3 characters."),
        ("numeric|min:3", 2, "The x field must be at least 3."),
        ("array|min:1", {}, "The x field must have at least 1 items."),
        ("numeric|between:0,90", 91, "The x field must be between 0 and 90."),
        ("string|between:2,3", "a", "The x field must be between 2 and 3 characters."),
        ("date|after:now", "2026-03-13", "The x field must be a date after now."),
        ("date|after_or_equal:today", "2026-03-12", "The x field must be a date after or equal to today."),
        ("date|before:today", "tomorrow", "The x field must be a date before today."),
        ("date|before_or_equal:today", "tomorrow", "The x field must be a date before or equal to today."),
        ("exists:customers,id", 99, "The selected x is invalid."),
        ("unique:users,email", "ada@example.test", "The x has already been taken."),
    ],
)
def test_refuses_with_laravels_text(rules, value, expected):
    assert text(rules, value) == [expected]


def test_underscores_are_blanks_in_texts():
    assert text("required", None, name="ordered_at") == ["The ordered at field is required."]


def test_a_date_is_compared_with_another_parameter():
    assert accepts("date|after_or_equal:starts_on", "2026-03-02", starts_on="2026-03-01")
    assert text("date|after_or_equal:starts_on", "2026-02-02", starts_on="2026-03-01") == [
        "The x field must be a date after or equal to starts on."
    ]


def test_a_date_is_not_compared_with_what_is_absent():
    assert accepts("date|after_or_equal:starts_on", "2026-03-02")


def test_required_if_looks_at_another_parameter():
    assert accepts("nullable|required_if:channel,email|email", None, channel="post")
    assert text("nullable|required_if:channel,email|email", None, channel="email") == [
        "The x field is required when channel is email."
    ]


def test_several_broken_rules_all_speak():
    assert text("string|max:2", 12345) == [
        "The x field must be a string.",
        "The x field must not be greater than 2 characters.",
    ]


def test_the_records_are_not_asked_about_a_value_of_the_wrong_kind():
    assert text("integer|exists:customers,id", "abc") == ["The x field must be an integer."]


ANY_VALUE = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False)
    | st.text(max_size=12)
    | st.lists(st.integers(), max_size=3)
    | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
    | st.builds(UploadedFile, st.text(), st.integers(0, 10**9), st.sampled_from(["pdf", "bin"]))
)
PARAMETERS = {
    "in": "a,b",
    "max": "3",
    "min": "1",
    "between": "1,3",
    "mimes": "pdf",
    "after": "now",
    "after_or_equal": "today",
    "before": "other",
    "before_or_equal": "now",
    "exists": "customers,id",
    "unique": "users,email",
}


@pytest.mark.parametrize("name", sorted(QUESTIONS))
@given(value=ANY_VALUE, other=ANY_VALUE)
def test_no_value_makes_a_rule_stumble(name, value, other):
    rule = parsed(f"{name}:{PARAMETERS[name]}" if name in PARAMETERS else name)
    around = Circumstances({"x": value, "other": other}, [rule], RECORDS, NOW)

    assert isinstance(QUESTIONS[name](value, rule.parameters, around), bool)


SPELLED = (
    st.integers(-20, 20).map(str)
    | st.decimals(-20, 20, places=2).map(str)
    | st.sampled_from(["a", "b", "2026-03-13", "now", "ada@example.test", "https://example.test", "0", "1"])
    | st.text(max_size=8)
)


@pytest.mark.parametrize("name", sorted(set(QUESTIONS) - {"max", "min", "between"}))
@given(value=SPELLED.filter(lambda value: value.strip("\ufeff\u200b\u200e \t\n\r\v\f") != ""))
def test_a_text_that_a_rule_accepts_is_accepted_again_after_trimming(name, value):
    rule = parsed(f"{name}:{PARAMETERS[name]}" if name in PARAMETERS else name)
    trimmed = without_blanks({"x": value})["x"]
    if trimmed is None or not QUESTIONS[name](value, rule.parameters, Circumstances({}, [rule], RECORDS, NOW)):
        return

    assert QUESTIONS[name](trimmed, rule.parameters, Circumstances({}, [rule], RECORDS, NOW))


def test_a_missing_value_is_asked_nothing_more():
    assert text("required|string|min:3", None) == ["The x field is required."]
