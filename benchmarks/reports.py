"""How long each format takes, and how large it is, beside JSON.

The links of real lists get made-up answers, one in nine of them dead. Without a list, 5,000 links are made up, too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks import commandline
from fetchers.codes import Code
from fetchers.facts import Metadata
from linkcheck.config import Settings
from linkcheck.document import read_document
from linkcheck.model import Event, Link, Record, RecordList, Run, Suggestion, SuggestionKind, Verdict
from linkcheck.plan import make_plan
from reports.interface import Options, Report, Splitting
from reports.registry import REPORTS, find_by_name

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
ROWS = 5_000
VERDICTS = (Verdict.DEAD, Verdict.MOVED, Verdict.BLOCKED, *[Verdict.ALIVE] * 6)


def main() -> None:
    """Measure and print."""
    parser = commandline.parser(__doc__)
    parser.add_argument("lists", nargs="*", type=Path, metavar="LIST", help="a Markdown file")
    lists = parser.parse_args().lists
    made_up = "\n".join(f"- [Entry {n}](https://host{n % 50}.example.org/{n})" for n in range(ROWS))
    texts = {str(path): path.read_text(encoding="utf-8") for path in lists} or {"5,000 made up": made_up}
    for name, text in texts.items():
        run = make_run(text, Path(name).name)
        print(f"{name}: {len(run.records)} links")
        base, _ = _timed(partial(_rendered, find_by_name("json"), run))
        for report in REPORTS:
            _report(report, run, base)


def _report(report: Report, run: Run, base: float) -> None:
    _measure(report.name, partial(_rendered, report, run), base)
    if isinstance(report, Splitting):
        name = f"{report.name}, split"
        _measure(name, lambda: [text for _, text in report.files(run, Options(), "report.md")], base)


def _rendered(report: Report, run: Run) -> list[str]:
    return [report.render(run, Options())]


def _measure(name: str, write: Callable[[], list[str]], base: float) -> None:
    took, written = _timed(write)
    sizes = " + ".join(f"{len(part.encode()) / 1000:.0f}" for part in written)
    print(f"  {name:16} {took:6.2f} s  {took / base:5.1f} x json   {sizes} kB")


def _timed(write: Callable[[], list[str]]) -> tuple[float, list[str]]:
    started = time.process_time()
    written = write()
    return time.process_time() - started, written


def make_run(text: str, file: str) -> Run:
    """Return a finished run over a list, with an answer for each of its links."""
    document = read_document(text, file)
    plan = make_plan([document], Settings())
    records = RecordList(_answers(plan.links))
    return Run(
        version="0", started=NOW, finished=NOW, inputs=(file,), documents=(document,), records=records, requests=0
    )


def _answers(links: Sequence[Link]) -> Iterator[Record]:
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
            reason=Code("http-404" if verdict is Verdict.DEAD else "http-200"),
            detail="The server answers 404 Not Found.",
            checked=NOW,
            metadata=facts,
            before=Verdict.ALIVE,
            since=NOW,
            suggestion=Suggestion(link.url + "/new", SuggestionKind.MOVED) if verdict is Verdict.MOVED else None,
            events=(Event(NOW, Verdict.ALIVE, Code("http-200")),),
        )


if __name__ == "__main__":
    main()
