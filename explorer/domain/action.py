"""Something callable, as a listing gives it."""

from dataclasses import dataclass
from enum import Enum
from typing import NewType

ActionKey = NewType("ActionKey", str)


class Effect(Enum):
    """What a run does to records behind the platform; decides badges and questions."""

    READ = "read"
    WRITE = "write"
    DESTRUCTIVE = "destructive"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Action:
    """
    Args:
        name: What a person calls it: "Create employee".
        connector_key: Which system is behind it; the list is grouped by it.
        version: As the platform writes it; empty where there are no versions.
        documentation_url: Shown, opened only when clicked; empty if none.
    """

    key: ActionKey
    name: str
    connector_key: str
    connector_name: str
    description: str = ""
    version: str = ""
    effect: Effect = Effect.UNKNOWN
    is_deprecated: bool = False
    documentation_url: str = ""


@dataclass(frozen=True, slots=True)
class ListingProblem:
    """An entry of a listing that could not be read: which one, and why. It never hides the good ones."""

    entry: str
    reason: str
