"""The command line that all benchmarks have: their text as help, ``--runs``, and ``--tool`` for what is measured."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

OURS: Final = (sys.executable, "-m", "linkcheck", "check", "--allow-private", "--no-state", "--no-progress")
_PEERS: Final[Mapping[str, Callable[[str], tuple[str, ...]]]] = {
    "lychee": lambda out: ("-n", "-f", "json", "-o", out),
    "linkinator": lambda _: ("--markdown", "--format", "json"),
}
"""Arguments of each peer, its own defaults kept; it takes the file its report goes to, or prints it."""


def parser(doc: str | None, *, runs: int | None = None, tools: bool = False) -> argparse.ArgumentParser:
    """Return the parser of a benchmark: its docstring is the help; ``runs`` and ``tools`` where they mean anything."""
    about, _, more = (doc or "").partition("\n")
    made = argparse.ArgumentParser(
        prog=f"python -m {_module()}",
        description=about,
        epilog=more.strip("\n"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if runs is not None:
        made.add_argument("--runs", type=count, default=runs, metavar="N", help=f"take turns N times [{runs}]")
    if tools:
        names = ("linkcheck", *_PEERS)
        made.add_argument(
            "--tool",
            action="append",
            dest="tools",
            choices=names,
            help="measure this one; may be repeated [all that are on the PATH]",
        )
    return made


def add_size(made: argparse.ArgumentParser, links: int = 5000, hosts: int = 500) -> None:
    """Add ``--links`` and ``--hosts``, for a list that is made up."""
    made.add_argument("--links", type=count, default=links, metavar="N", help=f"links in the list [{links}]")
    made.add_argument("--hosts", type=count, default=hosts, metavar="N", help=f"hosts they are on [{hosts}]")


def count(text: str) -> int:
    """Read a number of at least 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return number


def tools(wanted: Sequence[str] | None, folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the commands to be measured, without the list's file; say in a line what is missing."""
    found: dict[str, tuple[str, ...]] = {}
    if not wanted or "linkcheck" in wanted:
        found["linkcheck"] = (*OURS, "--format", "json", "-o", str(folder / "linkcheck.json"))
    found.update(peers(folder, wanted or tuple(_PEERS)))
    return found or sys.exit("there is nothing to be measured")


def peers(folder: Path, wanted: Sequence[str] = tuple(_PEERS)) -> Mapping[str, tuple[str, ...]]:
    """Return the commands of the peers that are here, as ``tools`` does."""
    found: dict[str, tuple[str, ...]] = {}
    for name, arguments in _PEERS.items():
        if name not in wanted:
            continue
        if program := shutil.which(name):
            found[name] = (program, *arguments(str(folder / f"{name}.json")))
        else:
            print(f"{name}: not on the PATH, and left out")
    return found


def needed(program: str) -> str:
    """Return where a program is that nothing can be measured without; ends the process with a line where it is not."""
    return shutil.which(program) or sys.exit(f"{program}: not on the PATH; install it to measure this")


def beside(figures: Mapping[str, float], what: str) -> str:
    """Return the first's as a multiple of each other's: ``linkcheck takes 2.1 x lychee's time``; empty of one alone."""
    (first, ours), *others = figures.items()
    ratios = [f"{ours / theirs:.2f} x {name}'s {what}" for name, theirs in others]
    return f"{first} takes {' and '.join(ratios)}" if ratios else ""


def _module() -> str:
    """Return the name that the program was called by with ``-m``."""
    spec = getattr(sys.modules["__main__"], "__spec__", None)
    name = spec.name if spec is not None else "benchmarks"
    return str(name).removesuffix(".__main__")
