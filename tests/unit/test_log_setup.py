import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import log_setup
from explorer.domain.masking import MASK, SecretMask
from explorer.log_setup import LogSetup, MaskedFormatter

SECRET = "v1.eu1.secret value"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogSetup]:
    setup = LogSetup(tmp_path, SecretMask([SECRET]))
    yield setup
    setup.close()


def written(log: LogSetup) -> str:
    log.close()
    return log.path.read_text("utf-8") if log.path.exists() else ""


def test_a_line_has_utc_time_level_and_source(log: LogSetup):
    logging.getLogger("explorer.calls").info("1 action discovered")
    assert written(log).splitlines()[0].split(" ", 1)[1] == "INFO    explorer.calls: 1 action discovered"


def test_a_secret_is_masked_in_message_and_arguments(log: LogSetup):
    logging.getLogger("x").warning("key %s", SECRET)
    logging.getLogger("x").warning("url ?k=v1.eu1.secret%20value")
    text = written(log)
    assert "secret" not in text
    assert text.count(MASK) == 2


def test_a_secret_is_masked_in_an_exception(log: LogSetup):
    logging.getLogger("x").error("call failed", exc_info=RuntimeError(f"refused {SECRET}"))
    text = written(log)
    assert f"RuntimeError: refused {MASK}" in text
    assert SECRET not in text


def test_a_secret_that_is_learnt_later_is_masked_from_then_on(tmp_path: Path):
    mask = SecretMask()
    log = LogSetup(tmp_path, mask)
    mask.add("learnt later")
    logging.getLogger("x").error("learnt later")
    assert MASK in written(log)


@pytest.mark.parametrize("name", ["httpx", "httpcore.connection", "asyncio", "keyring.backend"])
def test_libraries_write_warnings_only(log: LogSetup, name: str):
    logging.getLogger(name).info("GET https://example.com/?token=abc")
    logging.getLogger(name).warning("kept")
    text = written(log)
    assert "token" not in text
    assert "kept" in text


def test_debug_lines_are_left_out_unless_wanted(tmp_path: Path):
    for level, expected in ((logging.INFO, 0), (logging.DEBUG, 1)):
        log = LogSetup(tmp_path / str(level), SecretMask(), level=level)
        (tmp_path / str(level)).mkdir()
        logging.getLogger("x").debug("detail")
        assert written(log).count("detail") == expected


@given(st.text())
def test_no_text_forges_a_line_or_moves_a_terminals_cursor(text: str):
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s", (text,), None)
    lines = MaskedFormatter(SecretMask()).format(record).split("\n")
    assert all(line.startswith("    ") for line in lines[1:])
    assert not any(
        (ord(letter) < 32 and letter != "\t") or 127 <= ord(letter) < 160 for line in lines for letter in line
    )
    assert len("\n".join(lines).splitlines()) <= len(lines)


def test_letters_that_cannot_be_encoded_are_escaped(log: LogSetup):
    logging.getLogger("x").info("half \ud800 letter")
    assert "half \\ud800 letter" in written(log)


def test_the_files_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(log_setup, "LARGEST_FILE_BYTES", 2_000)
    log = LogSetup(tmp_path, SecretMask())
    for number in range(500):
        logging.getLogger("x").info("line %d with some words in it", number)
    log.close()
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == 1 + log_setup.OLDER_FILES
    assert max(sizes) <= 2_000


def test_a_file_that_cannot_be_written_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    log = LogSetup(tmp_path / "missing", SecretMask())
    logging.getLogger("x").error("lost")
    log.close()
    assert capsys.readouterr() == ("", "")


def test_closing_gives_logging_back_as_it_was(tmp_path: Path):
    root, quiet = logging.getLogger(), logging.getLogger("httpx")
    before = (root.level, list(root.handlers), quiet.level)
    log = LogSetup(tmp_path, SecretMask(), level=logging.DEBUG)
    log.close()
    log.close()
    assert (root.level, list(root.handlers), quiet.level) == before
