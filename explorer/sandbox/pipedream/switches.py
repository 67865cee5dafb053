"""Settings of the stand-in that a test or a demonstration may change while it runs."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

ERROR_SHAPES = ("attribution", "origin", "text", "none")


@dataclass
class Switches:
    """
    The present settings; the defaults are the platform's likeliest behaviour.

    Nothing public settles some of them, so a client must cope with each value.
    """

    token_lifetime_s: int = 3600
    """How long an access token lives, as `expires_in` says."""

    components_enabled: bool = True
    """Off: the plan has no components, every call for them is refused with 403."""

    strict_environment: bool = False
    """On: a missing `x-pd-environment` is refused with 400 too, not only an unknown one."""

    strict_props: bool = False
    """On: missing props, and values out of range, end a run with a `ConfigurationError` before it starts."""

    short_lists: bool = False
    """On: lists of components hold `name`, `version` and `key` alone, as they once did."""

    wrapped_account: bool = False
    """On: one account comes inside `data`, as older pages show it."""

    spare_configure_answers: bool = False
    """On: answers of configure leave out whatever is empty, `context` and `errors` too."""

    error_shape: str = "attribution"
    """Form of `error` in a failed run: one of `ERROR_SHAPES`."""

    accept_runs_only: bool = False
    """On: runs are answered with 202 and no result, as a retired flow did."""

    stash_redirects: bool = False
    """On: a download from the file stash is a 302 to a signed address, not the bytes."""

    throttle_next: int = 0
    """How many of the next calls to a project are refused with 429."""

    retry_after_s: int = 2
    """What those refusals say in `Retry-After`."""

    runs_per_minute: int = 0
    """Limit of configure, reload and run together; 0 for none."""

    proxy_timeout_s: float = 30.0
    """After this time the proxy answers 504."""

    def values(self) -> Mapping[str, object]:
        """Names and present values."""
        return asdict(self)

    def set(self, name: str, value: object) -> None:
        """
        Change one.

        Raises:
            KeyError: There is no such setting.
            ValueError: The value does not fit it.
        """
        kinds = {field.name: type(field.default) for field in fields(self)}
        kind = kinds[name]
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            raise ValueError(f"{name} takes {kind.__name__}")
        if name == "error_shape" and value not in ERROR_SHAPES:
            raise ValueError(f"{name} is one of {', '.join(ERROR_SHAPES)}")
        if isinstance(value, int | float) and value < 0:
            raise ValueError(f"{name} is not negative")
        setattr(self, name, value)
