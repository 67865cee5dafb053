import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.records.cursor import cursor_at, offset_of


@given(st.integers(0, 2**60))
def test_a_cursor_leads_back_to_its_place(offset):
    assert offset_of(cursor_at(offset)) == offset


@given(st.text())
def test_a_made_up_cursor_is_refused(text):
    with pytest.raises(Refused) as refused:
        offset_of(text)
    assert refused.value.status == 400


def test_a_cursor_that_was_tampered_with_is_refused():
    place = base64.urlsafe_b64decode(cursor_at(25)).replace(b'"p":25', b'"p":26')
    with pytest.raises(Refused):
        offset_of(base64.urlsafe_b64encode(place).decode())
