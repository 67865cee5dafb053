"""What an action sees while it runs, and what it leaves behind."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from explorer.sandbox.pipedream.catalogue.files import Entry
from explorer.sandbox.pipedream.component_error import milliseconds
from explorer.sandbox.pipedream.forms.values import with_defaults
from explorer.sandbox.pipedream.kept.stash import upload_entry
from explorer.sandbox.pipedream.people.account import Account
from explorer.sandbox.pipedream.state import PipedreamState

_ODD_SIGNS = re.compile(r"[\x00-\x1f\x7f/\\]")


@dataclass
class Console:
    """The lines that an action writes: they come back as `os`."""

    lines: list[dict[str, Any]] = field(default_factory=list)

    def log(self, text: str, level: str = "log") -> None:
        """Write one line with `console.<level>`."""
        self.lines.append({"ts": milliseconds(), "k": f"console.{level}", "msg": text})


@dataclass
class RunContext:
    """One run: who, what, with which values."""

    state: PipedreamState
    component: Entry
    props: Sequence[Entry]
    values: Mapping[str, Any]
    """What was entered, unwrapped; defaults are not filled in."""
    external_user_id: str
    environment: str
    accounts: Sequence[Account]
    base_url: str = ""
    stash_id: str | None = None
    has_dynamic_props: bool = False
    console: Console = field(default_factory=Console)
    exports: dict[str, Any] = field(default_factory=dict)

    @property
    def app(self) -> str:
        """Slug of the app that the action belongs to."""
        slugs = [prop["app"] for prop in self.component["configurable_props"] if prop["type"] == "app"]
        return str(slugs[0]) if slugs else ""

    @property
    def owner(self) -> str:
        """Whose records this run sees: the account's, or the user's where there is none."""
        if self.accounts:
            return self.accounts[0].account_id
        return f"{self.environment} {self.external_user_id}"

    def records(self, name: str, parents: Mapping[str, Any] | None = None) -> list[Entry]:
        """A collection of this app and owner."""
        return self.state.records.collection(self.app, self.owner, name, parents)

    @property
    def filled_values(self) -> dict[str, Any]:
        """`values` with the default of every prop that has none."""
        return with_defaults(self.props, self.values)

    def leave_file(self, name: str, content: bytes) -> str:
        """Write a file under `/tmp`, kept if the run has a stash; gives its path. Odd signs in its name go."""
        name = _ODD_SIGNS.sub("_", name)
        if self.stash_id is not None:
            key = self.state.stash.put(self.stash_id, name, content)
            address = f"{self.base_url}/stash/{self.state.stash.sign(key)}"
            self.exports.setdefault("$filestash_uploads", []).append(upload_entry(name, key, address))
        return f"/tmp/{name}"  # noqa: S108 - where actions write; nothing is written on this machine

    def summarise(self, text: str) -> None:
        """Export the one line for people."""
        self.exports["$summary"] = text
