"""What tests with the official SDKs share: their environments, and running a client in one of them."""

import importlib.util
import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx
import pytest

HERE = Path(__file__).resolve().parent
LONGEST_CLIENT_S = 50


def _environment(name: str) -> Path:
    found = importlib.util.spec_from_file_location("sdk_environments", HERE / "environments.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.environment(name)


@pytest.fixture(scope="session")
def sdk_python() -> Callable[[str], Path]:
    """`sdk_python("stackone")`: the Python of an environment with that platform's official SDK, made if missing."""
    return _environment


@pytest.fixture(scope="session")
def sdk_client(sdk_python: Callable[[str], Path]) -> Callable[..., Mapping[str, object]]:
    """
    `sdk_client("stackone", "script.py", ready)`: runs a script of this folder with that SDK's Python.

    The platform begins in its start state. The script gets the platform's part of the ready line as its first argument and prints one JSON object.
    """

    def run(name: str, script: str, ready: Mapping[str, object]) -> Mapping[str, object]:
        origin = "/".join(str(ready["base_url"]).split("/")[:3])
        httpx.post(f"{origin}/_sandbox/reset", trust_env=False, timeout=10).raise_for_status()
        ended = subprocess.run(
            [sdk_python(name), HERE / script, json.dumps(ready)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LONGEST_CLIENT_S,
            # The server is on this machine: no proxy stands between.
            env={key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")},
            check=False,
        )
        assert ended.returncode == 0, ended.stderr[-4000:]
        return json.loads(ended.stdout.strip().splitlines()[-1])

    return run
