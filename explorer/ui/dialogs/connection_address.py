"""Whether an address can be used for a connection."""

from urllib.parse import urlsplit

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def address_problem(text: str) -> str:
    """Why the address cannot be used, in words; empty if it can. Secrets never travel unencrypted, except at home."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "The address cannot be read: write it as https://host or https://host:port."
    if parts.scheme not in ("http", "https") or not host or port == 0:
        return "The address begins with https:// and a host name."
    if parts.username or parts.password:
        return "Leave user name and password out of the address; secrets have fields of their own."
    if parts.query or parts.fragment:
        return "Leave out of the address what follows ? or #."
    if parts.scheme == "http" and host not in _LOOPBACK:
        return "Use https://: over http:// everybody on the way could read the secrets."
    return ""
