import pytest

from explorer.ui.models.byte_rate import ByteRate


def rate(*seen: tuple[float, int]) -> float:
    told = ByteRate()
    for now_s, total in seen:
        told.add(total, now_s)
    return told.per_second()


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ((), 0),
        (((0.0, 100),), 0),
        (((0.0, 100), (0.2, 200)), 0),
        (((0.0, 0), (5.0, 100), (6.0, 300)), 200),
        (((0.0, 100), (1.0, 200)), 100),
        (((0.0, 10_000), (10.0, 10_100), (11.0, 10_300)), 200),
    ],
)
def test_the_rate_is_that_of_the_last_seconds(seen, expected):
    assert rate(*seen) == expected
