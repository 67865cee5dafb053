"""
Uses the official SDK of StackOne against a server, and prints what came of it as one JSON object.

Runs with the interpreter of an environment that has `stackone-ai` and nothing of the explorer. The first argument is the
server's part of the sandbox's ready line as JSON. Each function below is one behaviour; what it raises is reported as
`{"raised": ...}` in its place.
"""

import json
import logging
import sys

from stackone_ai import StackOneToolSet
from stackone_ai.feedback import create_feedback_tool
from stackone_ai.models import StackOneError
from stackone_ai.toolset import ToolsetError

READY = json.loads(sys.argv[1])
PEOPLE, HIRING, SALES, PAPERS, FAULTS = READY["account_ids"]
FAILURES = (StackOneError, ToolsetError)
BEHAVIOURS = {}

logging.disable(logging.CRITICAL)


def behaviour(function):
    BEHAVIOURS[function.__name__] = function
    return function


def toolset(key=READY["api_key"]):
    return StackOneToolSet(api_key=key, base_url=READY["base_url"], search={"method": "auto"}, timeout=10)


TOOLS = toolset()
OF_PEOPLE = TOOLS.fetch_tools(account_ids=[PEOPLE])
OF_PAPERS = TOOLS.fetch_tools(account_ids=[PAPERS])
OF_FAULTS = TOOLS.fetch_tools(account_ids=[FAULTS])


def failure(error):
    return {
        "class": type(error).__name__,
        "status": getattr(error, "status_code", None),
        "body": getattr(error, "response_body", None),
    }


@behaviour
def tools_of_one_account():
    return sorted(tool.name for tool in OF_PEOPLE)


@behaviour
def tools_of_several_accounts():
    return sorted({tool.connector for tool in TOOLS.fetch_tools(account_ids=[PEOPLE, HIRING, SALES])})


@behaviour
def schema_of_a_write():
    function = OF_PEOPLE.get_tool("cedarfolk_update_employee").to_openai_function()["function"]
    return function["parameters"]


@behaviour
def reading_a_list():
    return OF_PEOPLE.get_tool("cedarfolk_list_employees").execute({"query_page_size": 3})


@behaviour
def walking_all_pages():
    tool, cursor, found = OF_PEOPLE.get_tool("cedarfolk_list_employees"), None, []
    for _ in range(10):
        page = tool.execute({"query_page_size": 20, **({"query_next": cursor} if cursor else {})})
        found += [record["id"] for record in page["data"]]
        cursor = page["next"]
        if cursor is None:
            break
    return found


@behaviour
def creating_and_finding_again():
    person = {"body_first_name": "Nia", "body_last_name": "Sol", "body_email": "nia.sol@people.example"}
    made = OF_PEOPLE.get_tool("cedarfolk_create_employee").execute(person)["data"]
    changed = OF_PEOPLE.get_tool("cedarfolk_update_employee").execute({"path_id": made["id"], "body_tags": ["x"]})
    found = OF_PEOPLE.get_tool("cedarfolk_get_employee").execute({"path_id": made["id"]})["data"]
    return {"made": made["id"], "changed": changed["data"]["tags"], "found": found}


@behaviour
def header_inputs_are_taken():
    tool = OF_PEOPLE.get_tool("cedarfolk_update_employee")
    try:
        tool.execute({"path_id": "emp_2", "body_first_name": "Al", "headers_if_match": "77"})
    except FAILURES as error:
        return failure(error)


@behaviour
def a_record_that_is_not_there():
    try:
        OF_PEOPLE.get_tool("cedarfolk_get_employee").execute({"path_id": "missing"})
    except FAILURES as error:
        return failure(error)


@behaviour
def a_taken_email():
    person = {"body_first_name": "A", "body_last_name": "B", "body_email": "ada.abara@cedarfolk.example"}
    try:
        OF_PEOPLE.get_tool("cedarfolk_create_employee").execute(person)
    except FAILURES as error:
        return failure(error)


@behaviour
def a_download():
    answer = OF_PAPERS.get_tool("papernest_unified_download_file").execute({"path_id": "file_2"})
    return {**answer, "content": str(answer["content"]), "headers": sorted(answer["headers"])}


@behaviour
def being_rate_limited():
    try:
        OF_FAULTS.get_tool("fault_lab_be_rate_limited").execute({"query_times": 1})
    except FAILURES as error:
        return failure(error)


@behaviour
def searching_action_names():
    found = TOOLS.search_action_names("list employees", account_ids=[PEOPLE], top_k=3)
    return [result.id if hasattr(result, "id") else result for result in found]


@behaviour
def searching_tools():
    return [tool.name for tool in TOOLS.search_tools("list employees", account_ids=[PEOPLE], top_k=3)]


@behaviour
def giving_feedback():
    tool = create_feedback_tool(READY["api_key"], base_url=READY["base_url"])
    return tool.execute({"feedback": "nice", "account_id": PEOPLE, "tool_names": ["cedarfolk_list_employees"]})


@behaviour
def a_wrong_key():
    try:
        toolset("v1.eu1.wrong").fetch_tools(account_ids=[PEOPLE])
    except FAILURES as error:
        return failure(error)


def main():
    results = {}
    for name, function in BEHAVIOURS.items():
        try:
            results[name] = function()
        except Exception as error:  # noqa: BLE001 - one broken behaviour must not hide the others
            results[name] = {"raised": f"{type(error).__name__}: {error}"}
    sys.stdout.write(json.dumps(results, default=str) + "\n")


main()
