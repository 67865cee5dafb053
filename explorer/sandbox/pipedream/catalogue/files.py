"""
The data files under `resources/sandbox/pipedream/`, read once for the whole process.

    apps.json                apps, in the platform's own form
    app_categories.json      categories, likewise
    components/<app>.json    actions and triggers of one app, likewise; several versions of a key may stand there
    choices.json             app > prop > how its remote choices are made (forms/choice_rules.py)
    pools.json               the words and fixed lists that choices are made of
    reloads.json             action > what a reload changes (forms/reload_rules.py)
    recipes.json             action > what a run does (runs/recipe.py)
    records.json             app > collection > records that are there at the start
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import explorer

Entry = dict[str, Any]
"""One object of the platform's JSON."""


@dataclass(frozen=True)
class Catalogue:
    """Everything that the data files say; nobody changes it."""

    apps: tuple[Entry, ...]
    categories: tuple[Entry, ...]
    components: tuple[Entry, ...]
    choices: Mapping[str, Mapping[str, Entry]]
    pools: Mapping[str, list[Any]]
    reloads: Mapping[str, list[Entry]]
    recipes: Mapping[str, Entry]
    records: Mapping[str, Mapping[str, list[Entry]]]


@functools.cache
def load_catalogue() -> Catalogue:
    """The catalogue of the package, or of the source tree it is run from."""
    folder = resource_folder()
    components = [component for path in sorted((folder / "components").glob("*.json")) for component in _read(path)]
    return Catalogue(
        apps=tuple(_read(folder / "apps.json")),
        categories=tuple(_read(folder / "app_categories.json")),
        components=tuple(components),
        choices=_read(folder / "choices.json"),
        pools=_read(folder / "pools.json"),
        reloads=_read(folder / "reloads.json"),
        recipes=_read(folder / "recipes.json"),
        records=_read(folder / "records.json"),
    )


def resource_folder() -> Path:
    """Where the data files lie: inside the installed package, else beside it in the source tree."""
    package = Path(explorer.__file__).parent
    installed = package / "resources" / "sandbox" / "pipedream"
    return installed if installed.is_dir() else package.parent / "resources" / "sandbox" / "pipedream"


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
