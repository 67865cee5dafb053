from explorer.sandbox.pipedream.catalogue.files import load_catalogue
from explorer.sandbox.pipedream.kept.record_store import RecordStore


def store(seed=1):
    return RecordStore(load_catalogue(), seed)


def test_a_collection_starts_with_the_records_of_the_data_files():
    assert len(store().collection("harbor_crm", "a", "contacts")) == 25


def test_what_is_added_for_one_account_is_not_seen_by_another():
    records = store()
    records.collection("harbor_crm", "a", "contacts").append({"id": "new"})
    assert {"id": "new"} in records.collection("harbor_crm", "a", "contacts")
    assert {"id": "new"} not in records.collection("harbor_crm", "b", "contacts")


def test_changing_a_record_leaves_the_data_files_alone():
    store().collection("harbor_crm", "a", "contacts")[0]["name"] = "changed"
    assert store().collection("harbor_crm", "a", "contacts")[0]["name"] != "changed"


def test_collections_of_different_parents_are_apart():
    records = store()
    records.collection("plank_tasks", "a", "tasks", {"projectId": "1"}).append({"id": "t"})
    assert records.collection("plank_tasks", "a", "tasks", {"projectId": "2"}) == []


def test_equal_seeds_give_equal_ids():
    assert store().new_id("rec######") == store().new_id("rec######") != store(2).new_id("rec######")


def test_a_number_pattern_gives_the_next_number():
    assert store().new_id("9", [{"id": 4}, {"id": 2}]) == 5
    assert store().new_id("9", []) == 1
