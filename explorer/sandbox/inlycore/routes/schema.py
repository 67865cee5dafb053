"""The schema of an action, in the form that the switches choose."""

from collections.abc import Mapping

from explorer.sandbox.inlycore.actions.catalogue import Action
from explorer.sandbox.inlycore.switches import Switches

ELSEWHERE = "https://elsewhere.example.test"


def schema_answer(action: Action, switches: Switches, base_url: str) -> Mapping[str, object]:
    """
    The body of the schema address; a subject is there only for an action that has one.

    `base_url` is the address of this installation, without a slash at its end.
    """
    schema = dict(action.schema)
    if switches.parameters_as == "map":
        schema["parameters"] = {
            parameter["name"]: {name: value for name, value in parameter.items() if name != "name"}
            for parameter in schema["parameters"]
        }
    origin = {"absolute": base_url, "elsewhere": ELSEWHERE}.get(switches.url_pattern)
    if "subject" in schema and origin is not None:
        schema["subject"] = {**schema["subject"], "url_pattern": origin + schema["subject"]["url_pattern"]}
    return {"data": schema} if switches.wrapped_schema else schema
