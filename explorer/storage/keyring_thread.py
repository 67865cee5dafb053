"""The one thread that may wait for the system's keyring, for as long as a prompt stays open."""

from explorer.storage.job_thread import JobThread


class KeyringThread(JobThread):
    """Its jobs may hold secrets; none of them lives longer than it is needed."""

    def __init__(self, name: str = "keyring") -> None:
        super().__init__(name)
