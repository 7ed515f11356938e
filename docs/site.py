"""Hooks of MkDocs: links out of docs/ lead to the repository, and Chinese sentences have no gap where a line ends."""

from __future__ import annotations

import re
from typing import Final

_HOME: Final = "https://github.com/awesome-linkcheck/linkcheck/blob/main/"
_FENCE: Final = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_WIDE: Final = "\u3001-\u303f\u4e00-\u9fff\uff01-\uff65"
_BREAK: Final = re.compile(rf"(?<=[{_WIDE}])\n[ ]*(?=[{_WIDE}])")
"""A line end between Chinese letters, which HTML shows as a space."""
_OUTSIDE: Final = re.compile(r"\]\(\.\./(?=[\w.])")


def on_page_markdown(markdown: str, **_: object) -> str:
    """Rewrite ``](../CHANGELOG.md)``: what is outside docs/ has no page here. Join Chinese lines outside of code."""
    pieces = _FENCE.split(_OUTSIDE.sub(f"]({_HOME}", markdown))
    return "".join(piece if number % 2 else _BREAK.sub("", piece) for number, piece in enumerate(pieces))
