"""Whether a call may be made at all: its account, the account's state, the profile, the permission."""

from explorer.sandbox.stackone.accounts import Account, default_profile_id
from explorer.sandbox.stackone.catalogue.model import Action
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.state import State

_CODES = {
    "suspended": ("AccountSuspendedError", "The account is suspended and takes no calls"),
    "expired": ("AccountExpiredError", "The account is a test account whose time is over"),
    "archived": ("AccountArchivedError", "The account was archived and takes no calls"),
    "error": ("AccountErrorStatus", "The account's connection to the provider is broken"),
}
EXPIRED_AT = "2026-02-01T00:00:00.000Z"


def account_of(state: State, account_id: str | None) -> Account:
    """
    The account that a call is for.

    Raises:
        Refused: 400 without an account, or the switched status for an unknown one.
    """
    if not account_id:
        raise Refused(400, "The header x-account-id is required")
    account = state.accounts.get(account_id)
    if account is None:
        raise Refused(state.switches.number("unknown_account_status"), f"Account {account_id} was not found")
    return account


def require_active(account: Account) -> None:
    """
    Refuse accounts that cannot be used; those that are merely inactive can.

    Raises:
        Refused: 412 with the account's state.
    """
    if account.status in _CODES:
        raise blocked(account.status, account.status_reasons())


def blocked(status: str, reasons: list[dict[str, object]]) -> Refused:
    """The 412 for one state of an account."""
    code, message = _CODES[status]
    details: dict[str, object] = {"status": status}
    if status == "expired":
        details["expiresAt"] = EXPIRED_AT
    if status == "error":
        details["statusReasons"] = reasons
    return Refused(412, message, error_code=code, details=details)


def profile_for(state: State, account: Account, profile_id: str | None) -> str:
    """
    The connector profile that a call uses.

    Raises:
        Refused: 400, the wanted one does not exist or belongs to another connector.
    """
    if profile_id is None:
        return account.profile_id
    if profile_id not in profile_ids(account.connector_key):
        elsewhere = any(profile_id in profile_ids(key) for key in state.catalogue.keys)
        reason = "belongs to another connector than the account" if elsewhere else "does not exist in this project"
        raise Refused(400, f"Connector profile {profile_id} {reason}")
    return profile_id


def profile_ids(connector_key: str) -> tuple[str, str]:
    """A connector's two profiles: the default and one for trying out."""
    return default_profile_id(connector_key), f"cp-{connector_key}-staging"


def require_permission(account: Account, action: Action) -> None:
    """
    Refuse writes to accounts that may only be read.

    Raises:
        Refused: 403.
    """
    if account.is_read_only and not action.is_read:
        missing = ", ".join(action.required_scopes)
        raise Refused(403, f"The account was linked without the scope {missing}")
