"""What a test may change while the installation runs."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace

BULK_PATHS = ("bulk-execute", "bulk", "execute-bulk", "execute/bulk")
"""The assumed path of bulk execution, and the other candidates."""

FORCED_STATUSES = (401, 403, 404, 429, 500, 503)


@dataclass(frozen=True)
class Switches:
    """Settings of the installation; the values here are those of the start state."""

    latency_ms: float = 0
    """Wait before each answer below `/api`."""

    failure_rate: float = 0
    """Share of calls to actions, 0 to 1, that end with status 500."""

    force_status: int | None = None
    """Status that every call below `/api` ends with, or none."""

    retry_after_s: float = 30
    """Wait that a forced 429 asks for."""

    debug: bool = False
    """Whether a 500 shows the exception, its file and its trace."""

    rate_limit: int = 0
    """Calls a minute for each token; 0 for no limit."""

    token_rate_limit: int = 0
    """Calls of the token endpoint a minute for each address; 0 for no limit (Passport's own is 60)."""

    token_lifetime_s: float = 31_536_000
    """Lifetime of tokens that are issued from now on."""

    consent: str = "approve"
    """What the consent page does: `approve` or `deny` at once, or `ask` with two buttons."""

    list_endpoint: bool = False
    """Whether `GET /api/v1/actions` lists the actions. No installation is known to have it."""

    workflow_status: bool = False
    """Whether `GET /api/v1/workflows/{id}` answers. No installation is known to have it."""

    workflow_duration_s: float = 6
    """How long a background job takes."""

    bulk_path: str = "bulk-execute"
    """Last part of the address for bulk execution."""

    bulk_params: str = "params"
    """Where bulk parameters are read: `params`, or `flat` for beside `ids`."""

    url_pattern: str = "relative"
    """`relative`, `absolute`, or `elsewhere`: another origin, to which no client may send its token."""

    wrapped_schema: bool = False
    """Whether a schema comes inside `data`."""

    parameters_as: str = "list"
    """Whether the parameters of a schema are a `list` or a `map` by name."""

    def changed(self, name: str, value: object) -> "Switches":
        """
        The same settings with one changed.

        Raises:
            KeyError: No setting has this name.
            ValueError: It cannot have this value.
        """
        if not _RULES[name](value):
            raise ValueError(f"{name} cannot be {value!r}")
        changes: dict[str, object] = {name: value}
        return replace(self, **changes)  # type: ignore[arg-type]  # the rule has checked its type

    def present(self) -> Mapping[str, object]:
        """All settings by name."""
        return asdict(self)


def _is_number(value: object, low: float = 0, high: float = float("inf")) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(*choices: object) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, bool) and value in choices


_RULES: Mapping[str, Callable[[object], bool]] = {
    "latency_ms": _is_number,
    "failure_rate": lambda value: _is_number(value, 0, 1),
    "force_status": _one_of(None, *FORCED_STATUSES),
    "retry_after_s": _is_number,
    "debug": _is_flag,
    "rate_limit": _is_whole,
    "token_rate_limit": _is_whole,
    "token_lifetime_s": _is_number,
    "consent": _one_of("approve", "deny", "ask"),
    "list_endpoint": _is_flag,
    "workflow_status": _is_flag,
    "workflow_duration_s": _is_number,
    "bulk_path": _one_of(*BULK_PATHS),
    "bulk_params": _one_of("params", "flat"),
    "url_pattern": _one_of("relative", "absolute", "elsewhere"),
    "wrapped_schema": _is_flag,
    "parameters_as": _one_of("list", "map"),
}
