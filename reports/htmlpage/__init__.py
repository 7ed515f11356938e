"""One HTML page that holds everything: search, filters, order, charts. It asks nothing of any server.

The Content-Security-Policy allows our own style and script by their hashes and nothing else, so that even a fault in
an escape could neither run nor load anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib import resources
from typing import Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from linkcheck.model import Run, Verdict
from reports import escape
from reports.facts import day
from reports.htmlpage.charts import figures, star_bars, verdict_bar, year_bars
from reports.htmlpage.rows import MOST_HOSTS, hosts, rows
from reports.interface import Options, Report
from reports.words import words


def _part(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


_STYLE: Final = _part("page.css")
_SCRIPT: Final = _part("page.js")
_PAGE: Final = Environment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
).from_string(_part("page.html"))


_BUFFERED: Final = 500
"""Pieces of the template that are put together: most are a few characters."""


class HtmlPage(Report):
    """Every link with its facts, in one file to be opened, mailed or served from anywhere."""

    name = "html"
    suffixes = (".html", ".htm")
    about = "one self-contained page with search, filters and charts"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the page."""
        say = words(options.lang)
        counts = run.counts()
        years, stars = figures(run)
        page = _PAGE.stream(
            lang={"en": "en", "zh": "zh-Hans"}[options.lang],
            say=say,
            policy=_POLICY,
            style=Markup(_STYLE),  # noqa: S704 - our own file
            script=Markup(_SCRIPT),  # noqa: S704 - our own file
            title=say("report-title", files=say.listed([escape.plain(name) for name in run.inputs], 4)),
            checked=say("page-checked", date=day(run.finished)),
            interrupted="" if run.complete else say("line-interrupted"),
            verdicts=[
                (verdict.value, say.verdict(verdict), counts[verdict]) for verdict in Verdict if verdict in counts
            ],
            hosts=hosts(run)[:MOST_HOSTS],
            any=bool(counts),
            rows=rows(run, say),
            bar=verdict_bar(counts, say),
            years=year_bars(years, say),
            stars=star_bars(stars, say),
        )
        page.enable_buffering(_BUFFERED)
        return page


HTML: Final = HtmlPage()


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


_POLICY: Final = (
    f"default-src 'none'; style-src {_hash(_STYLE)}; script-src {_hash(_SCRIPT)}; base-uri 'none'; form-action 'none'"
)
