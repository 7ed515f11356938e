"""One self-contained HTML page: search, filters, sorting, charts. It makes no requests.

The Content-Security-Policy allows our own style and script by their hashes and nothing else, so that even a fault in
an escape could neither run nor load anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from linkcheck.model import Run, Verdict
from reports import escape
from reports.derived import day
from reports.enriched.cells import Lines
from reports.enriched.title_block import verdict_line
from reports.htmlpage.charts import figures, star_bars, verdict_bar, year_bars
from reports.htmlpage.rows import MOST_HOSTS, files, hosts, rows, written
from reports.interface import Options, Report
from reports.words import words

_BUFFERED: Final = 500
"""Pieces of the template that are put together: most are a few characters."""


class HtmlPage(Report):
    """Every link with its facts, in one file to be opened, mailed or served from anywhere."""

    name = "html"
    suffixes = (".html", ".htm")
    about = "one self-contained page with search, filters and charts"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the page."""
        # Jinja2 and the template, which most runs have no use for.
        from reports.htmlpage.template import PAGE, POLICY, SCRIPT, STYLE  # noqa: PLC0415

        say = words(options.lang)
        counts = run.counts()
        years, stars = figures(run)
        page = PAGE.stream(
            lang={"en": "en", "zh": "zh-Hans"}[options.lang],
            say=say,
            policy=POLICY,
            style=STYLE,
            script=SCRIPT,
            title=say("report-title", files=say.listed([escape.plain(name) for name in run.inputs], 4)),
            checked=say("page-checked", date=day(run.finished)),
            verdicts=[
                (verdict.value, say.verdict(verdict), counts[verdict]) for verdict in Verdict if verdict in counts
            ],
            hosts=hosts(run)[:MOST_HOSTS],
            any=bool(counts),
            rows=rows(run, say, Lines(options.link_base, len(run.documents) > 1, say)),
            files=[escape.plain(name) for name in files(run)],
            headline=verdict_line(run, say).replace("**", ""),
            bar=verdict_bar(counts, say),
            years=year_bars(years, say),
            stars=star_bars(stars, say),
        )
        page.enable_buffering(_BUFFERED)
        return page

    def written(self, text: str) -> Mapping[tuple[str, str], str]:
        """As in Steady: a page that is not ours shows nothing."""
        return written(text) if text.startswith("<!DOCTYPE html>\n<!-- linkcheck report") else {}


HTML: Final = HtmlPage()
