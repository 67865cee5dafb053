"""Load the list of actions page by page; what was found stays usable when a later page fails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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

    An action listed twice is kept once; the second is noted as a problem if it differs. Raises `Failure`; what the
    pages before it brought has been told by then.
    """
    catalogue = Catalogue()
    known: dict[ActionKey, Action] = {}
    async for page in provider.discover():
        new: list[Action] = []
        for action in page.actions:
            earlier = known.get(action.key)
            if earlier is None:
                known[action.key] = action
                new.append(action)
            elif earlier != action:
                catalogue.problems.append(
                    ListingProblem(str(action.key), "listed twice, differently; the first is kept")
                )
        catalogue.actions.extend(new)
        catalogue.problems.extend(page.problems)
        on_progress(DiscoveryProgress(new, len(known), page.expected))
    catalogue.refreshed_at = datetime.now(UTC)
    return catalogue
