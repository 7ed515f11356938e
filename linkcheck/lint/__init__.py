"""Checks of lists that need no network, and rules for new entries."""

from linkcheck.lint.entries import Contribution, judge_entries
from linkcheck.lint.rules import RULES, fixes, lint

__all__ = ["RULES", "Contribution", "fixes", "judge_entries", "lint"]
