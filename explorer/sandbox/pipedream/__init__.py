"""
A stand-in of Pipedream Connect: one project with apps, accounts, actions that keep records, and failures on request.

    pipedream_sandbox.py  what the server needs: routes, switches, reset, ready line
    state.py              everything it remembers
    switches.py           settings that may change while it runs
    access/               tokens, limits, and the gate in front of every call
    catalogue/            apps and components, from the data files
    people/               external users and their accounts
    kept/                 records, files and prop lists
    forms/                values, remote choices, props that change
    runs/                 what actions do
    endpoints/            the calls, by subject
    component_error.py    failures that come with status 200
    refusal.py            failures of a request
    exact_json.py         numbers that survive
    squeezed_route.py     `//` in a path

Source of the wire format: the OpenAPI document of Pipedream Connect of 2026-05-22, its official SDKs, and its public
documentation; where nothing public settles a point, a switch has each reading.
"""

from explorer.sandbox.pipedream.pipedream_sandbox import PipedreamSandbox

__all__ = ["PipedreamSandbox"]
