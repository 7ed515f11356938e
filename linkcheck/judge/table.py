"""The rules as the table of docs/verdicts.md, in both languages. Pure.

``python -m linkcheck.judge.table`` prints it.
"""

from __future__ import annotations

import re
import sys
from typing import Final, Literal

from linkcheck.judge.rule import Rule
from linkcheck.judge.rules import RULES

_NAMES: Final = {
    "en": {
        "{code}": "the service's code",
        "{answer}.": "what the service says",
        "http-{status}": "`http-` and the status",
    },
    "zh": {"{code}": "服务自己的代码", "{answer}": "服务的原话", "http-{status}": "`http-` 加状态码"},
}
_HEADS: Final = {
    "en": "| reason | verdict | sure | says | rests on |\n|---|---|---|---|---|",
    "zh": "| 原因 | 结论 | 把握 | 说明 | 依据 |\n|---|---|---|---|---|",
}
_SURE: Final = {"high": "大", "low": "小"}


def table(language: Literal["en", "zh"] = "en") -> str:
    """Return the rules in order, one a line, rules that speak alike on one line."""
    lines = dict.fromkeys(_line(rule, language) for rule in RULES)
    return "\n".join([_HEADS[language], *lines])


def _line(rule: Rule, language: Literal["en", "zh"]) -> str:
    names, chinese = _NAMES[language], language == "zh"
    words = rule.reason.chinese if chinese else rule.sentence
    reason = names.get(rule.code) or f"`{rule.code}`"
    says = names.get(words) or re.sub(r"\{(\w+)\}", r"‹\1›", words)
    sure = _SURE[rule.confidence] if chinese else rule.confidence
    return f"| {reason} | {rule.verdict} | {sure} | {_plain(says)} | {_plain(rule.source)} |"


def _plain(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
