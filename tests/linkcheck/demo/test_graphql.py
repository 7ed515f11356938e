"""The small GraphQL: language and execution."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.demo.graphql import GraphError, GraphSyntaxError, Node, execute, parse


def _fail(**_: object) -> Node:
    raise GraphError("NOT_FOUND", "no such thing")


ROOT = Node(
    "Query",
    {
        "echo": lambda **given: str(sorted(given.items())),
        "thing": lambda name: Node("Thing", {"name": name, "size": 3, "broken": _fail}, frozenset({"Named"})),
        "many": [Node("Thing", {"name": n, "broken": _fail}) for n in ("a", "b")],
        "nothing": None,
    },
)


def run(query: str, **variables: str | int | bool | None) -> dict[str, object]:
    return execute(parse(query), ROOT, dict(variables))


def test_aliases_variables_and_fragments() -> None:
    query = """
      # a comment, and commas that mean nothing
      query Q($n: String!, $m: String = "later") {
        a: thing(name: $n) { ...F },
        b: thing(name: $m) { ... on Thing { size } ... on Other { absent } ... on Named { __typename } }
      }
      fragment F on Thing { title: name size }
    """
    assert run(query, n="x") == {
        "data": {"a": {"title": "x", "size": 3}, "b": {"size": 3, "__typename": "Thing"}},
    }  # fmt: skip


def test_every_kind_of_value() -> None:
    query = r"""{ echo(i: -1, f: 1.5e2, s: "q\"\u5377\n", t: true, n: null, e: OPEN, l: [1, [2]], o: {k: "v"}) }"""
    assert run(query) == {
        "data": {
            "echo": str(sorted({
                "i": -1, "f": 150.0, "s": 'q"卷\n', "t": True, "n": None, "e": "OPEN", "l": [1, [2]], "o": {"k": "v"},
            }.items()))
        }
    }  # fmt: skip


def test_a_failed_field_is_null_with_its_path_and_place() -> None:
    answer = run('{\n  thing(name: "x") { name broken }\n  many { broken }\n}')
    assert answer["data"] == {
        "thing": {"name": "x", "broken": None},
        "many": [{"broken": None}, {"broken": None}],
    }
    errors = answer["errors"]
    assert isinstance(errors, list)
    assert [error["path"] for error in errors] == [["thing", "broken"], ["many", 0, "broken"], ["many", 1, "broken"]]
    assert errors[0] == {
        "type": "NOT_FOUND", "path": ["thing", "broken"], "locations": [{"line": 2, "column": 27}],
        "message": "no such thing",
    }  # fmt: skip


@pytest.mark.parametrize(("flag", "keys"), [(True, {"a"}), (False, {"b"})])
def test_include_and_skip(flag: bool, keys: set[str]) -> None:
    data = run("query($f: Boolean!) { a: nothing @include(if: $f) b: nothing @skip(if: $f) }", f=flag)["data"]
    assert isinstance(data, dict)
    assert set(data) == keys


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ absent }", "undefinedField"),
        ('{ thing(name: "x") { absent } }', "undefinedField"),
        ('{ thing(name: "x") }', "selectionMismatch"),
        ("{ nothing { x } ...Missing }", "useAndDefineFragment"),
        ("{ nothing @loud }", "undefinedDirective"),
        ("{ echo(a: $undeclared) }", "variableNotDefined"),
        ("query($n: String!) { echo(a: $n) }", "variableMismatch"),
        ("query A { nothing } query B { nothing }", "operationNotFound"),
    ],
)
def test_an_invalid_request_has_errors_and_no_data(query: str, code: str) -> None:
    answer = run(query)
    assert "data" not in answer
    errors = answer["errors"]
    assert isinstance(errors, list)
    assert errors[0]["extensions"]["code"] == code


def test_one_of_several_operations_is_chosen_by_name() -> None:
    document = parse("query A { nothing } query B { b: nothing }")
    assert execute(document, ROOT, {}, "B") == {"data": {"b": None}}


@pytest.mark.parametrize(
    "text", ["", "{", "{ a( }", "query { a } }", "{ a: }", '{ a(b: "', "fragment F on T { a }", "{ € }"]
)
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(GraphSyntaxError):
        parse(text)


@given(st.text(alphabet='{}()[]$:!@"\\ .ab1,#\n-', max_size=60))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        document = parse(text)
    except GraphSyntaxError:
        return
    assert document.definitions
