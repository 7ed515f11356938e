"""How often title and date of saved pages are read right, beside plain ``<title>``, htmldate and trafilatura.

FOLDER holds folders of saved pages, each with an ``expected.json``: a list of objects with ``file``, ``url``,
``title``, ``date`` (null: not labelled), ``lang`` and ``no_date`` (true: a person looked, and there is none).

A title is *exact* when letters and digits agree; *longer* when it contains the label (a site's name left on),
*shorter* when it is at least half of it; else *wrong*. A date is right within a day of the label (time zones).
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

from benchmarks import commandline
from fetchers.pages.html import decode, read

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
LIMIT = 512 * 1024
"""Bytes of a page that linkcheck reads at most."""


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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says of a page. ``is_guess``: it says itself that the date is one."""

    title: str | None = None
    day: date | None = None
    is_guess: bool = False


Reader = Callable[[Labelled], Answer]


@dataclass(slots=True)
class Score:
    """Counts of one reader over many pages."""

    titles: Counter[str] = field(default_factory=Counter)
    chinese: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    undated: Counter[str] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Right dates among those given for pages with a labelled date."""
        given = self.dates["right"] + self.dates["wrong"]
        return self.dates["right"] / given if given else 0.0

    @property
    def mean(self) -> float:
        """Milliseconds of processor time a page."""
        return sum(self.milliseconds) / max(1, len(self.milliseconds))


def load(root: Path = PAGES) -> list[Labelled]:
    """Read the saved pages and their labels."""
    return [page for labels in sorted(root.glob("*/expected.json")) for page in _folder(labels)]


def _folder(labels: Path) -> Iterator[Labelled]:
    for row in json.loads(labels.read_text(encoding="utf-8")):
        yield Labelled(
            name=f"{labels.parent.name}/{row['file']}",
            body=(labels.parent / row["file"]).read_bytes()[:LIMIT],
            url=row["url"] or "",
            title=row["title"],
            day=date.fromisoformat(row["date"]) if row["date"] else None,
            has_no_date=bool(row.get("no_date")),
            is_chinese=row.get("lang") == "zh",
        )


def share(counter: Counter[str], key: str) -> float:
    """Return the share of ``key`` among all that was counted."""
    return counter[key] / max(1, counter.total())


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
            if page.is_chinese:
                score.chinese[grade] += 1
        if page.day:
            score.dates[_grade_day(answer.day, page.day)] += 1
        elif page.has_no_date:
            score.undated["none" if answer.day is None else "guess" if answer.is_guess else "invented"] += 1
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


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalize("NFKC", text).casefold())


def _grade_day(found: date | None, label: date) -> str:
    if found is None:
        return "none"
    return "right" if abs((found - label).days) <= 1 else "wrong"


def linkcheck(page: Labelled) -> Answer:
    """Answer as a run of linkcheck would."""
    metadata = read(decode(page.body), url=page.url).metadata
    day = date.fromisoformat(metadata.published[:10]) if metadata.published else None
    return Answer(metadata.title, day, metadata.date_source == "guess")


def plain_title(page: Labelled) -> Answer:
    """Answer what stands in ``<title>``."""
    match = re.search(r"<title[^>]*>(.*?)</title", decode(page.body), re.IGNORECASE | re.DOTALL)
    return Answer(" ".join(unescape(match[1]).split()) if match else None)


def htmldate(page: Labelled) -> Answer:
    """Answer the date htmldate finds when asked for the first publication."""
    from htmldate import find_date  # noqa: PLC0415

    found = find_date(decode(page.body), original_date=True, url=page.url or None)
    return Answer(day=date.fromisoformat(found) if found else None)


def trafilatura(page: Labelled) -> Answer:
    """Answer as trafilatura does."""
    from trafilatura import extract_metadata  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    found = extract_metadata(decode(page.body), default_url=page.url or None)
    return Answer(found.title, date.fromisoformat(found.date) if found.date else None) if found else Answer()


def main() -> None:
    """Print the table."""
    parser = commandline.parser(__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES, metavar="FOLDER", help=f"[{PAGES}]")
    folder = parser.parse_args().folder
    pages = load(folder)
    if not pages:
        parser.error(f"{folder}: no saved pages with an expected.json here")
    readers: list[Reader] = [linkcheck, plain_title, htmldate]
    if find_spec("trafilatura") and find_spec("lxml_html_clean"):
        readers.append(trafilatura)
    print(
        f"{len(pages)} pages. Titles: exact / longer / shorter / wrong or none. Dates: right within a day / precision."
    )
    print(
        f"{'':12} {'titles %':>23} {'Chinese %':>10} {'dates %':>14} {'undated: invented':>18} {'ms: mean, most':>16}"
    )
    means: dict[str, float] = {}
    for reader in readers:
        score = measure(reader, pages)
        means[reader.__name__] = score.mean
        print(f"{reader.__name__:12} {_row(score)}")
    print(commandline.beside(means, "time"))


def _row(score: Score) -> str:
    grades = [100 * share(score.titles, grade) for grade in ("exact", "longer", "shorter")]
    titles = " / ".join(f"{value:.1f}" for value in (*grades, 100 - sum(grades))) if sum(grades) else "-"
    chinese = f"{100 * share(score.chinese, 'exact'):.1f}" if sum(grades) else "-"
    dates = f"{100 * share(score.dates, 'right'):.1f} / {100 * score.precision:.1f}" if score.precision else "-"
    undated = f"{score.undated['invented']} of {score.undated.total()}" if score.precision else "-"
    speed = f"{score.mean:.1f}, {max(score.milliseconds):.0f}"
    return f"{titles:>23} {chinese:>10} {dates:>14} {undated:>18} {speed:>16}"


if __name__ == "__main__":
    main()
