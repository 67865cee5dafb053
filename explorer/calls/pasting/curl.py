"""
A cURL command as the request that it would send. Nothing is run and no file is read.

    read_curl(text)      the request; its secrets are not in it

Names and passwords (`--user`, cookies, certificates) are passed over, and so are headers that hold secrets: only where
the call goes, what it carries and the headers of the action itself count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote_plus, unquote_plus

from explorer.calls.pasting.curl_options import TAKES_VALUE, option_of
from explorer.calls.pasting.shell_words import NotWords, shell_words
from explorer.calls.pasting.windows_words import looks_like_windows, windows_words
from explorer.domain.json_value import JsonObject, JsonValue, NotJson, parse_json


class NotCurl(ValueError):
    """Why a command cannot be read as a request, for a person."""


@dataclass(slots=True)
class CurlCommand:
    """
    What a command says.

    Args:
        text: The body, empty for none; `fields` are those of a form in its place.
        notes: What was passed over, in plain words.
    """

    url: str = ""
    method: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    fields: JsonObject = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def body(self) -> JsonValue:
        """
        The body as JSON, None for none.

        Raises:
            NotJson: It is neither JSON nor a form.
        """
        if self.fields:
            return self.fields
        if not self.text.strip():
            return None
        try:
            return parse_json(self.text)
        except NotJson:
            if _is_form(self.text, self.headers):
                return form_values(self.text)
            raise


_START: Final = re.compile(r"\s*(?:[$%>#]\s+)?(?:\S*[/\\])?curl(?:\.exe)?(?=\s|\Z)", re.IGNORECASE)
_COMMENTS: Final = re.compile(r"(?:\s*(?:#(?!\s*\S*curl\b)|rem\s|::)[^\n]*\n)+", re.IGNORECASE)
_DATA: Final = frozenset({"data", "data-ascii", "data-binary", "data-raw", "json"})
_ENDS: Final = frozenset({"|", ";", "&&", "||", ">", ">>", "2>&1", "2>", "&"})
_SECRET: Final = re.compile(r"auth|cookie|token|secret|api[-_]?key|password|credential|signature", re.IGNORECASE)
_CREDENTIALS: Final = frozenset({"user", "cookie", "cert", "key", "oauth2-bearer", "proxy-user", "pass", "aws-sigv4"})
LEFT_OUT: Final = "Secrets in it (headers, user name and password) were left out; the connection has its own."


def is_curl(text: str) -> bool:
    """Whether a text begins like a cURL command, behind comments of a shell or of the Windows prompt."""
    return _START.match(_without_comments(text)) is not None


def is_secret_header(name: str) -> bool:
    """Whether a header of that name carries a secret, so that it is never kept."""
    return _SECRET.search(name) is not None


def read_curl(text: str) -> CurlCommand:
    """
    The request of a cURL command, for a POSIX shell or for the Windows prompt.

    A text may be a command of either: the one that its marks speak for is tried first, and the other one counts only
    if it alone has a JSON object for a body.

    Raises:
        NotCurl: The command cannot be read, or its body is in a file.
    """
    text = _without_comments(text)
    first, second = (_windows, _posix) if looks_like_windows(text) else (_posix, _windows)
    try:
        found = first(text)
        found.body()
    except (NotCurl, NotJson):
        try:
            other = second(text)
            if other.text.lstrip().startswith("{"):
                other.body()
                return other
        except (NotCurl, NotJson):
            pass
        return first(text)
    return found


def form_values(text: str) -> JsonObject:
    """The fields of form data, each a text; of several with one name, a list."""
    found: JsonObject = {}
    for pair in text.split("&"):
        name, _, value = pair.partition("=")
        _add_value(found, unquote_plus(name), unquote_plus(value))
    return found


def _without_comments(text: str) -> str:
    return text[found.end() :] if (found := _COMMENTS.match(text)) else text


def _posix(text: str) -> CurlCommand:
    try:
        found = shell_words(text)
    except NotWords as problem:
        raise NotCurl(f"The command cannot be read: {problem}.") from None
    command = _Reading().command(found.words)
    if found.has_variables:
        command.notes.append("Variables of the shell ($NAME) stand as they are written: put the values in their place.")
    return command


def _windows(text: str) -> CurlCommand:
    try:
        return _Reading().command(windows_words(text))
    except NotWords as problem:
        raise NotCurl(f"The command cannot be read: {problem}.") from None


class _Reading:
    """One command while its words are read."""

    def __init__(self) -> None:
        self._found = CurlCommand()
        self._chunks: list[str] = []
        self._addresses: list[str] = []
        self._is_query = False
        self._is_json = False

    def command(self, words: list[str]) -> CurlCommand:
        """The command of these words; what stands before its name is passed over."""
        start = next((place for place, word in enumerate(words) if _START.fullmatch(word)), 0)
        for name, value in _options(words[start + 1 :]):
            if name == "next":
                self._found.notes.append("The command makes several requests; the first one was read.")
                break
            self._take(name, value)
        found = self._found
        found.url = next((one for one in self._addresses if "://" in one), next(iter(self._addresses), ""))
        joined = ("" if self._is_json else "&").join(self._chunks)
        if self._is_query and joined:
            found.url += ("&" if "?" in found.url else "?") + joined
        elif not self._is_query:
            found.text = joined
        found.method = found.method or ("POST" if found.text or found.fields else "GET")
        return found

    def _take(self, name: str, value: str) -> None:
        if name in _DATA:
            if name != "data-raw" and value.startswith("@"):
                raise NotCurl(
                    f"The body is in a file ({value[:80]}), which is not read: paste its text in place of the file."
                )
            self._chunks.append(value)
            self._is_json = self._is_json or name == "json"
        elif name == "data-urlencode":
            self._chunks.append(_encoded(value))
        elif name in {"form", "form-string"}:
            self._take_part(name, value)
        elif name == "upload-file":
            raise NotCurl(f"The command sends a file ({value[:80]}), which is not read.")
        elif name in {"url", ""}:
            self._addresses.append(value)
        elif name == "request":
            self._found.method = value.upper()
        elif name == "header":
            self._take_header(value)
        elif name in _CREDENTIALS:
            self._say_secret()
        self._is_query = self._is_query or name == "get"

    def _take_header(self, line: str) -> None:
        name, colon, value = line.partition(":")
        if not colon:
            # With a semicolon at its end, a header has no value; without one, it is no header.
            name, value = line.removesuffix(";"), ""
        if is_secret_header(name):
            self._say_secret()
        elif name.strip() and not name.startswith("@"):
            self._found.headers.append((name.strip(), value.strip()))

    def _take_part(self, option: str, line: str) -> None:
        name, _, value = line.partition("=")
        if option == "form" and value.startswith(("@", "<")):
            raise NotCurl(f"{name[:80]} is in a file ({value[1:81]}), which is not read: choose the file in the form.")
        _add_value(self._found.fields, name, value)

    def _say_secret(self) -> None:
        if LEFT_OUT not in self._found.notes:
            self._found.notes.append(LEFT_OUT)


def _options(words: list[str]) -> Iterator[tuple[str, str]]:
    """Each option with its value, addresses under the empty name; ends where the shell goes on to something else."""
    waiting = iter(words)
    for word in waiting:
        if word in _ENDS:
            return
        options = option_of(word)
        if not options:
            yield "", word
        for name, value in options:
            if name not in TAKES_VALUE:
                yield name, ""
            else:
                yield name, value if value is not None else next(waiting, "")


def _add_value(values: JsonObject, name: str, value: str) -> None:
    name = name.removesuffix("[]")
    before = values.get(name)
    if before is None:
        values[name] = value
    else:
        values[name] = [*before, value] if isinstance(before, list) else [before, value]


def _encoded(value: str) -> str:
    name, is_named, content = value.partition("=")
    if not is_named and "@" in value:
        raise NotCurl(f"A part of the body is in a file ({value[:80]}), which is not read.")
    return (f"{name}=" if name else "") + quote_plus(content) if is_named else quote_plus(value)


def _is_form(text: str, headers: list[tuple[str, str]]) -> bool:
    told = next((value for name, value in headers if name.lower() == "content-type"), "")
    looks = re.fullmatch(r"[^\s{}\[\]\"<>=]+=[^\s{}\"<>]*", text) is not None
    return looks and (not told or "x-www-form-urlencoded" in told)
