"""The documents of the project as tests read them: blocks of commands, headings, and what a command line means."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from linkcheck.cli import cli

ROOT = Path(__file__).resolve().parents[2]
CHECKOUT = (ROOT / "README.zh-CN.md").is_file()
"""False where the tests run beside an installed wheel, without the project's documents."""

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> Iterator[str]:
    """Yield the fenced blocks in one language."""
    return (match[2] for match in _FENCE.finditer(text) if match[1] == language)


def prose(text: str) -> str:
    """Return the text without its fenced blocks."""
    return _FENCE.sub("", text)


def headings(text: str) -> list[int]:
    """Return the level of every heading."""
    return [len(match[1]) for match in re.finditer(r"^(#+) ", prose(text), re.MULTILINE)]


def commands(text: str) -> list[str]:
    """Return what follows ``$`` in blocks of console, without comments."""
    lines = (line for block in blocks(text, "console") for line in block.splitlines() if line.startswith("$ "))
    return [re.split(r"\s{2,}#|\s#\s", line[2:])[0].strip() for line in lines]


def ours(line: str) -> list[list[str]]:
    """Return the arguments of each ``linkcheck`` in a line of a shell."""
    parts = re.split(r"\s*(?:&&|\|\||;)\s*", line)
    return [shlex.split(part)[1:] for part in parts if part.split()[:1] == ["linkcheck"]]


def parse(arguments: list[str]) -> None:
    """Parse a command line as the program does, and run nothing. Raises click.UsageError."""
    if "--version" in arguments or "--help" in arguments:
        return
    context = click.Context(cli, info_name="linkcheck")
    known = arguments[0] in cli.list_commands(context)
    name, rest = (arguments[0], arguments[1:]) if known else ("check", arguments)
    command = cli.get_command(context, name)
    assert command is not None
    command.make_context(name, list(rest), parent=context)
