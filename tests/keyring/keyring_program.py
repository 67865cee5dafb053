"""
A program of its own that uses the secret store as the explorer does: `keyring_program.py DATA_DIR STEP...`.

Steps: `write`, `read`, `delete`, `lock` (the system's default keyring), `log` (an error with the secret in it). The
secret comes through the environment, never through the command line. Prints one JSON object.
"""

import asyncio
import json
import logging
import os
import sys
from pathlib import Path

from explorer.domain.connection import Connection, ConnectionId, Environment, Platform, SecretName
from explorer.domain.failure import SecretUnavailable
from explorer.domain.masking import SecretMask
from explorer.log_setup import LogSetup
from explorer.storage.keyring_thread import KeyringThread
from explorer.storage.locations import locations
from explorer.storage.secrets import SecretStore
from explorer.storage.settings.connection_store import ConnectionStore
from explorer.storage.settings.settings_file import SettingsFile

CONNECTION = Connection(
    ConnectionId("c-1"), "Production", Platform.STACKONE, "https://api.example.com", Environment.PRODUCTION
)
NAME = SecretName("api_key")


def lock_default_keyring() -> None:
    import secretstorage

    secretstorage.get_default_collection(secretstorage.dbus_init()).lock()


async def main(data_dir: Path, steps: list[str]) -> dict[str, object]:
    places = locations(data_dir)
    places.make_directories()
    settings = SettingsFile(places.settings_file)
    settings.load()
    mask = SecretMask()
    log = LogSetup(places.logs, mask, level=logging.DEBUG)
    thread = KeyringThread()
    store = SecretStore(mask, thread, prompt_limit_s=20)
    place = await store.open()
    told: dict[str, object] = {"place": place.text, "reason": place.reason}
    secret = os.environ["SECRET_OF_THE_TEST"]
    try:
        for step in steps:
            if step == "write":
                await store.write(CONNECTION, NAME, secret)
            elif step == "read":
                told["is_right"] = await store.read(CONNECTION, NAME) == secret
            elif step == "delete":
                await store.delete(CONNECTION, NAME)
            elif step == "lock":
                lock_default_keyring()
            elif step == "log":
                logging.getLogger("explorer").error("Refused: %s", secret, exc_info=RuntimeError(secret))
    except SecretUnavailable as problem:
        told["unavailable"] = problem.said
    told["place after"] = store.place.text
    ConnectionStore(settings).save([CONNECTION])
    await settings.save()
    thread.close()
    log.close()
    return told


sys.stdout.write(json.dumps(asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))))
