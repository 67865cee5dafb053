"""
What was asked for on the command line, as one frozen object.

    action-explorer [--sandbox] [--data-dir DIR]
    action-explorer --check [--data-dir DIR]
    action-explorer --version | --help
    action-explorer sandbox [--host HOST] [--port PORT] [--actions COUNT] [--seed NUMBER]
    action-explorer form SCHEMA [--data DATA]
    action-explorer form --batch
    action-explorer show FILE [--timings]

A mistake becomes one line that says what to do, in place of argparse's page.
"""

import argparse
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NoReturn

MOST_ACTIONS = 1_000_000
LAST_PORT = 65_535
PORTS_OF_SANDBOX = 3
"""Each platform of the sandbox has a port of its own; `--port` names the first."""


class Mode(Enum):
    """What the program is to do."""

    WINDOW = "window"
    CHECK = "check"
    SANDBOX_SERVER = "sandbox"
    FORM = "form"
    FORM_BATCH = "form --batch"
    SHOW = "show"
    SHOW_TIMINGS = "show --timings"
    VERSION = "version"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class SandboxArguments:
    """
    How the sandbox is served.

    Args:
        port: First of three ports, 0 for free ones.
        actions: How many actions StackOne has.
        until_stdin_closes: Whether it ends with its standard input, as a child process should.
    """

    host: str = "127.0.0.1"
    port: int = 0
    actions: int = 10_000
    seed: int = 1
    until_stdin_closes: bool = False


@dataclass(frozen=True, slots=True)
class FormArguments:
    """
    Which schema's form is shown.

    Args:
        schema: Absolute; a file with a JSON Schema.
        data: Absolute; a file with what the form holds at first, None for what a new form holds.
    """

    schema: Path = Path()
    data: Path | None = None


@dataclass(frozen=True, slots=True)
class Arguments:
    """
    The command line, read and checked.

    Args:
        with_sandbox: Whether the window opens with the sandbox's connections.
        data_dir: Absolute; where everything is kept, None for the system's usual places.
        sandbox: Meaningful in the mode `SANDBOX_SERVER` alone.
        form: Meaningful in the mode `FORM` alone.
        shown: Absolute; the file of the modes `SHOW` and `SHOW_TIMINGS`.
        text: What the mode `HELP` prints.
    """

    mode: Mode
    with_sandbox: bool = False
    data_dir: Path | None = None
    sandbox: SandboxArguments = SandboxArguments()
    form: FormArguments = FormArguments()
    shown: Path = Path()
    text: str = ""


class BadArguments(Exception):
    """The command line cannot be followed; the text is one line that says what to do."""


def read_arguments(words: Sequence[str]) -> Arguments:
    """
    The arguments of a command line, without the program's own name.

    Raises:
        BadArguments: They cannot be followed.
    """
    if "sandbox" in words[:1]:
        return _sandbox_arguments(words[1:])
    if "form" in words[:1]:
        return _form_arguments(words[1:])
    if "show" in words[:1]:
        return _show_arguments(words[1:])
    parser = _Parser("action-explorer", "Find, fill, run and read the actions of StackOne, Pipedream and Inly Core.")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--sandbox", action="store_true", help="open the window on the built-in sandbox")
    what.add_argument(
        "--check", action="store_true", help="no window: try everything once against the sandbox, print a line for each"
    )
    what.add_argument("--version", action="store_true", help="print the version")
    parser.add_argument("--data-dir", metavar="DIR", help="keep settings, history, cache and logs in this directory")
    parser.epilog = (
        "'action-explorer sandbox --help' tells about the sandbox alone, 'action-explorer form --help' about forms of "
        "any JSON Schema, 'action-explorer show --help' about saved answers and HAR files."
    )
    parser.offer_help()
    found = parser.parse_args(words)
    if found.help:
        return Arguments(Mode.HELP, text=parser.format_help().rstrip())
    if found.version:
        return Arguments(Mode.VERSION)
    return Arguments(
        Mode.CHECK if found.check else Mode.WINDOW,
        with_sandbox=found.sandbox,
        data_dir=None if found.data_dir is None else _directory(found.data_dir),
    )


def _sandbox_arguments(words: Sequence[str]) -> Arguments:
    usual = SandboxArguments()
    parser = _Parser(
        "action-explorer sandbox",
        "Serve stand-ins of the three platforms on this machine until interrupted. The first line of output is a "
        "JSON object with the address and the credentials of each.",
    )
    parser.add_argument("--host", default=usual.host, help="address of this machine to listen on (%(default)s)")
    parser.add_argument("--port", default="0", help="first of three ports; 0, as when left out, takes free ones")
    parser.add_argument("--actions", default=str(usual.actions), help="how many actions StackOne has (%(default)s)")
    parser.add_argument("--seed", default=str(usual.seed), help="what the actions are made from (%(default)s)")
    parser.add_argument("--until-stdin-closes", action="store_true", help=argparse.SUPPRESS)
    parser.offer_help()
    found = parser.parse_args(words)
    if found.help:
        return Arguments(Mode.HELP, text=parser.format_help().rstrip())
    port = _whole_number("--port", found.port, 0, LAST_PORT - PORTS_OF_SANDBOX + 1)
    return Arguments(
        Mode.SANDBOX_SERVER,
        sandbox=SandboxArguments(
            host=_loopback(found.host),
            port=port,
            actions=_whole_number("--actions", found.actions, 1, MOST_ACTIONS),
            seed=_whole_number("--seed", found.seed, 0, 2**63 - 1),
            until_stdin_closes=found.until_stdin_closes,
        ),
    )


def _form_arguments(words: Sequence[str]) -> Arguments:
    parser = _Parser(
        "action-explorer form",
        "Show the form of any JSON Schema (draft 2020-12 or draft 7), for people who write schemas.",
    )
    parser.add_argument("schema", metavar="SCHEMA", nargs="?", help="file with the schema; read anew when it changes")
    parser.add_argument("--data", metavar="DATA", help="JSON file with what the form holds at first")
    parser.add_argument(
        "--batch",
        action="store_true",
        help='no window: reads one object a line, {"schema": ..., "data": ...}, and answers each with one line: '
        "the value that the form holds, what is wrong with it, how many fields there are, which fell back to JSON",
    )
    parser.offer_help()
    found = parser.parse_args(words)
    if found.help:
        return Arguments(Mode.HELP, text=parser.format_help().rstrip())
    if found.batch:
        if found.schema is not None or found.data is not None:
            parser.error("--batch reads schemas and data from standard input, name no files")
        return Arguments(Mode.FORM_BATCH)
    if found.schema is None:
        parser.error("name a file with a JSON Schema")
    data = None if found.data is None else _file("--data", found.data)
    return Arguments(Mode.FORM, form=FormArguments(_file("SCHEMA", found.schema), data))


def _show_arguments(words: Sequence[str]) -> Arguments:
    parser = _Parser(
        "action-explorer show",
        "Show a saved answer or a HAR file as the explorer shows results. The file is only read.",
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="an answer of any kind, or a HAR file")
    parser.add_argument(
        "--timings",
        action="store_true",
        help='off screen: prints one object, {"bytes", "parse_ms", "first_rows_ms", "longest_stall_ms", "rss_mb"}, '
        "and ends",
    )
    parser.offer_help()
    found = parser.parse_args(words)
    if found.help:
        return Arguments(Mode.HELP, text=parser.format_help().rstrip())
    if found.file is None:
        parser.error("name a file to show")
    return Arguments(Mode.SHOW_TIMINGS if found.timings else Mode.SHOW, shown=_file("FILE", found.file))


class _Parser(argparse.ArgumentParser):
    """argparse, with our one line in place of its exit."""

    def __init__(self, program: str, description: str) -> None:
        super().__init__(prog=program, description=description, allow_abbrev=False, add_help=False)

    def offer_help(self) -> None:
        """Offer `--help`, as the last option, without argparse's exit."""
        self.add_argument("-h", "--help", action="store_true", help="print this text")

    def error(self, message: str) -> NoReturn:
        """Refuse the command line."""
        reason = " ".join(message.removeprefix("argument ").split())
        raise BadArguments(f"{reason}. '{self.prog} --help' lists what there is")


def _whole_number(option: str, text: str, least: int, most: int) -> int:
    if text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most:
        return int(text)
    raise BadArguments(f"{option} {_shown(text)}: give a whole number from {least} to {most}")


def _loopback(host: str) -> str:
    if host == "localhost":
        return "127.0.0.1"
    try:
        is_local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_local = False
    if not is_local:
        # Its credentials are public and it does what anybody asks.
        raise BadArguments(f"--host {_shown(host)}: the sandbox serves this machine alone, give 127.0.0.1 or ::1")
    return host


def _directory(text: str) -> Path:
    if not text or "\0" in text:
        raise BadArguments("--data-dir: give the name of a directory")
    try:
        directory = Path(text).expanduser().absolute()
        is_other = directory.exists() and not directory.is_dir()
    except (OSError, RuntimeError) as problem:
        raise BadArguments(f"--data-dir {_shown(text)}: {problem}; choose another directory") from None
    if is_other:
        raise BadArguments(f"--data-dir {_shown(text)}: that is a file, give a directory")
    return directory


def _file(option: str, text: str) -> Path:
    # Whether it can be read is seen when it is.
    if not text or "\0" in text:
        raise BadArguments(f"{option}: give the name of a file")
    try:
        return Path(text).expanduser().absolute()
    except (OSError, RuntimeError) as problem:
        raise BadArguments(f"{option} {_shown(text)}: {problem}; choose another file") from None


def _shown(text: str) -> str:
    # One line, whatever was typed.
    return ascii(text if len(text) <= 80 else text[:77] + "...")
