"""The pieces Markdown rows are made of: links to lines, links to pages, tables, folds. Everything is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from linkcheck.model import Link, Occurrence, Suggestion, SuggestionKind
from reports import escape
from reports.derived import first
from reports.short_address import short
from reports.words import Catalogue

LINE_BREAK: Final = "<br>"
"""The only tag used in table cells; texts from pages are escaped, so they cannot contain it."""
MOST_LINES: Final = 12
"""Lines that are named at most."""
OPEN_PLACES: Final = 3
"""Places of a link in several files that are shown; the others are a number, or fold away."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Links to lines of the lists: from ``base``, with the file's name where there are several."""

    base: str
    several: bool
    words: Catalogue
    most: int = OPEN_PLACES
    """Places that are named where there are several lists."""

    def link(self, file: str, line: int) -> str:
        """Return a link to one line. ``?plain=1`` is what makes GitHub show lines of a Markdown file."""
        label = f"{escape.markdown(file)}:{line}" if self.several else str(line)
        target = self._target(file)
        return f"[{label}]({escape.destination(target)}?plain=1#L{line})" if target else label

    def address(self, file: str, line: int) -> str | None:
        """Return where a line can be opened; None for what is no file here."""
        target = self._target(file)
        return f"{target}?plain=1#L{line}" if target else None

    def of(self, occurrences: Iterable[Occurrence]) -> str:
        """Return links to the lines of some places, each line once."""
        spots = list(dict.fromkeys((o.file, o.line) for o in occurrences))
        most = self.most if self.several else MOST_LINES
        shown = spots if len(spots) <= most + 1 else spots[:most]
        links = [self.link(file, line) for file, line in shown]
        if rest := len(spots) - len(shown):
            links.append(self.words("lines-more", n=rest))
        return ", ".join(links)

    def _target(self, file: str) -> str | None:
        """Return the path of a list as a relative link; None for standard input, addresses and absolute paths."""
        if file == "-" or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]", file):
            return None
        path = quote(file.replace("\\", "/").removeprefix("./"), safe="/", errors="replace")
        return self.base + path


def own_text(link: Link) -> str:
    """Return the list's own words for a link, its address where it has none."""
    return escape.plain(first(link).text) or short(link.url)


def own_link(link: Link) -> str:
    """Return the list's own words as a link, its address below where the words are not the address."""
    text = own_text(link)
    linked = escape.markdown_link(text, link.url)
    brief = short(link.url)
    same = text in (brief, link.url)
    return linked if same else linked + LINE_BREAK + escape.markdown(brief)


def address_link(url: str) -> str:
    """Return an address as a link to itself, in brief."""
    return escape.markdown_link(short(url), url)


def suggested(suggestion: Suggestion | None, words: Catalogue) -> str:
    """Return the better address and why; an archived copy needs no address to be recognised by."""
    if suggestion is None:
        return ""
    why = words(f"why-{suggestion.why}")
    if suggestion.why is SuggestionKind.ARCHIVED_COPY:
        return escape.markdown_link(why, suggestion.url)
    return f"{address_link(suggestion.url)}{LINE_BREAK}{why}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table, a line of Markdown a row."""
    head = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    return head + ["| " + " | ".join(cells) + " |" for cells in rows]


def folded(summary: str, lines: Sequence[str]) -> list[str]:
    """Return lines folded away under a summary. GitHub reads Markdown inside only after an empty line."""
    return ["<details>", f"<summary>{escape.markup(summary)}</summary>", "", *lines, "", "</details>"]


def size(lines: Iterable[str]) -> int:
    """Return how many bytes lines take in a file."""
    return sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)
