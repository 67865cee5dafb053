import asyncio
import sqlite3
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.account import AccountId
from explorer.domain.action import ActionKey
from explorer.domain.call import Outcome
from explorer.domain.connection import ConnectionId
from explorer.domain.failure import Explanation, FieldProblem, Party, ProviderError, Retry
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.domain.masking import SecretMask
from explorer.storage.history import run_list
from explorer.storage.history.database.search_index import words_of
from explorer.storage.history.records import FilterChoice, KeptOutcome, RunFilter
from explorer.storage.history.run_store import RunStore

from .conftest import CONTEXT, START, ended, ids, keep, made_action, made_run, with_store

letters = st.sampled_from("abAB 1\u00e9\u00c9%_'\\*\u4e16\n")


def test_runs_come_newest_first_page_by_page_also_while_new_ones_come(directory):
    runs = [ended(made_run(minute)) for minute in range(7)]

    async def work(store):
        for run in runs:
            await keep(store, run)
        pages, before = [], None
        while not pages or before is not None:
            page = await store.page(before=before, limit=3)
            pages.append([line.id for line in page.lines])
            before = page.before
            await keep(store, ended(made_run()))
        return pages

    wanted = [run.id for run in reversed(runs)]
    assert with_store(directory, work) == [wanted[:3], wanted[3:6], wanted[6:]]


def test_a_full_last_page_has_none_behind_it(directory):
    async def work(store):
        for _ in range(3):
            await keep(store, ended(made_run()))
        return (await store.page(limit=3)).before

    assert with_store(directory, work) is None


@pytest.mark.parametrize("is_narrow", [True, False])
@pytest.mark.parametrize("has_index", [True, False])
def test_each_filter_and_all_together(directory, is_narrow, has_index, monkeypatch):
    monkeypatch.setattr(run_list, "FEW_RUNS", 1000 if is_narrow else 0)
    if not has_index:
        monkeypatch.setattr("explorer.storage.history.database.search_index.has_trigrams", lambda _connection: False)
    wanted = ended(made_run(5, arguments={"name": "Grace"}), Outcome.REJECTED)
    others = {
        "connection": ended(
            made_run(5, connection_id=ConnectionId("c2"), arguments={"name": "Grace"}), Outcome.REJECTED
        ),
        "action": ended(made_run(5, action=made_action("list_all"), arguments={"name": "Grace"}), Outcome.REJECTED),
        "account": ended(made_run(5, account_id=AccountId("a8"), arguments={"name": "Grace"}), Outcome.REJECTED),
        "outcome": ended(made_run(5, arguments={"name": "Grace"}), Outcome.CANCELLED),
        "early": ended(made_run(1, arguments={"name": "Grace"}), Outcome.REJECTED),
        "late": ended(made_run(9, arguments={"name": "Grace"}), Outcome.REJECTED),
        "text": ended(made_run(5, arguments={"name": "Ada"}), Outcome.REJECTED),
    }
    since, until = START + timedelta(minutes=4), START + timedelta(minutes=6)
    each = {
        "connection": RunFilter(connection_id=ConnectionId("c1")),
        "action": RunFilter(action_key=ActionKey("acme_create_person")),
        "account": RunFilter(account_id=AccountId("a7")),
        "outcome": RunFilter(outcomes=frozenset({KeptOutcome.REJECTED, KeptOutcome.MALFORMED})),
        "early": RunFilter(since=since),
        "late": RunFilter(until=until),
        "text": RunFilter("grace"),
    }

    async def work(store):
        for run in [wanted, *others.values()]:
            await keep(store, run)
        found = {}
        for name, one in each.items():
            found[name] = await ids(store, one)
        together = RunFilter(
            "grace gr",
            ConnectionId("c1"),
            ActionKey("acme_create_person"),
            AccountId("a7"),
            frozenset({KeptOutcome.REJECTED}),
            since,
            until,
            is_pinned=False,
        )
        return found, await ids(store, together), await ids(store, replace(together, is_pinned=True))

    found, together, pinned = with_store(directory, work)
    for name, run in others.items():
        assert run.id not in found[name]
        assert {wanted.id, *(other.id for other in others.values() if other is not run)} == set(found[name])
    assert (together, pinned) == ([wanted.id], [])


def test_times_filter_right_also_after_the_clock_was_set_back(directory):
    runs = [ended(made_run(minute)) for minute in (5, 1, 6, 2)]

    async def work(store):
        for run in runs:
            await keep(store, run)
        return await ids(store, RunFilter(since=START + timedelta(minutes=2), until=START + timedelta(minutes=6)))

    assert with_store(directory, work) == [runs[3].id, runs[0].id]


def test_a_time_in_which_nothing_ran_has_no_runs(directory):
    async def work(store):
        await keep(store, ended(made_run()))
        return await ids(store, RunFilter("acme", since=START + timedelta(days=1)))

    assert with_store(directory, work) == []


def test_everything_readable_is_found(directory):
    explanation = Explanation(Party.PROVIDER, "who-text", "step-text", "said-text", Retry.NO, "retry-text", "next-text")
    run = ended(
        made_run(
            arguments={"key-of-argument": ["value of argument", 2**53 + 1]}, subject="subject-7", state={"a": "dyn_9"}
        ),
        Outcome.PROVIDER_FAILED,
        body=b'{"name": "M\\u00fcller \\ud83d\\ude00", "path": "a\\/b", "text": "\\u0000 zero"}',
        summary="summary-text",
        explanation=explanation,
        field_problems=[FieldProblem(("body", 0), "problem-message", "maxLength")],
        provider_errors=[
            ProviderError(
                422, "PUT", "https://provider.example/v1", {"x-rate": "header-9"}, '{"raw": "text"}', "req-id-5"
            )
        ],
        logs=[LogEntry(START, LogLevel.ERROR, LogSource.ACTION, "log line text")],
        details={"Workflow": "wf-17"},
        file_name="report.pdf",
        headers=[("Content-Type", "application/json"), ("X-Request-Id", "answer-req-8")],
    )
    words = [
        "create person", "acme_create", "Acme production", "customer 7", "a7", "subject-7", "dyn_9", "key-of-arg",
        '"value of argument"', "9007199254740993", "summary-text", "who-text", "step-text", "said-text", "retry-text",
        "next-text", "problem-message", "maxlength", "/body/0", "provider.example/v1", "header-9", '"raw": "text',
        "req-id-5", "log line text", "wf-17", "report.pdf", "answer-req-8", "m\u00fcller", "M\u00dcLLER", "\U0001f600", "a/b",
        "zero", "422 PUT", "200 OK",
    ]  # fmt: skip

    async def work(store):
        await keep(store, run)
        await keep(
            store,
            ended(made_run(action=made_action("other"), arguments={}), body=b"{}"),
            replace(CONTEXT, connection_name="", account_label=""),
        )
        return [word for word in words if run.id not in await ids(store, RunFilter(word))]

    assert with_store(directory, work) == []


def test_a_binary_answer_is_not_searched(directory):
    async def work(store):
        await keep(store, ended(made_run(), body=b"\0\1\2needle" * 100))
        return await ids(store, RunFilter("needle"))

    assert with_store(directory, work) == []


def test_what_stands_far_behind_in_a_long_answer_is_not_searched_and_the_logs_are(directory):
    body = b"near " + b"x" * 100_000 + b" far"
    lines = [LogEntry(START, LogLevel.NOTE, LogSource.ACTION, f"line {n} {'y' * 9000}") for n in range(20)]
    run = ended(made_run(), body=body, logs=lines)

    async def work(store):
        await keep(store, run)
        return [bool(await ids(store, RunFilter(word))) for word in ("near", "far", '"line 1 "', '"line 19"')]

    assert with_store(directory, work) == [True, False, True, False]


@pytest.mark.parametrize("text", ["", "   ", "\0", '"', "\ud800"])
def test_a_search_for_nothing_finds_what_it_can(directory, text):
    run = ended(made_run())

    async def work(store):
        await keep(store, run)
        return await ids(store, RunFilter(text))

    assert with_store(directory, work) in ([run.id], [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a bc", ["a", "bc"]),
        ('say "two words" now', ["say", "two words", "now"]),
        ('"open end', ["open end"]),
        ('name:"x y"', ["name:", "x y"]),
        ("a\0b", ["a", "b"]),
        ('""', []),
    ],
)
def test_words_are_what_stands_between_blanks_or_in_quotes(text, words):
    assert list(words_of(text)) == words


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.text(letters, max_size=12), min_size=1, max_size=4),
    st.lists(st.text(letters, min_size=1, max_size=6), max_size=6),
)
def test_the_search_finds_what_a_plain_look_finds(texts, asked):
    async def work(directory, has_index):
        store = RunStore(directory, SecretMask())
        runs = {}
        for text in texts:
            run = ended(made_run(), summary=text, headers=[])
            await keep(store, run)
            runs[run.id] = text
        if not has_index:
            await store._use(lambda opened: setattr(opened.index, "is_there", False), within_s=5)
        found = [(text, await ids(store, RunFilter(text))) for text in asked]
        rows = await store._use(
            lambda opened: opened.connection.execute(
                "SELECT id, called, answered FROM runs JOIN search_texts USING (number)"
            ).fetchall(),
            within_s=5,
        )
        await store.aclose()
        return found, {run_id: (called.lower(), answered.lower()) for run_id, called, answered in rows}

    for has_index in (True, False):
        with tempfile.TemporaryDirectory() as place:
            found, written = asyncio.run(work(Path(place) / "history", has_index))
            for text, runs in found:
                words = [word.lower() for word in words_of(text)]
                naive = {
                    run_id
                    for run_id, texts_of_it in written.items()
                    if all(any(word in one for one in texts_of_it) for word in words)
                }
                assert set(runs) == naive


def test_the_choices_of_the_filters_have_their_newest_names_and_counts(directory):
    async def work(store):
        await keep(store, ended(made_run()), replace(CONTEXT, connection_name="Old", account_label="Old name"))
        await keep(store, ended(made_run(account_id=AccountId("a8"))), replace(CONTEXT, account_label=""))
        await keep(store, ended(made_run(action=made_action("list_all"))))
        return await store.choices()

    choices = with_store(directory, work)
    assert choices.connections == [FilterChoice("c1", "Acme production", 3)]
    assert choices.actions == [
        FilterChoice("acme_create_person", "Create person", 2),
        FilterChoice("list_all", "List all", 1),
    ]
    assert choices.accounts == [FilterChoice("a7", "Customer 7", 2), FilterChoice("a8", "a8", 1)]


def test_an_index_that_others_left_behind_is_made_anew(directory, monkeypatch):
    runs = [ended(made_run(arguments={"name": name})) for name in ("Ada", "Grace", "Alan")]

    async def keep_and_delete(store):
        await keep(store, runs[1])
        await keep(store, runs[2])
        await store.delete(runs[0].id)
        await store.delete(runs[2].id)
        return await ids(store, RunFilter("grace"))

    with_store(directory, lambda store: keep(store, runs[0]))
    with monkeypatch.context() as without:
        without.setattr("explorer.storage.history.database.search_index.has_trigrams", lambda _connection: False)
        assert with_store(directory, keep_and_delete) == [runs[1].id]

    async def look(store):
        return (
            await ids(store, RunFilter("grace")),
            await ids(store, RunFilter("ada")),
            await ids(store, RunFilter("person")),
        )

    assert with_store(directory, look) == ([runs[1].id], [], [runs[1].id])


def test_clearing_without_the_index_clears_the_texts(directory, monkeypatch):
    monkeypatch.setattr("explorer.storage.history.database.search_index.has_trigrams", lambda _connection: False)

    async def work(store):
        await keep(store, ended(made_run()))
        await store.clear()
        return await ids(store, RunFilter("person"))

    assert with_store(directory, work) == []


def test_an_index_in_a_form_that_this_sqlite_does_not_know_is_made_anew(directory):
    run = ended(made_run())
    with_store(directory, lambda store: keep(store, run))
    other = sqlite3.connect(directory / "runs.sqlite")
    other.execute("UPDATE search_index_config SET v = 99 WHERE k = 'version'")
    other.commit()
    other.close()
    assert with_store(directory, lambda store: ids(store, RunFilter("person"))) == [run.id]


@pytest.mark.parametrize("word", ["pe", "k", "zz", "\u4e16"])
@pytest.mark.parametrize("way", ["newest", "index", "texts"])
def test_short_words_are_found_wherever_they_are_looked_for(directory, word, way, monkeypatch):
    monkeypatch.setattr(run_list, "RECENT_RUNS", 1000 if way == "newest" else 0)
    if way == "texts":
        monkeypatch.setattr("explorer.storage.history.database.search_index.MOST_SEQUENCES", -1)
    names = [f"{number} {'zz' if number % 2 else ''} \u4e16" for number in range(6)]
    runs = [ended(made_run(arguments={"name": name}, action=made_action("perk"))) for name in names]

    async def work(store):
        for run in runs:
            await keep(store, run)
        first = await store.page(RunFilter(word), limit=2)
        second = await store.page(RunFilter(f"perk {word}"), limit=2, before=first.before)
        return [line.id for line in [*first.lines, *second.lines]]

    wanted = [run.id for run, name in zip(runs, names, strict=True) if word in f"{name} perk"]
    assert with_store(directory, work) == wanted[::-1][:4]
