"""``linkcheck issue``: one issue at GitHub says what is confirmed gone."""

from linkcheck.cli.issue.entry import command

__all__ = ["command"]
