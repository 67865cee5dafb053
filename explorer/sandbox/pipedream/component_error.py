"""
A failure inside a component: the platform answers 200 and says so in the body.

Source: Pipedream Connect, page on running actions (origins); the shape of `error` is not published, so it can be
switched.
"""

import time
from typing import Any

COMPONENT_CODE = "component_code"
UPSTREAM_API = "upstream_api"
NETWORK_IO = "network_io"
RESPONSE_PARSING = "response_parsing"


class ComponentError(Exception):
    """What the component threw, and where that came from."""

    def __init__(self, message: str, *, name: str = "Error", origin: str = COMPONENT_CODE, **more: object) -> None:
        super().__init__(message)
        self.name = name
        self.message = message
        self.origin = origin
        self.more = more

    def observation(self) -> dict[str, Any]:
        """The entry of `os` or `observations`."""
        stack = (
            f"{self.name}: {self.message}\n    at Object.run (component.mjs:42:11)\n    at async null.executeComponent"
        )
        err = {"name": self.name, "message": self.message, "stack": stack, **self.more}
        return {"ts": milliseconds(), "k": "error", "err": err}

    def error(self, shape: str) -> object:
        """The `error` of a failed run in one of the shapes of `switches.ERROR_SHAPES`; None for none."""
        if shape == "text":
            return self.message
        named: dict[str, Any] = {"name": self.name, "message": self.message}
        if shape == "attribution":
            return {**named, "attribution": {"origin": self.origin}}
        if shape == "origin":
            return {**named, "origin": self.origin}
        return None


def configuration_error(message: str) -> ComponentError:
    """The author's own check of what was entered."""
    return ComponentError(message, name="ConfigurationError")


def upstream_error(status: int, message: str = "") -> ComponentError:
    """A third party that answered 4xx or 5xx; `message` is what its body said."""
    text = f"Request failed with status code {status}"
    return ComponentError(
        f"{text}: {message}" if message else text, name="AxiosError", origin=UPSTREAM_API, status=status
    )


def milliseconds() -> int:
    """Now, as the platform's logs write it."""
    return int(time.time() * 1000)
