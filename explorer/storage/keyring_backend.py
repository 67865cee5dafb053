"""
Which keyring answers on this machine, what it is called, and what it says when it refuses.

All functions block, and import `keyring` when they are first called: they are for the keyring's thread alone.
"""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_NAMES = {
    "keyring.backends.macOS": "macOS Keychain",
    "keyring.backends.Windows": "Windows Credential Manager",
    "keyring.backends.SecretService": "Secret Service",
    "keyring.backends.libsecret": "Secret Service",
    "keyring.backends.kwallet": "KDE Wallet",
}

_SERVICE_PROGRAMS = {
    "gnome-keyring-d": "GNOME Keyring",
    "keepassxc": "KeePassXC",
    "kwalletd5": "KDE Wallet",
    "kwalletd6": "KDE Wallet",
    "ksecretd": "KDE Wallet",
    "oo7-daemon": "oo7",
}
"""What is behind the Secret Service, by the name of its process, which Linux cuts after 15 letters."""

_REFUSED = {
    "keyring.backends.fail": "This system has no keyring, or none that can be reached",
    "keyring.backends.null": "Keyrings are switched off on this system",
    "keyrings.alt.file": "The only keyring here keeps secrets in a file without protection",
}

WINDOWS_MODULE = "keyring.backends.Windows"
MOST_WINDOWS_UNITS = 1_280
"""UTF-16 units that the Windows Credential Manager takes: 2,560 bytes. Source: jaraco/keyring issues 355 and 540."""


@dataclass(frozen=True, slots=True)
class FoundKeyring:
    """
    Args:
        name: What people call it: "GNOME Keyring".
        is_usable: Whether secrets may be given to it; `reason` says why not, as a sentence without its full stop.
        is_locked: Whether it will ask for its password first, as far as can be told without asking.
        most_units: Longest secret that it takes in UTF-16 units, None for no limit.
    """

    name: str
    is_usable: bool = True
    reason: str = ""
    is_locked: bool = False
    most_units: int | None = None


def find_keyring() -> FoundKeyring:
    """The keyring that the system's or the user's settings choose. Opens no prompt."""
    import keyring

    backend = _first_of(keyring.get_keyring())
    module = type(backend).__module__
    if module in _REFUSED:
        return FoundKeyring(backend.name, is_usable=False, reason=_REFUSED[module])
    name = _NAMES.get(module, backend.name)
    if module == "keyring.backends.SecretService":
        return _secret_service(name)
    return FoundKeyring(name, most_units=MOST_WINDOWS_UNITS if module == WINDOWS_MODULE else None)


def read_entry(service: str, user: str) -> str | None:
    """The secret, or None if there is none."""
    import keyring

    return keyring.get_password(service, user)


def write_entry(service: str, user: str, secret: str) -> bool:
    """Keep a secret, in place of the one before; gives whether it can be read back unchanged."""
    import keyring

    keyring.set_password(service, user, secret)
    return keyring.get_password(service, user) == secret


def delete_entry(service: str, user: str) -> None:
    """Delete a secret; fine if there is none."""
    import keyring
    from keyring.errors import PasswordDeleteError

    try:
        keyring.delete_password(service, user)
    except PasswordDeleteError:
        # It is raised for a missing entry, and for one that cannot be deleted.
        if keyring.get_password(service, user) is not None:
            raise


def refusal(error: BaseException) -> str:
    """Why a keyring refused, as the rest of a sentence that begins with its name. Never quotes a secret."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"KeyringLocked", "LockedException", "PromptDismissedException"}:
        return "is locked, and was not unlocked"
    if names & {"NoKeyringError", "SecretServiceNotAvailableException"} or isinstance(error, ConnectionError):
        return "cannot be reached"
    if "InitError" in names:
        return "could not be opened, or its question was answered with no"
    if "PasswordDeleteError" in names:
        return "would not delete the secret"
    if "PasswordSetError" in names:
        return "would not keep the secret"
    return f"failed ({type(error).__name__})"


def _first_of(backend: "KeyringBackend") -> "KeyringBackend":
    """Of a chain of keyrings, the one that is asked first."""
    chained = getattr(backend, "backends", None)
    return next(iter(chained), backend) if isinstance(chained, list | tuple) else backend


def _secret_service(usual_name: str) -> FoundKeyring:
    import secretstorage

    name, is_locked = usual_name, False
    # Neither answer is needed to work: a service that does not give them is used all the same.
    with contextlib.suppress(Exception), contextlib.closing(secretstorage.dbus_init()) as bus:
        name = _program_behind(bus) or usual_name
        is_locked = secretstorage.Collection(bus, "/org/freedesktop/secrets/aliases/default").is_locked()
    return FoundKeyring(name, is_locked=is_locked)


def _program_behind(bus: Any) -> str:
    """Whose Secret Service it is, from the name of its process (Linux); empty if that cannot be told."""
    from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]  # ships no types

    daemon = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    question = new_method_call(daemon, "GetConnectionUnixProcessID", "s", ("org.freedesktop.secrets",))
    process_id = bus.send_and_get_reply(question, timeout=2.0).body[0]
    try:
        program = Path(f"/proc/{int(process_id)}/comm").read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""
    return _SERVICE_PROGRAMS.get(program, "")
