import asyncio
import base64
import html
import json
import re
from dataclasses import replace
from urllib.parse import quote

import pytest

from explorer.domain.account import AccountId
from explorer.domain.call import Outcome, RunId, SentRequest
from explorer.domain.connection import Platform
from explorer.domain.failure import Explanation, FieldProblem, Party, ProviderError, Retry
from explorer.domain.json_value import ExactNumber
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.domain.masking import MASK, SecretMask
from explorer.storage.history.bodies import BodyFiles
from explorer.storage.history.records import RunContext, RunFilter
from explorer.storage.history.run_store import RunStore

from .conftest import CONTEXT, START, ended, every_byte, ids, keep, made_action, made_run, with_store

SECRETS = ('sk_live/51H+8x="q\\z', "p\u00e4ssw\u00f6rd & more", "8675309867530986")
"""With letters that are written in other ways in JSON, addresses and HTML; one that is a number."""


def spellings(secret):
    raw = secret.encode()
    return {
        secret,
        quote(secret, safe=""),
        re.sub("%..", lambda match: match.group().lower(), quote(secret, safe="")),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        json.dumps(secret)[1:-1].replace("/", "\\/"),
        html.escape(secret),
        base64.b64encode(raw).decode(),
        base64.urlsafe_b64encode(raw).decode(),
        base64.b64encode(b"user:" + raw).decode(),
        base64.b64encode(raw + b":").decode(),
    }


EVERY_SPELLING = sorted({one for secret in SECRETS for one in spellings(secret)})
TEXT = " | ".join(EVERY_SPELLING)


def run_full_of_secrets():
    action = replace(made_action("key"), name=TEXT, description=TEXT, version=TEXT, documentation_url=TEXT)
    run = made_run(
        action=action,
        account_id=AccountId(TEXT),
        subject=TEXT,
        arguments={
            "text": TEXT,
            TEXT: "key",
            "list": [EVERY_SPELLING],
            "number": 8675309867530986,
            "exact": ExactNumber("8675309867530986.0"),
        },
        options={"option": TEXT, "8675309867530986": 1, "_8675309867530986": 2},
        state={"state": TEXT},
    )
    explanation = Explanation(Party.PROVIDER, TEXT, TEXT, TEXT, Retry.NO, TEXT, TEXT)
    return ended(
        run,
        Outcome.PROVIDER_FAILED,
        body=TEXT.encode() * 300,
        summary=TEXT,
        headers=[("Content-Type", f"text/plain; {TEXT}"), ("X-Token", TEXT)],
        request=SentRequest("POST", TEXT, [("Authorization", TEXT)], TEXT.encode()),
        explanation=explanation,
        field_problems=[FieldProblem((TEXT, 0), TEXT, TEXT)],
        provider_errors=[ProviderError(401, TEXT, TEXT, {TEXT: TEXT}, TEXT, TEXT)],
        logs=[LogEntry(START, LogLevel.NOTE, LogSource.ACTION, TEXT)],
        next_cursor=TEXT,
        file_name=TEXT,
        details={TEXT: TEXT},
    )


def context_full_of_secrets():
    request = SentRequest("POST", TEXT, [("Authorization", TEXT)], TEXT.encode())
    return RunContext(Platform.STACKONE, TEXT, TEXT, json.dumps(TEXT), {"note": TEXT, TEXT: [TEXT]}, request)


def found_in(content):
    return [one for one in EVERY_SPELLING if one.encode() in content]


def test_no_byte_of_any_file_holds_a_secret_in_any_spelling(directory):
    run = run_full_of_secrets()
    context = context_full_of_secrets()
    large = SentRequest("POST", "https://x", [("Content-Type", TEXT)], TEXT.encode() * 300)

    async def work(store):
        await store.begin(replace(run, result=None), context)
        seen = [every_byte(directory)]
        await store.complete(run, context)
        seen.append(every_byte(directory))
        await store.complete(replace(run, result=replace(run.result, request=large)), context)
        seen.append(every_byte(directory))
        other = made_run()
        await keep(store, ended(other))
        await store.delete(other.id)
        assert (directory / "runs.sqlite-wal").exists()
        return [*seen, every_byte(directory)], await store.read(run.id), await ids(store, RunFilter("sk_live"))

    seen, kept, found = with_store(directory, work, mask=SecretMask(SECRETS))
    assert [found_in(content) for content in [*seen, every_byte(directory)]] == [[]] * 5
    assert found == []
    # It was all written, only masked.
    assert kept.run.call.arguments["number"] == MASK
    assert kept.run.call.arguments["exact"] == f"{MASK}.0"
    assert list(kept.run.call.options) == ["option", MASK, f"_{MASK}"]
    assert MASK.encode() in kept.run.result.answer.body
    assert kept.bodies["answer"].is_masked


def test_two_keys_that_are_secrets_stay_two(directory):
    run = made_run(arguments={"swordfish": 1, "rosebud!": 2, "none": None, "yes": True})

    async def work(store):
        await store.begin(run, CONTEXT)
        return (await store.read(run.id)).run.call.arguments

    assert with_store(directory, work, mask=SecretMask(["swordfish", "rosebud!"])) == {
        MASK: 1,
        MASK * 2: 2,
        "none": None,
        "yes": True,
    }


@pytest.mark.parametrize(
    ("content_type", "encoding"),
    [
        ("text/plain", "utf-8"),
        ("text/plain", "utf-8-sig"),
        ("text/plain; charset=UTF-16", "utf-16-be"),
        ("text/csv", "utf-16"),
        ("text/csv; charset=utf-16le", "utf-16-le"),
        ("text/csv", "utf-32"),
        ('text/html; charset="ISO-8859-1"', "latin-1"),
        ("text/html;charset=windows-1252; x=y", "cp1252"),
    ],
)
def test_a_body_is_masked_in_its_own_encoding(tmp_path, content_type, encoding):
    files = BodyFiles(tmp_path, SecretMask(["p\u00e4ssw\u00f6rd"]))
    kept, excerpt = files.keep("ab12", "answer", "before p\u00e4ssw\u00f6rd behind".encode(encoding), content_type)
    whole = f"before {MASK} behind"
    # A mask's letter that the encoding has not is written as what it has.
    assert files.read(kept).decode(encoding).replace("******", MASK) == whole
    assert excerpt.lstrip("\ufeff").replace("******", MASK) == whole
    assert files.excerpt(kept, content_type) == excerpt


def test_a_secret_across_the_border_of_two_pieces_is_masked(tmp_path):
    files = BodyFiles(tmp_path, SecretMask(["swordfish"]))
    for at in (65530, 65536, 131066):
        kept, _ = files.keep("ab12", "answer", b"x" * at + b"swordfish" + b"y" * 70000, "")
        assert files.read(kept) == b"x" * at + MASK.encode() + b"y" * 70000


def test_bytes_that_are_no_letters_come_back_beside_a_masked_secret(tmp_path):
    files = BodyFiles(tmp_path, SecretMask(["swordfish"]))
    strange = bytes(range(256)) * 300
    kept, excerpt = files.keep("ab12", "answer", strange + b"swordfish" + strange, "application/octet-stream")
    assert files.read(kept) == strange + MASK.encode() + strange
    assert (excerpt, kept.is_masked) == ("", True)


def test_a_body_without_secrets_is_kept_to_the_byte(tmp_path):
    files = BodyFiles(tmp_path, SecretMask(["swordfish"]))
    for content, content_type in (
        (b"\xff\xfe\x00", "text/plain"),
        (b"\x00\xd8a", "text/plain; charset=utf-16"),
        (b"\xff\xfea", "text/plain; charset=latin1"),
        (b"caf\xe9", "text/plain; charset=us-ascii"),
        (b"", "text/plain"),
    ):
        kept, _ = files.keep("ab12", "answer", content, content_type)
        assert files.read(kept) == content
        assert not kept.is_masked


def test_a_large_body_masks_without_holding_the_loop(directory):
    run = ended(made_run(), body=b"swordfish " * 1_000_000)

    async def work():
        store = RunStore(directory, SecretMask([f"secret number {n}" for n in range(10)] + ["swordfish"]))
        await store.begin(replace(run, result=None), CONTEXT)
        ending = asyncio.create_task(store.complete(run, CONTEXT))
        # The database answers while the body is masked in the other thread.
        began = 0
        while not ending.done():
            await store.begin(made_run(), CONTEXT)
            began += 1
        await ending
        await store.aclose()
        return began

    assert asyncio.run(work()) > 1


def test_a_short_secret_that_stands_in_a_runs_id_by_chance_loses_no_run(directory):
    run = replace(made_run(), id=RunId("00001234abcd"))

    async def work(store):
        await keep(store, ended(run))
        return (await store.read(run.id)).run.result.summary, await ids(
            store, RunFilter(connection_id=run.call.connection_id)
        )

    assert with_store(directory, work, mask=SecretMask(["1234"])) == ("1 person created", [run.id])


def test_a_secret_whose_letters_json_has_escaped_without_need_is_not_searched_for_in_the_clear(directory):
    run = ended(made_run(), body=b'{"a": "\\u0073wordfish and \\u0072est"}')

    async def work(store):
        await keep(store, run)
        return await ids(store, RunFilter("swordfish")), await ids(store, RunFilter("rest"))

    assert with_store(directory, work, mask=SecretMask(["swordfish"])) == ([], [run.id])
    assert b"swordfish" not in every_byte(directory)
