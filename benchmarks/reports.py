"""How long each format takes, and how large it is: ``python -m benchmarks.reports LIST.md …``.

The links of real lists get made-up answers, one in nine of them dead. Without a list, 5,000 links are made up, too.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from fetchers.interface import Metadata
from linkcheck.config import Settings
from linkcheck.document import read_document
from linkcheck.model import Event, Link, Record, RecordList, Run, Suggestion, Verdict, Why
from linkcheck.plan import make_plan
from reports.interface import Options, Report, Splitting
from reports.registry import REPORTS

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
ROWS = 5_000
VERDICTS = (Verdict.DEAD, Verdict.MOVED, Verdict.BLOCKED, *[Verdict.ALIVE] * 6)


def main() -> None:
    """Measure and print."""
    made_up = "\n".join(f"- [Entry {n}](https://host{n % 50}.example.org/{n})" for n in range(ROWS))
    texts = {name: Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]} or {"5,000 made up": made_up}
    for name, text in texts.items():
        run = make_run(text, Path(name).name)
        print(f"{name}: {len(run.records)} links")
        for report in REPORTS:
            _report(report, run)


def _report(report: Report, run: Run) -> None:
    _measure(report.name, lambda: [report.render(run, Options())])
    if isinstance(report, Splitting):
        _measure(f"{report.name}, split", lambda: [text for _, text in report.files(run, Options(), "report.md")])


def _measure(name: str, write: Callable[[], list[str]]) -> None:
    started = time.perf_counter()
    written = write()
    took = time.perf_counter() - started
    sizes = " + ".join(f"{len(part.encode()) / 1000:.0f}" for part in written)
    print(f"  {name:16} {took:6.2f} s   {sizes} kB")


def make_run(text: str, file: str) -> Run:
    """Return a finished run over a list, with an answer for each of its links."""
    document = read_document(text, file)
    plan = make_plan([document], Settings())
    records = RecordList(_answers(plan.links))
    return Run(
        version="0", started=NOW, finished=NOW, inputs=(file,), documents=(document,), records=records, requests=0
    )


def _answers(links: tuple[Link, ...]) -> Iterator[Record]:
    for number, link in enumerate(links):
        verdict = VERDICTS[number % len(VERDICTS)]
        facts = Metadata(
            kind="repository" if link.fetcher == "github" else "page",
            title=f"Title {number}: what the page calls itself, at some length",
            authors=("Some Body", "Another One"),
            published=f"20{10 + number % 16}-03-04",
            updated=f"2026-0{1 + number % 4}-05",
            stars=(number * 7919) % 60_000 if link.fetcher == "github" else None,
            description="What its owner says of it, in a sentence of about the usual length, and a little more.",
        )
        yield Record(
            link=link,
            verdict=verdict,
            reason="http-404" if verdict is Verdict.DEAD else "http-200",
            detail="The server answers 404 Not Found.",
            checked=NOW,
            metadata=facts,
            before=Verdict.ALIVE,
            since=NOW,
            suggestion=Suggestion(link.url + "/new", Why.MOVED) if verdict is Verdict.MOVED else None,
            events=(Event(NOW, Verdict.ALIVE, "http-200"),),
        )


if __name__ == "__main__":
    main()
