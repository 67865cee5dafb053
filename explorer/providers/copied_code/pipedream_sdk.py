"""
A run of Pipedream as a script for `pipedream`, Pipedream's SDK for Python.

Source: pipedream 2.3.0, `actions/client.py`; tried against the sandbox by `tests/conformance`.
"""

import re
from typing import Final
from urllib.parse import unquote

from explorer.domain.call import SentRequest
from explorer.providers.copied_code.code import CopiedCode, NotCopyable, json_object_of
from explorer.providers.copied_code.holes import Holes
from explorer.providers.copied_code.python_literal import changed_numbers, json_source, literal, text_source

PACKAGE: Final = "pipedream"
ENVIRONMENT: Final = "x-pd-environment"

_RUN: Final = re.compile(r"(?P<base>.+?)/v1/connect/(?:(?P<project>[^/?]+)/)?actions/run")
_KNOWN: Final = ("id", "version", "external_user_id", "configured_props", "dynamic_props_id", "stash_id")
"""What the library takes by name, in the order in which it sends it."""


def pipedream_sdk_code(request: SentRequest) -> CopiedCode:
    """
    The script.

    Raises:
        NotCopyable: The request is no run, or Python cannot write its JSON.
    """
    found = _RUN.fullmatch(request.url)
    body = json_object_of(request)
    if found is None or request.method != "POST":
        raise NotCopyable(f"{PACKAGE} runs actions, and this is another request")
    if not {"id", "external_user_id"} <= set(body):
        raise NotCopyable(f"{PACKAGE} needs an action and an external user")
    holes = Holes()
    project = unquote(found.group("project") or "")
    environment = next((value for name, value in request.headers if name.lower() == ENVIRONMENT), "")
    settings = [
        ("base_url", text_source(holes.in_text(found.group("base"), "the address"), 4)),
        *([("project_environment", literal(environment))] if environment else []),
        ("follow_redirects", "False"),
    ]
    if project:
        settings.insert(1, ("project_id", text_source(holes.in_text(project, "the address"), 4)))
        settings += [
            (name, text_source([holes.of_variable(f"PIPEDREAM_{name.upper()}", f"the {words} of the OAuth client")]))
            for name, words in (("client_id", "id"), ("client_secret", "secret"))
        ]
    else:
        # Only a Connect token knows its project by itself.
        settings.append(
            ("access_token", text_source([holes.of_variable("PIPEDREAM_CONNECT_TOKEN", "the Connect token")]))
        )
    given = {name: body[name] for name in _KNOWN if name in body}
    more = {name: value for name, value in body.items() if name not in given}
    arguments = [(name, json_source(value, holes, 4)) for name, value in given.items()]
    options = '{"max_retries": 0}'
    if more:
        options = f'{{"max_retries": 0, "additional_body_parameters": {json_source(more, holes, 4)}}}'
    changed = [f"{number[:40]} goes out as Python writes it" for number in changed_numbers(body)]
    notes = [f"Runs with Python 3 and {PACKAGE}: pip install {PACKAGE}", *holes.notes, *changed[:5]]
    text = "\n".join(
        [
            *(f"# {note}" for note in notes),
            "import os",
            "",
            "from pipedream import Pipedream",
            "",
            "client = Pipedream(",
            *(f"    {name}={value}," for name, value in settings),
            ")",
            "answer = client.actions.run(",
            *(f"    {name}={value}," for name, value in arguments),
            f"    request_options={options},",
            ")",
            "print(answer)",
            "",
        ]
    )
    return CopiedCode(text, notes)
