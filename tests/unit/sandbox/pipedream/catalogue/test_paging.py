import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.pipedream.catalogue.paging import cursor_of, page_of
from explorer.sandbox.pipedream.refusal import RequestRefusedError

NAMES = st.lists(st.text(min_size=1), unique=True, max_size=60)
LIMITS = st.integers(1, 30)


def page(names, **query):
    return page_of(names, str, {name: str(value) for name, value in query.items()})


@given(NAMES, LIMITS)
def test_following_end_cursors_gives_every_item_once_and_in_order(names, limit):
    seen, after = [], ""
    while True:
        answer = page(names, limit=limit, after=after)
        if not answer["data"]:
            break
        seen += answer["data"]
        after = answer["page_info"]["end_cursor"]
    assert seen == names


@given(NAMES, LIMITS)
def test_following_start_cursors_backwards_gives_every_item_once(names, limit):
    seen, before = [], cursor_of(len(names), "")
    while True:
        answer = page(names, limit=limit, before=before)
        if not answer["data"]:
            break
        seen = answer["data"] + seen
        before = answer["page_info"]["start_cursor"]
    assert seen == names


@given(NAMES.filter(bool), LIMITS, st.data())
def test_before_gives_the_page_that_ends_just_before_the_cursor(names, limit, data):
    place = data.draw(st.integers(0, len(names) - 1))
    answer = page(names, limit=limit, before=cursor_of(place, names[place]))
    assert answer["data"] == names[max(0, place - limit) : place]


@given(NAMES.filter(bool), st.data())
def test_a_cursor_survives_the_removal_of_its_item(names, data):
    place = data.draw(st.integers(0, len(names) - 1))
    cursor = cursor_of(place, names[place])
    left = names[:place] + names[place + 1 :]
    assert page(left, limit=100, after=cursor)["data"] == left[place : place + 100]


@given(st.text(max_size=20))
def test_no_cursor_does_worse_than_a_bad_request(text):
    try:
        answer = page(["a", "b"], after=text)
    except RequestRefusedError as refused:
        assert refused.status == 400  # noqa: PT017 - either outcome is right
    else:
        assert answer["page_info"]["total_count"] == 2


def test_page_info_counts_the_page_and_the_whole():
    info = page(["a", "b", "c"], limit=2)["page_info"]
    assert (info["count"], info["total_count"]) == (2, 3)


def test_an_empty_page_has_no_cursors():
    assert page([])["page_info"] == {"count": 0, "total_count": 0, "start_cursor": None, "end_cursor": None}


def test_limit_is_10_unless_given_and_100_at_most():
    many = [str(number) for number in range(250)]
    assert len(page(many)["data"]) == 10
    assert len(page(many, limit=1000)["data"]) == 100


@pytest.mark.parametrize("limit", ["0", "-1", "ten", "1.5", "\u00b2"])
def test_a_limit_that_is_none_is_a_bad_request(limit):
    with pytest.raises(RequestRefusedError):
        page(["a"], limit=limit)


def test_after_and_before_together_give_what_lies_between():
    names = list("abcdefg")
    assert page(names, after=cursor_of(1, "b"), before=cursor_of(5, "f"))["data"] == ["c", "d", "e"]
