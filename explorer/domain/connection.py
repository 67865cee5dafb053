"""One configured way into a platform: its name, address and options. Its secrets lie elsewhere, under its id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NewType

ConnectionId = NewType("ConnectionId", str)
SecretName = NewType("SecretName", str)
"""What a secret is called within its connection: `api_key`, `client_secret`, `connect_token`."""


class Platform(Enum):
    """A kind of service; the value is what settings files hold."""

    STACKONE = "stackone"
    PIPEDREAM = "pipedream"
    INLYCORE = "inlycore"

    @property
    def label(self) -> str:
        """The platform's own spelling of its name."""
        return {"stackone": "StackOne", "pipedream": "Pipedream Connect", "inlycore": "Inly Core"}[self.value]


class Environment(Enum):
    """What is at stake behind a connection; decides the colour and the words of its badge."""

    SANDBOX = "sandbox"
    DEVELOPMENT = "development"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True)
class Connection:
    """
    A platform, an address and options by name, all of them text.

    Which options there are, with labels and start values, is said by the platform's provider
    (`providers.contract.Setting`); an option that is missing here has its start value.
    """

    id: ConnectionId
    name: str
    platform: Platform
    base_url: str
    environment: Environment
    options: Mapping[str, str] = field(default_factory=dict)
