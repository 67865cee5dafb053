"""The command line: every option of the manual, and one line for every mistake."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import __version__
from explorer.__main__ import main
from explorer.command_line import Arguments, BadArguments, FormArguments, Mode, SandboxArguments, read_arguments


def test_nothing_opens_the_window():
    assert read_arguments([]) == Arguments(Mode.WINDOW)


def test_sandbox_option_opens_the_window_with_the_sandbox():
    assert read_arguments(["--sandbox"]) == Arguments(Mode.WINDOW, with_sandbox=True)


def test_check_is_a_mode_of_its_own():
    assert read_arguments(["--check"]).mode is Mode.CHECK


def test_data_dir_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert read_arguments(["--check", "--data-dir", "kept here"]).data_dir == tmp_path / "kept here"


def test_data_dir_knows_the_home_directory(home: Path):
    assert read_arguments(["--data-dir", "~/kept"]).data_dir == home / "kept"


def test_sandbox_command_has_usual_values():
    assert read_arguments(["sandbox"]) == Arguments(Mode.SANDBOX_SERVER, sandbox=SandboxArguments())


def test_sandbox_command_takes_all_its_options():
    words = ["sandbox", "--host", "::1", "--port", "8100", "--actions", "50", "--seed", "7", "--until-stdin-closes"]
    assert read_arguments(words).sandbox == SandboxArguments("::1", 8100, 50, 7, until_stdin_closes=True)


def test_localhost_means_the_usual_address():
    assert read_arguments(["sandbox", "--host", "localhost"]).sandbox.host == "127.0.0.1"


def test_form_command_takes_a_schema_and_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    asked = read_arguments(["form", "a b.json", "--data", "/data.json"])
    assert (asked.mode, asked.form) == (Mode.FORM, FormArguments(tmp_path / "a b.json", Path("/data.json").absolute()))


def test_form_command_needs_no_data(tmp_path: Path):
    assert read_arguments(["form", str(tmp_path / "a.json")]).form == FormArguments(tmp_path / "a.json")


def test_show_command_takes_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert read_arguments(["show", "a b.har"]) == Arguments(Mode.SHOW, shown=tmp_path / "a b.har")


def test_show_command_can_be_measured(tmp_path: Path):
    path = tmp_path / "a.json"
    assert read_arguments(["show", "--timings", str(path)]) == Arguments(Mode.SHOW_TIMINGS, shown=path)


def test_form_batch_is_a_mode_of_its_own():
    assert read_arguments(["form", "--batch"]) == Arguments(Mode.FORM_BATCH)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--bogus"], "--help"),
        (["--data-dir"], "--help"),
        (["--data-dir", ""], "directory"),
        (["--data-dir", __file__], "give a directory"),
        (["--data-dir", "x" * 5000], "choose another directory"),
        (["--sandbox", "--check"], "--help"),
        (["--check", "--version"], "--help"),
        (["--san"], "--help"),
        (["sandbox", "--port", "x"], "0 to 65533"),
        (["sandbox", "--port", "65534"], "0 to 65533"),
        (["sandbox", "--port", "-1"], "0 to 65533"),
        (["sandbox", "--actions", "0"], "1 to 1000000"),
        (["sandbox", "--seed", "1.5"], "0 to"),
        (["sandbox", "--host", "0.0.0.0"], "127.0.0.1"),
        (["sandbox", "--host", "example.org"], "127.0.0.1"),
        (["sandbox", "--check"], "sandbox --help"),
        (["form"], "name a file with a JSON Schema"),
        (["show"], "name a file to show"),
        (["show", ""], "name of a file"),
        (["show", "a.json", "b.json"], "show --help"),
        (["form", ""], "name of a file"),
        (["form", "schema.json", "--data", "a\0b"], "name of a file"),
        (["form", "~nobody-of-this-name/schema.json"], "choose another file"),
        (["form", "schema.json", "other.json"], "form --help"),
        (["form", "--batch", "schema.json"], "name no files"),
        (["form", "--batch", "--data", "data.json"], "name no files"),
    ],
)
def test_a_mistake_says_what_to_do(words: list[str], hint: str):
    with pytest.raises(BadArguments, match=hint):
        read_arguments(words)


@given(
    st.lists(
        st.text(max_size=12)
        | st.sampled_from(
            ["sandbox", "form", "show", "--timings", "--batch", "--data", "--port", "--data-dir", "--host", "--seed"]
        ),
        max_size=4,
    )
)
def test_whatever_is_typed_is_read_or_refused_in_one_line(words: list[str]):
    try:
        told = repr(read_arguments(words).mode)
    except BadArguments as problem:
        told = str(problem)
    assert len(told.splitlines()) == 1


def test_version_is_printed(capsys: pytest.CaptureFixture[str]):
    assert main(["--version"]) == 0
    assert capsys.readouterr() == (f"action-explorer {__version__}\n", "")


def test_help_lists_every_option(capsys: pytest.CaptureFixture[str]):
    assert main(["--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert [
        option
        for option in (
            "--sandbox",
            "--data-dir",
            "--check",
            "--version",
            "sandbox --help",
            "form --help",
            "show --help",
        )
        if option not in text
    ] == []


def test_hidden_option_is_not_in_the_help(capsys: pytest.CaptureFixture[str]):
    assert main(["sandbox", "--help"]) == 0
    assert "--seed" in (text := capsys.readouterr().out)
    assert "until-stdin" not in text


def test_help_of_forms_tells_what_a_line_of_the_batch_is(capsys: pytest.CaptureFixture[str]):
    assert main(["form", "--help"]) == 0
    assert '{"schema": ..., "data": ...}' in " ".join(capsys.readouterr().out.split())


def test_a_mistake_is_one_line_on_standard_error_and_status_2():
    ended = subprocess.run(
        [sys.executable, "-m", "explorer", "--bogus"], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert ended.stderr.startswith("action-explorer: unrecognized arguments: --bogus.")


def test_version_imports_nothing_heavy():
    program = "import sys; from explorer.__main__ import main; main(['--version']); print(sorted(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    for module in ("PySide6", "asyncio", "httpx", "keyring", "msgspec", "starlette"):
        assert f"'{module}'" not in ended.stdout
