"""Jobs that actions started, which go on by the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

FIRST_ID = 7


@dataclass(frozen=True)
class Workflow:
    """A job: its steps, and when it began (Unix seconds)."""

    workflow_id: int
    steps: tuple[str, ...]
    began: float


class Workflows:
    """The jobs of one installation; ids count up from 7."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._jobs: dict[int, Workflow] = {}

    def forget(self) -> None:
        """No job was ever started."""
        self._jobs.clear()

    def start(self, *steps: str) -> int:
        """The id of a new job that goes through these steps."""
        number = FIRST_ID + len(self._jobs)
        self._jobs[number] = Workflow(number, steps, self._now())
        return number

    def status(self, number: int, duration_s: float) -> dict[str, object] | None:
        """
        How far a job is if it takes so many seconds; none if there is no such job.

        The shape is assumed: Inly documents no status address for API clients. The names of the statuses are those
        of laravel-workflow 1.0.
        """
        job = self._jobs.get(number)
        if job is None:
            return None
        passed = self._now() - job.began
        share = 1.0 if passed >= duration_s else max(passed, 0) / duration_s
        finished = int(share * len(job.steps))
        status = "completed" if share >= 1 else "pending" if share == 0 else "running"
        activities = [
            {"name": step, "status": _step_status(index, finished, status)} for index, step in enumerate(job.steps)
        ]
        return {
            "id": number,
            "status": status,
            "progress": int(share * 100),
            "message": None if status == "pending" else job.steps[min(finished, len(job.steps) - 1)],
            "activities": activities,
            "output": {"finished": True} if status == "completed" else None,
            "created_at": _iso(job.began),
            "updated_at": _iso(min(self._now(), job.began + duration_s)),
        }


def _step_status(index: int, finished: int, status: str) -> str:
    if index < finished:
        return "completed"
    return "running" if index == finished and status == "running" else "pending"


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")
