"""The tree of an executable document. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Variable:
    """``$name``, to be replaced when the document is executed."""

    name: str


Value: TypeAlias = "bool | int | float | str | Variable | list[Value] | dict[str, Value] | None"


@dataclass(frozen=True, slots=True)
class Directive:
    """``@name(arguments)``."""

    name: str
    arguments: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Field:
    """One field asked for. ``place`` is its line and column, 1-based."""

    key: str
    """The alias, or the name where there is none: its key in the answer."""
    name: str
    arguments: Mapping[str, Value]
    directives: tuple[Directive, ...]
    selections: tuple[Selection, ...]
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spread:
    """``...Name``."""

    name: str
    directives: tuple[Directive, ...]


@dataclass(frozen=True, slots=True)
class Inline:
    """``... on Type { … }``; ``on`` is None where no type is named."""

    on: str | None
    directives: tuple[Directive, ...]
    selections: tuple[Selection, ...]


Selection: TypeAlias = Field | Spread | Inline


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that an operation declares."""

    name: str
    type: str
    default: Value = None
    has_default: bool = False

    @property
    def is_required(self) -> bool:
        """Whether the caller has to give it."""
        return self.type.endswith("!") and not self.has_default


@dataclass(frozen=True, slots=True)
class Operation:
    """A query, mutation or subscription."""

    kind: str
    name: str | None
    parameters: tuple[Parameter, ...]
    selections: tuple[Selection, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """All definitions of one request."""

    operations: tuple[Operation, ...]
    fragments: Mapping[str, Inline] = field(default_factory=dict)
