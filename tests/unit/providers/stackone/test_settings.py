"""What a StackOne connection can be told."""

from dataclasses import fields

import pytest

from explorer.domain.connection import Connection, Environment, Platform
from explorer.providers.stackone import STACKONE
from explorer.providers.stackone.settings import SETTINGS, Options, options_of


def options(**told):
    return options_of(Connection("c", "n", Platform.STACKONE, "https://a.test", Environment.SANDBOX, told))


def test_each_setting_is_an_option_and_each_option_a_setting():
    assert [setting.name for setting in SETTINGS] == [field.name for field in fields(Options)]


def test_start_values_are_the_documented_ones():
    start = options()
    assert (start.rpc_path, start.mcp_path, start.accounts_path) == ("/actions/rpc", "/mcp", "/accounts")
    assert (start.param_style, start.defender_block_status) == ("nested", 422)


def test_start_value_of_a_choice_is_one_of_its_choices():
    assert all(setting.default in setting.choices for setting in SETTINGS if setting.choices)


def test_everything_that_nothing_settles_is_marked_as_an_assumption():
    certain = {setting.name for setting in SETTINGS if not setting.is_assumption}
    assert certain == {"end_user_id"}


@pytest.mark.parametrize(("told", "expected"), [("v2/rpc", "/v2/rpc"), (" /x/ ", "/x"), ("", "/actions/rpc")])
def test_paths_begin_with_one_slash(told, expected):
    assert options(rpc_path=told).rpc_path == expected


@pytest.mark.parametrize(
    ("told", "expected"), [("5", 5), ("0", 1), ("9999", 100), ("many", 10), ("-1", 10), ("9" * 50, 10), ("\u0665", 10)]
)
def test_numbers_stay_within_their_limits(told, expected):
    assert options(page_size=told).page_size == expected


def test_platform_is_known_without_being_imported():
    import subprocess
    import sys

    code = (
        "import sys; import explorer.providers.stackone; "
        "print([name for name in sys.modules if name.startswith('explorer.providers.stackone.')])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert ended.stdout.strip() == "['explorer.providers.stackone.settings']"
    assert STACKONE.default_base_url == "https://api.stackone.com"
