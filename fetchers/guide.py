"""docs/sites.md, made from the registry: ``python -m fetchers.guide > docs/sites.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from fetchers.fetcher import Fetcher
from fetchers.registry import FETCHERS

_HEAD = """# Sites

Which site is asked for which address, what it brings, and what its refusals mean. An address goes to the first site
below that has a form for it. This file is made from the registry: `python -m fetchers.guide > docs/sites.md`.
"""


def render(fetchers: Iterable[Fetcher] = FETCHERS) -> str:
    """Return the whole guide as Markdown."""
    return "\n".join([_HEAD, *map(_section, fetchers)])


def _section(fetcher: Fetcher) -> str:
    guide = fetcher.guide
    batch = "many in one question" if fetcher.batch > 1 else "one at a time"
    rows = [
        ("Name in reports", f"`{fetcher.name}`, {batch}"),
        ("Brings", guide.brings),
        ("Limits", guide.limits),
        ("Refusals", guide.refusal),
    ]
    facts = "\n".join(f"- **{name}:** {_sentence(value)}" for name, value in rows)
    forms = "\n".join(f"| {form.kind} | `{form.example}` |" for form in fetcher.forms)
    return f"## {guide.title}\n\n{facts}\n\n| Form | Example |\n|---|---|\n{forms}\n"


def _sentence(text: str) -> str:
    """Begin with a capital, end with a full stop."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "。")) else whole + "."


if __name__ == "__main__":
    sys.stdout.write(render())
