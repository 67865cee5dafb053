"""The part that configure, reload and run requests have in common: which component, for whom, with which values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.sandbox.pipedream.access.gate import Caller
from explorer.sandbox.pipedream.catalogue.files import Entry
from explorer.sandbox.pipedream.component_error import ComponentError, upstream_error
from explorer.sandbox.pipedream.forms.values import component_values, with_defaults
from explorer.sandbox.pipedream.people.account import Account
from explorer.sandbox.pipedream.refusal import bad_request, not_found
from explorer.sandbox.pipedream.state import PipedreamState


@dataclass(frozen=True)
class FormRequest:
    """
    A checked request.

    `props` is the dynamic list that the request names, else the component's own; `values` are those of `props`,
    unwrapped and without defaults.
    """

    component: Entry
    props: Sequence[Entry]
    values: Mapping[str, Any]
    configured: Mapping[str, Any]
    external_user_id: str
    environment: str
    accounts: Sequence[Account]
    has_dynamic_props: bool

    @property
    def filled_values(self) -> Mapping[str, Any]:
        """`values` with the default of every prop that has none."""
        return with_defaults(self.props, self.values)

    @property
    def owner(self) -> str:
        """Whose choices and records are meant: the account's, or the user's where there is none."""
        if self.accounts:
            return self.accounts[0].account_id
        return f"{self.environment} {self.external_user_id}"

    def check_accounts(self, state: PipedreamState) -> None:
        """Fail as a component does that lacks an account, or has one that no longer works."""
        connected = {account.app["name_slug"] for account in self.accounts}
        for prop in self.component["configurable_props"]:
            if prop["type"] == "app" and prop["app"] not in connected and not prop.get("optional"):
                app = state.apps.find(prop["app"])
                if app is None or app["auth_type"] != "none":
                    raise ComponentError(
                        "Cannot read properties of undefined (reading 'oauth_access_token')", name="TypeError"
                    )
        for account in self.accounts:
            if account.dead or not account.healthy:
                raise upstream_error(401, account.error or "the account no longer works")


def read_form_request(state: PipedreamState, caller: Caller, body: object, kind: str | None) -> FormRequest:
    """
    A request body, checked.

    Raises:
        RequestRefusedError: 400 for a body without id or user, 403 for another user's token, 404 for a component,
            version or account that there is not.
    """
    if not isinstance(body, dict):
        raise bad_request("the body must be a JSON object")
    key, configured = body.get("id"), body.get("configured_props")
    if not isinstance(key, str) or not key:
        raise bad_request("id is required", id=["can't be blank"])
    if configured is not None and not isinstance(configured, dict):
        raise bad_request("configured_props must be an object", configured_props=["must be an object"])
    configured = configured or {}
    user = caller.user(body.get("external_user_id"))
    version = body.get("version")
    component = state.components.find(kind, key, None if version is None else str(version))
    if component is None:
        raise not_found()
    list_id = body.get("dynamic_props_id")
    props = state.lists.props_for(component, list_id)
    return FormRequest(
        component,
        props,
        component_values(props, configured),
        configured,
        user,
        caller.environment,
        _accounts(state, props, configured, user, caller.environment),
        state.lists.find(list_id, component) is not None,
    )


def _accounts(
    state: PipedreamState, props: Sequence[Entry], configured: Mapping[str, Any], user: str, environment: str
) -> Sequence[Account]:
    found = []
    for prop in props:
        if prop["type"] == "app":
            value = configured.get(prop["name"])
            account_id = value.get("authProvisionId") if isinstance(value, Mapping) else None
            if account_id is not None:
                account = state.accounts.find(environment, str(account_id), user)
                if account.app["name_slug"] != prop["app"]:
                    raise not_found()
                found.append(account)
    return found
