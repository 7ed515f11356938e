"""The statements of a script that every browser runs: top level, without a condition before them. Pure.

Not a parser of JavaScript: strings, comments and brackets are told apart, which is what it takes to know where a
statement of the top level begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_OPEN: Final = "([{"
_CLOSE: Final = ")]}"
_UNFINISHED: Final = frozenset("=,&|?:+-*/.<>!(")
_COMPOUND = re.compile(r"(?:if|for|while|else|do|with|switch|function|async|class|try|catch|finally)\b")
"""Line ends that continue a statement: a binary operator, a condition before its single statement."""
_REGEX_AFTER: Final = "(=,:!&|?{};"
# What runs later, and surely: a timer's function, the page's load, a function called where it stands.
_S: Final = r"\s{0,20}"
_LATER = re.compile(
    rf"(?:(?:window{_S}\.{_S})?setTimeout{_S}\({_S}|(?:(?:window|document){_S}\.{_S})?(?:onload|onready){_S}={_S}|"
    rf"(?:window|document){_S}\.{_S}addEventListener{_S}\({_S}[\"'](?:load|DOMContentLoaded)[\"']{_S},{_S}|[!(]{_S})"
    rf"(?:async\s{{1,20}})?(?:function{_S}(?:\w{{1,80}}{_S})?\([\w\s,]{{0,200}}\)|\([\w\s,]{{0,200}}\){_S}=>|\w{{1,80}}{_S}=>)"
    rf"{_S}\{{(?P<body>.*)\}}{_S}(?:\){_S}\({_S}\)|\({_S}\){_S}\)?|,{_S}(?P<delay>\d{{1,12}}){_S}\)|,{_S}\w{{1,9}}{_S}\)|\))?",
    re.DOTALL,
)
_TIMED_TEXT = re.compile(
    rf"(?:window{_S}\.{_S})?setTimeout{_S}\({_S}(?P<quote>[\"'])(?P<body>.*)(?P=quote){_S},{_S}(?P<delay>\d{{1,12}}){_S}\)",
    re.DOTALL,
)
_DEEPEST: Final = 3
_LONGEST_DELAY: Final = 3000
"""Milliseconds: what waits longer is a page to be read, or the end of a session."""


def statements(script: str, depth: int = 0) -> Iterator[str]:
    """Yield the statements that are surely run, those of functions that are surely called in their place."""
    for statement in _top_level(script):
        later = _LATER.fullmatch(statement) or _TIMED_TEXT.fullmatch(statement)
        if later is None:
            yield statement
        elif depth < _DEEPEST and int(later["delay"] or 0) <= _LONGEST_DELAY:
            yield from statements(later["body"], depth + 1)


def _top_level(script: str) -> Iterator[str]:
    kept: list[str] = []
    depth = 0
    for piece in _tokens(script):
        if depth == 0 and (piece == ";" or (piece == "\n" and not _goes_on("".join(kept).strip()))):
            yield from _statement(kept)
            continue
        kept.append(piece)
        depth += (piece in _OPEN) - (piece in _CLOSE)
        if depth < 0:
            return
        if depth == 0 and piece == "}" and _is_block("".join(kept)):
            yield from _statement(kept)
    if depth == 0:
        yield from _statement(kept)


def _goes_on(text: str) -> bool:
    return text[-1:] in _UNFINISHED or _COMPOUND.match(text) is not None


def _is_block(text: str) -> bool:
    return re.match(r"\s*(?:if|for|while|else|do|with|switch|function|class|try|catch|finally|\{)", text) is not None


def _statement(kept: list[str]) -> Iterator[str]:
    text = "".join(kept).strip()
    kept.clear()
    if text:
        yield text


_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z)|<!--[^\n]*)|(?P<string>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|"
    r"(?P<other>.)",
    re.DOTALL,
)
_REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/\w*")


def _tokens(script: str) -> Iterator[str]:
    """Yield strings and regular expressions whole, all else by the character; comments are left out."""
    place, before = 0, ";"
    while place < len(script):
        regex = _REGEX.match(script, place) if script[place] == "/" and before in _REGEX_AFTER else None
        match = _TOKEN.match(script, place)
        if regex is not None and match is not None and match["comment"] is None:
            yield "0"
            place, before = regex.end(), "0"
        elif match is not None:
            place = match.end()
            if match["comment"] is None:
                yield match[0]
                before = before if match[0].isspace() else match[0][-1]
