import pytest

KEY = "postgresql-execute-custom-query"


@pytest.fixture
def ask(caller):
    account = caller.account("postgresql")

    def run(query, params=(), **more):
        return caller.run(KEY, {"postgresql": account, "sql": {"query": query, "params": list(params), **more}})

    return run


def test_rows_come_as_objects(ask):
    answer = ask("select id, name from customers where city = $1", ["Oslo"])
    assert answer["ret"] == [{"id": 1, "name": "Northwind"}]
    assert answer["exports"]["$summary"] == "The statement gave 1 row"


def test_parameters_may_stand_in_any_order(ask):
    assert ask("select $2 as a, $1 as b", ["x", 5])["ret"] == [{"a": 5, "b": "x"}]


def test_an_inserted_row_is_found_afterwards(ask):
    ask("insert into customers values (9, 'Fresh', 'Rome')")
    assert ask("select name from customers where id = 9")["ret"] == [{"name": "Fresh"}]


def test_insert_row_and_select_share_a_database(caller, ask):
    account = caller.account("postgresql")
    values = {
        "postgresql": account,
        "schema": "public",
        "table": "customers",
        "rowValues": {"id": 8, "name": "By form"},
    }
    assert caller.run("postgresql-insert-row", values)["ret"] == {"id": 8, "name": "By form"}
    assert ask("select name from customers where id = 8")["ret"] == [{"name": "By form"}]


def test_a_statement_with_a_mistake_fails_at_the_third_party(ask):
    error = ask("select * from nothing")["error"]
    assert error["name"] == "DatabaseError"
    assert error["attribution"] == {"origin": "upstream_api"}


@pytest.mark.parametrize("query", ["attach database '/tmp/x.db' as x", "pragma journal_mode=off"])
def test_files_cannot_be_reached(ask, query):
    assert "not authorized" in ask(query)["error"]["message"]


@pytest.mark.parametrize(
    "value",
    [
        {"value": "select 1 as n", "query": "select 1 as n", "params": [], "usePreparedStatements": True},
        {"app": "postgresql", "query": "select 1 as n", "params": []},
        {"auth": {"app": "postgresql"}, "query": "select 1 as n", "params": []},
        "select 1 as n",
    ],
)
def test_every_form_of_the_value_is_taken(caller, value):
    values = {"postgresql": caller.account("postgresql"), "sql": value}
    assert caller.run(KEY, values)["ret"] == [{"n": 1}]


def test_an_empty_statement_is_a_configuration_error(ask):
    assert ask("  ")["error"]["name"] == "ConfigurationError"


def test_a_statement_without_end_is_stopped(ask, monkeypatch):
    monkeypatch.setattr("explorer.sandbox.pipedream.runs.sql_tables.MOST_STEPS", 200_000)
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    assert ask(endless)["error"]["message"] == "interrupted"
    assert ask("select 1 as n")["ret"] == [{"n": 1}]


def test_a_whole_number_beyond_64_bits_is_refused_not_crashed(ask):
    assert ask("select $1", [2**70])["error"]["name"] == "DatabaseError"
