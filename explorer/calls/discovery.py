"""Load the list of actions page by page; what was found stays usable when a later page fails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from explorer.domain.action import Action, ActionKey, ListingProblem

if TYPE_CHECKING:  # a cached catalogue is shown before anything of the providers is imported
    from explorer.providers.contract import Provider


@dataclass(slots=True)
class Catalogue:
    """
    The actions of one connection.

    Args:
        refreshed_at: When the last complete discovery ended; None for one that never did.
    """

    actions: list[Action] = field(default_factory=list)
    problems: list[ListingProblem] = field(default_factory=list)
    refreshed_at: datetime | None = None

    def connectors(self) -> Sequence[tuple[str, str]]:
        """Key and name of each connector, by name."""
        names = {action.connector_key: action.connector_name or action.connector_key for action in self.actions}
        return sorted(names.items(), key=lambda pair: pair[1].casefold())


@dataclass(frozen=True, slots=True)
class DiscoveryProgress:
    """What a page brought, and how far it is: `expected` None where the platform does not say."""

    new_actions: Sequence[Action]
    found: int
    expected: int | None


async def discover(provider: "Provider", on_progress: Callable[[DiscoveryProgress], None]) -> Catalogue:
    """
    Ask for all pages. `on_progress` is told each page as it comes.

    An action listed twice is kept once; the second is noted as a problem if it differs. Half a character pair, which
    JSON can hold and neither a file nor an address can, is shown as U+FFFD; a key with one is a problem. Raises
    `Failure`; what the pages before it brought has been told by then.
    """
    catalogue = Catalogue()
    known: dict[ActionKey, Action] = {}
    async for page in provider.discover():
        new: list[Action] = []
        for listed in page.actions:
            if not _is_whole(listed.key):
                catalogue.problems.append(ListingProblem(_whole(listed.key), "its key holds half of a character pair"))
                continue
            action = _readable(listed)
            earlier = known.get(action.key)
            if earlier is None:
                known[action.key] = action
                new.append(action)
            elif earlier != action:
                catalogue.problems.append(
                    ListingProblem(str(action.key), "listed twice, differently; the first is kept")
                )
        catalogue.actions.extend(new)
        catalogue.problems.extend(ListingProblem(_whole(one.entry), _whole(one.reason)) for one in page.problems)
        on_progress(DiscoveryProgress(new, len(known), page.expected))
    catalogue.refreshed_at = datetime.now(UTC)
    return catalogue


def _readable(action: Action) -> Action:
    texts = (action.name, action.connector_key, action.connector_name, action.description, action.version)
    if all(map(_is_whole, (*texts, action.documentation_url))):
        return action
    return replace(
        action,
        name=_whole(action.name),
        connector_key=_whole(action.connector_key),
        connector_name=_whole(action.connector_name),
        description=_whole(action.description),
        version=_whole(action.version),
        documentation_url=_whole(action.documentation_url),
    )


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _whole(text: str) -> str:
    return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
