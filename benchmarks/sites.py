"""Hold the rules against a folder of real pages: each is there, so that none may be called broken, blocked or down.

Any folder of saved or generated pages will do, such as a checkout of a site's ``gh-pages`` branch. A page is judged as
if it had been fetched with a 200 from its own path: by an entry that calls it by its own title, and by its address,
as in a list that has no words for it. One about which the judge would first ask for an address beside it, which cannot
exist, is counted as asked further.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from fetchers.addresses.address import parse_or_none
from fetchers.facts import Observation
from fetchers.pages.html import decode, read
from fetchers.pages.traits import find_witnesses
from linkcheck.judge import judge
from linkcheck.model import Judgement, Link, Occurrence, OccurrenceKind, Verdict

_MOST_BYTES = 512 * 1024
_FEWEST_BYTES = 300
"""Less is a template's part."""
_NOT_PAGES = ("404", "50x", "search", "redirect", "offline")
"""In a file's name: a generator's own error pages and empty search pages."""


def main() -> int:
    """Print the accused pages and the figures; return 1 where any page is accused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--half", choices=("first", "second"), help="every other page only, to keep the rest unseen")
    arguments = parser.parse_args()
    seen: Counter[str] = Counter()
    accused = 0
    for folder in arguments.folders:
        for number, path in enumerate(pages(folder)):
            if arguments.half and (number % 2 == 0) is not (arguments.half == "first"):
                continue
            found = judged(path, folder)
            told = next((each for each in found if each.verdict is not Verdict.ALIVE and each.doubt is None), None)
            seen["pages"] += 1
            seen["asked further"] += any(each.doubt is not None for each in found)
            if told is not None:
                accused += 1
                print(f"{told.verdict}\t{told.confidence}\t{told.reason}\t{path}")
    print(f"{seen['pages']} pages, {accused} accused, {seen['asked further']} asked further", file=sys.stderr)
    return int(accused > 0)


def pages(folder: Path) -> Iterator[Path]:
    """Yield the HTML files below a folder that are pages of its site."""
    for path in sorted(folder.rglob("*.htm*")):
        if path.stat().st_size > _FEWEST_BYTES and not any(word in path.name.lower() for word in _NOT_PAGES):
            yield path


def judged(path: Path, folder: Path) -> tuple[Judgement, Judgement]:
    """Judge one page as if it had been fetched from its place, by entries with its title and its address."""
    url = "https://site.hardweb/" + quote(path.relative_to(folder).as_posix().removesuffix("index.html"))
    text = decode(path.read_bytes()[:_MOST_BYTES], "text/html")
    reading = read(text, url=url)
    headers = {"content-type": "text/html"}
    found = find_witnesses(
        status=200, headers=headers, text=text, page=reading.page, url=url, final_url=url, seen=reading.visible
    )
    observation = Observation(
        url=url,
        observed=datetime.now(UTC),
        status=200,
        final_url=url,
        headers=headers,
        traits=frozenset(found),
        witnesses=found,
        page=reading.page,
        metadata=reading.metadata,
    )
    titled = Occurrence(
        url=url, file="list.md", line=1, column=1, start=0, end=1, text=reading.page.title, kind=OccurrenceKind.INLINE
    )
    bare = replace(titled, text="", kind=OccurrenceKind.AUTOLINK)
    address = parse_or_none(url)
    by_title, by_address = (Link(url=url, key=url, occurrences=(each,), address=address) for each in (titled, bare))
    return judge(by_title, observation), judge(by_address, observation)


if __name__ == "__main__":
    sys.exit(main())
