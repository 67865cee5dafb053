"""The ways in which a request can be copied, and the text of each."""

from enum import Enum

from explorer.calls.copying.curl_command import posix_curl, windows_curl
from explorer.calls.copying.httpx_script import httpx_script
from explorer.domain.call import SentRequest
from explorer.providers.copied_code.code import CopiedCode, NotCopyable, OfficialSdk


class CopyWay(Enum):
    """A way; the value is what a person reads."""

    POSIX = "cURL (POSIX shell)"
    WINDOWS = "cURL (Windows cmd, not tried)"
    HTTPX = "Python (httpx)"
    SDK = "Python (official SDK)"

    def label(self, sdk: OfficialSdk | None) -> str:
        """The value, with the name of the library where there is one."""
        if self is not CopyWay.SDK:
            return str(self.value)
        return f"Python ({sdk.package}, the official SDK)" if sdk is not None else "No official SDK for Python"


def ways_for(sdk: OfficialSdk | None) -> list[CopyWay]:
    """The ways that there are for a platform with this library, or with none."""
    return [way for way in CopyWay if way is not CopyWay.SDK or sdk is not None]


def copied(request: SentRequest, way: CopyWay, sdk: OfficialSdk | None = None) -> CopiedCode:
    """
    The request as text.

    Args:
        request: As it is shown.
        way: How.
        sdk: That of the platform, None where there is none.

    Raises:
        NotCopyable: It cannot be written in this way; the reason is for a person.
    """
    if way is CopyWay.SDK:
        if sdk is None:
            raise NotCopyable("the platform publishes no SDK for Python")
        return sdk.write(request)
    writers = {CopyWay.POSIX: posix_curl, CopyWay.WINDOWS: windows_curl, CopyWay.HTTPX: httpx_script}
    return writers[way](request)
