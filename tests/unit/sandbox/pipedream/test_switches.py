import pytest

from explorer.sandbox.pipedream.switches import ERROR_SHAPES, Switches


def test_every_switch_can_be_set_to_the_value_it_has():
    switches = Switches()
    for name, value in switches.values().items():
        switches.set(name, value)
    assert switches == Switches()


def test_an_unknown_switch_is_a_key_error():
    with pytest.raises(KeyError):
        Switches().set("colour", "red")


@pytest.mark.parametrize(
    ("name", "value"),
    [("token_lifetime_s", "60"), ("short_lists", 1), ("error_shape", "round"), ("throttle_next", -1)],
)
def test_a_value_that_does_not_fit_is_refused(name, value):
    with pytest.raises(ValueError, match=name):
        Switches().set(name, value)


def test_a_whole_number_will_do_for_seconds():
    switches = Switches()
    switches.set("proxy_timeout_s", 1)
    assert switches.proxy_timeout_s == 1.0


def test_every_shape_of_error_can_be_chosen():
    switches = Switches()
    for shape in ERROR_SHAPES:
        switches.set("error_shape", shape)
        assert switches.error_shape == shape
