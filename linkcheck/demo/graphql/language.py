"""GraphQL text to a tree: the executable part of the October 2021 specification, section 2. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from linkcheck.demo.graphql.tree import (
    Directive,
    Document,
    Field,
    Inline,
    Operation,
    Parameter,
    Selection,
    Spread,
    Value,
    Variable,
)

_TOKEN: Final = re.compile(
    r"(?P<skip>[\s,\ufeff]+|\#[^\n\r]*)"
    r"|(?P<spread>\.\.\.)"
    r"|(?P<mark>[!$&():=@\[\]{|}])"
    r"|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<float>-?\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+))"
    r"|(?P<int>-?\d+)"
    r'|(?P<block>"""(?:[^"\\]|\\.|"(?!""))*""")'
    r'|(?P<string>"(?:[^"\\\n]|\\.)*")'
)
_ESCAPES: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))")
_CONSTANTS: Final = {"true": True, "false": False, "null": None}


class GraphSyntaxError(ValueError):
    """The text is no executable document."""


def parse(text: str) -> Document:
    """Parse an executable document. Raises GraphSyntaxError."""
    return _Parser(text).document()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise GraphSyntaxError(f'Parse error on "{text[position]}" at {position}')
        kind = cast("str", match.lastgroup)
        if kind != "skip":
            yield _Token(kind, match[0], position)
        position = match.end()
    yield _Token("end", "", position)


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._at = 0

    def document(self) -> Document:
        operations: list[Operation] = []
        fragments: dict[str, Inline] = {}
        while self._next.kind != "end":
            if self._next.text == "fragment":
                name, fragment = self._fragment()
                fragments[name] = fragment
            else:
                operations.append(self._operation())
        if not operations:
            raise GraphSyntaxError("A document without an operation")
        return Document(tuple(operations), fragments)

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, *, kind: str | None = None, text: str | None = None) -> _Token:
        token = self._next
        if kind not in (None, token.kind) or text not in (None, token.text):
            raise GraphSyntaxError(f'Parse error on "{token.text}", expecting {text or kind} at {token.start}')
        self._at += 1
        return token

    def _skip(self, text: str) -> bool:
        if self._next.text == text and self._next.kind != "string":
            self._at += 1
            return True
        return False

    def _operation(self) -> Operation:
        if self._next.text == "{":
            return Operation("query", None, (), self._selections())
        kind = self._take(kind="name").text
        if kind not in ("query", "mutation", "subscription"):
            raise GraphSyntaxError(f'Parse error on "{kind}", expecting an operation')
        name = self._take().text if self._next.kind == "name" else None
        parameters: list[Parameter] = []
        if self._skip("("):
            while not self._skip(")"):
                parameters.append(self._parameter())
        self._directives()
        return Operation(kind, name, tuple(parameters), self._selections())

    def _parameter(self) -> Parameter:
        self._take(text="$")
        name = self._take(kind="name").text
        self._take(text=":")
        kind = self._type()
        if self._skip("="):
            return Parameter(name, kind, self._value(), has_default=True)
        return Parameter(name, kind)

    def _type(self) -> str:
        if self._skip("["):
            inner = self._type()
            self._take(text="]")
            text = f"[{inner}]"
        else:
            text = self._take(kind="name").text
        return text + ("!" if self._skip("!") else "")

    def _fragment(self) -> tuple[str, Inline]:
        self._take(text="fragment")
        name = self._take(kind="name").text
        self._take(text="on")
        on = self._take(kind="name").text
        return name, Inline(on, self._directives(), self._selections())

    def _selections(self) -> tuple[Selection, ...]:
        self._take(text="{")
        found: list[Selection] = []
        while not self._skip("}"):
            found.append(self._spread() if self._next.kind == "spread" else self._field())
        if not found:
            raise GraphSyntaxError("An empty selection")
        return tuple(found)

    def _spread(self) -> Spread | Inline:
        self._take(kind="spread")
        if self._next.kind == "name" and self._next.text != "on":
            return Spread(self._take().text, self._directives())
        on = self._take(kind="name").text if self._skip("on") else None
        return Inline(on, self._directives(), self._selections())

    def _field(self) -> Field:
        first = self._take(kind="name")
        name = self._take(kind="name").text if self._skip(":") else first.text
        arguments, directives = self._arguments(), self._directives()
        selections = self._selections() if self._next.text == "{" else ()
        return Field(first.text, name, arguments, directives, selections, self._place(first))

    def _place(self, token: _Token) -> tuple[int, int]:
        before = self._text[: token.start]
        return before.count("\n") + 1, token.start - (before.rfind("\n") + 1) + 1

    def _arguments(self) -> dict[str, Value]:
        given: dict[str, Value] = {}
        if self._skip("("):
            while not self._skip(")"):
                name = self._take(kind="name").text
                self._take(text=":")
                given[name] = self._value()
        return given

    def _directives(self) -> tuple[Directive, ...]:
        found: list[Directive] = []
        while self._skip("@"):
            found.append(Directive(self._take(kind="name").text, self._arguments()))
        return tuple(found)

    def _value(self) -> Value:
        if self._skip("$"):
            return Variable(self._take(kind="name").text)
        if self._skip("["):
            items: list[Value] = []
            while not self._skip("]"):
                items.append(self._value())
            return items
        if self._skip("{"):
            members: dict[str, Value] = {}
            while not self._skip("}"):
                name = self._take(kind="name").text
                self._take(text=":")
                members[name] = self._value()
            return members
        return _scalar(self._take())


def _scalar(token: _Token) -> Value:
    match token.kind:
        case "int":
            return int(token.text)
        case "float":
            return float(token.text)
        case "string":
            return _unescape(token.text[1:-1])
        case "block":
            return token.text[3:-3].replace('\\"""', '"""')
        case "name":
            return _CONSTANTS.get(token.text, token.text)
        case _:
            raise GraphSyntaxError(f'Parse error on "{token.text}", expecting a value')


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _ESCAPES.get(m[2], m[2]), text)
