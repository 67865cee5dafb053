"""
Large answers through the program (session, StackOne provider, transport, result pane), from the last byte to the first
rows on the screen, beside `msgspec`'s own split of the levels shown, in one run; filter and find; memory; stalls.

    python tests/bench/large_answer.py [--cases records-60,records-200,line-20,small-10M,deep-10000]

The server is a process of its own. Rows count as shown when the tree has painted with them. A thread posts a callback
every 5 ms: the latest one is the longest stall.
"""

import argparse
import asyncio
import gc
import os
import socketserver
import statistics
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from stalls import Probe, until

from explorer.calls.run_session import RunSession
from explorer.domain.account import AccountId
from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.body import Body
from explorer.domain.call import Call
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.stackone.provider import StackOneProvider
from explorer.providers.stackone.settings import API_KEY
from explorer.ui.event_loop import run_on_qt
from explorer.ui.look.appearance import Appearance
from explorer.ui.views.results.body.body_view import BodyFace, BodyView
from explorer.ui.views.results.body.raw_pane import RawPane
from explorer.ui.views.results.result_pane import ResultPane

LIMIT_S = 300
_NOTE = "A line that makes the answer larger without saying anything, as descriptions of products or people do."


def records(count: int) -> bytes:
    """A page of records of some 200 bytes each."""
    items = (
        b'{"id":%d,"name":"Item number %d","price":%d.10,"active":true,"tags":["made","up"],"note":"%s"}'
        % (number, number, number * 7 % 10_000, _NOTE.encode())
        for number in range(count)
    )
    return b'{"data":[' + b",".join(items) + b'],"next":null}'


def body_of(case: str) -> bytes:
    """The answer of a case."""
    kind, _, size = case.partition("-")
    if kind == "records":
        return records(int(size) * 5_000)
    if kind == "line":
        return b'{"data":"' + b"0123456789" * (int(size) * 100_000) + b'"}'
    if kind == "small":
        return b'{"data":[' + b",".join(b"%d" % (number % 10) for number in range(int(size[:-1]) * 1_000_000)) + b"]}"
    if kind == "deep":
        return b'{"a":' * int(size) + b"1" + b"}" * int(size)
    raise SystemExit(f"no case {case!r}")


class Answering(socketserver.StreamRequestHandler):
    """Answers every request with the same body."""

    body = b""

    def handle(self) -> None:
        """One request after the other."""
        while line := self.rfile.readline():
            length = 0
            while (line := self.rfile.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            self.rfile.read(length)
            head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            self.wfile.write(head % len(self.body) + self.body)


def serve(case: str) -> None:
    """Say the port on the first line, and answer until the standard input ends."""
    Answering.body = body_of(case)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        print(server.server_address[1], flush=True)
        import threading

        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.read()


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See a paint event pass."""
        del watched
        self.count += event.type() == QEvent.Type.Paint
        return False


def resident_mb() -> float:
    """What the process takes of the memory, and what of that is no file."""
    lines = Path("/proc/self/status").read_text().splitlines() if Path("/proc/self/status").exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def split_ms(body: Body) -> tuple[float, float]:
    """Milliseconds that `msgspec` itself needs for the two levels that are shown: the median of five."""
    first, second = msgspec.json.Decoder(dict[str, msgspec.Raw]), msgspec.json.Decoder(list[msgspec.Raw])
    took = []
    for _ in range(5):
        began = time.perf_counter()
        level = first.decode(body)
        between = time.perf_counter()
        if bytes(memoryview(level.get("data", b"0"))[:1]) == b"[":
            second.decode(level["data"])
        took.append((between - began, time.perf_counter() - between))
        del level
    return statistics.median(one for one, _ in took) * 1000, statistics.median(two for _, two in took) * 1000


async def probed(what: str, work: object) -> float:
    """Carry out a coroutine with the probe on; print and give its seconds."""
    probe = Probe(asyncio.get_running_loop())
    probe.start()
    began = time.perf_counter()
    await work
    took_s = time.perf_counter() - began
    await asyncio.sleep(0)
    probe.stop()
    print(f"   {what:<34} {took_s * 1000:8.0f} ms   longest stall {max(probe.late_ms, default=0):6.1f} ms", flush=True)
    return took_s


async def bench(app: QApplication, case: str) -> None:
    """One case."""
    server = subprocess.Popen(  # noqa: ASYNC220 - nothing else runs yet
        [sys.executable, __file__, "--serve", case], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        address = f"http://127.0.0.1:{int(server.stdout.readline())}"
        await bench_at(app, case, address)
    finally:
        server.stdin.close()
        server.wait(10)


async def bench_at(app: QApplication, case: str, address: str) -> None:
    """One case, against a server that runs."""
    mask = SecretMask()
    transport = Transport(mask)
    connection = Connection(
        ConnectionId("bench"), "Bench", Platform.STACKONE, address, Environment.SANDBOX, {"logs": "none"}
    )
    provider = StackOneProvider(connection, {API_KEY: "a-made-up-key-of-no-account"}, transport, mask)
    action = Action(ActionKey("bench_list"), "List", "bench", "Bench", effect=Effect.READ)
    pane = ResultPane(Appearance(app))
    pane.resize(1200, 700)
    pane.show()
    await asyncio.sleep(0.3)
    await probed("floor: an idle window", asyncio.sleep(1))
    gc.collect()
    idle_mb = resident_mb()

    session = RunSession(provider, Call(connection.id, action, AccountId("one"), {}, timeout_s=LIMIT_S), lambda _: None)
    pane.show_run(session.run)
    last_byte = 0.0

    def told(words: str, _received: int) -> None:
        nonlocal last_byte
        if words == "receiving":
            last_byte = time.perf_counter()

    on_progress = session._on_progress
    session._on_progress = lambda words, received: (told(words, received), on_progress(words, received))
    send = transport.send

    async def timed(*words: object, **named: object) -> object:
        nonlocal last_byte
        answer = await send(*words, **named)
        last_byte = time.perf_counter()
        return answer

    transport.send = timed
    await probed("receiving, to disk", session.work())
    answer = session.run.result.answer
    size_mb = len(answer.body) / 1e6
    print(f"   {size_mb:.1f} MB, {session.run.result.outcome.value}: {session.run.result.summary}")

    paints = Paints()
    shown_at = 0.0

    async def show() -> None:
        nonlocal shown_at
        pane.show_run(session.run)
        view = pane.findChild(BodyView)
        await until(lambda: not view.is_reading() and view.face() is not BodyFace.EMPTY)
        if view.face() is BodyFace.TREE:
            model = view.tree.model
            has_list = bytes(memoryview(model.root_level.raws[0])[:1]) in b"[{"
            await until(lambda: not has_list or model.rowCount(model.index(0, 0)) > 0)
            view.tree.view.viewport().installEventFilter(paints)
            view.tree.view.viewport().update()
            await until(lambda: paints.count)
        shown_at = time.perf_counter()

    await probed("showing", show())
    view = pane.findChild(BodyView)
    first_rows_ms = (shown_at - last_byte) * 1000
    rows_mb = resident_mb() - idle_mb
    print(
        f"   last byte to first rows {first_rows_ms:18.0f} ms   ({view.face().name.lower()}: {view.note() or 'no note'})"
    )
    print(
        f"   memory {rows_mb:.0f} MB beyond the idle program, {rows_mb / size_mb:.2f} x its size (mapped file included)"
    )

    if view.face() is BodyFace.TREE:
        for wanted in ("number 299999", "zzz not there"):
            view.tree.filter.setText(wanted)
            await probed(f"filter {wanted!r}", until(lambda: not view.tree.is_searching()))
            print(f"      {view.tree.count.text()}")
        view.tree.filter.clear()
        await until(lambda: not view.tree.is_searching())
    view.show_face(BodyFace.RAW)
    raw = view.view(BodyFace.RAW)
    assert isinstance(raw, RawPane)
    for wanted in ("NUMBER 299999", "zzz not there"):
        raw.finder.typed.setText(wanted)
        await probed(f"find {wanted!r}", until(lambda: not raw.is_searching()))
        print(f"      {raw.finder.count.text()}")

    async def last_part() -> None:
        raw.buttons["Last"].click()
        await until(raw.text.is_whole)

    await probed("the last part of the text", last_part())
    print(f"   memory at the end {resident_mb() - idle_mb:.0f} MB beyond the idle program")
    if case.startswith(("records", "line")):
        first, second = split_ms(answer.body)
        ratio = first_rows_ms / (first + second)
        print(
            f"   msgspec itself: first level {first:.0f} ms, second {second:.0f} ms; first rows take {ratio:.2f} x that"
        )
    pane.close()
    await provider.aclose()
    await transport.aclose()


def main() -> None:
    """Read the arguments and run, each case in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--cases", default="records-60,records-200,line-20,small-10M,deep-10000")
    parser.add_argument("--serve", default="", help=argparse.SUPPRESS)
    parser.add_argument("--case", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.serve)
        return
    if not asked.case:
        for case in asked.cases.split(","):
            print(f"{case}", flush=True)
            subprocess.run([sys.executable, __file__, "--case", case], check=True)
        return
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    run_on_qt(app, bench(app, asked.case))


if __name__ == "__main__":
    main()
