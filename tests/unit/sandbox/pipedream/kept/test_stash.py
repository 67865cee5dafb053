import pytest

from explorer.sandbox.pipedream.kept.stash import KEY_PATTERN, FileStash
from explorer.sandbox.pipedream.refusal import RequestRefusedError


@pytest.fixture
def stash(clock):
    return FileStash("proj_Test", clock)


@pytest.mark.parametrize("asked", ["", "NEW", True])
def test_a_new_set_is_made_on_request(stash, asked):
    assert stash.opened(asked).startswith("stash_")


@pytest.mark.parametrize("asked", [None, False])
def test_no_set_is_made_unasked(stash, asked):
    assert stash.opened(asked) is None


def test_an_earlier_set_is_used_again_with_its_files(stash):
    first = stash.opened("")
    stash.put(first, "a.txt", b"1")
    assert stash.opened(first) == first
    assert stash.names(first) == ["a.txt"]


def test_a_set_that_never_was_is_404(stash):
    with pytest.raises(RequestRefusedError) as refused:
        stash.opened("stash_other")
    assert refused.value.status == 404


@pytest.mark.parametrize("asked", [5, [], {}])
def test_what_is_no_id_is_a_bad_request(stash, asked):
    with pytest.raises(RequestRefusedError) as refused:
        stash.opened(asked)
    assert refused.value.status == 400


def test_a_file_lives_for_a_day(stash, clock):
    key = stash.put(stash.opened(""), "a.txt", b"content")
    assert KEY_PATTERN.match(key)
    clock.now += 24 * 3600 - 1
    assert stash.read(key) == b"content"
    clock.now += 1
    with pytest.raises(RequestRefusedError):
        stash.read(key)


def test_a_signed_address_lives_for_half_an_hour(stash, clock):
    signature = stash.sign(stash.put(stash.opened(""), "a.txt", b"content"))
    clock.now += 1799
    assert stash.read_signed(signature) == ("a.txt", b"content")
    clock.now += 1
    with pytest.raises(RequestRefusedError):
        stash.read_signed(signature)


def test_a_text_that_is_no_key_is_a_bad_request(stash):
    with pytest.raises(RequestRefusedError) as refused:
        stash.read("../../etc/passwd")
    assert refused.value.status == 400
