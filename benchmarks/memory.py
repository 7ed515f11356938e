"""Peak memory by the length of the list: ``python -m benchmarks.memory [LINKS]…`` (nginx on the PATH).

Each list is checked twice, with a new state and with ``--no-state``, and ``report.jsonl`` and ``report.md`` written;
the slope is MB a thousand links between the first length and the last. Of the longest list, each format is then made
from its state by itself.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks import measuring, nginx

HOSTS: Final = 500
LENGTHS: Final = (1_000, 10_000, 100_000)
FORMATS: Final = ("json", "html", "csv", "md", "jsonl", "sarif", "xml", "txt")


def main() -> None:
    """Measure and print."""
    lengths = [int(text) for text in sys.argv[1:]] or LENGTHS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "linkcheck.toml").write_text("allow-private = true\n", encoding="utf-8")
        with nginx.serving(folder) as port:
            for links in lengths:
                nginx.write_list(folder / f"{links}.md", links, HOSTS, port)
            for kept in (True, False):
                _slope(lengths, [_check(folder, links, kept=kept) for links in lengths])
        for suffix in FORMATS:
            _report(folder, lengths[-1], suffix)


def _check(folder: Path, links: int, *, kept: bool) -> float:
    state = ("--state", str(folder / f"{links}.db")) if kept else ("--no-state",)
    outputs = [word for suffix in ("jsonl", "md") for word in ("-o", str(folder / f"{links}.report.{suffix}"))]
    cost = _linkcheck(folder, "check", *state, *outputs, str(folder / f"{links}.md"))
    print(f"{links:7} links, {'with state' if kept else '--no-state'}  {cost}", flush=True)
    return cost.peak


def _slope(lengths: Sequence[int], peaks: Sequence[float]) -> None:
    if len(lengths) > 1:
        slope = 1000 * (peaks[-1] - peaks[0]) / (lengths[-1] - lengths[0])
        print(f"{slope:.1f} MB a thousand links", flush=True)


def _report(folder: Path, links: int, suffix: str) -> None:
    output, state = folder / f"again.{suffix}", folder / f"{links}.db"
    cost = _linkcheck(folder, "report", "--state", str(state), "-o", str(output), str(folder / f"{links}.md"))
    print(f"{links:7} links, report.{suffix:6} {cost}  {output.stat().st_size / 1e6:6.1f} MB", flush=True)


def _linkcheck(folder: Path, command: str, *arguments: str) -> measuring.Cost:
    settings = ("--config", str(folder / "linkcheck.toml"))
    return measuring.run([sys.executable, "-m", "linkcheck", command, "-q", *settings, *arguments])


if __name__ == "__main__":
    main()
