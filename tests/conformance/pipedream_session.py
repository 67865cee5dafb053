"""A client of the official SDK for one server, and what its scripts need again and again."""

import json
import sys
import urllib.request

from pipedream import Pipedream
from pipedream.core.api_error import ApiError

READY = json.loads(sys.argv[1])
USER = READY["external_user_id"]
ONCE = {"max_retries": 0}


def client(**changes):
    settings = {
        "base_url": READY["base_url"],
        "project_id": READY["project_id"],
        "project_environment": READY["environment"],
        "client_id": READY["client_id"],
        "client_secret": READY["client_secret"],
    }
    return Pipedream(**{**settings, **changes})


PD = client()


def control(method, name, body=None):
    request = urllib.request.Request(
        f"{READY['base_url']}/_sandbox/{name}",
        json.dumps(body).encode() if body is not None else None,
        {"Content-Type": "application/json"},
        method=method,
    )
    with urllib.request.urlopen(request) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def account(app):
    return next(one.id for one in PD.accounts.list(app=app, external_user_id=USER) if one.healthy)


def app_prop(app):
    return {"authProvisionId": account(app)}


def choices(answer):
    options = [getattr(one, "lv", one) for one in answer.options or []]
    return [[one.label, one.value] for one in options]


def configure(key, prop, configured, **more):
    return PD.actions.configure_prop(id=key, external_user_id=USER, prop_name=prop, configured_props=configured, **more)


def run(key, configured, **more):
    return PD.actions.run(id=key, external_user_id=USER, configured_props=configured, request_options=ONCE, **more)


def refusal(call):
    try:
        call()
    except ApiError as refused:
        body = refused.body
        return {
            "kind": type(refused).__name__,
            "status": refused.status_code,
            "body": body if isinstance(body, dict) else json.loads(body.json()),
            "retry_after": (refused.headers or {}).get("retry-after"),
            "limit": (refused.headers or {}).get("x-ratelimit-limit"),
        }
    return "not refused"
