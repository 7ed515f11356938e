"""Run a parsed document over nodes, with errors beside partial data as GitHub gives them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from linkcheck.demo.graphql.tree import (
    Directive,
    Document,
    Field,
    Inline,
    Operation,
    Selection,
    Spread,
    Value,
    Variable,
)

Resolved: TypeAlias = Any
"""A scalar, None, a Node, a list of these, or a function of the field's arguments that gives one."""


class GraphError(Exception):
    """One field cannot be resolved: null in the data, an entry among the errors. ``kind`` is GitHub's ``type``."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class _InvalidError(Exception):
    """The request as a whole is not valid: errors and no data."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Node:
    """An object: its type, the interfaces and unions it belongs to, and its fields."""

    type: str
    fields: Mapping[str, Resolved]
    also: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Run:
    document: Document
    variables: Mapping[str, Value]
    errors: list[dict[str, object]] = field(default_factory=list)


def execute(
    document: Document, root: Node, variables: Mapping[str, Value] | None = None, operation: str | None = None
) -> dict[str, object]:
    """Run one operation and return the answer: ``data``, and ``errors`` where there are any."""
    try:
        chosen = _choose(document, operation)
        run = _Run(document, _bind(chosen, variables or {}))
        data = _object(run, root, chosen.selections, ())
    except _InvalidError as error:
        return {"errors": [{"message": str(error), "extensions": {"code": error.code}, "locations": []}]}
    return {"data": data, "errors": run.errors} if run.errors else {"data": data}


def _choose(document: Document, name: str | None) -> Operation:
    found = [o for o in document.operations if name in (None, o.name)]
    if len(found) != 1:
        raise _InvalidError("operationNotFound", "An operation name is required")
    return found[0]


def _bind(operation: Operation, given: Mapping[str, Value]) -> dict[str, Value]:
    for parameter in operation.parameters:
        if parameter.is_required and given.get(parameter.name) is None:
            message = f"Variable ${parameter.name} of type {parameter.type} was provided invalid value"
            raise _InvalidError("variableMismatch", message)
    return {p.name: given.get(p.name, p.default) for p in operation.parameters}


def _object(run: _Run, node: Node, selections: tuple[Selection, ...], path: tuple[str | int, ...]) -> dict[str, object]:
    fields: dict[str, list[Field]] = {}
    for asked in _collect(run, node, selections):
        fields.setdefault(asked.key, []).append(asked)
    return {key: _field(run, node, same, (*path, key)) for key, same in fields.items()}


def _collect(run: _Run, node: Node, selections: tuple[Selection, ...]) -> Iterator[Field]:
    for selection in selections:
        if not all(_wanted(run, directive) for directive in selection.directives):
            continue
        match selection:
            case Field():
                yield selection
            case Spread(name):
                if name not in run.document.fragments:
                    raise _InvalidError("useAndDefineFragment", f"Fragment {name} was used, but not defined")
                yield from _collect(run, node, (run.document.fragments[name],))
            case Inline(on, _, inner):
                if on is None or on == node.type or on in node.also:
                    yield from _collect(run, node, inner)


def _wanted(run: _Run, directive: Directive) -> bool:
    condition = _fill(run, directive.arguments.get("if"))
    match directive.name:
        case "include":
            return bool(condition)
        case "skip":
            return not condition
        case _:
            raise _InvalidError("undefinedDirective", f"Directive @{directive.name} is not defined")


def _field(run: _Run, node: Node, same: list[Field], path: tuple[str | int, ...]) -> object:
    asked = same[0]
    if asked.name == "__typename":
        return node.type
    if asked.name not in node.fields:
        raise _InvalidError("undefinedField", f"Field '{asked.name}' doesn't exist on type '{node.type}'")
    value = node.fields[asked.name]
    try:
        if callable(value):
            value = value(**{name: _fill(run, given) for name, given in asked.arguments.items()})
    except GraphError as error:
        line, column = asked.place
        place = {"line": line, "column": column}
        run.errors.append({"type": error.kind, "path": list(path), "locations": [place], "message": str(error)})
        return None
    return _complete(run, value, tuple(s for f in same for s in f.selections), path)


def _complete(run: _Run, value: Resolved, inner: tuple[Selection, ...], path: tuple[str | int, ...]) -> object:
    if isinstance(value, list):
        return [_complete(run, item, inner, (*path, index)) for index, item in enumerate(value)]
    if isinstance(value, Node):
        if not inner:
            raise _InvalidError("selectionMismatch", f"Field of type '{value.type}' must have selections")
        return _object(run, value, inner, path)
    return value


def _fill(run: _Run, value: Value) -> Value:
    match value:
        case Variable(name):
            if name not in run.variables:
                raise _InvalidError("variableNotDefined", f"Variable ${name} is used, but not declared")
            return run.variables[name]
        case list():
            return [_fill(run, item) for item in value]
        case dict():
            return {name: _fill(run, item) for name, item in value.items()}
        case _:
            return value
