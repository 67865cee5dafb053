"""
The options of a Pipedream connection, as the dialog shows them and as the provider reads them.

What nothing public settles is an option of its own, marked as an assumption; A1 to A18 of the reference are those that
matter to a client.
"""

from dataclasses import dataclass
from typing import Final

from explorer.domain.connection import Connection, SecretName
from explorer.providers.contract import SecretSetting, Setting
from explorer.providers.pipedream.form.values import SQL_SHAPES

CLIENT_SECRET: Final = SecretName("client_secret")
CONNECT_TOKEN: Final = SecretName("connect_token")

MOST_PAGE_SIZE: Final = 1000

SECRETS: Final = (
    SecretSetting(
        CLIENT_SECRET,
        "Client secret",
        "Of the OAuth client in the workspace's API settings. Not needed with a Connect token.",
        is_optional=True,
    ),
    SecretSetting(
        CONNECT_TOKEN,
        "Connect token",
        "Begins with ctok_, lives four hours and speaks for one external user. Not needed with a client secret.",
        is_optional=True,
    ),
)

SETTINGS: Final = (
    Setting("project_id", "Project id", description="Begins with proj_. A Connect token knows its project by itself."),
    Setting(
        "environment",
        "Environment",
        "development",
        "Accounts and users of the two are separate.",
        choices=("development", "production"),
    ),
    Setting("client_id", "Client id", description="Of the OAuth client. Not needed with a Connect token."),
    Setting(
        "external_user_id",
        "External users",
        description="Your own ids of users, separated by commas. With a client secret the users that Pipedream knows "
        "are offered too; with a Connect token name the one that it was made for.",
    ),
    Setting(
        "apps",
        "Apps",
        description="Slugs of the apps to list, separated by commas: slack_v2, gitlab. Empty lists all.",
    ),
    Setting(
        "registry",
        "Actions",
        "all",
        "Public ones, your own, or both.",
        choices=("all", "public", "private"),
    ),
    Setting("scope", "Token scope", "*", "Separated by blanks: connect:actions:* connect:accounts:read."),
    Setting(
        "page_size",
        "Entries on a page",
        "100",
        "The default and the greatest number are not published (A2).",
        is_assumption=True,
    ),
    Setting(
        "list_items",
        "Entries of the list of actions",
        "either",
        "Whether they bring their props, or are short (A4): either reads both, full reports an entry without props.",
        choices=("either", "full"),
        is_assumption=True,
    ),
    Setting(
        "sql_shape",
        "Value of a database query",
        "union",
        "Sources disagree (A6). " + "; ".join(f"{name}: {words}" for name, words in SQL_SHAPES.items()) + ".",
        choices=tuple(SQL_SHAPES),
        is_assumption=True,
    ),
    Setting(
        "blocking",
        "Wait for choices and reloads",
        "not sent",
        "The parameter `blocking`, whose default is unclear (A7).",
        choices=("not sent", "true", "false"),
        is_assumption=True,
    ),
    Setting(
        "accepted_is_success",
        "An answer 202 to a run",
        "no result",
        "Documented without a body (A8): taken as accepted, or as an answer that is not what was promised.",
        choices=("no result", "malformed"),
        is_assumption=True,
    ),
    Setting(
        "keep_dynamic_props",
        "Dynamic props of saved forms",
        "yes",
        "How long Pipedream keeps them is not published (A9): whether an id from an earlier session is sent again.",
        choices=("yes", "no"),
        is_assumption=True,
    ),
    Setting(
        "run_timeout_s",
        "Longest run in seconds",
        "300",
        "Pipedream names no limit for Connect (A10). Proposed beside Run.",
        is_assumption=True,
    ),
    Setting(
        "always_environment",
        "Environment header",
        "on every call",
        "Required on calls of a project; the official clients send it on all (A18).",
        choices=("on every call", "on calls of a project"),
        is_assumption=True,
    ),
)


@dataclass(frozen=True, slots=True)
class PipedreamOptions:
    """The options of one connection, read: start values filled in, numbers within their limits."""

    project_id: str
    environment: str
    client_id: str
    external_users: tuple[str, ...]
    apps: tuple[str, ...]
    registry: str
    scope: str
    page_size: int
    must_have_props: bool
    sql_shape: str
    blocking: bool | None
    accepts_202: bool
    keeps_dynamic_props: bool
    run_timeout_s: float
    sends_environment_everywhere: bool


def read_options(connection: Connection) -> PipedreamOptions:
    """The connection's options; one that is missing, empty or none of its choices has its start value."""

    def text(name: str) -> str:
        setting = next(one for one in SETTINGS if one.name == name)
        value = connection.options.get(name, "").strip() or setting.default
        return value if not setting.choices or value in setting.choices else setting.default

    def number(name: str, lowest: int, highest: int) -> int:
        given = text(name)
        default = next(one.default for one in SETTINGS if one.name == name)
        usable = given if given.isascii() and given.isdecimal() and len(given) < 10 else default
        return min(max(int(usable), lowest), highest)

    def names(name: str) -> tuple[str, ...]:
        parts = (part.strip() for part in text(name).replace("\n", ",").split(","))
        return tuple(dict.fromkeys(part for part in parts if part))

    return PipedreamOptions(
        project_id=text("project_id"),
        environment=text("environment"),
        client_id=text("client_id"),
        external_users=names("external_user_id"),
        apps=names("apps"),
        registry=text("registry"),
        scope=text("scope"),
        page_size=number("page_size", 1, MOST_PAGE_SIZE),
        must_have_props=text("list_items") == "full",
        sql_shape=text("sql_shape"),
        blocking={"true": True, "false": False}.get(text("blocking")),
        accepts_202=text("accepted_is_success") == "no result",
        keeps_dynamic_props=text("keep_dynamic_props") == "yes",
        run_timeout_s=float(number("run_timeout_s", 1, 86_400)),
        sends_environment_everywhere=text("always_environment") == "on every call",
    )
