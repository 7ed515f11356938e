"""What is wrong with lists that can be told without asking anybody, and what a list asks of new entries."""

from linkcheck.lint.entries import Contribution, judge_entries
from linkcheck.lint.fixing import fixes
from linkcheck.lint.rules import RULES, lint

__all__ = ["RULES", "Contribution", "fixes", "judge_entries", "lint"]
