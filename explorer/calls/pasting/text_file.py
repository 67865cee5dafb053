"""The text of a file that somebody dropped, as far as it can be pasted."""

from pathlib import Path

from explorer.calls.pasting.pasted_text import MOST_LETTERS, NotUnderstood

_MOST_BYTES_A_LETTER = 4


def text_of_file(path: Path) -> str:
    """
    The file's text. Blocks while it is read.

    Raises:
        NotUnderstood: It is too long, no text, or cannot be opened.
    """
    try:
        if path.stat().st_size > MOST_LETTERS * _MOST_BYTES_A_LETTER:
            raise NotUnderstood(f"{path.name} is longer than {MOST_LETTERS:,} characters. Nothing was changed.")
        return path.read_text("utf-8-sig")
    except UnicodeError:
        raise NotUnderstood(f"{path.name} is no text in UTF-8. Nothing was changed.") from None
    except OSError as problem:
        raise NotUnderstood(f"{path.name} cannot be read: {problem.strerror}. Nothing was changed.") from None
