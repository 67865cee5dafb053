"""Whether an address can be used for a connection."""

import ipaddress
import re
from urllib.parse import urlsplit

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PART = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST_NAME = re.compile(rf"{_PART}(?:\.{_PART})*\.?")
_PATH = re.compile(r"[!-~]*")


def address_problem(text: str) -> str:
    """Why the address cannot be used, in words; empty if it can. Secrets never travel unencrypted, except at home."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "The address cannot be read: write it as https://host or https://host:port."
    if parts.scheme not in ("http", "https") or not host or port == 0:
        return "The address begins with https:// and a host name."
    if parts.username is not None or parts.password is not None:
        return "Leave user name and password out of the address; secrets have fields of their own."
    if "?" in text or "#" in text:
        return "Leave out of the address what follows ? or #."
    if not (_is_host(host) and _PATH.fullmatch(text)):
        return "Write the address without blanks and other signs; a name in another script as xn--\u2026"
    if parts.scheme == "http" and host not in _LOOPBACK:
        return "Use https://: over http:// everybody on the way could read the secrets."
    return ""


def _is_host(host: str) -> bool:
    if ":" in host:
        try:
            return ipaddress.ip_address(host).version == 6
        except ValueError:
            return False
    return _HOST_NAME.fullmatch(host) is not None and len(host) < 254
