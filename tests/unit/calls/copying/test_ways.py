"""The ways to copy a request."""

import pytest

from explorer.calls.copying.ways import CopyWay, copied, ways_for
from explorer.domain.call import SentRequest
from explorer.providers.copied_code.code import CopiedCode, NotCopyable, OfficialSdk

REQUEST = SentRequest("GET", "https://x.example", [])
SDK = OfficialSdk("its-library", lambda request: CopiedCode(f"call({request.url})"))


@pytest.mark.parametrize("way", [CopyWay.POSIX, CopyWay.WINDOWS, CopyWay.HTTPX])
def test_every_way_names_the_address(way):
    assert "https://x.example" in copied(REQUEST, way).text


def test_the_library_of_the_platform_writes_for_itself():
    assert copied(REQUEST, CopyWay.SDK, SDK).text == "call(https://x.example)"
    assert "its-library" in CopyWay.SDK.label(SDK)


def test_without_a_library_it_says_so():
    with pytest.raises(NotCopyable, match="no SDK"):
        copied(REQUEST, CopyWay.SDK)
    assert CopyWay.SDK.label(None) == "No official SDK for Python"


def test_only_ways_that_there_are_are_offered():
    assert CopyWay.SDK not in ways_for(None)
    assert list(ways_for(SDK)) == list(CopyWay)


def test_each_way_says_what_it_is():
    assert CopyWay.POSIX.label(SDK) == "cURL (POSIX shell)"
