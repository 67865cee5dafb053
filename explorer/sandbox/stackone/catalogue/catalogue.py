"""All connectors by key, and all actions by id; each made-up connector is made when it is first asked for."""

from collections.abc import Iterator, Sequence

from explorer.sandbox.stackone.catalogue.fault_lab import fault_lab
from explorer.sandbox.stackone.catalogue.hand_made import hand_made_connectors
from explorer.sandbox.stackone.catalogue.invented import ACTIONS_EACH, connector, connector_names
from explorer.sandbox.stackone.catalogue.model import Action, Connector


class Catalogue:
    """
    So many actions, made from a seed.

    The hand-made ones are always there; the made-up ones fill up to the wanted number. 10,000 actions are 130
    connectors.
    """

    def __init__(self, actions: int, seed: int) -> None:
        self._seed = seed
        self._made: dict[str, Connector] = {one.key: one for one in (*hand_made_connectors(), fault_lab())}
        self.hand_made_keys = tuple(self._made)
        missing = max(0, actions - sum(len(one.actions) for one in self._made.values()))
        count = -(-missing // ACTIONS_EACH)
        names = connector_names(count, seed)
        shares = [missing // count + (number < missing % count) for number in range(count)]
        self._plans = {name[0]: (name, share) for name, share in zip(names, shares, strict=True)}
        self._keys = (*self.hand_made_keys, *self._plans)
        self._by_id: dict[str, dict[str, Action]] = {}

    @property
    def keys(self) -> Sequence[str]:
        """Keys of all connectors, the hand-made first."""
        return self._keys

    def title(self, key: str) -> str:
        """A connector's name for people, without making its actions."""
        return self._plans[key][0][1] if key in self._plans else self._made[key].name

    def category(self, key: str) -> str:
        """A connector's category, without making its actions."""
        return self._plans[key][0][2] if key in self._plans else self._made[key].category

    def connector(self, key: str) -> Connector | None:
        """A connector, or None."""
        if key not in self._made and key in self._plans:
            (_, name, category), share = self._plans[key]
            self._made[key] = connector(key, name, category, share, self._seed)
        return self._made.get(key)

    def connectors(self, keys: Sequence[str] | None = None) -> Iterator[Connector]:
        """The connectors with these keys, or all."""
        for key in self._keys if keys is None else keys:
            found = self.connector(key)
            if found is not None:
                yield found

    def action(self, action_id: str) -> Action | None:
        """
        The action with an id, or None.

        Keys may contain underscores and begin like each other, so every key that fits is tried.
        """
        parts = action_id.split("_")
        for end in range(1, len(parts)):
            found = self.connector("_".join(parts[:end]))
            if found is not None:
                action = self._actions_of(found).get(action_id)
                if action is not None:
                    return action
        return None

    def _actions_of(self, found: Connector) -> dict[str, Action]:
        if found.key not in self._by_id:
            self._by_id[found.key] = {one.id: one for one in found.actions}
        return self._by_id[found.key]
