"""What a trial says: a line for each thing that is as it should be, and the end at the first that is not."""


def say(words: str) -> None:
    print(words, flush=True)


def expect(is_right: object, words: str, said: str = "") -> None:
    if not is_right:
        raise SystemExit(f"NOT RIGHT: {words}\n{said}")
    say(f"ok: {words}")
