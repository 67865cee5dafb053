"""Connection, account, what is at stake, and the ways to everything else."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from explorer.domain.account import Account, AccountId, AccountState
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.ui.views.top_bar import TopBar, account_words

CONNECTIONS = [
    Connection(ConnectionId("a"), "StackOne of Acme", Platform.STACKONE, "https://x.example", Environment.PRODUCTION),
    Connection(ConnectionId("b"), "Sandbox", Platform.INLYCORE, "http://127.0.0.1:1", Environment.SANDBOX),
]
ACCOUNTS = [
    Account(AccountId("1"), "Acme", "bamboohr", "BambooHR", AccountState.ACTIVE),
    Account(AccountId("2"), "Acme HiBob", "hibob", "HiBob", AccountState.SUSPENDED),
]


@pytest.fixture
def bar(appearance, show):
    return show(TopBar(), 1280, 46)


def items(box) -> list[str]:
    return [box.itemText(row) for row in range(box.count()) if box.itemText(row)]


def pick(box, text: str) -> None:
    index = box.findText(text)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_connections_are_offered_and_last_of_all_a_new_one(bar):
    bar.show_connections(CONNECTIONS, ConnectionId("a"))
    assert items(bar.connections) == ["StackOne of Acme", "Sandbox", "Add a connection\u2026"]
    assert bar.connections.currentText() == "StackOne of Acme"


def test_choosing_a_connection_tells_its_id(bar):
    chosen = []
    bar.connection_chosen.connect(chosen.append)
    bar.show_connections(CONNECTIONS, ConnectionId("a"))
    pick(bar.connections, "Sandbox")
    assert chosen == ["b"]


def test_the_last_row_asks_for_a_new_connection(bar):
    wanted = []
    bar.add_connection_wanted.connect(lambda: wanted.append(True))
    bar.show_connections(CONNECTIONS, None)
    pick(bar.connections, "Add a connection\u2026")
    assert wanted == [True]


def test_showing_connections_chooses_none(bar):
    chosen = []
    bar.connection_chosen.connect(chosen.append)
    bar.account_chosen.connect(chosen.append)
    bar.show_connections(CONNECTIONS, ConnectionId("b"))
    bar.show_accounts(ACCOUNTS, AccountId("2"))
    assert chosen == []


@pytest.mark.parametrize(
    ("current", "word", "tone"), [("a", "production", "caution"), ("b", "sandbox", "good"), (None, "", "neutral")]
)
def test_the_badge_says_what_is_at_stake(bar, current, word, tone):
    bar.show_connections(CONNECTIONS, current)
    assert (bar.badge.accessibleName(), bar.badge.property("tone"), bar.badge.isVisible()) == (word, tone, bool(word))


def test_choosing_an_account_tells_its_id(bar):
    chosen = []
    bar.account_chosen.connect(chosen.append)
    bar.show_accounts(ACCOUNTS, AccountId("1"))
    pick(bar.accounts, "Acme HiBob \u00b7 suspended")
    assert chosen == ["2"]


def test_without_accounts_the_box_says_so_and_cannot_be_opened(bar):
    bar.show_accounts([], None, placeholder="No linked accounts")
    assert (bar.accounts.placeholderText(), bar.accounts.isEnabled(), bar.accounts.currentIndex()) == (
        "No linked accounts",
        False,
        -1,
    )


@pytest.mark.parametrize(
    ("account", "words"),
    [
        (ACCOUNTS[0], "Acme \u00b7 BambooHR"),
        (ACCOUNTS[1], "Acme HiBob \u00b7 suspended"),
        (Account(AccountId("3"), "demo-user"), "demo-user"),
        (Account(AccountId("4"), "a\nb\u202e", "x", "X", AccountState.ACTIVE), "a b<U+202E> \u00b7 X"),
    ],
)
def test_an_account_reads_as_whose_it_is_and_what_is_wrong_with_it(account, words):
    assert account_words(account) == words


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Refresh", "refresh_wanted"),
        ("History", "history_wanted"),
        ("Settings", "settings_wanted"),
        ("Go to anything\u2026   Ctrl+K", "palette_wanted"),
    ],
)
def test_each_button_leads_where_it_says(bar, words, signal):
    wanted = []
    getattr(bar, signal).connect(lambda: wanted.append(signal))
    button = next(one for one in bar.findChildren(QPushButton) if one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == [signal]


def test_nothing_overlaps_in_the_narrowest_window(bar, show):
    bar.show_connections(CONNECTIONS, ConnectionId("a"))
    bar.show_accounts([Account(AccountId("9"), "Meridian Foods " * 9)], AccountId("9"))
    bar.resize(900, 46)
    show(bar, 900, 46)
    children = [one for one in bar.children() if hasattr(one, "geometry") and getattr(one, "isVisible", bool)()]
    places = sorted((one.geometry() for one in children), key=lambda place: place.left())
    assert all(one.right() < other.left() for one, other in itertools.pairwise(places))
    assert places[-1].right() <= 900
