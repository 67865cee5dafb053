from explorer.sandbox.stackone.records.collection import Collection


def test_records_have_running_ids_and_the_newest_comes_first():
    records = Collection("emp", [{"name": "a"}, {"name": "b"}])
    made = records.create({"name": "c"})
    assert made["id"] == "emp_3"
    assert [one["name"] for one in records.newest_first()] == ["c", "b", "a"]


def test_a_record_is_found_by_its_id_and_by_the_digits_of_it():
    records = Collection("emp", [{"name": "a"}])
    assert records.get("emp_1") is records.get("1") is records.get(1)
    assert records.get("emp_2") is None


def test_an_id_is_never_given_twice():
    records = Collection("emp", [{"name": "a"}])
    records.delete(records.get("emp_1"))
    assert records.create({})["id"] == "emp_2"


def test_null_is_a_value_like_any_other_and_what_is_not_given_stays():
    records = Collection("emp", [{"name": "a", "phone": "1", "version": 1}])
    record = records.update(records.get("emp_1"), {"phone": None})
    assert (record["name"], record["phone"], record["version"]) == ("a", None, 2)


def test_the_same_key_creates_once():
    records = Collection("emp", [])
    assert records.create({"a": 1}, "k") is records.create({"a": 1}, "k")
    assert len(records) == 1


def test_a_key_is_free_again_when_its_record_is_gone():
    records = Collection("emp", [])
    records.delete(records.create({}, "k"))
    assert records.create({}, "k")["id"] == "emp_2"
