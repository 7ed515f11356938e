"""Checks of lists that need no network, and rules for new entries."""

from linkcheck.lint.entries import Contribution, judge_entries
from linkcheck.lint.fixing import fixes
from linkcheck.lint.rules import RULES, lint

__all__ = ["RULES", "Contribution", "fixes", "judge_entries", "lint"]
