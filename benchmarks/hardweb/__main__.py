"""Run linkcheck over the hard web and print how it judged.

Needs no network and no other tool: the servers run in this process, on loopback, with names and certificates of their
own. linkcheck runs as a user runs it, at its default settings, with --fragments.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from benchmarks import commandline
from benchmarks.hardweb import answers, pages, redirect_scenarios
from benchmarks.hardweb.scenario import Scenario, Truth
from fetchers.net import NetSettings
from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from linkcheck.engine import Network
from linkcheck.model import Verdict

_SAID: Final = {
    "fine": ("alive", "moved", "insecure"),
    "broken": ("dead", "soft-dead", "invalid", "fragment-missing"),
    "open": ("blocked", "unreachable", "skipped"),
}


def main() -> int:
    """Print the figures, write them to the file named, and return 0 only where every verdict is right."""
    parser = commandline.parser(__doc__)
    parser.add_argument("results", nargs="?", type=Path, metavar="RESULTS.md", help="write the figures here, too")
    results: Path | None = parser.parse_args().results
    scenarios = [*answers.scenarios(), *pages.scenarios(), *redirect_scenarios.scenarios()]
    started = time.monotonic()
    found = judged(scenarios)
    text = report(scenarios, found, time.monotonic() - started)
    print(text)
    if results is not None:
        results.write_text(text, encoding="utf-8")
    return int(any(found.get(one.url) not in one.verdicts for one in scenarios))


def judged(scenarios: Sequence[Scenario]) -> Mapping[str, Verdict]:
    """Return linkcheck's verdict by address."""

    @asynccontextmanager
    async def world() -> AsyncIterator[Network]:
        async with SmallWeb() as web:
            for scenario in scenarios:
                scenario.furnish(web)
            yield Network(NetSettings(resolver=web.resolver, cafile=web.cafile, trust_env=False))

    with tempfile.TemporaryDirectory() as folder:
        listed, written = Path(folder) / "list.md", Path(folder) / "out.json"
        listed.write_text("".join(f"- [{one.name}](<{one.url}>)\n" for one in scenarios), encoding="utf-8")
        run(["check", str(listed), "--fragments", "--no-state", "-q", "-o", str(written)], world=world())
        links = json.loads(written.read_text(encoding="utf-8"))["links"]
    return {link["url"]: Verdict(link["verdict"]) for link in links}


def report(scenarios: Sequence[Scenario], found: Mapping[str, Verdict], seconds: float) -> str:
    """Return the figures as Markdown: the confusion matrix, the exact verdicts, and every mistake."""
    cells = Counter((one.truth, said(found.get(one.url))) for one in scenarios)
    wrong = [one for one in scenarios if found.get(one.url) not in one.verdicts]
    alarms = cells[Truth.THERE, "broken"] + cells[Truth.OPEN, "broken"]
    missed = sum(cells[Truth.GONE, word] for word in ("fine", "open"))
    fine = sum(one.truth is not Truth.GONE for one in scenarios)
    lines = [
        "# The hard web",
        "",
        f"{len(scenarios)} links, each with a server that behaves as servers do on bad days. The truth of each is",
        "written beside it in `benchmarks/hardweb`, with the verdicts that are right. `python -m benchmarks.hardweb`",
        "runs them on one machine without a network, at default settings with `--fragments`.",
        "",
        "| truth | called fine | called broken | left open |",
        "|---|---:|---:|---:|",
        *(f"| {truth} | {' | '.join(str(cells[truth, word]) for word in _SAID)} |" for truth in Truth),
        "",
        f"- false alarms (there or open, called broken): **{alarms}** of {fine}",
        f"- missed (gone, not called broken): **{missed}** of {len(scenarios) - fine}",
        f"- exact verdict: **{len(scenarios) - len(wrong)}** of {len(scenarios)}",
        f"- time: {seconds:.0f} s",
    ]
    if wrong:
        lines += ["", "Wrong:", ""]
        lines += [f"- {one.name} ({one.about}): {found.get(one.url)}, not {'|'.join(one.verdicts)}" for one in wrong]
    return "\n".join(lines) + "\n"


def said(verdict: Verdict | None) -> str:
    """Return which of fine, broken, open a verdict says; a link without one is left open."""
    return next((word for word, verdicts in _SAID.items() if verdict in verdicts), "open")


if __name__ == "__main__":
    sys.exit(main())
