"""What of two runs is compared: their answers, the headers of these, their requests, and where their time went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from explorer.calls.comparison.answer_reading import NotComparable, ReadBody, read_answer, read_body
from explorer.calls.comparison.values.difference import Difference
from explorer.calls.comparison.values.ignored_paths import IgnoredPaths
from explorer.calls.comparison.values.value_comparison import compare_values
from explorer.domain.call import Phase, ReceivedAnswer, Run, SentRequest
from explorer.domain.json_value import JsonObject, JsonValue


class RunPart(Enum):
    """What is compared as values; the text names it in the settings."""

    ANSWER = "answer"
    HEADERS = "headers"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Compared:
    """
    Args:
        difference: None where no comparison could be made; `note` says why then.
        note: What a person should know.
    """

    difference: Difference | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PhasePair:
    """A phase of both runs, the whole run last; None where it did not take place."""

    name: str
    before_ms: float | None
    after_ms: float | None

    @property
    def ratio(self) -> float | None:
        """How many times as long it took; None where that says nothing."""
        if self.before_ms is None or self.after_ms is None or self.before_ms <= 0:
            return None
        return self.after_ms / self.before_ms


def compare_part(
    part: RunPart, before: Run, after: Run, ignored: IgnoredPaths, is_given_up: Callable[[], bool]
) -> Compared:
    """
    One part of two runs that have ended. Takes as long as the values do: for a thread.

    Raises:
        GivenUp: `is_given_up` said so.
    """
    if before.result is None or after.result is None:
        return Compared(None, "A run that is on its way is compared when it has ended.")
    if part is RunPart.REQUEST:
        one, other = before.result.request, after.result.request
        if one is None or other is None:
            return Compared(None, f"{_which(one, other)} sent nothing.")
        values = (_request_value(one, is_given_up), _request_value(other, is_given_up))
        return Compared(compare_values(*values, ignored, is_given_up=is_given_up))
    first, second = before.result.answer, after.result.answer
    if first is None or second is None:
        return Compared(None, f"{_which(first, second)} got no answer.")
    if part is RunPart.HEADERS:
        values = (_headers_value(first.headers), _headers_value(second.headers))
        return Compared(compare_values(*values, ignored, is_given_up=is_given_up))
    return _compare_answers(first, second, ignored, is_given_up)


def compare_phases(before: Run, after: Run) -> list[PhasePair]:
    """Each phase that took place in one of the runs, those that came more than once summed up, and the whole."""
    one, other = _durations(before), _durations(after)
    pairs = [
        PhasePair(phase.value, one.get(phase), other.get(phase)) for phase in Phase if phase in one or phase in other
    ]
    return [*pairs, PhasePair("whole run", before.duration_ms, after.duration_ms)]


def _durations(run: Run) -> dict[Phase, float]:
    found: dict[Phase, float] = {}
    for time in run.result.phases if run.result is not None else ():
        found[time.phase] = found.get(time.phase, 0.0) + time.duration_ms
    return found


def _which(one: object, other: object) -> str:
    if one is None and other is None:
        return "Neither run"
    return "The run before" if one is None else "The run after"


def _compare_answers(
    before: ReceivedAnswer, after: ReceivedAnswer, ignored: IgnoredPaths, is_given_up: Callable[[], bool]
) -> Compared:
    read: list[ReadBody] = []
    for which, answer in (("before", before), ("after", after)):
        try:
            read.append(read_answer(answer, is_given_up))
        except NotComparable as why:
            # Looked at in parts: a body may be larger than memory.
            same = "the same" if _are_same(before, after) else "other"
            sizes = f"{len(before.body):,} and {len(after.body):,} bytes, and they are {same} bytes"
            return Compared(None, f"The answer of the run {which} is {why}: it is not compared. They have {sizes}.")
    one, other = read
    notes = [f"{which}: {text.note}" for which, text in (("Before", one), ("After", other)) if text.note]
    notes += [
        f"The answer of the run {which} is cut."
        for which, answer in (("before", before), ("after", after))
        if answer.is_cut
    ]
    if not one.is_json and not other.is_json:
        notes.append("The answers are no JSON: their lines are compared.")
    found = compare_values(one.value, other.value, ignored, is_given_up=is_given_up)
    return Compared(found, " ".join(notes))


def _are_same(before: ReceivedAnswer, after: ReceivedAnswer) -> bool:
    size = len(before.body)
    return size == len(after.body) and all(
        before.body[start : start + 1_000_000] == after.body[start : start + 1_000_000]
        for start in range(0, size, 1_000_000)
    )


def _request_value(request: SentRequest, is_given_up: Callable[[], bool]) -> JsonObject:
    """A request as an object; what it sent as JSON if it is that, else as lines."""
    parts = urlsplit(request.url)
    value: JsonObject = {
        "method": request.method,
        "address": urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")),
    }
    if parts.query:
        value["query"] = _grouped(parse_qsl(parts.query, keep_blank_values=True))
    value["headers"] = _headers_value(request.headers)
    if request.body:
        try:
            value["body"] = read_body(request.body, "", is_given_up).value
        except NotComparable:
            value["body"] = f"{len(request.body):,} bytes that are no text: {request.body[:16].hex(' ')}\u2026"
    return value


def _headers_value(headers: Sequence[tuple[str, str]]) -> JsonObject:
    return _grouped([(name.lower(), value) for name, value in headers])


def _grouped(pairs: Sequence[tuple[str, str]]) -> JsonObject:
    """Each name once; the values of one that came more than once as a list."""
    found: dict[str, list[JsonValue]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}
