"""How often titles, dates and authors of saved pages are read right, beside ``<title>``, htmldate and trafilatura.

FOLDER holds folders of saved pages, at any depth, each with an ``expected.json``: a list of objects with ``file``,
``url``, ``title``, ``date`` (null: not labelled), ``authors`` (or ``author``), ``lang`` and ``no_date`` (true: there is
none). Some labels give the day of an update where a page states no other: *or updated* counts what linkcheck calls the
update there, too. A page without a day that is given one has it *invented*, unless that is called a guess, or the page
itself tells machines that it is the day of its publication (*told*: the label is of what people see). htmldate and
trafilatura are measured where they are installed, which the project does not ask for.

A title is *exact* when letters and digits agree; *longer* when it contains the label (a site's name left on), *shorter*
when it is at least half of it; else *wrong*. Of the wrong ones, *another* counts those that two of the page's own
places (``<title>``, ``og:title``, JSON-LD's headline, an ``<h1>``) state, and that are not its site's name: pages have
several names, and which one a label is differs from publisher to publisher. A date is right within a day of the label
(time zones). Authors are right when the same names are given, in any order; a label that is the page's own site or
publisher is left out, and a page with no other is not counted: a site is nobody's author. *same early* is the share of
pages of which the bytes a run would have downloaded tell the same as the whole page, then the bytes it would have
taken: of the whole page in per cent, and times those of a reader that stops at the first date behind a heading.
"""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from unicodedata import normalize
from urllib.parse import urlsplit

from benchmarks import commandline
from fetchers.pages.html import decode, enough, read

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
LIMIT = 512 * 1024
"""Bytes of a page that linkcheck reads at most."""
_CHUNK = 16 * 1024
"""Bytes that a run reads between two questions whether they are enough."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A saved page and what people say of it."""

    name: str
    body: bytes
    url: str
    title: str | None
    day: date | None
    has_no_date: bool
    is_chinese: bool
    authors: frozenset[str]

    @property
    def folder(self) -> str:
        """Return the folder that the page was saved in."""
        return self.name.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says of a page. ``is_guess``: it calls the date one; ``is_told``: the page's tags state it."""

    title: str | None = None
    day: date | None = None
    is_guess: bool = False
    is_told: bool = False
    authors: tuple[str, ...] = ()
    updated: date | None = None


Reader = Callable[[Labelled], Answer]


@dataclass(slots=True)
class Score:
    """Counts of one reader over many pages."""

    titles: Counter[str] = field(default_factory=Counter)
    chinese: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    """The same, where a page without a day of publication is dated by its update."""
    undated: Counter[str] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)
    another: int = 0
    """Wrong titles that the page itself states twice."""

    @property
    def precision(self) -> float:
        """Right dates among those given for pages with a labelled date."""
        return precision(self.dates)

    @property
    def mean(self) -> float:
        """Milliseconds of processor time a page."""
        return sum(self.milliseconds) / max(1, len(self.milliseconds))


def load(root: Path = PAGES) -> list[Labelled]:
    """Read the saved pages and their labels."""
    return [page for labels in sorted(root.rglob("expected.json")) for page in _folder(labels, root)]


def _folder(labels: Path, root: Path) -> Iterator[Labelled]:
    for row in json.loads(labels.read_text(encoding="utf-8")):
        body = (labels.parent / row["file"]).read_bytes()[:LIMIT]
        yield Labelled(
            name=f"{labels.parent.relative_to(root).as_posix()}/{row['file']}",
            body=body,
            url=row["url"] or "",
            title=row["title"],
            day=date.fromisoformat(row["date"]) if row["date"] else None,
            has_no_date=bool(row.get("no_date")),
            is_chinese=row.get("lang") == "zh",
            authors=frozenset(map(_letters, row.get("authors") or re.split(r"\s*[;,]\s*", row.get("author") or "")))
            - {""}
            - _sites(body, row["url"] or ""),
        )


_SITES = (
    re.compile(rb"<meta[^<>]{0,200}(?:og:site_name|application-name)[^<>]{0,20}content=[\"']([^\"'<>]{2,80})"),
    re.compile(rb"<meta[^<>]{0,20}content=[\"']([^\"'<>]{2,80})[^<>]{0,20}(?:og:site_name|application-name)"),
    re.compile(rb"\"publisher\"\s*:\s*\{[^{}]{0,300}\"name\"\s*:\s*\"([^\"<>]{2,80})\""),
)


def _sites(body: bytes, url: str) -> frozenset[str]:
    """Return what a page says its site and its publisher are called, and the site's domain."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    said = {unescape(match.decode("utf-8", "replace")) for each in _SITES for match in each.findall(body)}
    return frozenset(map(_letters, (*said, host, *host.split(".")[:-1])))


def share(counter: Counter[str], key: str) -> float:
    """Return the share of ``key`` among all that was counted."""
    return counter[key] / max(1, counter.total())


def precision(days: Counter[str]) -> float:
    """Return the share of right days among those that were given."""
    given = days["right"] + days["wrong"]
    return days["right"] / given if given else 0.0


def measure(reader: Reader, pages: Sequence[Labelled]) -> Score:
    """Ask a reader for every page and count how it does."""
    score = Score()
    for page in pages:
        start = time.process_time()
        answer = reader(page)
        score.milliseconds.append(1000 * (time.process_time() - start))
        if page.title:
            grade = grade_title(answer.title, page.title)
            score.titles[grade] += 1
            score.another += grade == "wrong" and is_another_name(answer.title or "", page)
            if page.is_chinese:
                score.chinese[grade] += 1
        if page.day:
            score.dates[_grade_day(answer.day, page.day)] += 1
            score.stated[_grade_day(answer.day or answer.updated, page.day)] += 1
        elif page.has_no_date:
            score.undated[_grade_undated(answer)] += 1
        if page.authors:
            score.authors[_grade_authors(answer.authors, page.authors)] += 1
    return score


def grade_title(found: str | None, label: str) -> str:
    """Return exact, longer, shorter, wrong or none."""
    if not found:
        return "none"
    a, b = _letters(found), _letters(label)
    if a == b:
        return "exact"
    if b in a:
        return "longer"
    return "shorter" if a in b and 2 * len(a) >= len(b) else "wrong"


_STATED = (
    re.compile(r"<title[^<>]*>(.*?)</title", re.IGNORECASE | re.DOTALL),
    re.compile(
        r"<meta(?=[^<>]{0,300}\bog:title\b)[^<>]{0,300}\bcontent=(?:\"([^\"<>]*)\"|'([^'<>]*)')",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(r"\"headline\"\s*:\s*(\"(?:[^\"\\]|\\.){1,400}\")"),
    re.compile(r"<h1\b[^<>]*>(.*?)</h1", re.IGNORECASE | re.DOTALL),
)


def is_another_name(found: str, page: Labelled) -> bool:
    """Return True for a title that two of a page's places for its name state and that is not the site's."""
    letters = _letters(found)
    text = decode(page.body)
    places = ([_stated(match) for match in each.findall(text)] for each in _STATED)
    return letters not in _sites(page.body, page.url) and sum(any(letters in n for n in names) for names in places) > 1


def _stated(match: str | tuple[str, ...]) -> str:
    text = match if isinstance(match, str) else "".join(match)
    with contextlib.suppress(ValueError):
        text = str(json.loads(text, strict=False)) if text.startswith('"') else text
    return _letters(unescape(re.sub(r"<[^<>]*>", " ", text)))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalize("NFKC", text).casefold())


def _grade_day(found: date | None, label: date) -> str:
    if found is None:
        return "none"
    return "right" if abs((found - label).days) <= 1 else "wrong"


def _grade_undated(answer: Answer) -> str:
    if answer.day is None:
        return "none"
    return "guess" if answer.is_guess else "told" if answer.is_told else "invented"


def _grade_authors(found: Sequence[str], label: frozenset[str]) -> str:
    names = frozenset(map(_letters, found))
    return "right" if names == label else "some" if names & label else "wrong" if names else "none"


def linkcheck(page: Labelled) -> Answer:
    """Answer as linkcheck does that has the whole page."""
    metadata = read(decode(page.body), url=page.url).metadata
    return Answer(
        metadata.title,
        _day(metadata.published),
        metadata.date_source == "guess",
        metadata.date_source in ("meta", "json-ld"),
        metadata.authors,
        _day(metadata.updated),
    )


def _day(value: str | None) -> date | None:
    """Return the day that a date states, the first one of a month or a year; within a year is as near as it gets."""
    return date.fromisoformat(f"{value[:10]}-01-01"[:10]) if value else None


_FIRST_DATE: Final = (
    b"citation_date", b"citation_publication_date", b"citation_online_date", b"article:published_time", b"datepublished"
)  # fmt: skip
_ANY_DATE: Final = re.compile(
    rb"<time\b[^<>]{0,200}?\bdatetime\s*=|(?:19|20)\d\d\s*(?:-|/|\.|\xe5\xb9\xb4|\xc4\xea)\s*[01]?\d\s*"
    rb"(?:-|/|\.|\xe6\x9c\x88|\xd4\xc2)\s*[0-3]?\d"
)
"""2020-03-01, 2020/3/1, 2020年3月1日 in UTF-8 or GBK."""


def has_first_date(body: bytes) -> bool:
    """Whether a reader may stop that wants a heading, 8 kB behind it and any date, or has read 128 kB."""
    folded = body.lower()
    heading = folded.find(b"</h1", max(folded.find(b"</head"), folded.find(b"<body")))
    if b"</html" in folded[-64:] or (heading >= 0 and len(body) >= 128 * 1024):
        return True
    if heading < 0 or len(body) - heading < 8 * 1024:
        return False
    return any(name in folded for name in _FIRST_DATE) or _ANY_DATE.search(folded) is not None


def _taken(page: Labelled, stops: Callable[[bytes], bool]) -> int:
    size = len(page.body)
    return next((end for end in range(_CHUNK, size, _CHUNK) if stops(page.body[:end])), size)


def early(page: Labelled) -> tuple[Answer, int]:
    """Answer as linkcheck does that stops a download where it has enough, and say how many bytes that took."""
    taken = _taken(page, enough)
    return linkcheck(replace(page, body=page.body[:taken])), taken


def plain_title(page: Labelled) -> Answer:
    """Answer what stands in ``<title>``."""
    match = re.search(r"<title[^>]*>(.*?)</title", decode(page.body), re.IGNORECASE | re.DOTALL)
    return Answer(" ".join(unescape(match[1]).split()) if match else None)


def htmldate(page: Labelled) -> Answer:
    """Answer the date htmldate finds when asked for the first publication."""
    from htmldate import find_date  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    found = find_date(decode(page.body), original_date=True, url=page.url or None)
    return Answer(day=date.fromisoformat(found) if found else None)


def trafilatura(page: Labelled) -> Answer:
    """Answer as trafilatura does."""
    from trafilatura import extract_metadata  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    found = extract_metadata(decode(page.body), default_url=page.url or None)
    if not found:
        return Answer()
    names = tuple(re.split(r"\s*;\s*", found.author)) if found.author else ()
    return Answer(found.title, date.fromisoformat(found.date) if found.date else None, authors=names)


def main() -> None:
    """Print the table."""
    parser = commandline.parser(__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES, metavar="FOLDER", help=f"[{PAGES}]")
    parser.add_argument("--only", action="store_true", help="measure linkcheck alone")
    parser.add_argument("--faults", action="store_true", help="print what linkcheck reads wrong, a line each")
    options = parser.parse_args()
    pages = load(options.folder)
    if not pages:
        parser.error(f"{options.folder}: no saved pages with an expected.json here")
    if options.faults:
        for page in pages:
            print(*_faults(page), sep="", end="")
        return
    readers: list[Reader] = [linkcheck] if options.only else [linkcheck, plain_title]
    if not options.only and find_spec("htmldate"):
        readers.append(htmldate)
    if not options.only and find_spec("trafilatura") and find_spec("lxml_html_clean"):
        readers.append(trafilatura)
    print(_HEADER)
    for folder in sorted({page.folder for page in pages}):
        some = [page for page in pages if page.folder == folder]
        print(f"{folder[-22:]:22} {len(some):5} {_row(measure(linkcheck, some))} {_early(some)}")
    means: dict[str, float] = {}
    for reader in readers:
        score = measure(reader, pages)
        means[reader.__name__] = score.mean
        print(f"{reader.__name__:22} {len(pages):5} {_row(score)} {_early(pages) if reader is linkcheck else ''}")
    if len(means) > 1:
        print(commandline.beside(means, "time"))


_HEADER = (
    f"{'':22} {'pages':>5} {'titles %: exact/longer':>23} {'another':>7} {'Chinese':>7} {'dates %:':>11} {'or':>11} "
    f"{'undated:':>13} {'authors %:':>11} "
    f"{'ms: mean,':>9} {'same early %':>15}\n"
    f"{'':22} {'':5} {'/shorter/wrong or none':>23} {'name %':>7} {'exact %':>7} {'right/prec.':>11} {'updated':>11} "
    f"{'invented/told':>13} {'right/wrong':>11} "
    f"{'most':>9} {'/bytes %/times':>15}"
)


def _row(score: Score) -> str:
    grades = [100 * share(score.titles, grade) for grade in ("exact", "longer", "shorter")]
    titles = "/".join(f"{value:.1f}" for value in (*grades, 100 - sum(grades))) if sum(grades) else "-"
    chinese = f"{100 * share(score.chinese, 'exact'):.1f}" if score.chinese and sum(grades) else "-"
    dates = f"{100 * share(score.dates, 'right'):.1f}/{100 * score.precision:.1f}" if score.precision else "-"
    stated = f"{100 * share(score.stated, 'right'):.1f}/{100 * precision(score.stated):.1f}" if score.precision else "-"
    counts = score.undated
    undated = f"{counts['invented']}/{counts['told']} of {counts.total()}" if counts else "-"
    wrong = 100 * share(score.authors, "wrong")
    authors = f"{100 * share(score.authors, 'right'):.1f}/{wrong:.1f}" if score.authors else "-"
    speed = f"{score.mean:.1f}, {max(score.milliseconds):.0f}"
    another = f"{100 * score.another / max(1, score.titles.total()):.1f}" if sum(grades) else "-"
    return f"{titles:>23} {another:>7} {chinese:>7} {dates:>11} {stated:>11} {undated:>13} {authors:>11} {speed:>9}"


def _early(pages: Sequence[Labelled]) -> str:
    """Return how many of the pages tell the same where their download is cut short, and the bytes that takes."""
    parts = [(linkcheck(page), *early(page)) for page in pages]
    same = sum(whole == part for whole, part, _ in parts)
    taken = sum(size for _, _, size in parts) / max(1, sum(len(page.body) for page in pages))
    times = sum(size for _, _, size in parts) / max(1, sum(_taken(page, has_first_date) for page in pages))
    return f"{100 * same / len(pages):.1f}/{100 * taken:.0f}/{times:.2f}"


def _faults(page: Labelled) -> Iterator[str]:
    answer = linkcheck(page)
    if page.title and (grade := grade_title(answer.title, page.title)) != "exact":
        yield f"{page.name}\ttitle {grade}\t{answer.title}\t{page.title}\n"
    if page.day and (grade := _grade_day(answer.day, page.day)) != "right":
        yield f"{page.name}\tdate {grade}\t{answer.day}{' (a guess)' * answer.is_guess}\t{page.day}\n"
    if page.has_no_date and answer.day:
        yield f"{page.name}\tdate {_grade_undated(answer)}\t{answer.day}{' (a guess)' * answer.is_guess}\t\n"
    if page.authors and (grade := _grade_authors(answer.authors, page.authors)) != "right":
        yield f"{page.name}\tauthors {grade}\t{'; '.join(answer.authors)}\t{'; '.join(sorted(page.authors))}\n"


if __name__ == "__main__":
    main()
