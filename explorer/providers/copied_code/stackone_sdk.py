"""
A run of StackOne as a script for `stackone-ai`.

`StackOneToolSet.fetch_tools()` would list an account's tools first, and its tools add a `body` and an account header of
their own to what they are given. A `StackOneTool` made for the endpoint itself sends exactly the body that it gets.

Source: stackone-ai 2.10.1, `models.py`; tried against the sandbox by `tests/conformance`.
"""

from typing import Final

from explorer.domain.call import SentRequest
from explorer.domain.masking import MASK
from explorer.providers.copied_code.code import CopiedCode, NotCopyable, json_object_of
from explorer.providers.copied_code.holes import Holes, has_masked_key
from explorer.providers.copied_code.python_literal import changed_numbers, json_source, literal, text_source

PACKAGE: Final = "stackone-ai"

_ITS_OWN: Final = frozenset(
    {"authorization", "x-account-id", "content-type", "content-length", "host", "accept-encoding", "user-agent"}
)
"""Headers that the library writes by itself."""


def stackone_sdk_code(request: SentRequest) -> CopiedCode:
    """
    The script.

    Raises:
        NotCopyable: The request is no JSON that Python can write, or is signed in another way.
    """
    body = json_object_of(request)
    if not body:
        raise NotCopyable(f"{PACKAGE} sends JSON objects only")
    holes = Holes()
    if not has_masked_key(request):
        raise NotCopyable("the request is not signed with an API key")
    key = text_source([holes.of_key()])
    if not all(value.replace(MASK, "").isascii() for _, value in request.headers):
        raise NotCopyable(f"a header holds letters that {PACKAGE} cannot send")
    named = {name.lower(): (name, value) for name, value in request.headers}
    url = text_source(holes.in_text(request.url, "the address"), 8)
    account = named.get("x-account-id", ("", ""))[1]
    headers = "".join(
        f"\n            {literal(name)}: {text_source(holes.in_header(name, value), 12)},"
        for lower, (name, value) in named.items()
        if lower not in _ITS_OWN
    )
    action = text_source(holes.in_text(str(body.get("action", "")), "the body"), 8)
    arguments = json_source(body, holes)
    changed = [f"{number[:40]} goes out as Python writes it" for number in changed_numbers(body)]
    notes = [f"Runs with Python 3.10 or newer and {PACKAGE}: pip install {PACKAGE}", *holes.notes, *changed[:5]]
    text = "\n".join(
        [
            *(f"# {note}" for note in notes),
            "import os",
            "",
            "from stackone_ai import StackOneTool",
            "from stackone_ai.models import ExecuteConfig, ToolParameters",
            "",
            "tool = StackOneTool(",
            '    description="",',
            '    parameters=ToolParameters(type="object", properties={}),',
            "    _execute_config=ExecuteConfig(",
            f"        name={action},",
            f"        method={literal(request.method)},",
            f"        url={url},",
            *([f"        headers={{{headers}", "        },"] if headers else []),
            "    ),",
            f"    _api_key={key},",
            *([f"    _account_id={text_source(holes.in_text(account, 'the account'), 4)},"] if account else []),
            ")",
            f"print(tool.execute({arguments}))",
            "",
        ]
    )
    return CopiedCode(text, notes)
