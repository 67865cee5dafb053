"""Secrets in a real Secret Service: GNOME Keyring on a session bus of its own, with a home of its own."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("keyring_program.py")
SECRET = "v1.eu1.Zm9ybyBiYXI=.a secret value"
NEEDED = {"dbus-run-session": "dbus", "gnome-keyring-daemon": "gnome-keyring"}
UNLOCK_LIMIT_S = 20.0

Explorer = Callable[..., dict[str, object]]


def demand_packages() -> None:
    missing = sorted({package for program, package in NEEDED.items() if shutil.which(program) is None})
    if not missing:
        return
    reason = f"a real Secret Service needs: sudo apt-get install -y {' '.join(missing)}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextlib.contextmanager
def own_bus(home: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Iterator[None]:
    """A session bus of its own, for this process's environment; it ends when its standard input does."""
    demand_packages()
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    keep_open = "import os, sys; print(os.environ['DBUS_SESSION_BUS_ADDRESS'], flush=True); sys.stdin.read()"
    bus = subprocess.Popen(
        ["dbus-run-session", *options, "--", sys.executable, "-c", keep_open],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
        yield
    finally:
        bus.stdin.close()
        bus.wait(20)
        bus.stdout.close()


@pytest.fixture
def session_bus(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_bus(home, monkeypatch):
        yield


@pytest.fixture
def bare_bus(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus on which nothing is, and which starts nothing."""
    settings = home / "bus.conf"
    settings.write_text(
        "<!DOCTYPE busconfig PUBLIC '-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN' "
        "'http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd'>"
        f"<busconfig><type>session</type><listen>unix:dir={home}</listen>"
        "<policy context='default'><allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/></policy>"
        "</busconfig>"
    )
    with own_bus(home, monkeypatch, "--config-file", str(settings)):
        yield


@pytest.fixture
def keyring_daemon(session_bus: None, home: Path) -> Iterator[None]:
    """GNOME Keyring on that bus, with its keyring unlocked, as after a log-in."""
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        daemon.stdin.write("password of the test")
        daemon.stdin.close()
        wait_until_unlocked(daemon)
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            daemon.terminate()
        daemon.wait(20)


def wait_until_unlocked(daemon: "subprocess.Popen[str]") -> None:
    import secretstorage

    deadline = time.monotonic() + UNLOCK_LIMIT_S
    while True:
        assert daemon.poll() is None, "gnome-keyring-daemon ended"
        with contextlib.suppress(Exception), contextlib.closing(secretstorage.dbus_init()) as bus:
            if not secretstorage.Collection(bus, "/org/freedesktop/secrets/aliases/default").is_locked():
                return
        assert time.monotonic() < deadline, "gnome-keyring-daemon did not unlock its keyring"
        time.sleep(0.02)


@pytest.fixture
def explorer(data_dir: Path) -> Explorer:
    """Do steps with the secret store in a new process: `explorer("write", "read")`."""

    def run_steps(*steps: str) -> dict[str, object]:
        ended = subprocess.run(
            [sys.executable, PROGRAM, data_dir, *steps],
            env=os.environ | {"SECRET_OF_THE_TEST": SECRET},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert (ended.returncode, ended.stderr) == (0, "")
        told: dict[str, object] = json.loads(ended.stdout)
        return told

    return run_steps


@pytest.mark.usefixtures("keyring_daemon")
class TestUnlocked:
    def test_it_is_found_and_named(self, explorer: Explorer):
        assert explorer() == {
            "place": "Secrets: GNOME Keyring",
            "reason": "",
            "place after": "Secrets: GNOME Keyring",
        }

    def test_a_secret_survives_its_process(self, explorer: Explorer):
        assert "unavailable" not in explorer("write")
        assert explorer("read")["is_right"] is True

    def test_a_secret_can_be_replaced_and_deleted(self, explorer: Explorer):
        assert explorer("write", "write", "read")["is_right"] is True
        assert "unavailable" not in explorer("delete", "delete")
        assert explorer("read")["is_right"] is False

    def test_nothing_of_a_secret_is_in_any_file_of_the_explorer(self, explorer: Explorer, data_dir: Path):
        explorer("write", "read", "log")
        explorer("lock", "read", "log")
        files = [path for path in data_dir.rglob("*") if path.is_file()]
        assert {path.name for path in files} == {"settings.json", "action-explorer.log"}
        assert not [path for path in files if b"Zm9ybyBiYXI" in path.read_bytes()]

    def test_a_locked_keyring_that_nobody_unlocks_is_told_about(self, explorer: Explorer):
        explorer("write", "lock")
        told = explorer("read")
        assert told["reason"] == "GNOME Keyring is locked and will ask for its password."
        assert "GNOME Keyring is locked, and was not unlocked." in str(told["unavailable"])
        assert told["place after"] == "Secrets: GNOME Keyring"


class TestWithout:
    @pytest.mark.usefixtures("bare_bus")
    def test_on_a_bus_without_a_secret_service_secrets_are_for_this_session(self, explorer: Explorer):
        told = explorer("write", "read")
        assert told["place"] == "Secrets: for this session only"
        assert "This system has no keyring" in str(told["reason"])
        assert told["is_right"] is True

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a keyring without a bus")
    def test_without_a_session_bus_secrets_are_for_this_session(
        self, explorer: Explorer, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
        told = explorer("write", "read")
        assert told["place"] == "Secrets: for this session only"
        assert "This system has no keyring" in str(told["reason"])
        assert told["is_right"] is True
        assert explorer("read")["is_right"] is False

    def test_a_keyring_that_drops_everything_is_not_used(self, explorer: Explorer, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        told = explorer("write", "read")
        assert told["place"] == "Secrets: for this session only"
        assert "Keyrings are switched off" in str(told["reason"])
        assert told["is_right"] is True

    def test_a_secret_in_memory_is_in_no_file(self, explorer: Explorer, data_dir: Path):
        explorer("write", "read", "log")
        assert not [path for path in data_dir.rglob("*") if path.is_file() and b"Zm9ybyBiYXI" in path.read_bytes()]
