"""
Every secret that the program holds is masked by value wherever text leaves it: log, clipboard, export, request view.

One `SecretMask` is made at start and handed to everything that writes or shows. Besides the value itself it knows the
forms in which a secret travels: base64 (Basic authentication), percent-encoded (queries) and JSON-escaped.
"""

import base64
import json
import re
import threading
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

MASK = "\u2022\u2022\u2022\u2022\u2022\u2022"
"""What stands in a secret's place."""

SHORTEST = 4
"""Values with fewer characters are not masked: they would black out ordinary text."""


class SecretMask:
    """The secrets known so far. Adding and masking may happen in any thread."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._lock = threading.Lock()
        self._forms: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        for secret in secrets:
            self.add(secret)

    def __repr__(self) -> str:
        return f"SecretMask({len(self._forms)} forms)"

    def add(self, secret: str) -> None:
        """Mask this value from now on, in all forms in which it may appear."""
        if len(secret) < SHORTEST:
            return
        with self._lock:
            forms = _forms_of(secret)
            if forms <= self._forms:
                return
            self._forms |= forms
            longest_first = sorted(self._forms, key=len, reverse=True)
            self._pattern = re.compile("|".join(re.escape(form) for form in longest_first))

    def text(self, text: str) -> str:
        """The text with every known secret replaced by `MASK`."""
        pattern = self._pattern
        return pattern.sub(MASK, text) if pattern and text else text

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Header lines with every known secret in their values replaced."""
        return [(name, self.text(value)) for name, value in pairs]


def _forms_of(secret: str) -> set[str]:
    raw = secret.encode("utf-8", "surrogatepass")
    forms = {
        secret,
        quote(secret, safe="", errors="replace"),
        quote_plus(secret, errors="replace"),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
    }
    # The user name of Basic authentication with an empty password, and the value alone; without padding, since the
    # end of a base64 text depends on what follows the secret.
    for encoded in (base64.b64encode(raw + b":"), base64.b64encode(raw), base64.urlsafe_b64encode(raw)):
        forms.add(encoded.decode().rstrip("="))
    return {form for form in forms if len(form) >= SHORTEST}
