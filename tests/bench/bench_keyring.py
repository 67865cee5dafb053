"""A keyring that has one secret for whoever asks, so that a benchmark depends on no keyring of the machine."""

from keyring.backend import KeyringBackend


class BenchKeyring(KeyringBackend):
    """Gives the same secret for everything, and keeps none."""

    priority = 1

    def get_password(self, service: str, username: str) -> str:
        return f"made-up-secret-of-{username}"

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps nothing."""

    def delete_password(self, service: str, username: str) -> None:
        """Has nothing to delete."""
