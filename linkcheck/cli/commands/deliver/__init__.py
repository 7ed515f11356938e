"""``linkcheck deliver``: reports to a branch of the repository, where they differ from what it has."""

from linkcheck.cli.commands.deliver.command import command

__all__ = ["command"]
