"""The sections above the list: what to act on, then what is good to know. Each gives rows, or none and is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from linkcheck.model import Record, Run, Verdict, Why
from reports import changes, escape, facts
from reports.enriched.cells import LINE_BREAK, Lines, address_link, folded, own_link, own_text, size, suggested, table
from reports.words import Words

OPEN_ROWS: Final = 15
"""Rows a section shows before it folds; what needs attention shows more."""
ATTENTION_ROWS: Final = 100


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, an introduction where one is needed, and a table. ``columns`` empty: rows are lines of a list."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    summary: str = ""
    intro: str = ""
    open_rows: int = field(default=OPEN_ROWS)

    def lines(self, words: Words, budget: int) -> list[str]:
        """Return the section in at most about ``budget`` bytes, saying how many rows that leaves out."""
        kept, spent = 0, 0
        for row in self.rows:
            spent += size([" | ".join(row)]) + 6
            if spent > budget and kept:
                break
            kept += 1
        body = self._body(self.rows[:kept])
        if kept < len(self.rows):
            body += ["", words("rows-more", n=len(self.rows) - kept)]
        if len(self.rows) > self.open_rows:
            body = folded(self.summary, body)
        return [f"## {self.heading}", "", *([self.intro, ""] if self.intro else []), *body, ""]

    def _body(self, rows: Sequence[tuple[str, ...]]) -> list[str]:
        return table(self.columns, rows) if self.columns else [f"- {row[0]}" for row in rows]


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes the sections of one run in one language."""

    run: Run
    words: Words
    lines: Lines

    def sections(self) -> list[Section]:
        """Return the sections that have something to say, in the order a maintainer wants them."""
        makers: tuple[Callable[[], Section], ...] = (
            self.attention,
            self.moved,
            self.insecure,
            self.tidier,
            self.quiet,
            self.papers,
            self.duplicates,
            self.generic,
            self.open,
            self.new,
            self.revived,
            self.stars,
        )
        return [section for make in makers if (section := make()).rows]

    def attention(self) -> Section:
        """Dead, soft-dead, invalid, fragment-missing: in that order."""
        rows: list[tuple[str, ...]] = [
            (self._lines(r), own_link(r), self.wrong(r), suggested(r.suggestion, self.words))
            for verdict in facts.PROBLEMS
            for r in self._with(verdict)
        ]
        columns: tuple[str, ...] = ("line", "link", "wrong", "instead")
        if not any(row[-1] for row in rows):
            columns, rows = columns[:-1], [row[:-1] for row in rows]
        return self._section("attention", columns, rows, open_rows=ATTENTION_ROWS)

    def wrong(self, record: Record) -> str:
        """Return verdict, reason and dates of a problem as a cell."""
        words = self.words
        sure = record.confidence == "high"
        verdict = (
            words.verdict(record.verdict) if sure else words("unsure") + words("space") + words.verdict(record.verdict)
        )
        said = f"**{verdict}**{words('colon')}{escape.markdown(words.reason(record), 300)}"
        dates = [words("since", date=facts.day(record.since))] if record.since else []
        dates += [words("last-alive", date=facts.day(record.last_alive))] if record.last_alive else []
        if not record.confirmed and record.verdict in (Verdict.DEAD, Verdict.SOFT_DEAD):
            dates.append(words("unconfirmed"))
        return LINE_BREAK.join([said, *([" · ".join(dates)] if dates else [])])

    def moved(self) -> Section:
        """Old address, new address."""
        rows = [
            (self._lines(r), own_link(r), address_link(r.suggestion.url if r.suggestion else r.final_url or ""))
            for r in self._with(Verdict.MOVED)
        ]
        return self._section("moved", ("line", "link", "now"), rows)

    def insecure(self) -> Section:
        """Content there, TLS not in order."""
        rows = [
            (self._lines(r), own_link(r), escape.markdown(self.words.reason(r), 300))
            for r in self._with(Verdict.INSECURE)
        ]
        return self._section("insecure", ("line", "link", "wrong"), rows)

    def tidier(self) -> Section:
        """Links that are fine, with an address that would be better."""
        rows = [
            (self._lines(r), own_link(r), address_link(r.suggestion.url), self.words(f"why-{r.suggestion.why}"))
            for r in self.run.records
            if r.suggestion and r.verdict in (Verdict.ALIVE, Verdict.INSECURE) and r.suggestion.why is not Why.MOVED
        ]
        return self._section("tidier", ("line", "link", "better", "why"), rows)

    def quiet(self) -> Section:
        """Repositories archived by their owner first, then those without a push for two years."""
        archived = [r for r in self.run.records if facts.is_archived(r) and not r.verdict.is_gone]
        quiet = [r for r in self.run.records if not facts.is_archived(r) and facts.quiet_months(r, self.run.finished)]
        rows = [(self._lines(r), own_link(r), self._stars(r), self.state(r)) for r in (*archived, *quiet)]
        summary = self.words("repositories", n=len(rows))
        return self._section("quiet", ("line", "repository", "★", "state"), rows, summary=summary, intro="intro-quiet")

    def state(self, record: Record) -> str:
        """Return "archived", "no push for 2 y 3 m" or both."""
        words = self.words
        months = facts.months_since(record.metadata.updated if record.metadata else None, self.run.finished)
        parts = [words("archived")] if facts.is_archived(record) else []
        if months is not None and months >= facts.QUIET_MONTHS:
            parts.append(words("no-push", span=words.span(months)))
        return " · ".join(parts)

    def papers(self) -> Section:
        """Papers withdrawn, and papers linked in an old version."""
        rows = []
        for record in self.run.records:
            withdrawn = [note for note in ("withdrawn", "retracted") if note in record.notes]
            newer = facts.newer_version(record)
            if withdrawn or newer:
                state = self.words.note(withdrawn[0]) if withdrawn else self.words("newer-version", version=newer)
                rows.append((self._lines(record), own_link(record), escape.markdown(state)))
        return self._section("papers", ("line", "paper", "state"), rows)

    def duplicates(self) -> Section:
        """Places that lead to one resource, under whatever spellings."""
        rows = []
        for group in facts.duplicates(self.run):
            occurrences = [occurrence for _, occurrence in group]
            records = list(dict.fromkeys(id(record) for record, _ in group))
            by_id = {id(record): record for record, _ in group}
            rows.append((self.lines.of(occurrences), LINE_BREAK.join(own_link(by_id[i]) for i in records[:6])))
        return self._section("duplicates", ("line", "same"), rows)

    def generic(self) -> Section:
        """Link texts such as "here", with the title that could stand in their place."""
        rows = [
            (self.lines.of([place]), escape.markdown_link(place.text, record.link.url), escape.markdown(title))
            for record, place in facts.places(self.run.records)
            if record.verdict.is_found or record.verdict.is_open
            if facts.is_generic(place.text) and (title := facts.real_title(record))
        ]
        return self._section("generic", ("line", "text", "title"), rows)

    def open(self) -> Section:
        """Blocked and unreachable links by host and reason."""
        groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for record in self.run.records:
            if record.verdict.is_open:
                groups[facts.host(record.link.url), self.words.short_reason(record)].append(record)
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
        rows = [
            (
                escape.markdown(host),
                str(len(found)),
                f"{self.words.verdict(found[0].verdict)}{self.words('colon')}{escape.markdown(reason, 300)}",
                self.lines.of(o for r in found for o in r.link.occurrences),
            )
            for (host, reason), found in ordered
        ]
        return self._section("open", ("host", "links", "why", "lines"), rows, intro="intro-open")

    def new(self) -> Section:
        """Links the run before did not have."""
        return self._listed("new", facts.news(self.run))

    def revived(self) -> Section:
        """Links that were gone and are back."""
        return self._listed("revived", facts.revived(self.run))

    def stars(self) -> Section:
        """Repositories whose stars moved most since the last run."""
        rows = [
            (own_link(record), facts.rounded(before), facts.rounded(now))
            for record, before, now in changes.stars_moved(self.run)
        ]
        return self._section("stars", ("repository", "before", "★"), rows)

    def _listed(self, name: str, records: list[Record]) -> Section:
        rows = [(f"{escape.markdown_link(own_text(r), r.link.url)} ({self._lines(r)})",) for r in records]
        return self._section(name, (), rows)

    def _section(
        self,
        name: str,
        columns: Sequence[str],
        rows: Sequence[tuple[str, ...]],
        *,
        summary: str = "",
        intro: str = "",
        open_rows: int = OPEN_ROWS,
    ) -> Section:
        titles = tuple(column if column == "★" else self.words(f"column-{column}") for column in columns)
        said = self.words(intro) if intro else ""
        summary = summary or self.words("links", n=len(rows))
        return Section(self.words(f"section-{name}"), titles, tuple(rows), summary, said, open_rows)

    def _with(self, verdict: Verdict) -> list[Record]:
        return [record for record in self.run.records if record.verdict is verdict]

    def _lines(self, record: Record) -> str:
        return self.lines.of(record.link.occurrences)

    def _stars(self, record: Record) -> str:
        stars = facts.stars(record)
        return "" if stars is None else facts.rounded(stars)
