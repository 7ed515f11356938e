"""The rules as the table of docs/verdicts.md. Pure.

``python -m linkcheck.judge.table`` prints it.
"""

from __future__ import annotations

import re
import sys
from typing import Final

from linkcheck.judge.rule import Rule
from linkcheck.judge.rules import RULES

_NAMES: Final = {
    "{code}": "the service's code",
    "{said}": "what the service says",
    "http-{status}": "`http-` and the status",
}
_HEAD: Final = "| reason | verdict | sure | says | rests on |\n|---|---|---|---|---|"


def table() -> str:
    """Return the rules in order, one a line, rules that speak alike on one line."""
    lines = dict.fromkeys(_line(rule) for rule in RULES)
    return "\n".join([_HEAD, *lines])


def _line(rule: Rule) -> str:
    reason = _NAMES.get(rule.reason) or f"`{rule.reason}`"
    says = _NAMES.get(rule.detail) or re.sub(r"\{(\w+)\}", r"‹\1›", rule.detail)
    return f"| {reason} | {rule.verdict} | {rule.confidence} | {_plain(says)} | {_plain(rule.source)} |"


def _plain(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
