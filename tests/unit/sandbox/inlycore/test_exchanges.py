"""Requests with the whole answer to expect, each from the start state."""

import json
from pathlib import Path

import pytest

EXCHANGES = json.loads(Path(__file__).with_name("exchanges.json").read_text(encoding="utf-8"))["exchanges"]


@pytest.mark.parametrize("exchange", EXCHANGES, ids=lambda exchange: exchange["name"])
def test_answers_exactly_as_the_exchange_says(exchange, request):
    caller = request.getfixturevalue("limited" if exchange.get("client") == "Limited" else "full")

    response = caller.send(exchange["method"], exchange["path"], json=exchange["body"])

    assert (response.status_code, response.json()) == (exchange["status"], exchange["response"])
