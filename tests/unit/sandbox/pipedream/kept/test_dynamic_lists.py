from explorer.sandbox.pipedream.kept.dynamic_lists import DynamicLists

COMPONENT = {"key": "a-b", "configurable_props": [{"name": "own"}]}


def test_a_list_is_found_by_its_id():
    lists = DynamicLists()
    kept = lists.keep("a-b", [{"name": "new"}])
    assert kept["id"].startswith("dyp_")
    assert lists.props_for(COMPONENT, kept["id"]) == [{"name": "new"}]


def test_an_unknown_id_gives_the_components_own_props():
    assert DynamicLists().props_for(COMPONENT, "dyp_nothing") == [{"name": "own"}]
    assert DynamicLists().props_for(COMPONENT, None) == [{"name": "own"}]


def test_a_list_of_another_component_does_not_count():
    lists = DynamicLists()
    kept = lists.keep("c-d", [{"name": "new"}])
    assert lists.find(kept["id"], COMPONENT) is None
