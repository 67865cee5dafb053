"""The options and secrets of a platform as fields."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton

from explorer.domain.connection import SecretName
from explorer.providers.catalogue import PLATFORMS
from explorer.providers.contract import PlatformKind, SecretSetting, Setting
from explorer.ui.dialogs.connection.typed_settings import TypedSettings

KIND = PlatformKind(
    default_base_url="https://x.example",
    settings=(
        Setting("project", "Project id", description="Begins with proj_"),
        Setting("mode", "Mode", "fast", choices=("fast", "slow")),
        Setting("catalogue", "Actions", " a\nb "),
        Setting("path", "Path of actions", "/actions", is_assumption=True),
    ),
    secrets=(SecretSetting(SecretName("key"), "API key", "Begins with v1"),),
    make=None,
)
LINE = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_categories=("Cc",)), max_size=30).map(
    str.strip
)


@pytest.fixture
def fields(appearance, show):
    made = show(TypedSettings())
    made.show_kind(KIND, {}, has_secrets=False)
    return made


def test_untouched_fields_change_nothing(fields):
    assert fields.options() == {}


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.value)
def test_untouched_fields_of_every_platform_change_nothing(fields, platform):
    fields.show_kind(PLATFORMS[platform], {}, has_secrets=False)
    assert (fields.options(), fields.secrets()) == ({}, {})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(project=LINE, path=LINE, unknown=LINE)
def test_what_a_connection_has_comes_back_unchanged(fields, project, path, unknown):
    options = {"project": project, "path": path, "catalogue": "x\ny", "mode": "slow", "of_a_newer_version": unknown}
    fields.show_kind(KIND, options, has_secrets=True)
    expected = {
        name: text for name, text in options.items() if (name, text) not in (("project", ""), ("path", "/actions"))
    }
    assert fields.options() == expected


def test_a_choice_that_is_not_offered_any_more_stays(fields):
    fields.show_kind(KIND, {"mode": "ancient"}, has_secrets=False)
    assert fields.options() == {"mode": "ancient"}


def test_each_kind_of_option_has_its_field(fields):
    kinds = [type(fields.input(name)) for name in ("project", "mode", "catalogue", "path")]
    assert kinds == [QLineEdit, QComboBox, QPlainTextEdit, QLineEdit]


def test_a_secret_is_hidden_while_it_is_typed(fields):
    assert fields.secret_input(SecretName("key")).echoMode() is QLineEdit.EchoMode.Password


def test_a_secret_that_was_typed_is_given_without_blanks_around_it(fields):
    fields.secret_input(SecretName("key")).setText("  v1.abc\n ")
    assert fields.secrets() == {"key": "v1.abc"}


def test_a_stored_secret_is_not_shown_and_stays_when_left_alone(fields):
    fields.show_kind(KIND, {}, has_secrets=True)
    line = fields.secret_input(SecretName("key"))
    assert (line.text(), line.placeholderText(), fields.secrets()) == ("", "Stored; type to replace it", {})


def test_assumptions_are_folded_away_until_asked_for(fields):
    before = fields.input("path").isVisible()
    fold = next(one for one in fields.findChildren(QPushButton) if "assumptions" in one.text())
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert (before, fields.input("path").isVisible(), fold.text()) == (False, True, "Hide paths and assumptions")


def test_fields_have_names_and_descriptions_for_the_ear(fields):
    line = fields.input("project")
    secret = fields.secret_input(SecretName("key"))
    assert (line.accessibleName(), line.accessibleDescription()) == ("Project id", "Begins with proj_")
    assert (secret.accessibleName(), secret.accessibleDescription()) == ("API key", "Begins with v1")
