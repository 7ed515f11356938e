"""Writes a page for man(1) a command, from what ``--help`` says: ``python docs/man.py FOLDER`` (``make man``)."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click_man.core import write_man_pages

from linkcheck import __version__
from linkcheck.cli import cli

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    # click-man looks for the commands themselves, where ours are loaded when they are called.
    context = click.Context(cli)
    commands = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    loaded = click.Group("linkcheck", {n: c for n, c in commands.items() if c}, help=cli.help, params=cli.params)
    write_man_pages("linkcheck", loaded, version=__version__, target_dir=str(folder))
