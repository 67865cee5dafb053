import pytest

from explorer.sandbox.pipedream.component_error import ComponentError, upstream_error


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("text", "no"),
        ("attribution", {"name": "Error", "message": "no", "attribution": {"origin": "network_io"}}),
        ("origin", {"name": "Error", "message": "no", "origin": "network_io"}),
        ("none", None),
    ],
)
def test_error_has_the_shape_that_was_switched(shape, expected):
    assert ComponentError("no", origin="network_io").error(shape) == expected


def test_observation_is_an_error_with_name_message_and_stack():
    observation = upstream_error(404, "gone").observation()
    assert observation["k"] == "error"
    assert observation["err"]["message"] == "Request failed with status code 404: gone"
    assert observation["err"]["stack"].startswith("AxiosError: Request failed")
    assert observation["err"]["status"] == 404
