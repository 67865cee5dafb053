"""
Addresses of an installation: templates filled with keys and ids, and addresses that the installation itself names.

A key's slashes stay, everything else of a key and all of an id is percent-encoded. An address that leads away from
the connection's own is never used: the token goes with it.

Source: reference, sections 2 and 7.
"""

from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from explorer.domain.failure import NotSendable

ID: Final = "{id}"
KEY: Final = "{key}"
QUERY: Final = "{query}"


def filled(base_url: str, template: str, *, key: str = "", subject: str | None = None) -> str:
    """
    The address of a template.

    Raises:
        NotSendable: The id cannot be addressed.
    """
    path = template.replace(KEY, escaped_key(key))
    if ID in path:
        path = path.replace(ID, escaped_id(subject or ""))
    return f"{base_url.rstrip('/')}/{path.lstrip('/')}"


def escaped_key(key: str) -> str:
    """
    The key with each of its parts percent-encoded, and its slashes as they are.

    Raises:
        NotSendable: It holds what no address can.
    """
    try:
        return "/".join(quote(part, safe="") for part in key.split("/"))
    except UnicodeEncodeError:
        raise NotSendable("The key holds half of a character pair, which no address can carry.") from None


def escaped_id(subject: str) -> str:
    """
    The record's id, percent-encoded.

    Raises:
        NotSendable: It is empty, or holds a slash: Laravel decodes the whole path before it looks for a route, so
            that `%2F` would be one more part of the path.
    """
    if not subject.strip():
        raise NotSendable("Enter the id of the record that the action works on.")
    if "/" in subject:
        raise NotSendable(
            f'The id "{subject[:60]}" holds a slash. Inly Core would read it as one more part of the address, even '
            "percent-encoded, and answer 404."
        )
    try:
        return quote(subject, safe="")
    except UnicodeEncodeError:
        raise NotSendable("The id holds half of a character pair, which no address can carry.") from None


def own_address(base_url: str, named: str) -> str:
    """
    An address that the installation names, made absolute; empty where it leads to another origin or another prefix.

    Args:
        base_url: The connection's address.
        named: Absolute, from the root, or relative.
    """
    base = f"{base_url.rstrip('/')}/"
    try:
        found = urljoin(base, named.strip())
        parts, own = urlsplit(found), urlsplit(base)
        is_ours = (parts.scheme, parts.hostname, _port(parts.scheme, parts.port)) == (
            own.scheme,
            own.hostname,
            _port(own.scheme, own.port),
        )
    except ValueError:
        return ""
    if not is_ours or "@" in parts.netloc or parts.fragment or not parts.path.startswith(own.path):
        return ""
    return found


def subject_address(base_url: str, pattern: str, template: str, key: str, subject: str) -> str:
    """The address of a run on a record: by the schema's own pattern if that is ours, else by the template."""
    own = own_address(base_url, pattern) if ID in pattern else ""
    if own and own.count(ID) == 1 and ID in urlsplit(own).path:
        return own.replace(ID, escaped_id(subject))
    return filled(base_url, template, key=key, subject=subject)


def _port(scheme: str, port: int | None) -> int | None:
    return port if port is not None else {"http": 80, "https": 443}.get(scheme)
