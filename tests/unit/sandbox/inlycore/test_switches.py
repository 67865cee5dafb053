import pytest

from explorer.sandbox.inlycore.switches import BULK_PATHS, Switches


def test_every_switch_takes_its_own_start_value():
    start = Switches()

    assert all(start.changed(name, value) == start for name, value in start.present().items())


@pytest.mark.parametrize("path", BULK_PATHS)
def test_all_bulk_paths_can_be_chosen(path):
    assert Switches().changed("bulk_path", path).bulk_path == path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("latency_ms", -1),
        ("latency_ms", "5"),
        ("failure_rate", 1.1),
        ("failure_rate", True),
        ("force_status", 418),
        ("force_status", False),
        ("debug", 1),
        ("rate_limit", 2.5),
        ("bulk_path", "nope"),
        ("bulk_path", []),
        ("consent", None),
    ],
)
def test_impossible_values_are_refused(name, value):
    with pytest.raises(ValueError, match=name):
        Switches().changed(name, value)


def test_unknown_switch_is_a_key_error():
    with pytest.raises(KeyError):
        Switches().changed("volume", 11)
