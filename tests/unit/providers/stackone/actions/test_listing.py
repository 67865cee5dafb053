"""The action catalogue, page by page."""

import pytest

from explorer.domain.failure import MalformedAnswer, Refused
from explorer.providers.stackone.actions import listing
from explorer.providers.stackone.actions.listing import action_pages


def a_page(*keys, cursor=None, connector="acmehr"):
    entry = {"key": connector, "name": "Acme HR", "version": "1.2.0", "actions": [{"id": key} for key in keys]}
    return {"next": cursor, "data": [entry]}


def test_pages_follow_the_cursor_with_one_page_size(fake, channel_to, complete, answer_with):
    fake.answers["/actions"] = [
        answer_with(a_page("acmehr_a", cursor="p2")),
        answer_with(a_page("acmehr_b", cursor="p 3&")),
        answer_with(a_page("acmehr_c", cursor=" ")),
    ]
    pages = complete(action_pages(channel_to(page_size="7")))
    assert [[one.key for one in page.actions] for page in pages] == [["acmehr_a"], ["acmehr_b"], ["acmehr_c"]]
    assert [request.url.params.get("next") for request in fake.requests] == [None, "p2", "p 3&"]
    assert {request.url.params["page_size"] for request in fake.requests} == {"7"}
    assert all("x-account-id" not in request.headers for request in fake.requests)


def test_empty_page_with_a_cursor_is_not_the_end(fake, channel_to, complete, answer_with):
    fake.answers["/actions"] = [
        answer_with({"next": "p2", "data": []}),
        answer_with(a_page("acmehr_a")),
    ]
    assert sum(len(page.actions) for page in complete(action_pages(channel_to()))) == 1


@pytest.mark.parametrize("same", [True, False])
def test_cursors_without_end_are_left(fake, channel_to, complete, same):
    import httpx

    fake.answers["/actions"] = lambda _request: httpx.Response(
        200, json={"next": "same" if same else f"p{len(fake.requests)}", "data": []}
    )
    complete(action_pages(channel_to()))
    assert len(fake.requests) <= listing.MOST_EMPTY_PAGES + 1


def test_bad_entries_become_problems_and_good_ones_stay(fake, channel_to, complete, answer_with):
    body = a_page("acmehr_a")
    body["data"] += [None, 5, {"key": "other", "actions": {"not": "a list"}}, {"key": "empty", "actions": None}]
    body["data"][0]["actions"] += [{"label": "no id"}, {"id": "acmehr_a", "label": "again"}]
    fake.answers["/actions"] = answer_with(body)
    (page,) = complete(action_pages(channel_to()))
    assert [one.key for one in page.actions] == ["acmehr_a"]
    assert len(page.problems) == 5
    assert any("twice" in problem.reason for problem in page.problems)


@pytest.mark.parametrize("body", [b"<html>", b"{}", b"[]", b'{"data": 5}', b'{"data": ['])
def test_page_that_is_no_page_is_malformed(fake, channel_to, complete, answer_with, body):
    fake.answers["/actions"] = answer_with(body)
    with pytest.raises(MalformedAnswer):
        complete(action_pages(channel_to()))


def test_refused_page_is_raised(fake, channel_to, complete, refuse_with):
    fake.answers["/actions"] = refuse_with(401)
    with pytest.raises(Refused):
        complete(action_pages(channel_to()))
