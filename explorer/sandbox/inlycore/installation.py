"""Everything that one installation holds, and its start state."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

from explorer.sandbox.inlycore.actions.catalogue import all_actions
from explorer.sandbox.inlycore.actions.workflows import Workflows
from explorer.sandbox.inlycore.authentication.clients import known_clients
from explorer.sandbox.inlycore.authentication.tokens import Tokens
from explorer.sandbox.inlycore.records import Records
from explorer.sandbox.inlycore.switches import Switches
from explorer.sandbox.inlycore.wire.throttle import Throttle


class Installation:
    """One installation in memory."""

    def __init__(self, seed: int, clock: Callable[[], float]) -> None:
        self._seed = seed
        self.clock = clock
        self.switches = Switches()
        self.chance = Random(seed)
        self.actions = all_actions()
        self.register = known_clients()
        self.tokens = Tokens(clock)
        self.records = Records()
        self.workflows = Workflows(clock)
        self.throttle = Throttle(clock)

    @property
    def now(self) -> datetime:
        """The present, in UTC."""
        return datetime.fromtimestamp(self.clock(), UTC)

    def reset(self) -> None:
        """Back to the start state: records, tokens, jobs, limits, switches and chance."""
        self.switches = Switches()
        self.chance = Random(self._seed)
        self.tokens.forget()
        self.records.reset()
        self.workflows.forget()
        self.throttle.forget()
