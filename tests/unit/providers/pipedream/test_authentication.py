"""Addresses are percent-encoded whole, and what none can carry is said before anything is sent."""

import pytest

from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.domain.failure import NotSendable
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.pipedream.authentication import Line
from explorer.providers.pipedream.settings import read_options


@pytest.fixture
def line():
    """The way to a project of Pipedream, with a token that is never used."""
    connection = Connection(
        ConnectionId("c"),
        "Mine",
        Platform.PIPEDREAM,
        "https://x.example",
        Environment.SANDBOX,
        {"project_id": "proj_1"},
    )
    mask = SecretMask()
    return Line(connection, read_options(connection), {}, Transport(mask), mask)


def test_parts_of_a_query_come_out_percent_encoded(line):
    request = line.request("GET", "/v1/connect/apps", "token", query=[("q", "a b&c=\u00e9/"), ("empty", "")])
    assert request.url == "https://x.example/v1/connect/apps?q=a%20b%26c%3D%C3%A9%2F"


def test_half_of_a_character_pair_is_not_sendable(line):
    with pytest.raises(NotSendable):
        line.request("GET", "/v1/connect/apps", "token", query=[("after", "\ud83d")])
    with pytest.raises(NotSendable):
        line.component_path("actions", key="cut-\ud83d")
