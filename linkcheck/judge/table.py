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
    "{answer}.": "what the service says",
    "http-{status}": "`http-` and the status",
}
_HEAD: Final = "| reason | verdict | sure | says | rests on |\n|---|---|---|---|---|"


def table() -> str:
    """Return the rules in order, one a line, rules that speak alike on one line."""
    lines = dict.fromkeys(_line(rule) for rule in RULES)
    return "\n".join([_HEAD, *lines])


def _line(rule: Rule) -> str:
    reason = _NAMES.get(rule.code) or f"`{rule.code}`"
    says = _NAMES.get(rule.sentence) or re.sub(r"\{(\w+)\}", r"‹\1›", rule.sentence)
    return f"| {reason} | {rule.verdict} | {rule.confidence} | {_plain(says)} | {_plain(rule.source)} |"


def _plain(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
