"""Everything that one stand-in remembers, and how it begins again."""

import time
from collections.abc import Callable
from random import Random

from explorer.sandbox.stackone.accounts import Account, all_accounts
from explorer.sandbox.stackone.action_log import ActionLog
from explorer.sandbox.stackone.catalogue.catalogue import Catalogue
from explorer.sandbox.stackone.catalogue.hand_made import FILES, PEOPLE
from explorer.sandbox.stackone.catalogue.vocabulary import Resource, resources
from explorer.sandbox.stackone.envelope import Refused, timestamp
from explorer.sandbox.stackone.records.collection import Collection, Record
from explorer.sandbox.stackone.records.files import Content, files
from explorer.sandbox.stackone.records.people import employees
from explorer.sandbox.stackone.records.values import moment, value_of
from explorer.sandbox.stackone.switches import Switches

API_KEY = "v1.eu1.sandbox-key-for-nothing-real"
WINDOW_S = 60.0


class State:
    """
    Accounts, records, logs, counters and settings.

    Records of a resource are made when they are first asked for, from the seed, the account and the resource.

    Args:
        clock: Seconds that only go forward, for the rate limit.
    """

    def __init__(self, actions: int, seed: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.catalogue = Catalogue(actions, seed)
        self.seed = seed
        self.switches = Switches()
        self._clock = clock
        self.reset()

    def reset(self) -> None:
        """Back to the start."""
        self.switches.reset()
        self.accounts: dict[str, Account] = {one.id: one for one in all_accounts(self.catalogue)}
        self.log = ActionLog()
        self.file_contents: dict[tuple[str, str], Content] = {}
        self.connect_sessions: dict[str, dict[str, object]] = {}
        self.pinned_versions: dict[str, dict[str, object]] = {}
        self.synced: dict[str, dict[str, object]] = {}
        self.feedback: list[object] = []
        self.mcp_sessions: set[str] = set()
        self.refusals_left: dict[str, int] = {}
        self._collections: dict[tuple[str, str], Collection] = {}
        self._calls: dict[str, tuple[float, int]] = {}

    def count_call(self, api_key: str) -> None:
        """
        Count one request of a key.

        Raises:
            Refused: 429, the limit of this minute is used up; `Retry-After` says when the next begins.
        """
        limit = self.switches.number("rate_limit_per_minute")
        now = self._clock()
        began, calls = self._calls.get(api_key, (now, 0))
        if now - began >= WINDOW_S:
            began, calls = now, 0
        if limit and calls >= limit:
            raise Refused(429, retry_after_s=max(1, round(WINDOW_S - (now - began))))
        self._calls[api_key] = (began, calls + 1)

    def collection(self, account: Account, resource_key: str) -> Collection:
        """The records of a resource in an account."""
        place = (account.id, resource_key)
        if place not in self._collections:
            self._collections[place] = self._new_collection(account, resource_key)
        return self._collections[place]

    def resource(self, connector_key: str, resource_key: str) -> Resource | None:
        """What a resource's records consist of."""
        category = self.catalogue.category(connector_key)
        return next((one for one in resources(category) if one.key == resource_key), None)

    def _new_collection(self, account: Account, resource_key: str) -> Collection:
        if (account.connector_key, resource_key) == (PEOPLE, "employees"):
            return Collection("emp", employees())
        if (account.connector_key, resource_key) == (FILES, "files"):
            return self._file_collection(account)
        resource = self.resource(account.connector_key, resource_key)
        assert resource is not None, resource_key
        draw = Random(f"{self.seed} {account.id} {resource_key}")
        start = [_made_up(resource, draw) for _ in range(draw.randint(3, 60))]
        return Collection(resource.id_prefix, start)

    def _file_collection(self, account: Account) -> Collection:
        listed = files()
        made = Collection("file", [record for record, _ in listed])
        for number, (_, content) in enumerate(listed, start=1):
            self.file_contents[account.id, f"file_{number}"] = content
        return made


def _made_up(resource: Resource, draw: Random) -> Record:
    made: Record = {field.name: value_of(field, draw) for field, _ in resource.fields}
    created = timestamp(moment(draw))
    return {**made, "version": 1, "created_at": created, "updated_at": created}
