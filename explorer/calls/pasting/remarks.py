"""
What a person should know of a pasted call before running it here: it was made for another host.

    host_remark(url, base_url)     a sentence, empty where the hosts are the same
"""

from urllib.parse import urlsplit


def host_remark(url: str, base_url: str) -> str:
    """A sentence where the address of a call leads elsewhere than the connection's; empty where it names no host."""
    theirs, ours = _host(url), _host(base_url)
    return f"It was made for {theirs}; Run sends it to {ours}." if theirs and theirs != ours else ""


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    # Without the part before the @, which may hold a password.
    return f"{parts.hostname or ''}{f':{port}' if port else ''}"[:100]
