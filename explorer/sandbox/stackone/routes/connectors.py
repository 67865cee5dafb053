"""Connectors in their three spellings, connector profiles, and versions pinned to them."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from explorer.sandbox.stackone.catalogue.model import Connector
from explorer.sandbox.stackone.envelope import Refused, timestamp
from explorer.sandbox.stackone.routes.endpoint import guarded, json_response
from explorer.sandbox.stackone.routes.paging import by_cursor, by_number, several
from explorer.sandbox.stackone.running.call import read_json_object
from explorer.sandbox.stackone.running.preconditions import profile_ids
from explorer.sandbox.stackone.state import State

_LINKED = "2026-01-12T09:15:00.000Z"


def connector_routes(state: State) -> Sequence[BaseRoute]:
    """All of them."""
    at = _ConnectorPages(state)
    pinned_path = "/connector_profiles/{profile_id}/pinned_version"
    return [
        guarded(state, "/connectors/meta", "GET", at.legacy_list),
        guarded(state, "/connectors/meta/{key}", "GET", at.legacy_one),
        guarded(state, "/connectors", "GET", at.listed),
        guarded(state, "/connectors/{key}", "GET", at.shown),
        guarded(state, "/v2/connectors", "GET", at.listed),
        guarded(state, "/v2/connectors/{key}", "GET", at.shown),
        guarded(state, "/v2/connectors/{key}/actions/{action_id}", "GET", at.action),
        guarded(state, "/connector_profiles", "GET", at.profiles),
        guarded(state, "/auth_configs", "GET", at.profiles),
        guarded(state, "/connector_profiles/{profile_id}/versions", "GET", at.versions),
        *(guarded(state, pinned_path, method, at.pinned) for method in ("GET", "PUT", "DELETE")),
    ]


class _ConnectorPages:
    """Answers for all these addresses."""

    def __init__(self, state: State) -> None:
        self._state = state

    def _one(self, request: Request) -> Connector:
        found = self._state.catalogue.connector(request.path_params["key"])
        if found is None:
            raise Refused(404, f"Connector {request.path_params['key']} was not found")
        return found

    async def legacy_list(self, _: Request) -> Response:
        return json_response([_legacy(connector) for connector in self._state.catalogue.connectors()])

    async def legacy_one(self, request: Request) -> Response:
        return json_response(_legacy(self._one(request)))

    async def listed(self, request: Request) -> Response:
        page, following = by_cursor(list(self._state.catalogue.connectors()), request)
        return json_response({"data": [_short(connector) for connector in page], "next": following})

    async def shown(self, request: Request) -> Response:
        connector = self._one(request)
        actions = [action.as_metadata(with_details=False) for action in connector.actions]
        authentication = connector.authentication(with_guides=True)
        return json_response({**_short(connector), "authentication": authentication, "actions": actions})

    async def action(self, request: Request) -> Response:
        connector = self._one(request)
        wanted = request.path_params["action_id"]
        found = next((each for each in connector.actions if wanted in (each.id, each.name)), None)
        if found is None:
            raise Refused(404, f"Action {wanted} was not found")
        return json_response(found.as_metadata(with_details=True))

    async def profiles(self, request: Request) -> Response:
        keys = several(request, "connector_key")
        is_enabled = request.query_params.get("enabled")
        found = [
            profile
            for connector in self._state.catalogue.connectors(keys or None)
            for profile in _profiles(connector, self._state)
            if is_enabled is None or profile["active"] is (is_enabled == "true")
        ]
        page, told = by_number(found, request.query_params)
        return json_response({"data": page, **told, "total": len(found)})

    def _profile(self, request: Request) -> tuple[str, Connector]:
        wanted = request.path_params["profile_id"]
        for connector in self._state.catalogue.connectors():
            if wanted in profile_ids(connector.key):
                return wanted, connector
        raise Refused(404, f"Connector profile {wanted} was not found")

    async def versions(self, request: Request) -> Response:
        _, connector = self._profile(request)
        return json_response({"data": [{"version": connector.version, "release_stage": connector.release_stage}]})

    async def pinned(self, request: Request) -> Response:
        profile_id, _ = self._profile(request)
        found = self._state.pinned_versions.get(profile_id)
        if request.method == "PUT":
            version = read_json_object(await request.body()).get("pinned_version")
            if not isinstance(version, str) or not version:
                raise Refused(400, "pinned_version must be text that is not empty", error_code="ValidationError")
            now = timestamp()
            created = found["created_at"] if found else now
            found = {"connector_profile_id": profile_id, "pinned_version": version, "owner": None}
            found.update(created_at=created, updated_at=now)
            self._state.pinned_versions[profile_id] = found
        if found is None:
            raise Refused(404, "No version is pinned to this connector profile")
        if request.method == "DELETE":
            del self._state.pinned_versions[profile_id]
        return json_response(found)


def _short(connector: Connector) -> dict[str, object]:
    return {
        "key": connector.key,
        "name": connector.name,
        "version": connector.version,
        "description": connector.description,
        "icon": f"{connector.address}/icon.svg",
        "categories": [connector.category],
        "release_stage": connector.release_stage,
    }


def _legacy(connector: Connector) -> dict[str, object]:
    models: dict[str, dict[str, object]] = {}
    for action in connector.actions:
        operation = {
            "api_path": action.path,
            "operation_type": "read" if action.is_read else "write",
        }
        models.setdefault(action.resource, {})[action.verb] = operation
    logo = f"{connector.address}/icon.svg"
    return {
        "provider": connector.key,
        "provider_name": connector.name,
        "category": connector.category,
        "active": True,
        "models": models,
        "resources": {"images": {"logo_url": logo, "original_logo_horizontal_url": logo}},
    }


def _profiles(connector: Connector, state: State) -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    for profile_id in profile_ids(connector.key):
        is_default = profile_id.endswith("-default")
        pinned = state.pinned_versions.get(profile_id)
        made.append(
            {
                "id": profile_id,
                "name": f"{connector.name} {'default' if is_default else 'staging'}",
                "active": True,
                "default": is_default,
                "connector_key": connector.key,
                "connector_label": connector.name,
                "categories": [connector.category],
                "logo_url": f"{connector.address}/icon.svg",
                "release_stage": connector.release_stage,
                "created_at": _LINKED,
                "updated_at": _LINKED,
                "authentication_config_key": connector.authentication_type,
                "authentication_config_label": None,
                "environment": "production" if is_default else "staging",
                "connector_owner": "stackone",
                "connector_version": connector.version,
                "connector_pinned_version": pinned["pinned_version"] if pinned else None,
            }
        )
    return made
