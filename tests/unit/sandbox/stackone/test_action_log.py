from datetime import UTC, datetime

from explorer.sandbox.stackone.action_log import KEPT_RUNS, ActionLog, Run


def run(number, *, ended=True):
    now = datetime.now(UTC)
    return Run(str(number), now, ended_at=now if ended else None)


def test_the_oldest_run_goes_when_there_are_too_many():
    log = ActionLog()
    for number in range(KEPT_RUNS + 1):
        log.add(run(number))
    assert log.get("0") is None
    assert len(log.newest_first()) == KEPT_RUNS


def test_a_run_that_has_not_ended_is_not_listed():
    log = ActionLog()
    log.add(run(1))
    log.add(run(2, ended=False))
    assert [one.id for one in log.newest_first()] == ["1"]
