"""
What a StackOne connection can be told, and what each option is at the start.

Options marked as assumptions stand for what no public document settles, or where the API's generations differ.
"""

from dataclasses import dataclass
from typing import Final

from explorer.domain.connection import Connection, SecretName
from explorer.providers.contract import SecretSetting, Setting

DEFAULT_BASE_URL: Final = "https://api.stackone.com"
API_KEY: Final = SecretName("api_key")

SECRETS: Final = (
    SecretSetting(API_KEY, "API key", "Begins with v1. and is sent as the user name of Basic authentication."),
)

LOGS_ALL: Final = "try all known"
LOGS_ACTIONS: Final = "POST /logs/actions"
LOGS_REQUESTS: Final = "GET /requests/logs"
LOGS_NONE: Final = "none"

SETTINGS: Final = (
    Setting(
        "end_user_id",
        "End user id",
        description="Sent as x-end-user-id; needed only for accounts that are not shared.",
    ),
    Setting("accounts_path", "Accounts", "/accounts", "The newer generation has /v2/accounts.", is_assumption=True),
    Setting("actions_path", "Action catalogue", "/actions", is_assumption=True),
    Setting("rpc_path", "Running an action", "/actions/rpc", is_assumption=True),
    Setting("mcp_path", "Tools of an account (MCP)", "/mcp", is_assumption=True),
    Setting(
        "param_style",
        "Layout of tool parameters",
        "nested",
        "Other layouts are put back into path, query, headers and body where their names tell.",
        ("nested", "flat_prefixed", "flat_smart"),
        is_assumption=True,
    ),
    Setting(
        "page_size",
        "Connectors on a catalogue page",
        "10",
        "Smaller pages show progress sooner, larger ones need fewer requests.",
        is_assumption=True,
    ),
    Setting(
        "logs",
        "Where logs are read",
        LOGS_ALL,
        "The first that answers is remembered until the program ends.",
        (LOGS_ALL, LOGS_ACTIONS, LOGS_REQUESTS, LOGS_NONE),
        is_assumption=True,
    ),
    Setting("action_logs_path", "Action logs", "/logs/actions", is_assumption=True),
    Setting("request_logs_path", "Request logs", "/requests/logs", is_assumption=True),
    Setting(
        "run_id_header",
        "Header with the run's id",
        "x-stackone-action-run-id",
        "Without it, the log of a run is found by time, account and action.",
        is_assumption=True,
    ),
    Setting(
        "defender_block_status",
        "Status of an answer that Defender blocked",
        "422",
        "Taken together with an error code that names Defender.",
        is_assumption=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one connection, each with its start value where the connection names none."""

    end_user_id: str
    accounts_path: str
    actions_path: str
    rpc_path: str
    mcp_path: str
    param_style: str
    page_size: int
    logs: str
    action_logs_path: str
    request_logs_path: str
    run_id_header: str
    defender_block_status: int


def options_of(connection: Connection) -> Options:
    """The connection's options; a number that is none falls back to its start value."""
    start = {setting.name: setting.default for setting in SETTINGS}
    text = {name: connection.options.get(name, "").strip() or default for name, default in start.items()}
    return Options(
        end_user_id=text["end_user_id"],
        accounts_path=_path(text["accounts_path"]),
        actions_path=_path(text["actions_path"]),
        rpc_path=_path(text["rpc_path"]),
        mcp_path=_path(text["mcp_path"]),
        param_style=text["param_style"],
        page_size=_number(text["page_size"], 1, 100, 10),
        logs=text["logs"],
        action_logs_path=_path(text["action_logs_path"]),
        request_logs_path=_path(text["request_logs_path"]),
        run_id_header=text["run_id_header"],
        defender_block_status=_number(text["defender_block_status"], 200, 599, 422),
    )


def _path(text: str) -> str:
    return "/" + text.strip("/")


def _number(text: str, least: int, most: int, otherwise: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        return otherwise
    return min(max(int(text), least), most)
