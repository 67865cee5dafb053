"""The time line of one run."""

import pytest

from explorer.domain.call import Phase, PhaseTime
from explorer.domain.log_entry import LogLevel, LogSource
from explorer.providers import run_clock
from explorer.providers.run_clock import RunClock


class Hands:
    """A clock that a test sets."""

    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_times_count_from_the_start_in_milliseconds():
    hands = Hands()
    clock = RunClock(hands)
    hands.now_s += 0.25
    assert clock.elapsed_ms == pytest.approx(250)


def test_block_is_measured_also_when_it_fails():
    hands = Hands()
    clock = RunClock(hands)
    hands.now_s += 1

    def measured_failure():
        with clock.measure(Phase.TOKEN, "first"):
            hands.now_s += 0.5
            raise ValueError("gone")

    with pytest.raises(ValueError, match="gone"):
        measured_failure()
    (phase,) = clock.phases
    assert (phase.phase, phase.note) == (Phase.TOKEN, "first")
    assert (phase.start_ms, phase.duration_ms) == (pytest.approx(1000), pytest.approx(500))


def test_phases_come_in_the_order_in_which_they_began():
    clock = RunClock()
    clock.add(Phase.RECEIVE, 20, 1)
    clock.add(Phase.CONNECT, 5, 10)
    assert [phase.phase for phase in clock.phases] == [Phase.CONNECT, Phase.RECEIVE]


def test_lines_are_the_explorers_own_and_timed_in_utc():
    clock = RunClock()
    clock.log("reading again", LogLevel.WARNING, depth=1)
    (line,) = clock.logs
    assert (line.text, line.level, line.source, line.depth) == (
        "reading again",
        LogLevel.WARNING,
        LogSource.EXPLORER,
        1,
    )
    assert line.time.utcoffset().total_seconds() == 0


def test_what_is_beyond_the_limit_is_counted_and_not_kept(monkeypatch):
    monkeypatch.setattr(run_clock, "MOST_ENTRIES", 3)
    clock = RunClock()
    for number in range(5):
        clock.log(str(number))
        clock.add(Phase.SEND, number, 1)
    assert (len(clock.logs), len(clock.phases), clock.left_out) == (3, 3, 4)


def test_phases_of_a_request_that_was_waited_for_are_kept_one_level_deeper():
    now = 0.0
    outer = RunClock(lambda: now)
    now = 1.0
    inner = RunClock(lambda: now)
    inner.add(Phase.CONNECT, 0, 100)
    inner.add(Phase.WAIT, 100, 500, "note")
    outer.adopt(inner, since_ms=1_000)
    assert outer.phases == (
        PhaseTime(Phase.CONNECT, 1_000, 100, "", 1),
        PhaseTime(Phase.WAIT, 1_100, 500, "note", 1),
    )


def test_what_was_before_the_wait_is_cut_away():
    inner, outer = RunClock(lambda: 0.0), RunClock(lambda: 0.0)
    inner.add(Phase.CONNECT, 0, 100)
    inner.add(Phase.WAIT, 100, 500)
    outer.adopt(inner, since_ms=300)
    assert outer.phases == (PhaseTime(Phase.WAIT, 300, 300, "", 1),)


def test_a_phase_comes_before_what_begins_within_it_at_the_same_time():
    clock = RunClock(lambda: 0.0)
    inner = RunClock(lambda: 0.0)
    inner.add(Phase.POOL, 5, 1)
    clock.adopt(inner, 0)
    clock.add(Phase.TOKEN, 5, 10)
    assert [one.phase for one in clock.phases] == [Phase.TOKEN, Phase.POOL]
