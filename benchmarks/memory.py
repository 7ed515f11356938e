"""Peak memory by the length of the list, of pages served by nginx on loopback.

Each list is checked twice, with a new state and with ``--no-state``, and ``report.jsonl`` and ``report.md`` written;
the slope is MB a thousand links between the first length and the last. Each peer then checks the same lists, and what
linkcheck takes with ``--no-state`` is told as a multiple. Of the longest list, each format is made from its state.
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
LENGTHS: Final = (1_000, 10_000, 100_000)
WITH_STATE: Final = "with a state"
FORMATS: Final = ("json", "html", "csv", "md", "jsonl", "sarif", "xml", "txt")

Check: TypeAlias = Callable[[int], measuring.Cost]


def main() -> None:
    """Measure and print."""
    parser = commandline.parser(__doc__, tools=True)
    parser.add_argument("lengths", nargs="*", type=commandline.count, metavar="LINKS", help="[1000 10000 100000]")
    arguments = parser.parse_args()
    lengths = arguments.lengths or LENGTHS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "linkcheck.toml").write_text("allow-private = true\n", encoding="utf-8")
        with nginx.serving(folder) as port:
            for links in lengths:
                nginx.write_list(folder / f"{links}.md", links, HOSTS, port)
            tools = commandline.tools(arguments.tools, folder)
            peaks = {name: _lengths(name, lengths, check) for name, check in _ways(folder, tools).items()}
        peaks.pop(WITH_STATE, None)
        for number, links in enumerate(lengths if len(peaks) > 1 else ()):
            figures = {tool: found[number] for tool, found in peaks.items()}
            print(f"{links:7} links: {commandline.beside(figures, 'memory')}")
        for suffix in FORMATS if "linkcheck" in tools else ():
            _report(folder, lengths[-1], suffix)


def _ways(folder: Path, tools: Mapping[str, Sequence[str]]) -> Mapping[str, Check]:
    """Return what checks a list of so many links, for linkcheck in two ways."""
    ways: dict[str, Check] = {}
    for tool, command in tools.items():
        if tool == "linkcheck":
            ways[WITH_STATE] = partial(_check, folder, kept=True)
            ways[tool] = partial(_check, folder, kept=False)
        else:
            ways[tool] = partial(_peer, folder, command)
    return ways


def _peer(folder: Path, command: Sequence[str], links: int) -> measuring.Cost:
    return measuring.run([*command, str(folder / f"{links}.md")])


def _lengths(name: str, lengths: Sequence[int], check: Check) -> list[float]:
    """Check the list of each length, and return the peaks."""
    peaks = []
    for links in lengths:
        cost = check(links)
        print(f"{links:7} links, {name:12} {cost}", flush=True)
        peaks.append(cost.peak)
    if len(lengths) > 1:
        slope = 1000 * (peaks[-1] - peaks[0]) / (lengths[-1] - lengths[0])
        print(f"{slope:.1f} MB a thousand links", flush=True)
    return peaks


def _check(folder: Path, links: int, *, kept: bool) -> measuring.Cost:
    state = ("--state", str(folder / f"{links}.db")) if kept else ("--no-state",)
    outputs = [word for suffix in ("jsonl", "md") for word in ("-o", str(folder / f"{links}.report.{suffix}"))]
    return _linkcheck(folder, "check", *state, *outputs, str(folder / f"{links}.md"))


def _report(folder: Path, links: int, suffix: str) -> None:
    output, state = folder / f"again.{suffix}", folder / f"{links}.db"
    cost = _linkcheck(folder, "report", "--state", str(state), "-o", str(output), str(folder / f"{links}.md"))
    print(f"{links:7} links, report.{suffix:6} {cost}  {output.stat().st_size / 1e6:6.1f} MB", flush=True)


def _linkcheck(folder: Path, command: str, *arguments: str) -> measuring.Cost:
    settings = ("--config", str(folder / "linkcheck.toml"))
    return measuring.run([sys.executable, "-m", "linkcheck", command, "-q", *settings, *arguments])


if __name__ == "__main__":
    main()
