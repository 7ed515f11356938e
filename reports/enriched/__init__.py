"""The list written back with titles, stars, dates and warnings: a Markdown page made to be committed.

Equal facts give equal bytes: there is no time of making, counts are rounded, and dates are months wherever a day would
make a commit of its own. The page stays below what GitHub shows (500 KiB of a README; facts: github/docs
about-readmes), and says so where that costs something.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from linkcheck.model import Run, Verdict
from reports import escape
from reports.enriched.cells import Lines, size, table
from reports.enriched.listing import Listing, unlinked
from reports.enriched.sections import Section, Teller
from reports.facts import PROBLEMS
from reports.interface import Options
from reports.words import Words, words

SIZE_LIMIT: Final = 450_000
"""Bytes of the whole page."""
SECTIONS_SHARE: Final = 250_000
"""Bytes that the sections above the list may take together."""

_PIE_COLOURS: Final = {
    Verdict.ALIVE: "#2da44e",
    Verdict.MOVED: "#54aeff",
    Verdict.DEAD: "#cf222e",
    Verdict.SOFT_DEAD: "#e5534b",
    Verdict.INVALID: "#a40e26",
    Verdict.FRAGMENT_MISSING: "#ff8182",
    Verdict.INSECURE: "#d4a72c",
    Verdict.BLOCKED: "#8c959f",
    Verdict.UNREACHABLE: "#afb8c1",
    Verdict.SKIPPED: "#d0d7de",
}


class Enriched:
    """Markdown: what to act on, what is good to know, then the whole list with its facts."""

    name = "enriched"
    suffixes = (".md", ".markdown")
    about = "Markdown to commit: warnings, then the whole list with titles, stars and dates"

    def render(self, run: Run, options: Options) -> str:
        """Return the page."""
        say = words(options.lang)
        lines = Lines(options.link_base, len(run.documents) > 1, say)
        top = [*_head(run, say), *_fit(Teller(run, say, lines).sections(), say)]
        bottom = unlinked(run, say, lines)
        listing = _listing(run, say, SIZE_LIMIT - size(top) - size(bottom))
        text = "\n".join([*top, *listing, *bottom]).rstrip("\n") + "\n"
        return text.encode("utf-8", "replace").decode("utf-8")


ENRICHED: Final = Enriched()


def _head(run: Run, say: Words) -> list[str]:
    files = [escape.markdown(document.file) for document in run.documents] or [escape.markdown(i) for i in run.inputs]
    counts = run.counts()
    head = [f"# {say('report-title', files=say.listed(files, 4))}", "", verdict_line(run, say), ""]
    if not counts:
        return head
    rows = [(say.verdict(v), str(n), say(f"meaning-{v}")) for v, n in counts.items()]
    head += [*table([say(f"column-{c}") for c in ("verdict", "links", "meaning")], rows), ""]
    return head + (_pie(counts, say) if len(counts) > 1 else [])


def verdict_line(run: Run, say: Words) -> str:
    """Return the run in a sentence or two."""
    counts = run.counts()
    total = sum(counts.values())
    if not total:
        return say("no-links")
    problems = sum(counts.get(verdict, 0) for verdict in PROBLEMS)
    if counts.get(Verdict.ALIVE) == total:
        parts = [say("line-all-well", n=total)]
    else:
        first = say("line-act", n=problems, total=say("links", n=total)) if problems else say("line-nothing")
        numbers = {
            "found": sum(n for verdict, n in counts.items() if verdict.is_found),
            "moved": counts.get(Verdict.MOVED, 0),
            "open": sum(n for verdict, n in counts.items() if verdict.is_open),
            "skipped": counts.get(Verdict.SKIPPED, 0),
        }
        rest = say("clause").join(say(f"line-{name}", n=n) for name, n in numbers.items() if n)
        parts = [first, rest + say("stop") if rest else ""]
    if not run.complete:
        parts.append(say("line-interrupted"))
    return say("space").join(part for part in parts if part)


def _pie(counts: dict[Verdict, int], say: Words) -> list[str]:
    """Return the counts as a pie. Largest first: renderers disagree on whether they sort before giving colours."""
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    colours = ", ".join(f'"pie{i}": "{_PIE_COLOURS[v]}"' for i, (v, _) in enumerate(ordered, 1))
    slices = [f'    "{say.verdict(verdict)}" : {n}' for verdict, n in ordered]
    theme = '%%{init: {"theme": "base", "themeVariables": {' + colours + "}}}%%"
    return ["```mermaid", theme, "pie showData", *slices, "```", ""]


def _fit(sections: Sequence[Section], say: Words) -> list[str]:
    """Return the sections, the longest of them cut so that together they keep to their share."""
    whole = [section.lines(say, SECTIONS_SHARE) for section in sections]
    if size(line for lines in whole for line in lines) > SECTIONS_SHARE:
        # Attention gets half, the others share the rest: none can crowd another out.
        other = SECTIONS_SHARE // 2 // max(1, len(sections) - 1)
        whole = [section.lines(say, SECTIONS_SHARE // 2 if i == 0 else other) for i, section in enumerate(sections)]
    return [line for lines in whole for line in lines]


def _listing(run: Run, say: Words, budget: int) -> list[str]:
    """Return the list: with everything, without titles where that is too long, cut where that is too long still."""
    head = [f"## {say('section-list')}", ""]
    for terse in (False, True):
        lines = list(Listing(run, say, terse=terse).lines())
        notice = [say("list-terse"), ""] if terse else []
        if size(lines) + size(head) + size(notice) + 1 <= budget:
            break
    else:
        room, kept = budget - size(head) - size(notice) - 500, 0
        while kept < len(lines) and (room := room - size(lines[kept : kept + 1])) > 0:
            kept += 1
        lines = [*lines[:kept], "", say("list-trimmed", n=len(lines) - kept)]
    return [*head, *notice, *lines, ""] if lines else []
