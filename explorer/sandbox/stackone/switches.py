"""What a test may change while the sandbox runs, and how it stands at the start."""

from collections.abc import Mapping

_START: Mapping[str, bool | int | str] = {
    # Not published: which status an unknown action or account gives.
    "unknown_action_status": 404,
    "unknown_account_status": 400,
    # Calls a minute for one key, 0 for no limit; the platform's own figure is 1000.
    "rate_limit_per_minute": 1000,
    # A server with sessions answers GET and DELETE on /mcp too.
    "mcp_sessions": False,
    "mcp_page_size": 50,
    # Settings of the project, for the scan of results.
    "defender_enabled": False,
    "defender_block_high_risk": False,
    "defender_block_status": 422,
    # Older servers listed operation_details in place of action_details.
    "action_details_name": "action_details",
    "end_user_required": False,
}


class Switches:
    """The settings and their present values; a value keeps its type."""

    def __init__(self) -> None:
        self._now = dict(_START)

    def as_json(self) -> Mapping[str, object]:
        """All of them."""
        return dict(self._now)

    def set(self, name: str, value: object) -> None:
        """
        Change one.

        Raises:
            KeyError: There is none of that name.
            ValueError: The value is of another type.
        """
        if type(value) is not type(self._now[name]):
            raise ValueError(f"{name} must be like {self._now[name]!r}")
        self._now[name] = value

    def is_on(self, name: str) -> bool:
        """A yes-or-no setting."""
        return self._now[name] is True

    def number(self, name: str) -> int:
        """A setting that is a whole number."""
        value = self._now[name]
        assert isinstance(value, int)
        return value

    def text(self, name: str) -> str:
        """A setting that is text."""
        return str(self._now[name])

    def reset(self) -> None:
        """Back to the start."""
        self._now = dict(_START)
