"""``linkcheck issue``: one issue at GitHub says what is confirmed gone."""

from linkcheck.cli.commands.issue.command import command

__all__ = ["command"]
