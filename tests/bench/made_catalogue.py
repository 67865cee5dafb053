"""Actions that look like those of a real listing, the same each time, and a data folder in which they are cached."""

import asyncio
import random
from datetime import UTC, datetime
from pathlib import Path

from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.storage.catalogue_cache import CachedCatalogue, CatalogueCache
from explorer.storage.locations import locations
from explorer.storage.settings.connection_store import ConnectionStore
from explorer.storage.settings.settings_file import SettingsFile

VERBS = ["create", "get", "list", "update", "delete", "search", "assign", "approve", "archive", "upload", "download"]
VERBS += ["merge", "invite", "cancel", "sync"]
NOUNS = ["employee", "candidate", "contact", "invoice", "order", "ticket", "message", "file", "folder", "channel"]
NOUNS += ["account", "deal", "company", "task", "project", "time-off", "request", "payment", "customer", "product"]
NOUNS += ["report", "webhook", "user", "group", "role", "calendar", "event", "document"]


def made(count: int) -> list[Action]:
    """As many actions of 120 connectors, the same each time."""
    chance = random.Random(1)
    actions = []
    for number in range(count):
        verb, noun, other = chance.choice(VERBS), chance.choice(NOUNS), chance.choice(NOUNS)
        connector = f"connector{number % 120}"
        actions.append(
            Action(
                ActionKey(f"{connector}_{verb}_{noun}_{number}"),
                f"{verb.capitalize()} {noun}",
                connector,
                f"Connector {number % 120}",
                f"{verb.capitalize()}s one {noun} of the account and answers with its id, the {other} that it belongs "
                "to, and the times at which it was made and last changed.",
                effect=chance.choice(list(Effect)),
            )
        )
    return actions


def made_data_dir(folder: Path, count: int) -> None:
    """
    A folder for `--data-dir` with one StackOne connection, used last, whose actions are cached.

    Nothing listens at its address: what is measured is the start with the cache, not an answer.
    """
    places = locations(folder)
    places.make_directories()
    connection = Connection(
        ConnectionId("bench"), "Bench", Platform.STACKONE, "http://127.0.0.1:9", Environment.SANDBOX
    )
    settings = SettingsFile(places.settings_file)
    settings.load()
    store = ConnectionStore(settings)
    store.save([connection])
    store.remember_use(connection.id, None)
    asyncio.run(settings.save())
    cache = CatalogueCache(places.cache)
    problem = asyncio.run(cache.save(connection, CachedCatalogue(made(count), datetime.now(UTC))))
    assert not problem, problem
