"""``linkcheck init``: a starter configuration and workflow, carried over from another checker where there was one."""

from linkcheck.cli.commands.init.command import command

__all__ = ["command"]
