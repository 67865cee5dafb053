import pytest

from explorer.domain.json_value import ExactNumber
from explorer.schema.check import check
from explorer.schema.checking.from_fields import schema_of
from explorer.schema.field import (
    AccountField,
    BooleanField,
    ChoiceField,
    Condition,
    Form,
    GroupField,
    JsonField,
    ListField,
    NoticeField,
    NumberField,
    Option,
    RemoteChoices,
    TextField,
)

OPTIONS = (Option("a", "A"), Option(5, "Five"))


def keywords(field, value):
    form = Form(GroupField(label="F", fields=(field,)))
    return [problem.keyword for problem in check(form, {"it": value})]


@pytest.mark.parametrize(
    ("field", "good", "bad", "keyword"),
    [
        (TextField(key="it"), "", 5, "type"),
        (TextField(key="it", min_length=2), "ab", "a", "minLength"),
        (TextField(key="it", max_length=2), "ab", "abc", "maxLength"),
        (TextField(key="it", pattern="^a"), "ab", "b", "pattern"),
        (TextField(key="it", format="email"), "a@b.example", "b", "format"),
        (TextField(key="it", format="url"), "https://a.example", "b", "format"),
        (NumberField(key="it"), ExactNumber("0.5"), "5", "type"),
        (NumberField(key="it", is_integer=True), ExactNumber("1e3"), ExactNumber("0.5"), "type"),
        (NumberField(key="it", minimum="0.1"), 1, 0, "minimum"),
        (NumberField(key="it", maximum="0.1"), 0, 1, "maximum"),
        (NumberField(key="it", exclusive_minimum="1"), 2, 1, "exclusiveMinimum"),
        (NumberField(key="it", exclusive_maximum="1"), 0, 1, "exclusiveMaximum"),
        (NumberField(key="it", multiple_of="0.1"), ExactNumber("0.3"), ExactNumber("0.35"), "multipleOf"),
        (BooleanField(key="it"), False, 0, "type"),
        (ListField(key="it", item=NumberField(), places=(TextField(),)), ["a", 1], [1], "type"),
        (ListField(key="it", item=NumberField(), takes_more=False), [], [1], "falseSchema"),
        (GroupField(key="it", others=NumberField()), {"a": 1}, {"a": "b"}, "type"),
        (GroupField(key="it", patterns=(("^a", NumberField()),)), {"b": "b"}, {"a": "b"}, "type"),
        (GroupField(key="it", key_names=("a",)), {"a": 1}, {"b": 1}, "propertyNames"),
        (GroupField(key="it", least_keys=1), {"a": 1}, {}, "minProperties"),
        (GroupField(key="it", most_keys=1), {"a": 1}, {"a": 1, "b": 1}, "maxProperties"),
        (ChoiceField(key="it", options=OPTIONS), 5, "b", "enum"),
        (ChoiceField(key="it", options=OPTIONS, is_multiple=True), ["a", 5], ["b"], "enum"),
        (ListField(key="it", item=TextField()), ["a"], [5], "type"),
        (ListField(key="it", item=TextField(), min_items=1), ["a"], [], "minItems"),
        (ListField(key="it", item=TextField(), max_items=1), ["a"], ["a", "b"], "maxItems"),
        (ListField(key="it", item=TextField(), is_unique=True), ["a", "b"], ["a", "a"], "uniqueItems"),
        (GroupField(key="it", fields=(TextField(key="a", is_required=True),)), {"a": ""}, {}, "required"),
        (GroupField(key="it", fields=(TextField(key="a"),), is_open=False), {}, {"b": 1}, "additionalProperties"),
        (TextField(key="it", is_nullable=True), None, 5, "type"),
    ],
)
def test_each_limit_of_a_field_is_checked(field, good, bad, keyword):
    assert (keywords(field, good), keywords(field, bad)) == ([], [keyword])


@pytest.mark.parametrize(
    "field",
    [
        ChoiceField(key="it", options=OPTIONS, is_free=True),
        ChoiceField(key="it", options=OPTIONS, keeps_label=True),
        ChoiceField(key="it", options=OPTIONS, remote=RemoteChoices("it")),
        ChoiceField(key="it"),
        JsonField(key="it", is_nullable=True),
        AccountField(key="it", connector_key="x", remote=RemoteChoices("it")),
        NumberField(key="it", minimum="x", maximum="1_000"),
    ],
)
def test_field_without_limits_takes_any_number(field):
    assert keywords(field, 7) == []


@pytest.mark.parametrize("is_multiple", [False, True])
@pytest.mark.parametrize("how", [{"takes_label": True}, {"keeps_label": True, "takes_label": True}])
def test_choice_may_come_with_its_label_where_the_field_takes_it(how, is_multiple):
    field = ChoiceField(key="it", options=OPTIONS, is_multiple=is_multiple, **how)
    inner = {"label": "A", "value": "a"}
    assert keywords(field, {"__lv": [inner] if is_multiple else inner}) == []
    assert keywords(field, ["a"] if is_multiple else "a") == []
    has_limits = is_multiple or "keeps_label" not in how
    assert keywords(field, {"value": "a"}) == (["required"] if has_limits else [])
    if is_multiple:
        assert keywords(field, [{"__lv": inner}]) == []
        assert keywords(field, "a") == ["type"]


def test_notice_asks_for_nothing():
    assert keywords(NoticeField(key="other", is_required=True), 5) == []


@pytest.mark.parametrize(
    ("condition", "asking", "not_asking"),
    [
        (Condition("b", "eq", 1), [{"b": 1}], [{"b": 2}, {"b": True}, {}]),
        (Condition("b", "neq", 1), [{"b": 2}, {}], [{"b": 1}]),
        (Condition("b", "in", [1, 2]), [{"b": 1}, {"b": 2}], [{"b": 3}, {}]),
        (Condition("b", "in", 1), [{"b": 1}], [{"b": 2}]),
        (Condition("b", "not_in", [1, 2]), [{"b": 3}, {}], [{"b": 1}]),
        (Condition("b", "filled"), [{"b": 0}, {"b": False}], [{"b": None}, {"b": ""}, {"b": []}, {}]),
        (Condition("b", "empty"), [{}, {"b": None}, {"b": ""}], [{"b": 1}]),
        (Condition("b", "unheard of"), [{}, {"b": 1}], []),
    ],
)
def test_field_is_required_only_while_it_is_asked_for(condition, asking, not_asking):
    fields = (TextField(key="a", label="A", is_required=True, visible_when=condition), JsonField(key="b", label="B"))
    form = Form(GroupField(label="F", fields=fields))
    assert [[problem.pointer for problem in check(form, value)] for value in asking] == [[("a",)]] * len(asking)
    assert [check(form, value) for value in not_asking] == [[]] * len(not_asking)


def test_schema_of_a_group_names_its_fields_in_order():
    schema = schema_of(GroupField(fields=(TextField(key="b"), TextField(key="a"))))
    assert list(schema["properties"]) == ["b", "a"]
