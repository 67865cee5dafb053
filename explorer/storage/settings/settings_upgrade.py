"""
Settings files of older programs, brought up to date step by step.

A step changes the content of one version into that of the next. It never loses what it does not know.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from explorer.domain.json_value import JsonObject

Step = Callable[[JsonObject], JsonObject]

FIRST_VERSION = 1

STEPS: Mapping[int, Step] = MappingProxyType({})
"""The step that leads away from each version. Version 1 is the first and, so far, the only one."""

CURRENT_VERSION = FIRST_VERSION + len(STEPS)


class UnknownVersion(ValueError):
    """The content has no version, or one that this program does not know; the text says so."""


def upgraded(content: JsonObject, steps: Mapping[int, Step] = STEPS) -> JsonObject:
    """
    The content in the newest version; unchanged if it has that already.

    Raises:
        UnknownVersion: A newer program wrote it, or it is no settings file at all.
    """
    newest = FIRST_VERSION + len(steps)
    version = content.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < FIRST_VERSION:
        raise UnknownVersion("it names no version")
    if version > newest:
        raise UnknownVersion(f"a newer program wrote it (version {version}; this one knows {newest})")
    while version < newest:
        content = steps[version](content)
        version += 1
        content["version"] = version
    return content
