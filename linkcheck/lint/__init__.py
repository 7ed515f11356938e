"""What is wrong with lists that can be told without asking anybody."""

from linkcheck.lint.findings import Finding, Severity
from linkcheck.lint.fixing import fixes
from linkcheck.lint.rules import RULES, lint

__all__ = ["RULES", "Finding", "Severity", "fixes", "lint"]
