"""Which bodies of a run get files, and a run with what its files hold. For the thread that owns the files."""

from collections.abc import Mapping
from dataclasses import replace

from explorer.domain.body import Body
from explorer.domain.call import RunId, RunResult
from explorer.storage.history.bodies import BodyDamaged, BodyFiles
from explorer.storage.history.records import KeptBody, KeptRun
from explorer.storage.history.texts.run_text import has_large_body, with_bodies


def keep_bodies(
    files: BodyFiles, run_id: RunId, result: RunResult, known: Mapping[str, KeptBody]
) -> tuple[dict[str, KeptBody], str]:
    """
    Write the bodies of a run that are not known to be written.

    Returns:
        What was written, by what it is, and the start of the answer as text; empty if it is none.

    Raises:
        OSError: One of them could not be written.
    """
    written: dict[str, KeptBody] = {}
    text = ""
    if (answer := result.answer) is not None:
        content_type = answer.header("content-type")
        if "answer" in known and known["answer"].received_bytes == len(answer.body):
            text = files.excerpt(known["answer"], content_type)
        elif answer.body:
            written["answer"], text = files.keep(run_id, "answer", answer.body, content_type)
    request = result.request
    if request is not None and has_large_body(request) and "request" not in known:
        names = {name.lower(): value for name, value in request.headers}
        written["request"], _ = files.keep(run_id, "request", request.body, names.get("content-type", ""))
    return written, text


def run_with_bodies(files: BodyFiles, kept: KeptRun) -> KeptRun:
    """A run that has ended, with what its files hold; what is lost is said in its notes."""
    result = kept.run.result
    assert result is not None
    contents: dict[str, Body] = {}
    notes = list(kept.notes)
    for kind, body in kept.bodies.items():
        try:
            contents[kind] = files.read(body)
        except BodyDamaged as problem:
            notes.append(f"The body of the {kind} is lost: {problem}.")
    return replace(kept, run=replace(kept.run, result=with_bodies(result, contents)), notes=notes)
