"""
The required tests of the JSON Schema Test Suite, drafts 2020-12 and 7, through the explorer's own check.

The suite comes with the source distribution of a library; it is fetched once, by name and version, and kept with what
other tools keep. Documents that a test wants to be fetched are put into its schema instead, under their own `$id`, as
section 9.3 of 2020-12 has it: the explorer fetches nothing.
"""

import hashlib
import io
import subprocess
import sys
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from explorer.domain.json_value import parse_json, write_json
from explorer.schema.build import build_form
from explorer.schema.check import Checker

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = "jsonschema==4.26.0"
SHA256 = "0c26707e2efad8aa1bfc5b7ce170f3fccc2e4918ff85989ba9ffa9facb2be326"
KEPT = ROOT / ".pytest_cache" / "json-schema-suite"
DRAFTS = {
    "draft2020-12": ("https://json-schema.org/draft/2020-12/schema", "$defs"),
    "draft7": ("http://json-schema.org/draft-07/schema#", "definitions"),
}
REMOTE = "http://localhost:1234/"

OTHERWISE = {
    "format.json": "a format is a rule for the explorer: whoever writes one means it",
    "vocabulary.json": "a schema for schemas of one's own, which could only be fetched",
}
"""Files whose tests come out otherwise on purpose, and why."""


@pytest.fixture(scope="session")
def suite():
    """The files of the suite as texts, by their place in it."""
    archive = next(KEPT.glob("*.tar.gz"), None)
    if archive is None:
        fetch = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*fetch, "--no-binary", ":all:", "--dest", KEPT, SOURCE], check=True, timeout=300)
        archive = next(KEPT.glob("*.tar.gz"))
    content = archive.read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256
    files = {}
    with tarfile.open(fileobj=io.BytesIO(content)) as packed:
        for member in packed.getmembers():
            place = member.name.partition("/json/")[2]
            if member.isfile() and place.endswith(".json"):
                files[place] = packed.extractfile(member).read().decode()
    return files


@pytest.mark.parametrize(
    ("draft", "counts"),
    [
        ("draft2020-12", {"as they are": 1189, "as bundled": 48, "otherwise": 20}),
        ("draft7", {"as they are": 890, "as bundled": 23}),
    ],
)
def test_required_tests_of_the_suite_come_out_as_they_say(suite, draft, counts, capsys):
    counted, wrong = Counter(), []
    for place, text in suite.items():
        folder, _, file = place.removeprefix("tests/").rpartition("/")
        if folder != draft or not place.startswith("tests/"):
            continue
        for case in parse_json(text):
            schema, is_bundled = whole_schema(case["schema"], suite, draft)
            checker = Checker(build_form(schema))
            for test in case["tests"]:
                is_right = (checker.problems(test["data"]) == []) == test["valid"]
                how = "as bundled" if is_bundled else "as they are"
                counted[how if is_right else "otherwise" if file in OTHERWISE else "wrong"] += 1
                if not is_right and file not in OTHERWISE:
                    wrong.append((file, case["description"], test["description"]))
    with capsys.disabled():
        sys.stdout.write(f"\n{draft}: {counted.total()} required tests: {dict(counted)}\n")
    assert wrong == []
    assert counted == counts


def whole_schema(schema, suite, draft):
    """The schema with its draft and with the documents that it refers to; and whether it needed any."""
    named, holder = DRAFTS[draft]
    if not isinstance(schema, dict):
        return schema, False
    bundled = remotes_of(schema, suite, draft, {})
    whole = {"$schema": named, **schema}
    if bundled:
        held = whole.get(holder)
        whole[holder] = {**(held if isinstance(held, dict) else {}), **bundled}
        if draft == "draft7" and "$ref" in whole:
            # Draft 7 knows nothing beside a `$ref`.
            whole = {"$schema": named, holder: bundled, "allOf": [schema]}
    return whole, bool(bundled)


def remotes_of(schema, suite, draft, found):
    """The documents of the suite that the schema names, and those that these name, each with its address."""
    text = write_json(schema)
    for place, content in suite.items():
        if not place.startswith("remotes/"):
            continue
        path = place.removeprefix("remotes/")
        address = REMOTE + path
        is_named = any(word in text for word in (address, path.rsplit("/", 1)[-1]))
        is_of_draft = "/" not in path or not path.startswith("draft") or path.startswith(f"{draft}/")
        if is_named and is_of_draft and address not in found:
            document = parse_json(content)
            is_renamed = document.get("$id", address) != address
            found[address] = {"$id": address, "allOf": [document]} if is_renamed else {"$id": address, **document}
            remotes_of(document, suite, draft, found)
    return found
