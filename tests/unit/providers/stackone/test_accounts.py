"""Linked accounts, of either generation."""

import pytest

from explorer.domain.failure import MalformedAnswer, Refused
from explorer.providers.stackone.accounts import all_accounts


def pages_of(total: int, *, servers_most: int = 100):
    """A server with so many accounts that gives at most `servers_most` on a page."""

    def answer(request):
        import httpx

        size = min(int(request.url.params["page_size"]), servers_most)
        start = (int(request.url.params["page"]) - 1) * size
        return httpx.Response(
            200, json=[{"id": f"a{n}", "status": "active"} for n in range(total)][start : start + size]
        )

    return answer


@pytest.mark.parametrize("servers_most", [100, 25])
@pytest.mark.parametrize("total", [0, 1, 24, 25, 26, 100, 130])
def test_all_pages_are_read_whatever_the_servers_page_size(fake, channel_to, complete, total, servers_most):
    fake.answers["/accounts"] = pages_of(total, servers_most=servers_most)
    assert [one.id for one in complete(all_accounts(channel_to()))] == [f"a{n}" for n in range(total)]


def test_server_that_ignores_the_page_number_does_not_loop(fake, channel_to, complete, answer_with):
    fake.answers["/accounts"] = answer_with([{"id": f"a{n}"} for n in range(40)])
    assert len(complete(all_accounts(channel_to()))) == 40
    assert len(fake.requests) == 2


def test_list_within_an_object_and_with_a_cursor_is_followed(fake, channel_to, complete, answer_with):
    fake.answers["/v2/accounts"] = [
        answer_with({"data": [{"id": "a1", "connector": "acmehr"}], "next": "p2"}),
        answer_with({"data": [{"id": "a2", "connector": "acmehr"}], "next": None}),
    ]
    found = complete(all_accounts(channel_to(accounts_path="/v2/accounts")))
    assert [(one.id, one.connector_key) for one in found] == [("a1", "acmehr"), ("a2", "acmehr")]
    assert fake.requests[1].url.params["next"] == "p2"


def test_bad_entry_does_not_hide_good_ones(fake, channel_to, complete, answer_with):
    fake.answers["/accounts"] = answer_with([None, {"id": "a1"}, {"no": "id"}, "text"])
    assert [one.id for one in complete(all_accounts(channel_to()))] == ["a1"]


def test_key_goes_as_user_name_with_an_empty_password(fake, channel_to, complete, answer_with):
    import base64

    fake.answers["/accounts"] = answer_with([])
    complete(all_accounts(channel_to(key="v1.eu1.abcd")))
    scheme, _, encoded = fake.requests[0].headers["authorization"].partition(" ")
    assert (scheme, base64.b64decode(encoded)) == ("Basic", b"v1.eu1.abcd:")


@pytest.mark.parametrize("body", [b"{}", b"5", b"<html>", b'{"data": 5}'])
def test_another_shape_is_a_malformed_answer(fake, channel_to, complete, answer_with, body):
    fake.answers["/accounts"] = answer_with(body)
    with pytest.raises(MalformedAnswer):
        complete(all_accounts(channel_to()))


def test_refusal_is_raised(fake, channel_to, complete, refuse_with):
    fake.answers["/accounts"] = refuse_with(403)
    with pytest.raises(Refused):
        complete(all_accounts(channel_to()))
