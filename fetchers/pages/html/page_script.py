"""The statements of a script that run in every browser: those of its top level, with no condition before. Pure.

Not a parser of JavaScript: strings, comments and brackets are told apart, which is what it takes to know where a
statement of the top level begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_OPEN: Final = "([{"
_CLOSE: Final = ")]}"
_UNFINISHED = re.compile(
    r"(?:\A(?:if|for|while|else|do|with|switch|function|async|class|try|catch|finally)\b.*|.*[=,&|?:+\-*/.<>!(])\Z",
    re.DOTALL,
)
"""What goes on in the next line: a condition with its one statement, an operator with its other side."""
_REGEX_AFTER: Final = "(=,:!&|?{};"
# What runs later, and surely: a timer's function, the page's load, a function called where it stands.
_LATER = re.compile(
    r"(?:(?:window\s*\.\s*)?setTimeout\s*\(\s*|(?:window|document)?\s*\.?\s*(?:onload|onready)\s*=\s*|"
    r"(?:window|document)\s*\.\s*addEventListener\s*\(\s*[\"'](?:load|DOMContentLoaded)[\"']\s*,\s*|[!(]\s*)"
    r"(?:async\s+)?(?:function\s*\w*\s*\([\w\s,]*\)|\([\w\s,]*\)\s*=>|\w+\s*=>)\s*\{(?P<body>.*)\}\s*\)?"
    r"(?:\s*\(\s*\)\s*\)?|\s*,\s*[\d\s*]+\)|\))?",
    re.DOTALL,
)
_TIMED_TEXT = re.compile(
    r"(?:window\s*\.\s*)?setTimeout\s*\(\s*(?P<quote>[\"'])(?P<body>.*)(?P=quote)\s*,\s*\d+\s*\)", re.DOTALL
)
_DEEPEST: Final = 3


def statements(script: str, depth: int = 0) -> Iterator[str]:
    """Yield the statements that are surely run, those of functions that are surely called in their place."""
    for statement in _top_level(script):
        later = _LATER.fullmatch(statement) or _TIMED_TEXT.fullmatch(statement)
        if later is None:
            yield statement
        elif depth < _DEEPEST:
            yield from statements(later["body"], depth + 1)


def _top_level(script: str) -> Iterator[str]:
    kept: list[str] = []
    depth = 0
    for piece in _tokens(script):
        if depth == 0 and (piece == ";" or (piece == "\n" and not _UNFINISHED.match("".join(kept).strip()))):
            yield from _statement(kept)
            continue
        kept.append(piece)
        depth += (piece in _OPEN) - (piece in _CLOSE)
        if depth <= 0 and piece == "}" and _is_block("".join(kept)):
            depth = 0
            yield from _statement(kept)
    if depth == 0:
        yield from _statement(kept)


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
