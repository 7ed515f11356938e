"""The list written back with titles, stars, dates and warnings: a Markdown page made to be committed.

Equal facts give equal bytes: there is no time of making, counts are rounded and stay as the last page shows them until
they are a tenth off, and dates are months wherever a day would make a commit of its own. The page stays below what
GitHub shows (500 KiB of a README; facts: github/docs about-readmes), and says so where that costs something.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final
from urllib.parse import quote

from linkcheck.local import slugs
from linkcheck.model import Run
from linkcheck.model.packed import in_order
from reports import escape
from reports.derived import PROBLEMS
from reports.enriched.cells import Lines, size
from reports.enriched.listing import FILE_LEVEL, Listing, unlinked
from reports.enriched.parts import PART_LIMIT, Part, split, top_level
from reports.enriched.section_table import SECTIONS_SHARE, Section
from reports.enriched.sections import SectionBuilder
from reports.enriched.title_block import head, title
from reports.enriched.written import written_counts
from reports.interface import Options, Report
from reports.words import Catalogue, words

MARK: Final = "<!-- linkcheck report"
SIZE_LIMIT: Final = 450_000
"""Bytes of the whole page."""
MOST_HEADINGS: Final = 30
"""Sections named for one part of the list."""
_HEADING_ROOM: Final = 60
_NOTICE_ROOM: Final = 500


class Enriched(Report):
    """Markdown: what to act on, what is good to know, then the whole list with its facts."""

    name = "enriched"
    suffixes = (".md", ".markdown")
    about = "Markdown to commit: warnings, then the whole list with titles, stars and dates"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the page; where it would be too large, without titles, and cut where that is too large still."""
        draft = _Draft(run, options)
        yield draft.page(draft.listing())

    def files(self, run: Run, options: Options, name: str) -> Iterator[tuple[str, str]]:
        """Yield the page, or the list in parts and the page with an index of them: nothing is cut."""
        draft = _Draft(run, options)
        whole, left = _within(draft.list_lines(), draft.room - _HEADING_ROOM)
        if next(left, None) is None:
            yield name, draft.page(_whole(whole, draft.say))
            return
        del whole, left
        stem, dot, suffix = name.rpartition(".")
        index: dict[str, Part] = {}
        for number, part in enumerate(draft.parts(), 1):
            own = f"{stem}.{number}{dot}{suffix}" if stem else f"{name}.{number}"
            yield own, draft.part(number, part, name)
            index[own] = replace(part, lines=(), headings=part.headings[: MOST_HEADINGS + 1])
        yield name, draft.page(_index(index, draft.say))

    def written(self, text: str) -> Mapping[tuple[str, str], str]:
        """As in Steady: a page that is not ours shows nothing."""
        return written_counts(text) if text.startswith(MARK) else {}


ENRICHED: Final = Enriched()


class _Draft:
    """Everything on the page but the list, and the room that this leaves."""

    def __init__(self, run: Run, options: Options) -> None:
        self.say = words(options.lang)
        self._run = run
        lines = Lines(options.link_base, len(run.documents) > 1, self.say)
        self._top = [*head(run, self.say), *_fit(SectionBuilder(run, self.say, lines).sections(), self.say)]
        self._bottom = unlinked(run, self.say, lines)
        self._base = options.link_base
        self._taken = taken_anchors(self._top)
        self._marker = marker(run)
        self.room = SIZE_LIMIT - len(self._marker) - size(self._top) - size(self._bottom)

    def list_lines(self, *, terse: bool = False) -> Iterator[str]:
        """Yield the lines of the lists, with the facts of their links."""
        return chain.from_iterable(Listing(self._run, self.say, self._base, terse, self._taken).lists())

    def parts(self) -> Iterator[Part]:
        """Yield the lists in parts, each for a file of its own."""
        lists = Listing(self._run, self.say, self._base, taken=self._taken, inlined=True).lists()
        if len(self._run.documents) > 1:
            return split(lists, FILE_LEVEL, PART_LIMIT)
        lines = [line for each in lists for line in each]
        return split([lines], top_level(lines), PART_LIMIT)

    def listing(self) -> list[str]:
        """Return the list: with everything, without titles where that is too long, cut where that is too long still."""
        whole, left = _within(self.list_lines(), self.room - _HEADING_ROOM)
        if next(left, None) is None:
            return _whole(whole, self.say)
        notice = [self.say("list-terse"), ""]
        room = self.room - size(notice) - _HEADING_ROOM
        lines, left = _within(self.list_lines(terse=True), room)
        if rest := sum(1 for _ in left):
            kept, _ = _within(lines, room - _NOTICE_ROOM)
            lines = [*kept, "", self.say("list-trimmed", n=len(lines) - len(kept) + rest)]
        return _whole([*notice, *lines], self.say)

    def page(self, listing: Sequence[str]) -> str:
        """Return the page with a list in its place."""
        return _text([self._marker, *self._top, *self._bottom, *listing])

    def part(self, number: int, part: Part, main: str) -> str:
        """Return one part of the list, with a link to the page it belongs to."""
        back = f"[{self.say('part-back')}]({escape.destination(quote(main))})"
        goes_on = [f"## … {part.continues}", ""] if part.continues else []
        return _text([self._marker, f"# {title(self._run, self.say)} ({number})", "", back, "", *goes_on, *part.lines])


def marker(run: Run) -> str:
    """Return a page's first line, which no reader sees and rendering keeps.

    By it linkcheck knows its own reports among the lists, and whether what is gone is what an earlier report said.
    """
    gone = [record.link.identity for record in run.having(*PROBLEMS) if record.confirmed]
    suspected = [record.link.identity for record in run.having(*PROBLEMS) if not record.confirmed]
    said = hashlib.sha256()
    everything = in_order(link.identity for link in run.records.links)
    for number, text in enumerate(chain(sorted(gone), [""], sorted(suspected), [""], everything)):
        said.update(("\n" * bool(number) + text).encode("utf-8", "replace"))
    return f"{MARK}: {said.hexdigest()[:16]} -->"


def _text(lines: Sequence[str]) -> str:
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "replace").decode("utf-8")


def _fit(sections: Sequence[Section], say: Catalogue) -> list[str]:
    """Return the sections, the longest of them cut so that together they keep to their share."""
    whole = [section.lines(say, SECTIONS_SHARE) for section in sections]
    if size(line for lines in whole for line in lines) > SECTIONS_SHARE:
        # Attention gets half, the others share the rest: none can crowd another out.
        other = SECTIONS_SHARE // 2 // max(1, len(sections) - 1)
        whole = [section.lines(say, SECTIONS_SHARE // 2 if i == 0 else other) for i, section in enumerate(sections)]
    return [line for lines in whole for line in lines]


def _whole(lines: Sequence[str], say: Catalogue) -> list[str]:
    return [f"## {say('section-list')}", "", *lines, ""] if lines else []


def _index(parts: Mapping[str, Part], say: Catalogue) -> list[str]:
    """Return the list's place on the page: which file has which sections."""
    rows = []
    for number, (name, part) in enumerate(parts.items(), 1):
        # A heading may be a link of its own, which may not stand in a link.
        named = [*([f"… {part.continues}"] if part.continues else []), *part.headings]
        sections = say("comma").join([*named[:MOST_HEADINGS], *(["…"] if len(named) > MOST_HEADINGS else [])])
        link = f"[{say('part-number', n=number)}]({escape.destination(quote(name))})"
        rows.append(f"- {link}{say('colon') + sections if sections else ''}")
    return _whole([say("list-split", n=len(parts)), "", *rows], say)


def taken_anchors(lines: Iterable[str]) -> frozenset[str]:
    """Return the anchors of headings: what the list's own headings of the same words have to give way to."""
    return frozenset(slug for line in lines if line.startswith("#") for slug in slugs(line))


def _within(lines: Iterable[str], budget: int) -> tuple[list[str], Iterator[str]]:
    """Return the first lines, as many as fit, and those that are left."""
    kept: list[str] = []
    left = iter(lines)
    for line in left:
        budget -= size([line])
        if budget < 0:
            return kept, chain([line], left)
        kept.append(line)
    return kept, iter(())
