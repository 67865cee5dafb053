"""Every platform that the explorer knows, by its name in settings files."""

from collections.abc import Mapping
from typing import Final

from explorer.domain.connection import Platform
from explorer.providers.contract import PlatformKind
from explorer.providers.inlycore import INLYCORE
from explorer.providers.pipedream import PIPEDREAM
from explorer.providers.stackone import STACKONE

PLATFORMS: Final[Mapping[Platform, PlatformKind]] = {
    Platform.STACKONE: STACKONE,
    Platform.PIPEDREAM: PIPEDREAM,
    Platform.INLYCORE: INLYCORE,
}
"""In the order in which they are offered. Making a provider imports what its platform needs, listing them does not."""
