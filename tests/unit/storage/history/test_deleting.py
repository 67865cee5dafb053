import asyncio
import sqlite3
from dataclasses import replace

import pytest

from explorer.domain.call import RunId
from explorer.domain.masking import SecretMask
from explorer.storage.history.bodies import BodyFiles
from explorer.storage.history.records import HistoryLimits, RunFilter
from explorer.storage.history.run_store import RunStore

from .conftest import CONTEXT, ended, every_byte, ids, keep, made_run, with_store


def test_a_run_deleted_while_it_was_made_does_not_come_back(directory):
    run = ended(made_run(), body=b"something")

    async def work(store):
        await store.begin(replace(run, result=None), CONTEXT)
        await store.delete(run.id)
        await store.complete(run, CONTEXT)
        return await ids(store)

    assert with_store(directory, work) == []
    assert b"something" not in every_byte(directory)


def test_a_deleted_run_leaves_no_byte_and_is_not_opened(directory, monkeypatch):
    gone = ended(made_run(arguments={"name": "Zebedee"}, subject="zed-1"), body=b"answer for Zebedee")
    stays = ended(made_run(arguments={"name": "Ada"}), body=b"answer for Ada")

    async def work(store):
        await keep(store, gone, replace(CONTEXT, account_label="Zebedee", definition='"Zebedee"'))
        await keep(store, stays)
        monkeypatch.setattr(BodyFiles, "read", None)
        await store.delete(gone.id)
        assert b"Zebedee" not in every_byte(directory)
        assert b"zed-1" not in every_byte(directory)
        return await ids(store), await ids(store, RunFilter("zebedee"))

    assert with_store(directory, work) == ([stays.id], [])
    assert b"answer for Ada" in every_byte(directory)


def test_deleting_what_is_not_there_does_nothing(directory):
    with_store(directory, lambda store: store.delete(RunId("gone")))


@pytest.mark.parametrize("is_alone", [True, False])
def test_clearing_deletes_all_but_what_is_on_its_way_to_the_last_byte(directory, is_alone):
    other = RunStore(directory, SecretMask())
    done = ended(made_run(arguments={"name": "Zebedee"}), body=b"Zebedee")
    pinned, running = ended(made_run()), made_run()

    async def work(store):
        await keep(store, done)
        await keep(store, pinned)
        await store.pin(pinned.id, is_pinned=True)
        await store.begin(running, CONTEXT)
        if not is_alone:
            await other.open()
        await store.clear()
        assert b"Zebedee" not in every_byte(directory)
        await other.aclose()
        found = await ids(store), (await store.size()).runs
        await store.complete(ended(running), CONTEXT)
        await store.complete(done, CONTEXT)
        return *found, await ids(store, RunFilter("create person"))

    assert with_store(directory, work) == ([running.id], 1, [running.id])
    assert b"Zebedee" not in every_byte(directory)


def test_the_oldest_go_when_there_are_too_many_but_not_pinned_ones(directory, small_limits):
    runs = [ended(made_run(minute), body=b"body %d" % minute) for minute in range(6)]

    async def work(store):
        await keep(store, runs[0])
        await store.pin(runs[0].id, is_pinned=True)
        for run in runs[1:]:
            await keep(store, run)
        return await ids(store), (await store.size()).runs

    assert with_store(directory, work, limits=small_limits) == ([runs[5].id, runs[4].id, runs[0].id], 3)
    assert [n for n in range(6) if b"body %d" % n in every_byte(directory)] == [0, 4, 5]


def test_the_oldest_go_when_they_take_too_much_but_never_the_newest(directory):
    runs = [ended(made_run(), body=b"x" * 50_000) for _ in range(4)]

    async def work(store):
        for run in runs:
            await keep(store, run)
        before = (await store.size()).size_bytes
        await store.set_limits(HistoryLimits(most_bytes=before // 2))
        some = await ids(store)
        await store.set_limits(HistoryLimits(most_bytes=1))
        return some, await ids(store)

    assert with_store(directory, work) == ([runs[3].id, runs[2].id], [runs[3].id])


def test_a_run_on_its_way_is_not_deleted_to_make_room(directory):
    running = made_run()

    async def work(store):
        await store.begin(running, CONTEXT)
        for _ in range(3):
            await keep(store, ended(made_run()))
        return await ids(store)

    assert running.id in with_store(directory, work, limits=HistoryLimits(most_runs=2))


def test_a_pin_can_be_taken_off(directory):
    run = ended(made_run())

    async def work(store):
        await keep(store, run)
        await store.pin(run.id, is_pinned=True)
        pinned = await ids(store, RunFilter(is_pinned=True)), await ids(store, RunFilter(is_pinned=False))
        await store.pin(run.id, is_pinned=False)
        return pinned, await ids(store, RunFilter(is_pinned=True)), await ids(store, RunFilter(is_pinned=False))

    assert with_store(directory, work) == (([run.id], []), [], [run.id])


def test_switched_off_nothing_is_written_and_what_is_there_stays(directory):
    before = ended(made_run())

    async def work(store):
        await keep(store, before)
        await store.set_limits(HistoryLimits(is_on=False, most_runs=0))
        await keep(store, ended(made_run()))
        return await ids(store), store.limits.is_on

    assert with_store(directory, work) == ([before.id], False)


def test_nothing_is_made_on_the_disk_while_it_is_switched_off(directory):
    async def work():
        store = RunStore(directory, SecretMask(), limits=HistoryLimits(is_on=False))
        await keep(store, ended(made_run()))
        await store.aclose()

    asyncio.run(work())
    assert not directory.exists()


def test_a_definition_is_kept_once_and_goes_with_the_last_run_that_has_it(directory):
    runs = [ended(made_run()) for _ in range(3)]
    context = replace(CONTEXT, definition='{"title": "Zebedee"}')

    def count():
        other = sqlite3.connect(directory / "runs.sqlite")
        (found,) = other.execute("SELECT count(*) FROM definitions").fetchone()
        other.close()
        return found

    async def work(store):
        counts = []
        for run in runs[:2]:
            await keep(store, run, context)
        counts.append(count())
        await store.delete(runs[0].id)
        counts.append(count())
        await store.delete(runs[1].id)
        counts.append(count())
        await keep(store, runs[2], context)
        return [*counts, count(), (await store.read(runs[2].id)).context.definition]

    assert with_store(directory, work) == [1, 1, 0, 1, '{"title": "Zebedee"}']


def test_more_definitions_than_are_remembered_are_all_kept(directory):
    runs = [ended(made_run()) for _ in range(40)]

    async def work(store):
        for number, run in enumerate(runs):
            await keep(store, run, replace(CONTEXT, definition=f'"{number}"'))
        return [(await store.read(run.id)).context.definition for run in runs]

    assert with_store(directory, work) == [f'"{number}"' for number in range(40)]


def test_a_file_that_cannot_be_deleted_now_is_deleted_at_the_next_start(directory, monkeypatch):
    gone, stays = ended(made_run(), body=b"Zebedee"), ended(made_run(), body=b"stays")

    def refuse(path, **_options):
        raise PermissionError(13, f"{path.name} is being shown")

    async def work(store):
        await keep(store, gone)
        await keep(store, stays)
        with monkeypatch.context() as windows:
            windows.setattr("pathlib.Path.unlink", refuse)
            await store.delete(gone.id)
        return await ids(store)

    assert with_store(directory, work) == [stays.id]
    assert b"Zebedee" in every_byte(directory)
    with_store(directory, ids)
    assert b"Zebedee" not in every_byte(directory)
    assert b"stays" in every_byte(directory)
    monkeypatch.setattr(BodyFiles, "remove", None)
    assert with_store(directory, ids) == [stays.id]


def test_what_is_deleted_gives_its_room_back(directory):
    body = b"".join(b"%d " % number for number in range(4000))
    runs = [ended(made_run(arguments={"text": "x" * 10_000}), body=body) for _ in range(30)]

    def size():
        return sum(path.stat().st_size for path in directory.glob("runs.sqlite*") if not path.name.endswith("-shm"))

    async def work(store):
        await keep(store, runs[0])
        await store.clear()
        empty = size()
        for run in runs[1:]:
            await keep(store, run)
        full = size()
        await store.delete(runs[1].id)
        less = size()
        await store.clear()
        return empty, full, less, size()

    empty, full, less, cleared = with_store(directory, work)
    assert full > less > empty
    assert cleared < 1.2 * empty
