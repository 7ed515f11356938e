"""GraphQL as the demo's GitHub answers it: graphql-core reads the query, plain nodes give the values.

There is no schema: a node's fields are its type. Errors stand beside partial data, with GitHub's ``type`` and codes.
graphql-core is loaded with the first query, since nothing but the demo needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from graphql.language import (
        DirectiveNode,
        DocumentNode,
        FieldNode,
        FragmentDefinitionNode,
        OperationDefinitionNode,
        SelectionSetNode,
        ValueNode,
    )

Resolved: TypeAlias = Any
"""A scalar, None, a Node, a list of these, or a function of the field's arguments that gives one."""
Path: TypeAlias = tuple[str | int, ...]


class GraphSyntaxError(ValueError):
    """The text is no executable document."""


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


def parse(text: str) -> DocumentNode:
    """Parse an executable document. Raises GraphSyntaxError."""
    from graphql import GraphQLSyntaxError  # noqa: PLC0415 - 0.1 s that a list without GitHub need not wait for
    from graphql import parse as parse_document  # noqa: PLC0415

    try:
        document = parse_document(text)
    except (GraphQLSyntaxError, RecursionError) as error:
        raise GraphSyntaxError(str(error)) from None
    if not any(each.kind == "operation_definition" for each in document.definitions):
        raise GraphSyntaxError("A document without an operation")
    return document


def execute(
    document: DocumentNode, root: Node, variables: Mapping[str, object] | None = None, operation: str | None = None
) -> dict[str, object]:
    """Run one operation and return the answer: ``data``, and ``errors`` where there are any."""
    try:
        chosen = _choose(document, operation)
        execution = _Execution(_fragments(document), _bind(chosen, variables or {}))
        data = execution.read(root, (chosen.selection_set,), ())
    except _InvalidError as error:
        return {"errors": [{"message": str(error), "extensions": {"code": error.code}, "locations": []}]}
    return {"data": data, "errors": execution.errors} if execution.errors else {"data": data}


def _choose(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    from graphql.language import OperationDefinitionNode  # noqa: PLC0415

    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    found = [each for each in operations if name is None or (each.name is not None and each.name.value == name)]
    if len(found) != 1:
        raise _InvalidError("operationNotFound", "An operation name is required")
    return found[0]


def _fragments(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    from graphql.language import FragmentDefinitionNode  # noqa: PLC0415

    return {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}


def _bind(operation: OperationDefinitionNode, given: Mapping[str, object]) -> dict[str, object]:
    from graphql import value_from_ast_untyped  # noqa: PLC0415

    bound = {}
    for each in operation.variable_definitions or ():
        name, default = each.variable.name.value, each.default_value
        if each.type.kind == "non_null_type" and default is None and given.get(name) is None:
            raise _InvalidError("variableMismatch", f"Variable ${name} was provided invalid value")
        bound[name] = given.get(name, None if default is None else value_from_ast_untyped(default))
    return bound


@dataclass(slots=True)
class _Execution:
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: dict[str, object]
    errors: list[dict[str, object]] = field(default_factory=list)

    def read(self, node: Node, selected: Iterable[SelectionSetNode], path: Path) -> dict[str, object]:
        """Return the fields of a node that are asked for, those with one key merged."""
        fields: dict[str, list[FieldNode]] = {}
        for selections in selected:
            for asked in self._collect(node, selections):
                fields.setdefault((asked.alias or asked.name).value, []).append(asked)
        return {key: self._field(node, same, (*path, key)) for key, same in fields.items()}

    def _collect(self, node: Node, selections: SelectionSetNode) -> Iterator[FieldNode]:
        from graphql.language import FieldNode, FragmentDefinitionNode, FragmentSpreadNode  # noqa: PLC0415

        for selection in selections.selections:
            if not all(self._wants(directive) for directive in selection.directives or ()):
                continue
            if isinstance(selection, FieldNode):
                yield selection
                continue
            inner: Any = selection
            if isinstance(selection, FragmentSpreadNode):
                inner = self.fragments.get(selection.name.value)
                if not isinstance(inner, FragmentDefinitionNode):
                    message = f"Fragment {selection.name.value} was used, but not defined"
                    raise _InvalidError("useAndDefineFragment", message)
            on = inner.type_condition.name.value if inner.type_condition else None
            if on is None or on == node.type or on in node.also:
                yield from self._collect(node, inner.selection_set)

    def _wants(self, directive: DirectiveNode) -> bool:
        name = directive.name.value
        if name not in ("include", "skip"):
            raise _InvalidError("undefinedDirective", f"Directive @{name} is not defined")
        condition = all(self._value(argument.value) for argument in directive.arguments or ())
        return condition == (name == "include")

    def _field(self, node: Node, same: list[FieldNode], path: Path) -> object:
        asked = same[0]
        name = asked.name.value
        if name == "__typename":
            return node.type
        if name not in node.fields:
            raise _InvalidError("undefinedField", f"Field '{name}' doesn't exist on type '{node.type}'")
        value = node.fields[name]
        try:
            if callable(value):
                value = value(**{each.name.value: self._value(each.value) for each in asked.arguments or ()})
        except GraphError as error:
            self.errors.append(
                {"type": error.kind, "path": list(path), "locations": _place(asked), "message": str(error)}
            )
            return None
        return self._complete(value, [each.selection_set for each in same if each.selection_set], path)

    def _complete(self, value: Resolved, inner: list[SelectionSetNode], path: Path) -> object:
        if isinstance(value, list):
            return [self._complete(item, inner, (*path, index)) for index, item in enumerate(value)]
        if isinstance(value, Node):
            if not inner:
                raise _InvalidError("selectionMismatch", f"Field of type '{value.type}' must have selections")
            return self.read(value, inner, path)
        return value

    def _value(self, node: ValueNode) -> object:
        from graphql import Undefined, value_from_ast_untyped  # noqa: PLC0415

        value: object = value_from_ast_untyped(node, self.variables)
        if value is Undefined:
            raise _InvalidError("variableNotDefined", "A variable is used, but not declared")
        return value


def _place(asked: FieldNode) -> list[dict[str, int]]:
    from graphql import get_location  # noqa: PLC0415

    if asked.loc is None:
        return []
    found = get_location(asked.loc.source, asked.loc.start)
    return [{"line": found.line, "column": found.column}]
