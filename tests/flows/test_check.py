"""`--check`: the smoke test of a package. It says what works, and fails with a reason when a part does not."""

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from explorer.command_line import Arguments, Mode
from explorer.domain.action import ActionKey
from explorer.domain.connection import Platform
from explorer.sandbox.child_process import SandboxNotStarted
from explorer.self_check import TRIALS, Trial, check_everything

Ready = Mapping[str, Mapping[str, object]]

PLATFORMS = {"stackone": "StackOne", "pipedream": "Pipedream Connect", "inlycore": "Inly Core"}
NOBODY = "http://127.0.0.1:1"


class RunningSandbox:
    """The tests' one sandbox process; `ready` may say something else than it did."""

    def __init__(self, ready: Ready) -> None:
        self._ready = ready

    async def ready(self) -> Ready:
        return self._ready

    async def stop(self) -> None:
        pass


class BrokenSandbox:
    """A sandbox whose process does not start."""

    async def ready(self) -> Ready:
        raise SandboxNotStarted("its process ended at once")

    async def stop(self) -> None:
        pass


Check = Callable[[object], tuple[int, dict[str, str]]]


@pytest.fixture
def check(qapp: object, data_dir: Path, capfd: pytest.CaptureFixture[str]) -> Check:
    """Carry out the check against a sandbox; gives the exit status, and the words for each part."""

    def run(sandbox: object) -> tuple[int, dict[str, str]]:
        status = check_everything(Arguments(Mode.CHECK, data_dir=data_dir), sandbox)
        said, complaints = capfd.readouterr()
        assert complaints == ""
        return status, dict(line.split(": ", 1) for line in said.splitlines())

    return run


def test_in_a_clean_environment_every_part_works_and_the_status_is_0(program: Callable[..., list[str]], home: Path):
    ended = subprocess.run(program("--check"), capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    parts = [line.split(":")[0] for line in ended.stdout.splitlines()]
    assert parts == ["explorer", "window", "secrets", "sandbox", *PLATFORMS.values()]


def test_it_writes_nothing_into_the_home_directory(program: Callable[..., list[str]], home: Path):
    subprocess.run(program("--check"), capture_output=True, timeout=120, check=True)
    assert not [path for path in home.rglob("*") if path.is_file()]


def test_each_platform_is_discovered_and_runs_an_action(check: Check, sandbox: Ready):
    status, said = check(RunningSandbox(sandbox))
    assert status == 0
    for label in PLATFORMS.values():
        assert re.fullmatch(r"[\d,]+ actions, \d+ accounts; .+ succeeded in [\d,]+ ms: .+", said[label])


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_platform_that_is_gone_is_named_with_the_reason_and_the_others_are_tried(
    check: Check, sandbox: Ready, platform: str
):
    status, said = check(RunningSandbox({**sandbox, platform: {**sandbox[platform], "base_url": NOBODY}}))
    assert status == 1
    assert re.fullmatch(r"FAILED: at the step .Address.: .*127\.0\.0\.1.*", said[PLATFORMS[platform]])
    assert [label for label in PLATFORMS.values() if "FAILED" in said[label]] == [PLATFORMS[platform]]


def test_a_key_that_is_refused_is_told_with_the_step(check: Check, sandbox: Ready):
    status, said = check(RunningSandbox({**sandbox, "stackone": {**sandbox["stackone"], "api_key": "v1.eu1.wrong"}}))
    assert status == 1
    assert said["StackOne"].startswith("FAILED: at the step ")


def test_an_action_that_does_not_succeed_fails_its_platform(
    check: Check, sandbox: Ready, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(TRIALS, Platform.STACKONE, Trial(ActionKey("fault_lab_fail_at_provider"), {}))
    status, said = check(RunningSandbox(sandbox))
    assert status == 1
    assert re.fullmatch("FAILED: Fail at the provider: .+", said["StackOne"])


def test_an_action_that_is_not_listed_fails_its_platform(check: Check, sandbox: Ready, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(TRIALS, Platform.INLYCORE, Trial(ActionKey("system/nowhere"), {}))
    status, said = check(RunningSandbox(sandbox))
    assert status == 1
    assert re.fullmatch(r"FAILED: system/nowhere is not among the \d+ actions found", said["Inly Core"])


def test_a_sandbox_that_does_not_start_is_told_and_no_platform_is_tried(check: Check):
    status, said = check(BrokenSandbox())
    assert status == 1
    assert said["sandbox"] == "FAILED: its process ended at once"
    assert not said.keys() & set(PLATFORMS.values())


def test_a_data_directory_that_cannot_be_made_is_one_line_and_status_2(
    qapp: object, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("")
    assert check_everything(Arguments(Mode.CHECK, data_dir=in_the_way / "below"), BrokenSandbox()) == 2
    said, complaints = capfd.readouterr()
    assert said == ""
    assert complaints.startswith("action-explorer: ")
    assert complaints.count("\n") == 1
