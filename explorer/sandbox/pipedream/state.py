"""Everything the stand-in remembers, made anew by a reset."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from explorer.sandbox.pipedream.access.client_assertion import AssertionCheck
from explorer.sandbox.pipedream.access.limits import Limits
from explorer.sandbox.pipedream.access.tokens import TokenBook
from explorer.sandbox.pipedream.catalogue.apps import AppShelf
from explorer.sandbox.pipedream.catalogue.components import ComponentShelf
from explorer.sandbox.pipedream.catalogue.files import Catalogue, load_catalogue
from explorer.sandbox.pipedream.kept.dynamic_lists import DynamicLists
from explorer.sandbox.pipedream.kept.record_store import RecordStore
from explorer.sandbox.pipedream.kept.stash import FileStash
from explorer.sandbox.pipedream.people.account_book import AccountBook
from explorer.sandbox.pipedream.people.first_accounts import add_first_accounts
from explorer.sandbox.pipedream.switches import Switches

PROJECT_ID = "proj_Sandbox1"
CLIENT_ID = "sandbox-client-id"
CLIENT_SECRET = "sandbox-client-secret"
DEFAULT_ENVIRONMENT = "development"


@dataclass
class Usage:
    """What was used since the start, in credits."""

    runs: int = 0
    proxy_calls: int = 0


@dataclass
class PipedreamState:
    """One project with its accounts, records and tokens."""

    seed: int
    clock: Callable[[], float] = time.time
    catalogue: Catalogue = field(default_factory=load_catalogue)
    switches: Switches = field(default_factory=Switches)
    limits: Limits = field(default_factory=Limits)
    accounts: AccountBook = field(default_factory=AccountBook)
    lists: DynamicLists = field(default_factory=DynamicLists)
    usage: Usage = field(default_factory=Usage)
    apps: AppShelf = field(init=False)
    components: ComponentShelf = field(init=False)
    tokens: TokenBook = field(init=False)
    assertions: AssertionCheck = field(init=False)
    records: RecordStore = field(init=False)
    stash: FileStash = field(init=False)

    def __post_init__(self) -> None:
        self.apps = AppShelf(self.catalogue)
        self.components = ComponentShelf(self.catalogue)
        self.tokens = TokenBook(self.clock)
        self.assertions = AssertionCheck(CLIENT_ID, self.clock)
        self.records = RecordStore(self.catalogue, self.seed)
        self.stash = FileStash(PROJECT_ID, self.clock)
        add_first_accounts(self.accounts, self.apps.all(), self.seed)

    def restart(self) -> None:
        """Back to the start state, switches too."""
        fresh = PipedreamState(self.seed, self.clock, self.catalogue)
        self.__dict__.update(fresh.__dict__)
