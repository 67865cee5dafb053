"""Finding and ordering apps."""

from collections.abc import Iterable, Sequence

from explorer.sandbox.pipedream.catalogue.files import Catalogue, Entry
from explorer.sandbox.pipedream.refusal import bad_request

SORT_KEYS = ("name", "name_slug", "featured_weight")


class AppShelf:
    """The apps of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._apps = catalogue.apps
        self._categories = catalogue.categories
        self._by_name = {app["name_slug"]: app for app in catalogue.apps}
        self._by_name.update({app["id"]: app for app in catalogue.apps if app["id"]})
        self._kinds: dict[str, set[str]] = {}
        for component in catalogue.components:
            for prop in component["configurable_props"]:
                if prop["type"] == "app":
                    self._kinds.setdefault(prop["app"], set()).add(component["component_type"])

    def find(self, slug_or_id: str) -> Entry | None:
        """The app of that slug or id."""
        return self._by_name.get(slug_or_id)

    def all(self) -> Sequence[Entry]:
        """Every app, by slug."""
        return sorted(self._apps, key=lambda app: str(app["name_slug"]))

    def search(
        self,
        *,
        words: str = "",
        category_ids: Iterable[str] = (),
        kinds: Iterable[tuple[str, bool]] = (),
        sort_key: str = "name_slug",
        descending: bool = False,
    ) -> Sequence[Entry]:
        """
        Apps that fit, in order.

        Args:
            words: Each must occur in name, slug or description.
            category_ids: Any of them must be the app's; none asks for nothing.
            kinds: `("action", True)` asks for apps with actions, `("action", False)` for those without.
            sort_key: One of `SORT_KEYS`; apps that are equal in it stand by slug.
            descending: Turn the order round.
        """
        if sort_key not in SORT_KEYS:
            raise bad_request("invalid sort_key", sort_key=[f"must be one of {', '.join(SORT_KEYS)}"])
        names = {entry["name"] for entry in self._categories if entry["id"] in set(category_ids)}
        wanted = list(kinds)
        found = [
            app
            for app in self.all()
            if _has_words(app, words)
            and (not category_ids or names.intersection(app["categories"]))
            and all((kind in self._kinds.get(app["name_slug"], ())) is there for kind, there in wanted)
        ]
        if sort_key == "featured_weight":
            return sorted(found, key=lambda app: float(app["featured_weight"]), reverse=descending)
        return sorted(found, key=lambda app: str(app[sort_key]).casefold(), reverse=descending)


def _has_words(app: Entry, words: str) -> bool:
    text = f"{app['name']} {app['name_slug']} {app['description']}".casefold()
    return all(word in text for word in words.casefold().split())
