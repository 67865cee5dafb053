"""Actions of the sandbox alone, which show what a client must be able to bear."""

from collections.abc import Mapping

from explorer.sandbox.inlycore.actions.deed import Deed, Given, Uncaught, Work
from explorer.sandbox.inlycore.validation.php_value import number_of
from explorer.sandbox.inlycore.wire.answers import refused
from explorer.sandbox.inlycore.wire.exact_json import write_json
from explorer.sandbox.inlycore.wire.multipart import UploadedFile

_ROW_BYTES = 128
_FILLER = "One shelf in a very long row of shelves, and all alike.".ljust(64, ".")


def _answer_slowly(work: Work) -> Given:
    seconds = float(number_of(work.values["seconds"]) or 0)
    return Given(f"Answered after {seconds:g} seconds.", delay_s=seconds)


def _fail(work: Work) -> Given:
    raise Uncaught(work.text("text") or "The warehouse did not answer.")


def _refuse(work: Work) -> Given:
    raise refused(work.text("message") or "Not on a Sunday.")


def _answer_at_length(work: Work) -> Given:
    count = int(number_of(work.values["size_kb"]) or 1) * 1024 // _ROW_BYTES
    # Written by hand: a value of 64 MB would keep the server busy for many seconds.
    rows = ",".join(
        f'{{"number":{number:<8},"sku":"P-{number:06d}","stock":{number * 7919 % 1000:<3},"text":"{_FILLER}"}}'
        for number in range(1, count + 1)
    )
    return Given(f"{count} rows.", raw_data=f'{{"id":"large","title":"A long list","rows":[{rows}]}}')


def _echo(work: Work) -> Given:
    received = work.body.text if work.body.is_json else write_json(_told(work.values))
    text = write_json(work.body.text)
    return Given(
        "This is what arrived.",
        raw_data=f'{{"id":"echo","title":"Echo","received":{received},"text":{text}}}',
    )


def _told(value: object) -> object:
    if isinstance(value, UploadedFile):
        return {"name": value.name, "size": value.size_bytes}
    if isinstance(value, Mapping):
        return {name: _told(item) for name, item in value.items()}
    return [_told(item) for item in value] if isinstance(value, list) else value


DEMONSTRATION_DEEDS: Mapping[str, Deed] = {
    "faults/slow-action": Deed(_answer_slowly),
    "faults/fail-action": Deed(_fail),
    "faults/refuse-action": Deed(_refuse),
    "faults/large-answer": Deed(_answer_at_length),
    "faults/echo": Deed(_echo),
}
