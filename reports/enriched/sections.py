"""The sections above the list: what to act on, then what is good to know. Each gives rows, or none and is left out."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from heapq import nsmallest
from typing import Final

from fetchers.codes import Note
from linkcheck.editing.wording import is_generic
from linkcheck.model import Link, Occurrence, Record, Run, Suggestion, SuggestionKind, Verdict
from linkcheck.model.counts import rounded
from reports import changes, derived, escape
from reports.duplicates import duplicates
from reports.enriched.annotations import obituary
from reports.enriched.cells import LINE_BREAK, Lines, address_link, own_link, own_text, suggested
from reports.enriched.section_table import OPEN_ROWS, Row, Rows, Section, joined
from reports.short_address import open_host, short
from reports.words import Catalogue

ATTENTION_ROWS: Final = 100
"""Rows that what needs attention shows before it folds."""
MOST_RISEN: Final = 10
"""Repositories with changed stars that are listed."""
_MOST_SPELLINGS: Final = 6
_OF_PAPERS: Final = (Note.RETRACTED, Note.RETRACTION_NOTICE, Note.CONCERN, Note.WITHDRAWN)


class SectionBuilder:
    """Makes the sections of one run in one language, from records taken one after another."""

    def __init__(self, run: Run, words: Catalogue, lines: Lines) -> None:
        self._run = run
        self._words = words
        self._lines = lines
        self._is_first_run = derived.is_first_run(run)
        self._gone = {verdict: Rows(optional=1) for verdict in derived.PROBLEMS}
        self._has_better = False
        self._moved, self._insecure, self._tidier = Rows(), Rows(), Rows()
        self._archived, self._quiet = Rows(), Rows()
        self._fallen, self._older, self._published = Rows(), Rows(), Rows()
        self._generic, self._new, self._revived = Rows(), Rows(), Rows()
        self._out_of_reach: dict[tuple[str, str], tuple[Verdict, array[int]]] = {}
        """By host and reason, with the verdict of the first: the places of the links among all."""
        self._risen: list[tuple[int, Link, int, int]] = []

    def sections(self) -> list[Section]:
        """Return the non-empty sections, in the order that a maintainer needs them."""
        for place, record in enumerate(self._run.records):
            self.add(record, place)
        sections = (
            self.attention(),
            self._section("moved", ("line", "link", "now"), self._moved),
            self._section("insecure", ("line", "link", "wrong"), self._insecure),
            self._section("tidier", ("line", "link", "better", "why"), self._tidier),
            self._repositories(),
            self._section("papers", ("line", "paper", "state"), joined((self._fallen, self._older, self._published))),
            self._duplicates(),
            self._section("generic", ("line", "text", "title"), self._generic),
            self._open(),
        )
        return [section for section in sections if section.number]

    def news(self) -> list[Section]:
        """Return what changed since the last run: of a summary, not of a page whose next commit would take it away."""
        sections = (self._section("new", (), self._new), self._section("revived", (), self._revived), self._stars())
        return [section for section in sections if section.number]

    def add(self, record: Record, place: int) -> None:
        """Take one record, which stands at a place among all of the run."""
        self._take_verdict(record, place)
        self._take_repository(record)
        self._take_paper(record)
        self._take_texts(record)
        self._take_news(record)

    def attention(self) -> Section:
        """Dead, soft-dead, invalid, fragment-missing: in that order."""
        rows, number = joined(self._gone.values())
        columns: tuple[str, ...] = ("line", "link", "wrong", "instead")
        if not self._has_better:
            columns, rows = columns[:-1], tuple(row[:-1] for row in rows)
        return self._section("attention", columns, (rows, number), open_rows=ATTENTION_ROWS)

    def _take_verdict(self, record: Record, place: int) -> None:
        verdict, better = record.verdict, record.suggestion
        if verdict in self._gone:
            self._gone[verdict].add(self._gone_row, record)
            self._has_better = self._has_better or better is not None
        elif verdict is Verdict.MOVED:
            self._moved.add(self._moved_row, record)
        elif verdict is Verdict.INSECURE:
            self._insecure.add(self._insecure_row, record)
        elif verdict.is_open:
            group = open_host(record), self._words.short_reason(record)
            self._out_of_reach.setdefault(group, (verdict, array("L")))[1].append(place)
        if better and verdict in (Verdict.ALIVE, Verdict.INSECURE) and better.why is not SuggestionKind.MOVED:
            self._tidier.add(self._tidier_row, record.link, better)

    def _gone_row(self, record: Record) -> Row:
        return *self._place(record.link), self._wrong(record), suggested(record.suggestion, self._words)

    def _moved_row(self, record: Record) -> Row:
        now = record.suggestion.url if record.suggestion else record.final_url or ""
        return *self._place(record.link), address_link(now)

    def _insecure_row(self, record: Record) -> Row:
        return *self._place(record.link), escape.markdown(self._words.reason(record), 300)

    def _tidier_row(self, link: Link, better: Suggestion) -> Row:
        """Links that are fine, with an address that would be better."""
        return *self._place(link), address_link(better.url), self._words(f"why-{better.why}")

    def _wrong(self, record: Record) -> str:
        """Return verdict, reason and dates of a problem as a cell."""
        words = self._words
        sure = record.confidence == "high"
        verdict = (
            words.verdict(record.verdict) if sure else words("unsure") + words("space") + words.verdict(record.verdict)
        )
        said = f"**{verdict}**{words('colon')}{escape.markdown(words.reason(record), 300)}"
        dates = [words("since", date=derived.day(record.since))] if record.since else []
        dates += [words("last-alive", date=derived.day(record.last_alive))] if record.last_alive else []
        if not record.confirmed and record.verdict in (Verdict.DEAD, Verdict.SOFT_DEAD):
            dates.append(words("unconfirmed"))
        was = obituary(record, words)
        return LINE_BREAK.join([said, *([was] if was else []), *([" · ".join(dates)] if dates else [])])

    def _take_repository(self, record: Record) -> None:
        """Repositories archived by their owner, and those without a push for long."""
        if derived.is_archived(record):
            if not record.verdict.is_gone:
                self._archived.add(self._repository_row, record)
        elif derived.is_quiet(record, self._run):
            self._quiet.add(self._repository_row, record)

    def _repository_row(self, record: Record) -> Row:
        stars, shown = derived.stars(record), self._run.presentation
        count = "" if stars is None else shown.count(record.link.url, derived.star_sign(record), stars)
        return *self._place(record.link), count, self._state(record)

    def _repositories(self) -> Section:
        rows, number = joined((self._archived, self._quiet))
        columns = ("line", "repository", "★", "state")
        summary = self._words("repositories", n=number)
        return self._section("quiet", columns, (rows, number), summary=summary, intro="intro-quiet")

    def _state(self, record: Record) -> str:
        """Return "archived", "last push 2018-02" or both: a date, for an age would change by itself."""
        words = self._words
        parts = [words("archived")] if derived.is_archived(record) else []
        if derived.is_quiet(record, self._run) and (date := derived.last_push(record)):
            parts.append(words("last-push", date=date))
        return " · ".join(parts)

    def _take_paper(self, record: Record) -> None:
        """Papers retracted or withdrawn first, then those linked in an old version, then those published since."""
        words, newer = self._words, derived.newer_version(record)
        fallen = [words.note(note) for note in _OF_PAPERS if note.code in record.notes]
        published = [self._where(record)] if Note.PUBLISHED.code in record.notes else []
        older = [words("newer-version", version=newer)] if newer and not fallen else []
        if states := [*fallen, *older, *published]:
            rows = self._fallen if fallen else self._older if older else self._published
            rows.add(lambda link: (*self._place(link), " · ".join(states)), record.link)

    def _where(self, record: Record) -> str:
        """Return where a preprint was published, with the address to cite."""
        metadata = record.metadata
        venue = escape.markdown(metadata.venue, 100) if metadata and metadata.venue else ""
        said = self._words("now-at", venue=venue) if venue else self._words.note(Note.PUBLISHED)
        if metadata is None or metadata.published_as is None:
            return said
        url = f"https://doi.org/{metadata.published_as}"
        return f"{said}{LINE_BREAK}{escape.markdown_link(short(url), url)}"

    def _take_texts(self, record: Record) -> None:
        """Link texts such as "here", with the title that could replace them."""
        title = derived.real_title(record) if record.verdict.is_found or record.verdict.is_open else None
        if title:
            for place in record.link.occurrences:
                if is_generic(place.text):
                    self._generic.add(self._text_row, place, title)

    def _text_row(self, place: Occurrence, title: str) -> Row:
        return self._lines.of([place]), escape.markdown_link(place.text, place.url), escape.markdown(title)

    def _take_news(self, record: Record) -> None:
        """Links the run before did not have, links that were gone and are back, repositories whose stars moved."""
        if record.before is None and not self._is_first_run:
            self._new.add(self._news_row, record.link)
        if derived.is_revived(record.before, record.verdict):
            self._revived.add(self._news_row, record.link)
        if moved := changes.stars_moved(record):
            self._risen.append((-abs(moved[1] - moved[0]), record.link, *moved))
            if len(self._risen) > 100 * MOST_RISEN:
                self._risen = self._most_risen()

    def _news_row(self, link: Link) -> Row:
        return (f"{escape.markdown_link(own_text(link), link.url)} ({self._lines.of(link.occurrences)})",)

    def _most_risen(self) -> list[tuple[int, Link, int, int]]:
        return nsmallest(MOST_RISEN, self._risen, key=lambda moved: moved[0])

    def _stars(self) -> Section:
        made = [(own_link(link), rounded(before), rounded(now)) for _, link, before, now in self._most_risen()]
        return self._section("stars", ("repository", "before", "★"), (tuple(made), len(made)))

    def _duplicates(self) -> Section:
        """Places that lead to one resource, in any spelling."""
        rows = Rows()
        for group in duplicates(self._run):
            rows.add(self._duplicate_row, group)
        return self._section("duplicates", ("line", "same"), rows)

    def _duplicate_row(self, group: Sequence[tuple[Link, Occurrence]]) -> Row:
        spellings = list({id(link): link for link, _ in group}.values())[:_MOST_SPELLINGS]
        return self._lines.of(place for _, place in group), LINE_BREAK.join(own_link(link) for link in spellings)

    def _open(self) -> Section:
        """Blocked and unreachable links by host and reason."""
        rows = Rows()
        for (host, reason), (verdict, places) in sorted(
            self._out_of_reach.items(), key=lambda item: (-len(item[1][1]), item[0])
        ):
            rows.add(self._open_row, host, reason, verdict, places)
        return self._section("open", ("host", "links", "why", "lines"), rows, intro="intro-open")

    def _open_row(self, host: str, reason: str, verdict: Verdict, places: Sequence[int]) -> Row:
        links = map(self._run.records.links.__getitem__, places)
        return (
            escape.markdown(host) or "…",
            str(len(places)),
            f"{self._words.verdict(verdict)}{self._words('colon')}{escape.markdown(reason, 300)}",
            self._lines.of(spot for link in links for spot in link.occurrences),
        )

    def _place(self, link: Link) -> tuple[str, str]:
        return self._lines.of(link.occurrences), own_link(link)

    def _section(
        self,
        name: str,
        columns: Sequence[str],
        rows: Rows | tuple[tuple[Row, ...], int],
        *,
        summary: str = "",
        intro: str = "",
        open_rows: int = OPEN_ROWS,
    ) -> Section:
        made, number = (tuple(rows.made), rows.number) if isinstance(rows, Rows) else rows
        titles = tuple(column if column == "★" else self._words(f"column-{column}") for column in columns)
        return Section(
            heading=self._words(f"section-{name}"),
            columns=titles,
            rows=made,
            number=number,
            summary=summary or self._words("links", n=number),
            intro=self._words(intro) if intro else "",
            open_rows=open_rows,
        )
