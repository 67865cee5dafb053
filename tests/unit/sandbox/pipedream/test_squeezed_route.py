import pytest
from starlette.routing import Match

from explorer.sandbox.pipedream.squeezed_route import SqueezedRoute


def matched(path, method="GET"):
    route = SqueezedRoute("/v1/connect/{kind}/configure", lambda request: None, methods=["GET"])
    return route.matches({"type": "http", "method": method, "path": path, "root_path": ""})


@pytest.mark.parametrize(
    "path", ["/v1/connect/actions/configure", "/v1/connect//actions/configure", "//v1///connect/actions//configure"]
)
def test_doubled_slashes_count_as_one(path):
    match, scope = matched(path)
    assert match is Match.FULL
    assert scope["path_params"] == {"kind": "actions"}


def test_another_method_counts_as_unknown():
    assert matched("/v1/connect/actions/configure", "POST")[0] is Match.NONE


def test_another_path_is_not_taken():
    assert matched("/v1//other")[0] is Match.NONE
