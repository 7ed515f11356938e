"""The terminal: problems as file:line:column, a group a verdict; nothing at all when all is well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from rich.cells import cell_len

from linkcheck.model import Confidence, Link, Occurrence, Record, Run, Verdict
from reports import derived, escape
from reports.interface import Options, Report
from reports.screen import UNBROKEN, Screen, padded, size, wrapped
from reports.short_address import open_host, short
from reports.words import Catalogue, words

STYLES: Final = {
    Verdict.DEAD: "bad",
    Verdict.SOFT_DEAD: "bad",
    Verdict.INVALID: "bad",
    Verdict.FRAGMENT_MISSING: "bad",
    Verdict.INSECURE: "warning",
    Verdict.MOVED: "changed",
    Verdict.BLOCKED: "open",
    Verdict.UNREACHABLE: "open",
    Verdict.SKIPPED: "faint",
    Verdict.ALIVE: "good",
}
"""Colours, worst first."""
ROOMY: Final = 80
"""Columns from which on an entry's first line holds words and address side by side."""
INDENT: Final = 4
WORDS_LIMIT: Final = 60
MOST_PLACES: Final = 6
_BY_HOST: Final = (Verdict.BLOCKED, Verdict.UNREACHABLE)
_FOLDED: Final = (Verdict.MOVED, Verdict.BLOCKED, Verdict.UNREACHABLE)
_NOT_SHOWN: Final = (Verdict.ALIVE, Verdict.SKIPPED)


class Terminal(Report):
    """Problems for a person, and for an editor that jumps to file:line:column."""

    name = "terminal"
    suffixes = (".txt",)
    about = "problems as file:line:column, grouped by verdict"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the problems, the worst last, where they stay visible."""
        page = _Page(run, Screen(options), words(options.lang))
        any_yet = False
        groups = (page.folded(), *(page.group(verdict) for verdict in reversed(STYLES)))
        for group in groups:
            for number, line in enumerate(group):
                yield "\n" * (any_yet and not number) + line + "\n"
                any_yet = True


TERMINAL: Final = Terminal()


def summary(run: Run, options: Options) -> str:
    """Return the run in a few words, without a newline at the end: counts worst first, requests, time.

    One line where it fits; else broken between its parts.
    """
    say, screen, counts = words(options.lang), Screen(options), run.counts()
    names, links = [escape.terminal(name, 60) for name in run.inputs], say("links", n=len(run.records))
    heads = [say("summary-in", links=links, files=say.listed(names, most)) for most in (3, 2, 1)]
    head = next((head for head in heads if cell_len(head) < screen.width), heads[-1])
    numbers = [
        (say("count", n=counts[verdict], what=say.verdict(verdict)), style)
        for verdict, style in STYLES.items()
        if verdict in counts
    ]
    clauses = [[(head, ""), *numbers], [(_effort(run, say), "")]]
    saved = [say("summary-stored", n=run.stored)] * bool(run.stored)
    saved += [say("summary-spared", size=size(run.spared))] * bool(run.spared)
    clauses.append([(text, "") for text in saved])
    short = ["summary-ended-early"] * (not run.complete) + ["summary-unreached"] * bool(run.unreached)
    clauses.append([(say(phrase, n=run.unreached), "warning") for phrase in short])
    return _packed([clause for clause in clauses if clause], screen, say)


def _effort(run: Run, say: Catalogue) -> str:
    """Return what the run took; of one that is only recalled, how old it is."""
    if run.is_recalled:
        return say("summary-recalled", day=run.started.date().isoformat())
    seconds = max(0.0, (run.finished - run.started).total_seconds())
    time = say("minutes", n=round(seconds / 60)) if seconds >= 120 else say("seconds", n=round(seconds))
    return say("summary-time", requests=say("requests", n=run.requests), time=time)


def _packed(clauses: list[list[tuple[str, str]]], screen: Screen, say: Catalogue) -> str:
    """Return clauses of (text, style) in lines of the screen's width, broken between texts alone."""
    parts: list[tuple[str, str, str]] = []
    for number, clause in enumerate(clauses):
        for place, (text, style) in enumerate(clause):
            inner = "colon" if not number and not place else "comma" if not number else "clause"
            last = place == len(clause) - 1
            mark = ("" if number == len(clauses) - 1 else say("semicolon")) if last else say(inner)
            parts.append((text, style, mark))
    lines, used = [""], 0
    for text, style, mark in parts:
        taken = cell_len(text + mark.rstrip())
        if used and used + taken > screen.width:
            lines[-1] = lines[-1].rstrip()
            lines.append("  ")
            used = 2
        lines[-1] += screen.paint(text, style) + mark if style else text + mark
        used += cell_len(text + mark)
    return "\n".join(lines)


class _Page:
    def __init__(self, run: Run, screen: Screen, say: Catalogue) -> None:
        self.run, self.screen, self.say = run, screen, say
        told = [v for v in run.counts() if v not in _NOT_SHOWN and not self._is_folded(v)]
        found = zip(run.records.links, run.records.verdicts, strict=True)
        places = (derived.first(link) for link, verdict in found if verdict in told)
        self.place_width = min(32, max((cell_len(_place(place)) for place in places), default=0))
        self.word_width = max((cell_len(say.verdict(verdict)) for verdict in told), default=0)
        self.roomy = screen.width >= ROOMY
        self.is_first = derived.is_first_run(run)

    def folded(self) -> Iterator[str]:
        """Yield counts of links that are not listed because they need no attention."""
        counts = self.run.counts()
        told = [
            self.say("count", n=counts[verdict], what=self.say.verdict(verdict))
            for verdict in _FOLDED
            if verdict in counts and self._is_folded(verdict)
        ]
        if told:
            line = self.say("not-shown", counts=self.say("comma").join(told))
            yield from (self.screen.paint(part, "faint") for part in wrapped(line, self.screen.width))

    def group(self, verdict: Verdict) -> Iterator[str]:
        """Yield the lines of one verdict."""
        records = self.run.having(verdict)
        if verdict in _NOT_SHOWN or self._is_folded(verdict):
            return
        if verdict in _BY_HOST and not self.screen.options.explain:
            yield from self._hosts(verdict, records)
            return
        for record in records:
            yield from self._record(record)

    def _is_folded(self, verdict: Verdict) -> bool:
        options = self.screen.options
        return verdict in _FOLDED and verdict not in options.fail_on and not (options.verbose or options.explain)

    def _record(self, record: Record) -> Iterator[str]:
        text = escape.terminal(derived.first(record.link).text, WORDS_LIMIT)
        url = escape.terminal(record.link.url, escape.ADDRESS_LIMIT)
        shown = self.screen.link(url, record.link.url)
        head = self._head(derived.first(record.link), record.verdict)
        told = "" if not text or text == url else text
        if self.roomy and self._taken() + cell_len(told) + 2 + cell_len(url) <= self.screen.width:
            yield head + (f"{told}  {shown}" if told else shown)
        else:
            if told and self._taken() + cell_len(told) > self.screen.width:
                yield head.rstrip()
                yield " " * INDENT + told
            else:
                yield (head + told).rstrip()
            yield " " * INDENT + shown
        if record.verdict is Verdict.MOVED and record.suggestion:
            pass
        else:
            yield from self._faint(self._why(record))
        if self.screen.options.explain:
            yield from self._faint(self._rule(record))
        yield from self._better(record)
        yield from self._also(record.link.occurrences[1:])

    def _hosts(self, verdict: Verdict, records: Iterable[Record]) -> Iterator[str]:
        """Yield open links by host and reason: forty refusals of one site are one thing to know."""
        groups: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for record in records:
            groups[open_host(record), self.say.short_reason(record)].append(record.link)
        for (host, reason), links in groups.items():
            if len(links) == 1:
                text = escape.terminal(short(links[0].url))
                shown = self.screen.link(text, links[0].url)
            else:
                number = self.say("links", n=len(links))
                shown = text = escape.terminal(host) + self.say("colon") + number if host else number
            head = self._head(derived.first(links[0]), verdict)
            if self._taken() + cell_len(text) <= self.screen.width:
                yield head + shown
            else:
                yield head.rstrip()
                yield " " * INDENT + shown
            yield from self._faint(escape.terminal(reason))
            places = [occurrence for link in links for occurrence in link.occurrences]
            yield from self._also(places[1:])

    def _head(self, place: Occurrence, verdict: Verdict) -> str:
        place_width = self.place_width if self.roomy else 0
        where = self.screen.paint(_place(place), "place") + " " * max(0, place_width - cell_len(_place(place)))
        word = padded(self.say.verdict(verdict), self.word_width if self.roomy else 0)
        return f"{where}  {self.screen.paint(word, STYLES[verdict])}  "

    def _taken(self) -> int:
        return self.place_width + self.word_width + 4

    def _why(self, record: Record) -> str:
        say = self.say
        parts = [escape.terminal(say.reason(record), 300)]
        if record.since and record.verdict.is_gone and not self.is_first:  # that of a first run is the day of the run
            parts.append(say("since", date=derived.day(record.since)))
        if record.last_alive and record.verdict.is_gone:
            parts.append(say("last-alive", date=derived.day(record.last_alive)))
        return " · ".join(parts)

    def _rule(self, record: Record) -> str:
        """The rule that spoke, how sure it is, what it rests on, and what was observed."""
        say = self.say
        hops = [f"{hop.status} {escape.terminal(hop.url, escape.ADDRESS_LIMIT)}" for hop in record.redirects]
        sure = "confidence-high" if record.confidence is Confidence.HIGH else "confidence-low"
        end = f"{record.status or '–'} {escape.terminal(record.final_url or record.link.url, escape.ADDRESS_LIMIT)}"
        parts = [
            say("rule", code=escape.terminal(record.reason, 60), sure=say(sure)),
            escape.terminal(record.source, 120),
            " → ".join([*hops, end]) if record.status or hops else "",
        ]
        return " · ".join(part for part in parts if part)

    def _better(self, record: Record) -> Iterator[str]:
        better = record.suggestion
        if better:
            url = escape.terminal(better.url, escape.ADDRESS_LIMIT)
            why = "" if record.verdict is Verdict.MOVED else self.say(f"why-{better.why}") + self.say("colon")
            arrow = self.screen.paint(f"→ {why}", "faint")
            yield " " * INDENT + arrow + self.screen.link(url, better.url, "better")

    def _also(self, places: tuple[Occurrence, ...] | list[Occurrence]) -> Iterator[str]:
        if places:
            named = [_place(place) for place in places[:MOST_PLACES]]
            if len(places) > MOST_PLACES:
                named.append(self.say("lines-more", n=len(places) - MOST_PLACES).replace(" ", UNBROKEN))
            yield from self._faint(self.say("also-at", places=self.say("comma").join(named)))

    def _faint(self, text: str) -> Iterator[str]:
        for line in wrapped(text, max(20, self.screen.width - INDENT)):
            yield " " * INDENT + self.screen.paint(line.replace(UNBROKEN, " "), "faint")


def _place(place: Occurrence) -> str:
    return f"{escape.terminal(place.file)}:{place.line}:{place.column}"
