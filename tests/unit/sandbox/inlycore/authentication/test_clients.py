import pytest

from explorer.sandbox.inlycore.authentication.clients import Rights, known_clients


@pytest.mark.parametrize(
    ("key", "permitted"),
    [
        ("orders/approve-order", True),
        ("orders/delete-order", False),
        ("users/delete-user", False),
        ("reports/generate-sales-report", True),
        ("system/clear-cache", False),
    ],
)
def test_the_limited_client_may_do_little(key, permitted):
    limited = list(known_clients().clients.values())[1]

    assert limited.rights.permit(key) is permitted


def test_what_is_denied_stays_denied():
    assert not Rights(allow=["*"], deny=["a/*"]).permit("a/b")


def test_the_full_client_comes_first():
    assert known_clients().full.name == "Full"
