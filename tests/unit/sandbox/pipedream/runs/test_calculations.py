import pytest


def test_a_random_integer_lies_between_its_bounds(caller):
    picked = {caller.run("helper_functions-random-integer", {"min": 3, "max": 4})["ret"] for _ in range(20)}
    assert picked <= {3, 4}


def test_bounds_the_wrong_way_round_are_a_configuration_error(caller):
    assert caller.run("helper_functions-random-integer", {"min": 5, "max": 4})["error"]["name"] == "ConfigurationError"


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("2006-01-22", "2026-11-02"),
        ("22/01/2006", "02/11/2026"),
        ("1137971045", "1793613600"),
        ("1137971045000", "1793613600000"),
    ],
)
def test_a_date_takes_the_form_of_the_example(caller, shape, expected):
    values = {"inputDate": "2026-11-02T10:00:00", "outputFormat": shape}
    assert caller.run("pipedream_utils-date-time-format", values)["ret"] == expected


def test_a_date_that_cannot_be_read_is_a_configuration_error(caller):
    values = {"inputDate": "someday", "outputFormat": "2006-01-22"}
    assert caller.run("pipedream_utils-date-time-format", values)["error"]["name"] == "ConfigurationError"


def test_an_http_request_is_answered_without_the_network(caller):
    request = {
        "method": "POST",
        "url": "https://example.invalid/a",
        "headers": [{"name": "X-A", "value": "1"}, {"name": "X-Off", "value": "2", "disabled": True}],
        "params": [{"name": "q", "value": "b"}],
        "body": {"contentType": "application/json", "type": "raw", "mode": "raw", "raw": '{"a":1}'},
        "auth": {"type": "bearer", "token": "secret"},
    }
    ret = caller.run("http-custom-request", {"httpRequest": request})["ret"]
    assert ret == {
        "method": "POST",
        "url": "https://example.invalid/a",
        "args": {"q": "b"},
        "headers": {"X-A": "1"},
        "form": {},
        "data": '{"a":1}',
        "auth": "bearer",
    }


def test_a_request_without_an_address_is_a_configuration_error(caller):
    assert caller.run("http-get-request")["error"]["name"] == "ConfigurationError"


def test_an_added_row_is_read_back_from_its_worksheet(caller, values_of):
    base = {"googleSheets": caller.account("google_sheets"), "sheetId": "1abc"}
    pages = values_of(caller.configure("google_sheets-get-values-in-range", "worksheetId", base))
    values = {**base, "worksheetId": pages[0], "hasHeaders": False}
    list_id, _ = caller.new_list("google_sheets-add-single-row", values)
    row = {**values, "myColumnData": ["a", "b"]}
    caller.run("google_sheets-add-single-row", row, dynamic_props_id=list_id)
    read = {**base, "worksheetId": pages[0]}
    assert caller.run("google_sheets-get-values-in-range", read)["ret"][-1] == ["a", "b"]
    other = {**base, "worksheetId": pages[1]}
    assert len(caller.run("google_sheets-get-values-in-range", other)["ret"]) == 1


def test_a_worksheet_of_another_file_is_not_there(caller, values_of):
    base = {"googleSheets": caller.account("google_sheets")}
    pages = values_of(caller.configure("google_sheets-get-values-in-range", "worksheetId", {**base, "sheetId": "1abc"}))
    wrong = {**base, "sheetId": "1other", "worksheetId": pages[0]}
    assert "404" in caller.run("google_sheets-get-values-in-range", wrong)["error"]["message"]
