"""
Uses the official SDK of Pipedream against a server, and prints what came of it as one JSON object.

Runs with the interpreter of an environment that has `pipedream` and nothing of the explorer. The first argument is the
server's part of the sandbox's ready line as JSON. Each function below is one behaviour; what it raises is reported as
`{"raised": ...}` in its place.
"""

import json
import sys
import urllib.request

from pipedream_session import (
    ONCE,
    PD,
    USER,
    account,
    app_prop,
    choices,
    client,
    configure,
    control,
    refusal,
    run,
)

BEHAVIOURS = {}


def behaviour(function):
    BEHAVIOURS[function.__name__] = function
    return function


@behaviour
def all_actions():
    page = PD.actions.list(limit=30)
    info = page.response.page_info
    listed = list(page)
    return {
        "keys": [one.key for one in listed],
        "total": info.total_count,
        "count": info.count,
        "parsed_props": sum(len(one.configurable_props) for one in listed),
    }


@behaviour
def all_components():
    return {one.key: one.component_type for one in PD.components.list(limit=100)}


@behaviour
def all_triggers():
    return [one.key for one in PD.triggers.list(limit=100)]


@behaviour
def search_actions():
    return [one.key for one in PD.actions.list(q="create contact", app="harbor_crm")]


@behaviour
def private_actions():
    return [one.key for one in PD.actions.list(registry="private")]


@behaviour
def wrong_registry():
    return refusal(lambda: list(PD.actions.list(registry="secret", request_options=ONCE)))


@behaviour
def one_action():
    found = PD.actions.retrieve("gitlab-list-commits")
    older = PD.actions.retrieve("gitlab-list-commits", version="0.0.3")
    return {
        "newest": found.version,
        "older": older.version,
        "types": [prop.type for prop in found.configurable_props],
        "read_only": found.annotations.read_only_hint,
        "lost": refusal(lambda: PD.actions.retrieve("gitlab-nothing", request_options=ONCE)),
    }


@behaviour
def private_action():
    return PD.actions.retrieve("~/write-release-note").name


@behaviour
def apps():
    page = PD.apps.list(limit=20, has_actions=True)
    heavy = PD.apps.list(limit=1, sort_key="featured_weight", sort_direction="desc")
    slack = PD.apps.retrieve("slack_v2").data
    categories = PD.app_categories.list()
    return {
        "slugs": [app.name_slug for app in page],
        "heaviest": heavy.items[0].name_slug,
        "by_id": PD.apps.retrieve(slack.id).data.name_slug,
        "category": PD.app_categories.retrieve(categories[0].id).name == categories[0].name,
        "crm": [app.name_slug for app in PD.apps.list(category_ids=["appcat_yuWXw6"])],
    }


@behaviour
def accounts():
    slack = list(PD.accounts.list(app="slack_v2", external_user_id=USER, limit=2))
    bare = PD.accounts.retrieve(slack[0].id, include_credentials=True)
    return {
        "health": [[one.name, one.healthy, one.dead] for one in slack],
        "user": bare.external_id,
        "app": bare.app.name_slug,
        "credentials": bare.credentials.dict(exclude_none=True),
        "count": len(list(PD.accounts.list(external_user_id=USER, limit=100))),
        "production": refusal(
            lambda: client(project_environment="production").accounts.retrieve(slack[0].id, request_options=ONCE)
        ),
    }


@behaviour
def users():
    return [user.external_id for user in PD.users.list(q="user", limit=2)]


@behaviour
def connect_token():
    created = PD.tokens.create(external_user_id=USER, expires_in=600)
    holder = client(client_id=None, client_secret=None, access_token=created.token, project_id="")
    mine = {one.external_id for one in holder.accounts.list(limit=100)}
    valid = PD.tokens.validate(created.token, app_id="slack_v2")
    return {
        "prefix": created.token[:5],
        "users_seen": sorted(mine),
        "actions_seen": len(holder.actions.list(limit=5).items),
        "valid": [valid.success, valid.app.name_slug, valid.project_environment],
        "unknown": PD.tokens.validate("ctok_" + "0" * 32, app_id="slack_v2").success,
        "other_user": refusal(
            lambda: holder.actions.run(id="fault_lab-echo", external_user_id="second-user", request_options=ONCE)
        ),
    }


@behaviour
def connect_account():
    created = PD.tokens.create(external_user_id="second-user")
    holder = client(client_id=None, client_secret=None, access_token=created.token)
    made = holder.accounts.create(
        app_slug="plank_tasks",
        cfmap_json=json.dumps({"api_key": "k"}),
        connect_token=created.token,
        name="Made by the SDK",
        external_user_id="second-user",
    )
    found = PD.accounts.retrieve(made.id).name
    PD.accounts.delete(made.id)
    return {"found": found, "after": refusal(lambda: PD.accounts.retrieve(made.id, request_options=ONCE))}


@behaviour
def wrong_secret():
    return refusal(lambda: client(client_secret="wrong").apps.list(request_options=ONCE))


@behaviour
def unknown_project():
    return refusal(lambda: client(project_id="proj_Other").actions.list(request_options=ONCE))


@behaviour
def choices_by_page():
    first = configure("fault_lab-every-choice", "byPage", {}, page=0)
    second = configure("fault_lab-every-choice", "byPage", {}, page=1)
    last = configure("fault_lab-every-choice", "byPage", {}, page=9)
    return [choices(first), choices(second), choices(last)]


@behaviour
def choices_by_context():
    found, context, pages = [], None, 0
    while pages == 0 or (context and context.get("cursor")):
        answer = configure("fault_lab-every-choice", "byContext", {}, prev_context=context)
        found += choices(answer)
        context, pages = answer.context, pages + 1
    return {"pages": pages, "values": [value for _, value in found]}


@behaviour
def choices_by_query():
    answer = configure("fault_lab-every-choice", "byQuery", {}, query="lant")
    return [label for label, _ in choices(answer)]


@behaviour
def choices_in_both_wrappings():
    answer = configure("slack_v2-send-message-to-channel", "conversation", {"slack": app_prop("slack_v2")})
    return {"wrapped": sum(hasattr(one, "lv") for one in answer.options), "all": len(answer.options)}


@behaviour
def choices_as_strings():
    return configure("openai-chat", "modelId", {"openai": app_prop("openai")}).string_options


@behaviour
def choices_of_another_parent():
    first = configure("fault_lab-every-choice", "child", {"parent": "one"})
    second = configure("fault_lab-every-choice", "child", {"parent": "two"})
    return [choices(first), choices(second)]


@behaviour
def choices_that_fail():
    answer = configure("fault_lab-every-choice", "failing", {})
    return {
        "errors": answer.errors,
        "kinds": [one.k for one in answer.observations],
        "name": answer.observations[-1].err.name,
    }


@behaviour
def reload():
    configured = {"groupCount": 2}
    answer = PD.actions.reload_props(id="fault_lab-growing-form", external_user_id=USER, configured_props=configured)
    names = [prop.name for prop in answer.dynamic_props.configurable_props]
    filled = {**configured, "group_1_name": "a", "group_2_name": "b", "group_2_amount": 5}
    done = run("fault_lab-growing-form", filled, dynamic_props_id=answer.dynamic_props.id)
    lost = run("fault_lab-growing-form", filled)
    return {"names": names, "ret": done.ret, "without_list": lost.os[-1].err.message}


@behaviour
def reload_of_a_sheet():
    base = {"googleSheets": app_prop("google_sheets")}
    sheet = choices(configure("google_sheets-add-single-row", "sheetId", base))[0][1]
    page = choices(configure("google_sheets-add-single-row", "worksheetId", {**base, "sheetId": sheet}))[0][1]
    values = {**base, "sheetId": sheet, "worksheetId": page, "hasHeaders": True}
    answer = PD.actions.reload_props(id="google_sheets-add-single-row", external_user_id=USER, configured_props=values)
    columns = [prop.label for prop in answer.dynamic_props.configurable_props if prop.name.startswith("col_")]
    added = run(
        "google_sheets-add-single-row",
        {**values, "col_0000": "from the SDK"},
        dynamic_props_id=answer.dynamic_props.id,
    )
    rows = run("google_sheets-get-values-in-range", {k: values[k] for k in ("googleSheets", "sheetId", "worksheetId")})
    return {"columns": columns, "summary": added.exports["$summary"], "rows": rows.ret}


@behaviour
def create_and_find():
    crm = {"harborCrm": app_prop("harbor_crm")}
    made = run("harbor_crm-create-contact", {**crm, "name": "Sadie Kestrel", "tags": ["sdk"]})
    offered = choices(configure("harbor_crm-get-contact", "contactId", crm, query="kestrel"))
    label, value = offered[0]
    found = run("harbor_crm-get-contact", {**crm, "contactId": {"__lv": {"label": label, "value": value}}})
    return {"made": made.ret["id"], "offered": offered, "found": found.ret, "logs": [one.k for one in made.os]}


@behaviour
def failures_by_origin():
    keys = ["throw-error", "upstream-error", "network-failure", "unreadable-answer", "configuration-error"]
    answers = {key: run(f"fault_lab-{key}", {}) for key in keys}
    return {
        key: {
            "origin": answer.error["attribution"]["origin"],
            "name": answer.os[-1].err.name,
            "kinds": [one.k for one in answer.os],
            "has_ret": answer.ret is not None,
        }
        for key, answer in answers.items()
    }


@behaviour
def dead_account():
    dead = next(one.id for one in PD.accounts.list(app="slack_v2", external_user_id=USER) if one.dead)
    answer = run("slack_v2-list-channels", {"slack": {"authProvisionId": dead}})
    return [answer.os[-1].err.message, answer.error["attribution"]["origin"]]


@behaviour
def request_refused():
    return {
        status: refusal(lambda status=status: run("fault_lab-refused-request", {"status": status}))
        for status in (400, 403, 404, 413, 422, 429, 500)
    }


@behaviour
def throttled():
    control("PUT", "switches", {"throttle_next": 1, "retry_after_s": 7})
    return refusal(lambda: PD.actions.list(limit=1, request_options=ONCE))


@behaviour
def run_repeated_by_the_sdk():
    control("DELETE", "requests")
    fault = {"kind": "status", "status": 500, "match": {"path_contains": "/actions/run"}, "times": 1}
    control("POST", "faults", fault)
    PD.actions.run(id="fault_lab-echo", external_user_id=USER, configured_props={"text": "twice"})
    return len(control("GET", "requests?path_contains=/actions/run"))


@behaviour
def stash():
    answer = run(
        "google_drive-download-file",
        {"googleDrive": app_prop("google_drive"), "fileId": "abc"},
        stash_id="NEW",
    )
    upload = answer.exports["$filestash_uploads"][0]
    content = b"".join(PD.file_stash.download_file(s_3_key=upload["s3Key"]))
    with urllib.request.urlopen(upload["get_url"]) as signed:
        same = signed.read() == content
    return {"stash_id": answer.stash_id, "ret": answer.ret, "text": content.decode(), "signed": same}


@behaviour
def proxy():
    where = {"external_user_id": USER, "account_id": account("harbor_crm")}
    got = PD.proxy.get(
        url="https://api.harbor.example/things",
        params={"limit": 2, "word": "a b"},
        headers={"X-Key": "{{api_key}}", "Cookie": "no"},
        **where,
    )
    posted = PD.proxy.post(url="https://api.harbor.example/things", body={"n": 1}, headers={}, **where)
    missing = refusal(lambda: PD.proxy.get(url="https://api.harbor.example/status/404", **where))
    return {"got": got, "posted": posted, "missing": missing}


@behaviour
def proxy_other_bodies():
    where = {"external_user_id": USER, "account_id": account("harbor_crm")}
    octets = PD.proxy.get(url="https://api.harbor.example/bytes/3", **where)
    return {
        "bytes": list(b"".join(octets)),
        "empty": PD.proxy.delete(url="https://api.harbor.example/empty", **where),
    }


@behaviour
def usage_and_projects():
    used = PD.usage.list(start_ts=0, end_ts=9999999999)
    return {
        "runs": used.data[0].action_run_credits_used > 0,
        "projects": [one.id for one in PD.projects.list()],
        "linked": "slack_v2" in [one.name_slug for one in PD.projects.retrieve_info().apps],
    }


def main():
    control("POST", "reset")
    results = {}
    for name, function in BEHAVIOURS.items():
        try:
            results[name] = function()
        except Exception as problem:  # noqa: BLE001 - reported to the test, which fails with it
            results[name] = {"raised": f"{type(problem).__name__}: {problem}"[:2000]}
    control("POST", "reset")
    json.dump(results, sys.stdout, default=str)


if __name__ == "__main__":
    main()
