"""A hook of MkDocs: links that lead out of docs/ lead to the repository on the site."""

from __future__ import annotations

import re
from typing import Final

_HOME: Final = "https://github.com/awesome-linkcheck/linkcheck/blob/main/"
_OUTSIDE: Final = re.compile(r"\]\(\.\./(?=[\w.])")


def on_page_markdown(markdown: str, **_: object) -> str:
    """Rewrite ``](../CHANGELOG.md)``: what is outside docs/ has no page here."""
    return _OUTSIDE.sub(f"]({_HOME}", markdown)
