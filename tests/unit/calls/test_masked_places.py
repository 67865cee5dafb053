from hypothesis import given
from hypothesis import strategies as st

from explorer.calls.masked_places import masked_places, without_masked
from explorer.domain.masking import MASK

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "text", MASK, f"Bearer {MASK}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", MASK]), inner, max_size=3),
    max_leaves=12,
)


def test_places_of_secrets_are_found_in_objects_lists_and_names():
    value = {"a": MASK, "b": [1, f"Bearer {MASK}"], MASK: {"c": MASK}, "d": {"e": "text"}}
    assert list(masked_places(value)) == [("a",), ("b", 1), (MASK,)]


def test_a_secret_is_taken_out_and_everything_else_stays():
    value = {"a": MASK, "b": [1, MASK, {"c": MASK, "d": None}], "e": f"Bearer {MASK}", "f": ""}
    assert without_masked(value) == {"b": [1, MASK, {"d": None}], "e": f"Bearer {MASK}", "f": ""}


@given(st.dictionaries(st.text(max_size=3), VALUES, max_size=4))
def test_a_value_without_secrets_stays_as_it_is(value):
    kept = without_masked(value)
    assert without_masked(kept) == kept
    if not list(masked_places(value)):
        assert kept == value
