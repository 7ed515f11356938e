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
from benchmarks.hardweb import answers, classes, pages, redirect_scenarios, stand_ins, structures, templates
from benchmarks.hardweb.scenario import Scenario, Truth
from fetchers.net import NetSettings
from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from linkcheck.engine import Network
from linkcheck.model import Verdict

_LIST: Final = 200
_GENERATED: Final = ("class-", "server-", "lander-", "folder-", "unfilled-", "stand-in-")
_SURVEY: Final = {"refused": 2458, "dns-tls": 1553, "limited": 439, "down": 315, "412": 168, "other": 944, "gone": 1121}
"""How many of 37,203 links answered so in 2026; a plain checker calls all of them broken, 84 % of them wrongly."""
_KINDS: Final = {
    "refused": ("status-403", "status-401", "wall-"),
    "dns-tls": ("failure-", "tls-"),
    "limited": ("limit-", "status-429"),
    "down": ("status-5", "odd-"),
    "412": ("status-4",),
    "gone": ("status-404", "status-410", "page-", *_GENERATED),
}
"""Kinds of the survey by the beginnings of our names."""
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
    kinds = (answers, pages, redirect_scenarios, classes, structures, templates, stand_ins)
    scenarios = [scenario for kind in kinds for scenario in kind.scenarios()]
    started = time.monotonic()
    found = {url: verdict for some in _in_lists(scenarios) for url, verdict in judged(some).items()}
    text = report(scenarios, found, time.monotonic() - started)
    print(text)
    if results is not None:
        results.write_text(text, encoding="utf-8")
    return int(any(found.get(one.url) not in one.verdicts for one in scenarios))


def _in_lists(scenarios: Sequence[Scenario]) -> list[Sequence[Scenario]]:
    """Part the scenarios into lists: each has a host of its own, and one process serves them all."""
    generated = [one for one in scenarios if one.name.startswith(_GENERATED)]
    others = [one for one in scenarios if not one.name.startswith(_GENERATED)]
    return [others, *(generated[at : at + _LIST] for at in range(0, len(generated), _LIST))]


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
        listed.write_text("".join(f"- [{one.text}](<{one.url}>)\n" for one in scenarios), encoding="utf-8")
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
        f"- wrong, were each kind as frequent as among 37,203 links of 159 lists: **{weighted(scenarios, found):.1%}**",
        f"- time: {seconds:.0f} s",
    ]
    if wrong:
        lines += ["", "Wrong:", ""]
        lines += [f"- {one.name} ({one.about}): {found.get(one.url)}, not {'|'.join(one.verdicts)}" for one in wrong]
    return "\n".join(lines) + "\n"


def weighted(scenarios: Sequence[Scenario], found: Mapping[str, Verdict]) -> float:
    """Return the share of wrong verdicts among links that a plain checker calls broken, each kind by its frequency."""
    kinds: dict[str, list[bool]] = {}
    for one in scenarios:
        kinds.setdefault(_kind(one), []).append(found.get(one.url) not in one.verdicts)
    total = sum(_SURVEY[kind] for kind in kinds)
    return sum(_SURVEY[kind] * sum(wrong) / len(wrong) for kind, wrong in kinds.items()) / total


def _kind(one: Scenario) -> str:
    return next((kind for kind, prefixes in _KINDS.items() if one.name.startswith(prefixes)), "other")


def said(verdict: Verdict | None) -> str:
    """Return which of fine, broken, open a verdict says; a link without one is left open."""
    return next((word for word, verdicts in _SAID.items() if verdict in verdicts), "open")


if __name__ == "__main__":
    sys.exit(main())
