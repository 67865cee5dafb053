import pytest

from explorer.calls.comparison.proposals import MOST_PROPOSED, proposed_paths
from explorer.calls.comparison.report import LONGEST_VALUE, report_lines, value_text
from explorer.calls.comparison.values.value_comparison import compare_values
from explorer.domain.json_value import ABSENT, parse_json


def proposals(before: str, after: str) -> list[tuple[str, int, str]]:
    found = proposed_paths(compare_values(parse_json(before), parse_json(after)))
    return [(one.path, one.count, one.why) for one in found]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ('"2026-01-05T10:00:00Z"', '"2026-01-05T11:00:00+01:00"', "a time"),
        ('"Mon, 30 Nov 2026 20:00:00 GMT"', '"Mon, 30 Nov 2026 20:00:01 GMT"', "a time"),
        ('"3b241101-e2bb-4255-8caf-4136c566a962"', '"9b241101-e2bb-4255-8caf-4136c566a962"', "an id"),
        ('"req_0123456789abcdef"', '"req_fedcba9876543210"', "an id"),
    ],
)
def test_values_that_look_new_each_time_are_proposed(before, after, why):
    assert proposals(f'{{"a": {before}}}', f'{{"a": {after}}}') == [("/a", 1, why)]


@pytest.mark.parametrize("name", ["request_id", "created_at", "updatedAt", "timestamp", "next_cursor", "x-request-id"])
def test_names_that_say_so_are_proposed(name):
    assert proposals(f'{{"{name}": 1}}', f'{{"{name}": 2}}') == [(f"/{name}", 1, "by its name")]


def test_ordinary_changes_are_not_proposed():
    assert proposals('{"name": "a", "n": 1}', '{"name": "b", "n": 2}') == []
    assert proposals("1", "2") == []


def test_what_differs_in_every_item_is_proposed_with_a_star():
    before = '[{"id": 1, "v": 1}, {"id": 2, "v": 1}, {"id": 3, "v": 1}]'
    assert proposals(before, before.replace('"v": 1', '"v": 2')) == [("/*/v", 3, "differs in every item")]


@pytest.mark.parametrize(
    "last",
    ['{"id": 4, "v": 1}', '{"id": 4, "v": 1, "w": 2}', '{"id": 4, "v": null, "w": 1}'],
)
def test_what_is_the_same_in_one_item_is_not_proposed(last):
    before = '[{"id": 1, "v": 1}, {"id": 2, "v": 1}, {"id": 3, "v": 1}, {"id": 4, "v": 1}]'
    after = f'[{{"id": 1, "v": 2}}, {{"id": 2, "v": 2}}, {{"id": 3, "v": 2}}, {last}]'
    assert [path for path, *_ in proposals(before, after) if path == "/*/v"] == []


def test_the_most_frequent_are_proposed_first_and_not_too_many():
    before = {f"a{number}": {"created_at": 1} for number in range(20)} | {"all": [{"at": 1, "created_at": 1}] * 1}
    after = {f"a{number}": {"created_at": 2} for number in range(20)} | {
        "all": [{"at": 1, "created_at": 2}, {"at": 3, "created_at": 2}]
    }
    found = proposed_paths(compare_values(before, after))
    assert len(found) == MOST_PROPOSED
    assert [one.count for one in found] == sorted((one.count for one in found), reverse=True)


def test_each_difference_is_a_line():
    before = '{"a": {"b": 1.0}, "l": [1, 2, 3], "gone": {"x": [1]}, "t": 1}'
    after = '{"a": {"b": 1}, "l": [2, 3, 1], "t": "1", "new": null}'
    assert list(report_lines(compare_values(parse_json(before), parse_json(after)))) == [
        "= /a/b: 1.0 -> 1 (same value, written differently)",
        "> /l/2: moved from /l/0",
        '- /gone: {"x":[1]}',
        '~ /t: 1 -> "1" (type changed)',
        "+ /new: null",
    ]


def test_a_difference_of_the_whole_says_so():
    assert list(report_lines(compare_values(1, 2))) == ["~ the whole: 1 -> 2"]
    assert list(report_lines(compare_values(1, 1))) == []


def test_what_is_in_a_removed_item_has_its_place_of_before():
    found = compare_values(parse_json('[{"id": 1}, {"id": 2}]'), parse_json('[{"id": 2}]'))
    assert list(report_lines(found)) == ['- /0: {"id":1}']


def test_long_values_are_cut_and_their_length_told():
    assert value_text("x" * 3_000).endswith("\u2026 (3,002 characters)")
    assert len(value_text("x" * 3_000)) < LONGEST_VALUE + 40
    assert value_text(ABSENT) == "nothing"
