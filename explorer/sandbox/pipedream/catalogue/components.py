"""Finding and ordering actions and triggers, with their versions."""

from collections.abc import Sequence

from explorer.sandbox.pipedream.catalogue.files import Catalogue, Entry
from explorer.sandbox.pipedream.refusal import bad_request

REGISTRIES = ("public", "private", "all")
PRIVATE_PREFIX = "~/"


class ComponentShelf:
    """The components of the catalogue, newest version first for each key."""

    def __init__(self, catalogue: Catalogue) -> None:
        weights = {app["name_slug"]: float(app["featured_weight"]) for app in catalogue.apps}
        self._app_ids = {app["id"]: app["name_slug"] for app in catalogue.apps}
        self._versions: dict[str, list[Entry]] = {}
        for component in catalogue.components:
            self._versions.setdefault(component["key"], []).append(component)
        for versions in self._versions.values():
            versions.sort(key=lambda one: version_numbers(one["version"]), reverse=True)
        newest = [versions[0] for versions in self._versions.values()]
        self._newest = sorted(
            newest,
            key=lambda one: (-max((weights.get(app, 0.0) for app in apps_of(one)), default=0.0), one["name"]),
        )

    def search(self, kind: str | None, *, words: str = "", app: str = "", registry: str = "all") -> Sequence[Entry]:
        """
        Newest versions that fit: by weight of their app, then by name.

        Args:
            kind: `action`, `trigger`, or None for both.
            words: Each must occur in name, key or description.
            app: Slug or id; none asks for nothing.
            registry: One of `REGISTRIES`.
        """
        if registry not in REGISTRIES:
            raise bad_request("invalid registry", registry=[f"must be one of {', '.join(REGISTRIES)}"])
        slug = self._app_ids.get(app, app)
        return [
            one
            for one in self._newest
            if (kind is None or one["component_type"] == kind)
            and (not slug or slug in apps_of(one))
            and (registry == "all" or (registry == "private") is one["key"].startswith(PRIVATE_PREFIX))
            and _has_words(one, words)
        ]

    def find(self, kind: str | None, key: str, version: str | None = None) -> Entry | None:
        """The component of that key, in a version or the newest."""
        for one in self._versions.get(key, ()):
            if version in (None, "", one["version"]) and (kind is None or one["component_type"] == kind):
                return one
        return None


def apps_of(component: Entry) -> Sequence[str]:
    """Slugs of the apps that a component's app props name, in order."""
    return [prop["app"] for prop in component["configurable_props"] if prop["type"] == "app"]


def version_numbers(version: str) -> tuple[int, ...]:
    """`1.10.2` as numbers, for ordering."""
    return tuple(int(part) for part in version.split("."))


def _has_words(component: Entry, words: str) -> bool:
    text = f"{component['name']} {component['key']} {component.get('description') or ''}".casefold()
    return all(word in text for word in words.casefold().split())
