"""Peak memory by the number of links, of pages served by nginx on loopback.

The links are in files of at most 10,000, more than the longest list there is. They are checked twice, with a new state
and with ``--no-state``, and ``report.jsonl`` and ``report.md`` written; the slope is kB a link between the first number
and the last. Each peer then checks the same files, and what linkcheck takes with ``--no-state`` is told as a multiple.
Of the longest, each format is made from its state. ``--shards 1`` shows what one process takes, where the usual
run has one a processor. ``--no-network`` sends nothing: each link has its answer at hand.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from benchmarks import commandline, measuring, nginx

HOSTS: Final = 500
IN_A_LIST: Final = 10_000
LENGTHS: Final = (1_000, 10_000, 100_000)
WITH_STATE: Final = "with a state"
FORMATS: Final = ("json", "html", "csv", "md", "jsonl", "sarif", "xml", "txt")

Check: TypeAlias = Callable[[int], measuring.Cost]


def main() -> None:
    """Measure and print."""
    parser = commandline.parser(__doc__, tools=True)
    parser.add_argument("lengths", nargs="*", type=commandline.count, metavar="LINKS", help="[1000 10000 100000]")
    parser.add_argument("--shards", default="auto", metavar="N", help="processes that ask [auto]")
    parser.add_argument("--no-network", action="store_true", help="linkcheck alone, in one process, nothing is sent")
    parser.add_argument("--once", action="store_true", help="one run of each length, with a state, and no more reports")
    arguments = parser.parse_args()
    if arguments.no_network:
        arguments.shards, arguments.tools = "1", ["linkcheck"]
    program = "benchmarks.without_network" if arguments.no_network else "linkcheck"
    lengths = arguments.lengths or LENGTHS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "linkcheck.toml").write_text("allow-private = true\n", encoding="utf-8")
        with nginx.serving(folder) as port:
            for links in lengths:
                nginx.write_lists(folder / str(links), links, HOSTS, port, IN_A_LIST)
            tools = commandline.tools(arguments.tools, folder)
            peaks = {
                name: _lengths(name, lengths, check)
                for name, check in _ways(folder, tools, program, arguments.shards).items()
                if name == WITH_STATE or not arguments.once
            }
        peaks.pop(WITH_STATE, None)
        for number, links in enumerate(lengths if len(peaks) > 1 else ()):
            figures = {tool: found[number] for tool, found in peaks.items()}
            print(f"{links:7} links: {commandline.beside(figures, 'memory')}")
        for suffix in FORMATS if "linkcheck" in tools and not arguments.once else ():
            _report(folder, lengths[-1], suffix)


def _ways(folder: Path, tools: Mapping[str, Sequence[str]], program: str, shards: str) -> Mapping[str, Check]:
    """Return what checks so many links, for linkcheck in two ways."""
    ways: dict[str, Check] = {}
    for tool, command in tools.items():
        if tool == "linkcheck":
            ways[WITH_STATE] = partial(_check, folder, program, shards, kept=True)
            ways[tool] = partial(_check, folder, program, shards, kept=False)
        else:
            ways[tool] = partial(_peer, folder, command)
    return ways


def _peer(folder: Path, command: Sequence[str], links: int) -> measuring.Cost:
    return measuring.run([*command, *sorted(map(str, (folder / str(links)).iterdir()))])


def _lengths(name: str, lengths: Sequence[int], check: Check) -> list[float]:
    """Check each number of links, and return the peaks."""
    peaks = []
    for links in lengths:
        cost = check(links)
        print(f"{links:7} links, {name:12} {cost}", flush=True)
        peaks.append(cost.peak)
    if len(lengths) > 1:
        slope = 1000 * (peaks[-1] - peaks[0]) / (lengths[-1] - lengths[0])
        print(f"{slope:.2f} kB a link", flush=True)
    return peaks


def _check(folder: Path, program: str, shards: str, links: int, *, kept: bool) -> measuring.Cost:
    state = ("--state", str(folder / f"{links}.db")) if kept else ("--no-state",)
    outputs = [word for suffix in ("jsonl", "md") for word in ("-o", str(folder / f"{links}.report.{suffix}"))]
    return _linkcheck(folder, program, "check", "--shards", shards, *state, *outputs, str(folder / str(links)))


def _report(folder: Path, links: int, suffix: str) -> None:
    output, state = folder / f"again.{suffix}", folder / f"{links}.db"
    cost = _linkcheck(folder, "linkcheck", "report", "--state", str(state), "-o", str(output), str(folder / str(links)))
    print(f"{links:7} links, report.{suffix:6} {cost}  {output.stat().st_size / 1e6:6.1f} MB", flush=True)


def _linkcheck(folder: Path, program: str, command: str, *arguments: str) -> measuring.Cost:
    settings = ("--config", str(folder / "linkcheck.toml"))
    return measuring.run([sys.executable, "-m", program, command, "-q", *settings, *arguments])


if __name__ == "__main__":
    main()
