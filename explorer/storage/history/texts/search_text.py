"""Everything readable of a run as two texts, which are what the search looks into: what was called, what came back."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from explorer.domain.call import Call, RunResult, SentRequest
from explorer.domain.failure import ProviderError
from explorer.domain.json_value import pointer_text
from explorer.domain.masking import SecretMask
from explorer.domain.masking.masked_stream import masked_start

MOST_PART_LETTERS: Final = 16 * 1024
"""Of a single part: the answer's body, the arguments, one log line. What stands further behind is found in the run."""

MOST_LETTERS: Final = 64 * 1024
"""Of each of the two texts."""

_ESCAPES: Final = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_UNWRITABLE: Final = re.compile("[\0\ud800-\udfff]")


def called_text(
    call: Call, names: tuple[str, ...], entered: tuple[str, ...], request: SentRequest | None, mask: SecretMask
) -> str:
    """What was called, for whom and with what: names of connection and account, what was entered as text."""
    action = call.action
    parts = [
        action.name,
        action.key,
        action.version,
        action.connector_name,
        action.connector_key,
        *names,
        call.account_id or "",
        call.subject or "",
        *entered,
        *call.state.values(),
        f"{request.method} {request.url}" if request is not None else "",
    ]
    return _joined(iter(parts), mask)


def answered_text(result: RunResult, body_text: str, mask: SecretMask) -> str:
    """What came back. `body_text` is the start of the answer's body, if that is text."""
    return _joined(_answered_parts(result, body_text, mask), mask)


def _answered_parts(result: RunResult, body_text: str, mask: SecretMask) -> Iterator[str]:
    yield result.summary
    if (why := result.explanation) is not None:
        yield from (why.who_text, why.step, why.said, why.retry_text, why.next_step)
    for problem in result.field_problems:
        # A pointer writes some letters in a way of its own.
        pointer = tuple(mask.text(part) if isinstance(part, str) else part for part in problem.pointer)
        yield f"{pointer_text(pointer)} {problem.keyword} {problem.message}"
    yield from _pairs(result.details)
    for error in result.provider_errors:
        yield from _error_parts(error)
    yield result.file_name
    if result.answer is not None:
        yield f"{result.answer.status} {result.answer.reason}"
        yield body_text
        yield from _pairs(dict(result.answer.headers))
    for line in result.logs:
        yield line.text


def _error_parts(error: ProviderError) -> Iterator[str]:
    yield f"{error.status or ''} {error.method} {error.url}"
    yield error.request_id
    yield error.raw_text
    yield from _pairs(error.headers)


def _pairs(pairs: Mapping[str, str]) -> Iterator[str]:
    return (f"{name}: {value}" for name, value in pairs.items())


def _joined(parts: Iterator[str], mask: SecretMask) -> str:
    lines: list[str] = []
    letters = 0
    for part in parts:
        line = _plain(masked_start(mask, part, MOST_PART_LETTERS), mask)
        if not line:
            continue
        lines.append(line)
        letters += len(line)
        if letters > MOST_LETTERS:
            break
    return "\n".join(lines)[:MOST_LETTERS]


def _plain(part: str, mask: SecretMask) -> str:
    """Letters that JSON may have escaped as themselves; nothing that the database cannot hold."""
    if "\\" in part:
        part = mask.text(_ESCAPES.sub(_unescaped, part).replace("\\/", "/"))
    return _UNWRITABLE.sub(" ", part)


def _unescaped(match: re.Match[str]) -> str:
    letters: str = json.loads(f'"{match.group()}"')
    return letters
