import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.connection import Connection, ConnectionId
from explorer.storage import catalogue_cache
from explorer.storage.catalogue_cache import CacheAnswer, CachedCatalogue, CatalogueCache

WHEN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
ACTION = Action(
    ActionKey("orders.create"),
    "Create order",
    "orders",
    "Orders",
    "Makes one.",
    "2.1",
    Effect.WRITE,
    True,
    "https://x.example",
)
CATALOGUE = CachedCatalogue([ACTION, replace(ACTION, key=ActionKey("b"), effect=Effect.READ)], WHEN)

actions = st.builds(
    Action,
    key=st.text().map(ActionKey),
    name=st.text(),
    connector_key=st.text(),
    connector_name=st.text(),
    description=st.text(),
    version=st.text(),
    effect=st.sampled_from(Effect),
    is_deprecated=st.booleans(),
    documentation_url=st.text(),
)


@pytest.fixture
def cache(tmp_path: Path) -> CatalogueCache:
    return CatalogueCache(tmp_path / "cache")


def saved_file(cache: CatalogueCache, connection: Connection, tmp_path: Path) -> Path:
    assert asyncio.run(cache.save(connection, CATALOGUE)) == ""
    (path,) = (tmp_path / "cache").iterdir()
    return path


def test_nothing_was_listed_yet(cache: CatalogueCache, connection: Connection):
    assert asyncio.run(cache.load(connection)) == CacheAnswer(None)


@given(st.lists(actions, max_size=5), st.datetimes(timezones=st.just(UTC)))
def test_every_catalogue_comes_back_unchanged(
    tmp_path_factory: pytest.TempPathFactory, listed: list[Action], when: datetime
):
    from explorer.domain.connection import Environment, Platform

    connection = Connection(ConnectionId("a/b"), "N", Platform.PIPEDREAM, "u", Environment.SANDBOX, {"k": "v"})
    cache = CatalogueCache(tmp_path_factory.mktemp("cache"))
    asyncio.run(cache.save(connection, CachedCatalogue(listed, when)))
    assert asyncio.run(cache.load(connection)) == CacheAnswer(CachedCatalogue(listed, when))


def test_each_connection_has_a_catalogue_of_its_own(cache: CatalogueCache, connection: Connection):
    other = replace(connection, id=ConnectionId("c-2"))
    asyncio.run(cache.save(connection, CATALOGUE))
    asyncio.run(cache.save(other, CachedCatalogue([], WHEN)))
    assert asyncio.run(cache.load(connection)).catalogue == CATALOGUE


def test_a_name_or_badge_may_change(cache: CatalogueCache, connection: Connection):
    asyncio.run(cache.save(connection, CATALOGUE))
    assert asyncio.run(cache.load(replace(connection, name="Renamed"))).catalogue == CATALOGUE


@pytest.mark.parametrize("change", [{"base_url": "https://other.example"}, {"options": {"mcp_path": "/other"}}])
def test_a_catalogue_of_another_address_is_not_shown_and_it_is_said(
    cache: CatalogueCache, connection: Connection, change: dict[str, object]
):
    asyncio.run(cache.save(connection, CATALOGUE))
    answer = asyncio.run(cache.load(replace(connection, **change)))
    assert answer.catalogue is None
    assert "connection was changed" in answer.note


def test_a_file_of_another_format_is_ignored_and_said(cache: CatalogueCache, connection: Connection, tmp_path: Path):
    path = saved_file(cache, connection, tmp_path)
    path.write_bytes(msgspec.msgpack.encode({"format": 2, "actions": {"new": "form"}}))
    answer = asyncio.run(cache.load(connection))
    assert answer.catalogue is None
    assert "another version" in answer.note


def test_every_cut_of_a_file_is_ignored_and_said(cache: CatalogueCache, connection: Connection, tmp_path: Path):
    path = saved_file(cache, connection, tmp_path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        answer = asyncio.run(cache.load(connection))
        assert answer.catalogue is None
        assert "damaged" in answer.note


@given(content=st.binary(max_size=200))
def test_no_content_of_a_file_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes):
    from explorer.domain.connection import Environment, Platform

    connection = Connection(ConnectionId("c"), "N", Platform.PIPEDREAM, "u", Environment.SANDBOX)
    directory = tmp_path_factory.mktemp("cache")
    path = saved_file(CatalogueCache(directory / "cache"), connection, directory)
    path.write_bytes(content)
    answer = asyncio.run(CatalogueCache(directory / "cache").load(connection))
    assert answer.catalogue is None
    assert answer.note


@pytest.mark.parametrize("date", [None, "2026-03-04T05:06:07"])
def test_a_catalogue_without_a_date_and_zone_is_ignored(
    cache: CatalogueCache, connection: Connection, tmp_path: Path, date: str | None
):
    path = saved_file(cache, connection, tmp_path)
    content = msgspec.msgpack.decode(path.read_bytes())
    content["refreshed_at"] = date
    path.write_bytes(msgspec.msgpack.encode(content))
    assert "no date" in asyncio.run(cache.load(connection)).note


def test_a_file_that_is_too_large_is_not_read(
    cache: CatalogueCache, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = saved_file(cache, connection, tmp_path)
    monkeypatch.setattr(catalogue_cache, "LARGEST_FILE_BYTES", path.stat().st_size - 1)
    answer = asyncio.run(cache.load(connection))
    assert answer.catalogue is None
    assert "too large" in answer.note


def test_a_directory_that_cannot_be_written_is_told_about(connection: Connection, tmp_path: Path):
    (tmp_path / "cache").write_text("in the way")
    cache = CatalogueCache(tmp_path / "cache")
    assert "could not be saved" in asyncio.run(cache.save(connection, CATALOGUE))
    assert "cannot be opened" in asyncio.run(cache.load(connection)).note


def test_what_was_forgotten_is_gone_from_the_disk(cache: CatalogueCache, connection: Connection, tmp_path: Path):
    path = saved_file(cache, connection, tmp_path)
    asyncio.run(cache.forget(connection.id))
    asyncio.run(cache.forget(connection.id))
    assert not path.exists()
