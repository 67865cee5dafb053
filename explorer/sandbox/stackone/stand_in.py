"""The stand-in for StackOne."""

from collections.abc import Mapping, Sequence

from starlette.routing import BaseRoute


class StackOneSandbox:
    """A StackOne of one's own."""

    name = "stackone"

    def __init__(self, actions: int = 10_000, seed: int = 1) -> None:
        self._actions = actions
        self._seed = seed

    def routes(self) -> Sequence[BaseRoute]:
        """Every route."""
        return []

    def not_found(self, path: str) -> tuple[int, Mapping[str, object]]:
        """What an unknown path answers."""
        return 404, {"statusCode": 404, "message": f"Cannot find {path}"}

    def switches(self) -> Mapping[str, object]:
        """None yet."""
        return {}

    def switch(self, name: str, value: object) -> None:
        """None yet."""
        raise KeyError(name)

    def reset(self) -> None:
        """Back to the start state."""

    def ready(self, base_url: str) -> Mapping[str, object]:
        """Address and key."""
        return {"base_url": base_url, "api_key": "v1.eu1.sandbox", "account_ids": []}
