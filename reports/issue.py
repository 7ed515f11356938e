"""The one issue of a repository: what is confirmed gone, for ``linkcheck issue`` to keep. Pure.

The first line is a comment that readers do not see: by it the keeper knows its own issue, whether anything is gone, and
whether it is the same as before.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from linkcheck.model import Run
from reports import escape
from reports.enriched.cells import Lines, size
from reports.enriched.sections import SectionBuilder
from reports.headline import news
from reports.interface import Options, Report
from reports.words import words

BODY_LIMIT: Final = 65_536
"""Characters of an issue's body ("body is too long": w3f/Grants-Program#1977)."""
_TABLE_LIMIT: Final = 60_000
"""Bytes, of which there are never fewer than characters."""
_MARKER: Final = re.compile(r"<!-- linkcheck: (?:(?P<gone>[1-9]\d*) gone, (?P<digest>[0-9a-f]{16})|clean) -->")


@dataclass(frozen=True, slots=True)
class IssueMarker:
    """What the first line of a body says: how many links are gone, and which (by a digest; empty for none)."""

    gone: int
    digest: str


def read_marker(body: str) -> IssueMarker | None:
    """Return what a body's first line says; None where the body is not one of ours."""
    match = _MARKER.match(body)
    return IssueMarker(int(match["gone"] or 0), match["digest"] or "") if match else None


class Issue(Report):
    """Confirmed dead links with their lines, reasons and better addresses."""

    name = "github-issue"
    suffixes = (".issue.md",)
    about = "the body of the one issue that `linkcheck issue` keeps: what is confirmed gone"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the body, its marker first."""
        say = words(options.lang)
        teller = SectionBuilder(run, say, Lines(options.link_base, len(run.documents) > 1, say))
        gone: list[str] = []
        for record in run.having(*(verdict for verdict in options.fail_on if verdict.is_gone)):
            if record.confirmed:
                teller.add(record)
                gone.append(record.link.url)
        if not gone:
            yield f"<!-- linkcheck: clean -->\n{say('issue-clean')}\n"
            return
        files = say.listed([escape.markdown(name) for name in run.inputs], 4)
        head = say("issue-head", n=len(gone), files=files)
        told = news(run)
        is_news = (told.gone or told.back) and not told.is_first
        since = say("issue-since", gone=told.gone, back=told.back) if is_news else ""
        table = teller.attention().lines(say, _TABLE_LIMIT)[2:]
        top = [_marker(gone), head + since, "", *table, say("issue-foot"), ""]
        assert size(top) < BODY_LIMIT  # noqa: S101  the table keeps to its limit
        yield "\n".join(top)


ISSUE: Final = Issue()


def _marker(gone: Sequence[str]) -> str:
    digest = hashlib.sha256("\n".join(sorted(gone)).encode("utf-8", "replace"))
    return f"<!-- linkcheck: {len(gone)} gone, {digest.hexdigest()[:16]} -->"
