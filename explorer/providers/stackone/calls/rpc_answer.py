"""
An answer of `POST /actions/rpc` as the result of a run.

A success is a JSON object with `data` and `next`, any other JSON, a file, or nothing at all. Large answers are not
taken apart here: only their first level is, and their records are counted up to a size.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from explorer.domain.body import is_blank
from explorer.domain.call import Call, Outcome, ReceivedAnswer, RunResult, SentRequest
from explorer.domain.failure import MalformedAnswer, ProviderError
from explorer.domain.json_value import JsonObject
from explorer.providers.decoding.first_level import SPLIT_BYTES
from explorer.providers.explanation import no_answer_result
from explorer.providers.run_clock import RunClock
from explorer.providers.stackone.authentication import Channel
from explorer.providers.stackone.calls.field_problems import field_problems
from explorer.providers.stackone.calls.rpc_request import may_write
from explorer.providers.stackone.calls.summary import summary_of
from explorer.providers.stackone.envelope import envelope_of
from explorer.providers.stackone.refusals import Refusal, refusal_of
from explorer.providers.stackone.wire import (
    Level,
    NotReadable,
    body_of,
    check_json,
    flag_of,
    is_null,
    list_of,
    number_of,
    object_in,
    text_of,
    texts_of,
)

COUNT_BYTES: Final = 4 * 1024 * 1024
"""Largest list whose records are counted."""

_JSON_TYPES: Final = re.compile(r"(application|text)/([\w.+-]+\+)?json")
_PLAIN_NAME = re.compile(r'filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))', re.IGNORECASE)
_CODED_NAME = re.compile(r"filename\*\s*=\s*([\w-]*)'[^']*'([^;\s]+)", re.IGNORECASE)


def run_result(
    channel: Channel,
    call: Call,
    request: SentRequest,
    answer: ReceivedAnswer,
    clock: RunClock,
    schema: JsonObject | None,
) -> RunResult:
    """
    What a run came to.

    Args:
        channel: Names the run id's header and Defender's status; masks secrets.
        call: What was asked for.
        request: As it was sent.
        answer: Of any status.
        clock: The run's phases and lines.
        schema: Of the form, if it is known, to find the fields of a refusal.
    """
    details = _details_of(channel, call, answer)
    if not 200 <= answer.status < 300:
        return _refused(channel, call, request, answer, clock, schema, details)
    if _is_file(answer):
        name = file_name(answer.header("content-disposition"))
        summary = f"File {name}" if name else f"File of type {answer.media_type or 'unknown'}"
        return _succeeded(f"{summary}, {len(answer.body):,} bytes", request, answer, clock, details, file_name=name)
    if is_blank(answer.body):
        return _succeeded(summary_of(call.action, None), request, answer, clock, details)
    if answer.media_type in {"text/html", "application/xhtml+xml"}:
        return _malformed(call, request, answer, clock, f"a web page came: {_beginning(answer)}", channel)
    return _json_result(channel, call, request, answer, clock, details)


def file_name(content_disposition: str) -> str:
    """
    The file name of a `Content-Disposition` header, without any folder; empty if there is none.

    Source: RFC 6266 and RFC 5987; `filename*` comes before `filename`.
    """
    coded = _CODED_NAME.search(content_disposition)
    name = ""
    if coded:
        charset = coded[1].lower() if coded[1].lower() in {"utf-8", "iso-8859-1"} else "utf-8"
        name = unquote(coded[2], encoding=charset, errors="replace")
    else:
        plain = _PLAIN_NAME.search(content_disposition)
        if plain:
            name = re.sub(r"\\(.)", r"\1", plain[1]) if plain[1] is not None else plain[2]
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(letter for letter in name if letter.isprintable()).strip()
    return "" if name in {".", ".."} else name[:255]


def _json_result(
    channel: Channel,
    call: Call,
    request: SentRequest,
    answer: ReceivedAnswer,
    clock: RunClock,
    details: dict[str, str],
) -> RunResult:
    first = answer.body[:4096].lstrip()[:1]
    is_large, received = len(answer.body) > SPLIT_BYTES, f"{len(answer.body) / 1e6:,.1f} MB received"
    try:
        if is_large and first != b"{":
            return _succeeded(received, request, answer, clock, details)
        if first == b"[":
            count = len(list_of(answer.body)) if len(answer.body) <= COUNT_BYTES else None
            return _succeeded(summary_of(call.action, count), request, answer, clock, details)
        if first != b"{":
            check_json(answer.body)
            return _succeeded(summary_of(call.action, None), request, answer, clock, details)
        level = body_of(answer.body)
    except NotReadable as problem:
        return _malformed(call, request, answer, clock, str(problem), channel)
    details.update(_extras(level))
    return _succeeded(
        received if is_large else summary_of(call.action, _count(level)),
        request,
        answer,
        clock,
        details,
        next_cursor=text_of(level, "next", "next_cursor").strip(),
    )


def _count(level: Level) -> int | None:
    untrusted = level.get("data")
    if untrusted is None or is_null(untrusted):
        return None
    if memoryview(untrusted).nbytes > COUNT_BYTES:
        return None
    raw = bytes(untrusted)
    if not raw.startswith(b"["):
        return 1 if raw.startswith(b"{") else None
    try:
        return len(list_of(raw))
    except NotReadable:
        return None


def _refused(
    channel: Channel,
    call: Call,
    request: SentRequest,
    answer: ReceivedAnswer,
    clock: RunClock,
    schema: JsonObject | None,
    details: Mapping[str, str],
) -> RunResult:
    envelope = envelope_of(answer)
    provider = call.action.connector_name or call.action.connector_key
    refusal = refusal_of(
        answer,
        provider=provider,
        may_write=may_write(call),
        defender_status=channel.options.defender_block_status,
        envelope=envelope,
    )
    messages = envelope.messages if envelope is not None and answer.status in {400, 422} else ()
    # What was said may repeat a secret that was sent.
    summary = channel.mask.text(_refusal_summary(refusal, provider, answer))
    said = channel.mask.text(refusal.explanation.said)
    return RunResult(
        outcome=refusal.outcome,
        summary=f"Outcome unknown. {summary}" if refusal.is_unknown else summary,
        request=request,
        answer=answer,
        explanation=replace(refusal.explanation, said=said),
        provider_errors=_masked(channel, refusal.provider_errors),
        field_problems=field_problems(messages, call.arguments, schema),
        logs=clock.logs,
        phases=clock.phases,
        is_unknown=refusal.is_unknown,
        details=dict(details),
    )


def _refusal_summary(refusal: Refusal, provider: str, answer: ReceivedAnswer) -> str:
    said = refusal.explanation.said.strip().partition("\n")[0][:200]
    if refusal.provider_errors:
        status = refusal.provider_errors[0].status
        refused = f"{provider} refused the call" + (f" with status {status}" if status is not None else "")
        return f"{refused}: {said}" if said and not said.startswith(("{", "[", "<")) else refused
    if refusal.outcome is Outcome.MALFORMED:
        return f"HTTP {answer.status} came, and not from StackOne itself"
    return f"{refusal.explanation.who_text}: {said}" if said else refusal.explanation.who_text


def _succeeded(
    summary: str,
    request: SentRequest,
    answer: ReceivedAnswer,
    clock: RunClock,
    details: Mapping[str, str],
    *,
    next_cursor: str = "",
    file_name: str = "",
) -> RunResult:
    return RunResult(
        outcome=Outcome.SUCCEEDED,
        summary=summary,
        request=request,
        answer=answer,
        logs=clock.logs,
        phases=clock.phases,
        next_cursor=next_cursor,
        file_name=file_name,
        details=dict(details),
    )


def _malformed(
    call: Call, request: SentRequest, answer: ReceivedAnswer, clock: RunClock, said: str, channel: Channel
) -> RunResult:
    return no_answer_result(
        MalformedAnswer(channel.mask.text(said)),
        platform=channel.platform_name,
        may_write=may_write(call),
        clock=clock,
        request=request,
        answer=answer,
    )


def _is_file(answer: ReceivedAnswer) -> bool:
    """Whether the answer is a file: said to be one, or of a type that is neither JSON nor a page."""
    disposition = answer.header("content-disposition").strip().lower()
    if disposition.startswith("attachment") or "filename" in disposition:
        return True
    if not answer.media_type:
        # The reference client takes an answer without a type for a file; ours looks whether it can be JSON.
        return not is_blank(answer.body) and answer.body[:4096].lstrip()[:1] not in (b"{", b"[")
    return not _JSON_TYPES.fullmatch(answer.media_type) and answer.media_type not in {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
    }


def _details_of(channel: Channel, call: Call, answer: ReceivedAnswer) -> dict[str, str]:
    named = {
        "Run id": answer.header(channel.options.run_id_header),
        "Request id": answer.header("x-request-id") or answer.header("x-amzn-requestid") or answer.header("cf-ray"),
    }
    profile = call.options.get("connector_profile_id")
    if isinstance(profile, str):
        named["Connector profile"] = profile
    return {name: value for name, value in named.items() if value}


def _extras(level: Level) -> dict[str, str]:
    """What stands beside the data: when it was synced, what Defender found."""
    sync = object_in(level, "datasync")
    defender = object_in(level, "defenderMetadata")
    verdict = object_in(defender, "result")
    found = {
        "Synced at": text_of(sync, "synced_at"),
        "Sync expires": text_of(sync, "sync_expires_at"),
        "Sync run": text_of(sync, "last_run_id"),
        "Defender risk": text_of(verdict, "riskLevel"),
        "Defender found": ", ".join(texts_of(verdict, "detections")),
        "Defender cleaned": ", ".join(texts_of(verdict, "fieldsSanitized")),
        "Defender skipped": text_of(object_in(defender, "skipped"), "reason"),
    }
    score = number_of(verdict, "tier2Score")
    if score is not None:
        found["Defender score"] = f"{score:g}"
    if flag_of(verdict, "allowed") is False:
        found["Defender verdict"] = "not allowed"
    return {name: value for name, value in found.items() if value}


def _masked(channel: Channel, errors: Sequence[ProviderError]) -> tuple[ProviderError, ...]:
    mask = channel.mask
    return tuple(
        ProviderError(
            status=error.status,
            method=error.method,
            url=mask.text(error.url),
            headers=dict(mask.pairs(error.headers.items())),
            raw_text=mask.text(error.raw_text),
            request_id=error.request_id,
        )
        for error in errors
    )


def _beginning(answer: ReceivedAnswer) -> str:
    return answer.body[:300].decode("utf-8", "replace").strip()
