import pytest

KEY = "google_drive-download-file"


@pytest.fixture
def values(caller):
    return {"googleDrive": caller.account("google_drive"), "fileId": "abc"}


def upload_of(answer):
    return answer["exports"]["$filestash_uploads"][0]


@pytest.mark.parametrize("asked", ["", "NEW", True])
def test_a_file_is_kept_in_a_new_stash(caller, values, asked):
    answer = caller.run(KEY, values, stash_id=asked)
    assert answer["stash_id"].startswith("stash_")
    assert upload_of(answer)["localPath"] == "/tmp/abc.txt"
    assert answer["stash_id"] in upload_of(answer)["s3Key"]


def test_without_a_stash_nothing_is_kept(caller, values):
    answer = caller.run(KEY, values)
    assert "$filestash_uploads" not in answer["exports"]
    assert "stash_id" not in answer
    assert answer["ret"]["filePath"] == "/tmp/abc.txt"


def test_an_earlier_stash_can_be_used_again(caller, values):
    first = caller.run(KEY, values, stash_id="NEW")["stash_id"]
    assert caller.run(KEY, values, stash_id=first)["stash_id"] == first
    unknown = caller.form(KEY, values, stash_id="stash_other")
    assert caller.post("/actions/run", unknown).status_code == 404


def test_a_kept_file_is_downloaded_by_its_key(caller, values):
    key = upload_of(caller.run(KEY, values, stash_id="NEW"))["s3Key"]
    answer = caller.get("/file_stash/download", params={"s3_key": key})
    assert answer.text == "Content of the file abc, made up by the sandbox.\n"
    assert answer.headers["content-type"].startswith("text/plain")
    assert "abc.txt" in answer.headers["content-disposition"]


def test_a_download_can_lead_to_a_signed_address(caller, sandbox, values):
    upload = upload_of(caller.run(KEY, values, stash_id="NEW"))
    sandbox.switch("stash_redirects", True)
    answer = caller.get("/file_stash/download", params={"s3_key": upload["s3Key"]})
    assert answer.status_code == 302
    caller.token = None
    signed = [caller.send("GET", place).text for place in (answer.headers["location"], upload["get_url"])]
    assert signed[0] == signed[1] == "Content of the file abc, made up by the sandbox.\n"


def test_a_signed_address_stops_working(caller, values, clock):
    upload = upload_of(caller.run(KEY, values, stash_id="NEW"))
    clock.now += 1800
    assert caller.send("GET", upload["get_url"]).status_code == 404


@pytest.mark.parametrize(
    ("key", "status"), [("", 400), ("x", 400), ("1day/o/p/s/u/none.txt", 404), ("1day/../../../u/../x", 404)]
)
def test_a_key_that_names_nothing_is_refused(caller, key, status):
    assert caller.get("/file_stash/download", params={"s3_key": key}).status_code == status


def test_a_downloads_name_cannot_break_the_header(caller):
    values = {"version": 'a"\r\nX-Evil: 1', "changes": ["b"]}
    answer = caller.run("~/write-release-note", values, stash_id="NEW")
    download = caller.get("/file_stash/download", params={"s3_key": upload_of(answer)["s3Key"]})
    assert download.status_code == 200
    assert "x-evil" not in download.headers
