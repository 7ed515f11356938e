"""What several reports derive from a run: titles that say more, rounded numbers, ages, groups. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice, zip_longest
from typing import Final

from fetchers.facts import Metadata
from linkcheck.model import EntryKind, Link, Occurrence, Presentation, Record, Run, Verdict
from linkcheck.model.dates import months_since, utc
from reports.escape import plain
from reports.short_address import host

PROBLEMS: Final = (Verdict.DEAD, Verdict.SOFT_DEAD, Verdict.INVALID, Verdict.FRAGMENT_MISSING)
"""What a maintainer should act on, in the order in which reports tell it."""
OWNED_KINDS: Final = frozenset({"repository", "model", "dataset", "space"})
"""Kinds whose title is owner/name."""
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?")


def month(date: str | None) -> str | None:
    """Return the ``YYYY-MM`` of an RFC 3339 date, ``YYYY`` where it has no month, None where it is no date."""
    match = _DATE.match(date or "")
    if not match:
        return None
    return f"{match[1]}-{match[2]}" if match[2] and 1 <= int(match[2]) <= 12 else match[1]


def day(moment: datetime) -> str:
    """Return the UTC day of a moment."""
    return utc(moment).strftime("%Y-%m-%d")


def rfc3339(moment: datetime) -> str:
    """Return a moment as RFC 3339 in UTC, whole seconds."""
    return utc(moment).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def squeezed(text: str) -> str:
    """Return the letters and digits of a text in one case: what two spellings of a title have in common."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def real_title(record: Record) -> str | None:
    """Return the title that the site gave, fit for one line, or None."""
    title = plain(record.metadata.title or "") if record.metadata else ""
    return title or None


def telling_title(record: Record, text: str) -> str | None:
    """Return the title where it says more than the list's own words do, else None."""
    title = real_title(record)
    if title is None:
        return None
    ours, theirs = squeezed(text), squeezed(title)
    owned = record.metadata is not None and record.metadata.kind in OWNED_KINDS
    name = squeezed(title.rpartition("/")[2]) if owned else theirs
    return None if not theirs or theirs in ours or name == ours else title


def is_repository(record: Record) -> bool:
    """Tell whether the facts are those of a repository."""
    return record.metadata is not None and record.metadata.kind == "repository"


def stars(record: Record) -> int | None:
    """Return the stars, likes or votes, None if there are none."""
    return record.metadata.stars if record.metadata else None


def starred(record: Record, presentation: Presentation) -> str:
    """Return them as a reader sees them: a star for GitHub's, a heart for likes and votes; a video's plays first."""
    counts = (("▶", record.metadata.plays if record.metadata else None), (star_sign(record), stars(record)))
    return " ".join(f"{sign} {presentation.count(record.link.url, sign, n)}" for sign, n in counts if n is not None)


def star_sign(record: Record) -> str:
    """Return the sign before the number of stars, or of likes or votes."""
    return "★" if record.is_of_repository else "♥"


def is_archived(record: Record) -> bool:
    """Tell whether the owner has archived the repository."""
    return bool(record.metadata and record.metadata.archived) or "archived" in record.notes


def is_quiet(record: Record, run: Run) -> bool:
    """Tell whether a repository that is there has seen no push for as long as the user calls quiet."""
    if not is_repository(record) or not record.verdict.is_found:
        return False
    months = months_since(record.metadata.updated if record.metadata else None, run.finished)
    after = run.presentation.quiet_after(record.link.url, host(record.link.url), record.link.occurrences)
    return months is not None and after is not None and months >= after


def last_push(record: Record) -> str:
    """Return the month of a repository's last push, empty where none is known."""
    return month(record.metadata.updated if record.metadata else None) or ""


def is_dated_facts(metadata: Metadata, checked: datetime) -> bool:
    """Tell whether the facts are older than the check: the service refused, and the last known facts stand."""
    return metadata.as_of is not None and (utc(checked) - utc(metadata.as_of)).days >= 1


def first(link: Link) -> Occurrence:
    """Return the first place of a link."""
    return link.occurrences[0]


def places(records: Iterable[Record]) -> Iterator[tuple[Record, Occurrence]]:
    """Yield every place of every record, in the order of records."""
    for record in records:
        for occurrence in record.link.occurrences:
            yield record, occurrence


def is_first_run(run: Run) -> bool:
    """Tell whether nothing is known from before: then nothing is news."""
    return all(before is None for before in run.records.before)


def is_revived(before: Verdict | None, verdict: Verdict) -> bool:
    """Tell whether a link was gone at the run before and is there again."""
    return before is not None and before.is_gone and verdict.is_found


def unlinked(run: Run) -> Iterator[tuple[str, int, str, tuple[str, ...]]]:
    """Yield (file, line, text, section) of every list item without a link or children."""
    for document in run.documents:
        above: list[tuple[int, str]] = []
        headings: list[tuple[int, str]] = []
        for entry, following in zip_longest(document.outline, islice(document.outline, 1, None)):
            if entry.kind is EntryKind.HEADING:
                headings = [(d, t) for d, t in headings if d < entry.depth] + [(entry.depth, entry.text)]
                above = []
            if entry.kind is not EntryKind.ITEM:
                continue
            above = [(d, t) for d, t in above if d < entry.depth]
            parent = following is not None and following.kind is EntryKind.ITEM and following.depth > entry.depth
            if not entry.occurrences and not parent and entry.text.strip():
                yield document.file, entry.line, entry.text, tuple(text for _, text in (*headings, *above))
            above.append((entry.depth, entry.text))


def newer_version(record: Record) -> str | None:
    """Return the newest version of a paper that the list links in an older one, else None."""
    metadata, target = record.metadata, record.link.target
    if metadata is None or metadata.kind != "paper" or target is None:
        return None
    ours = re.fullmatch(r"v?(\d{1,4})", target.parts.get("version") or "")
    newest = re.fullmatch(r"v?(\d{1,4})", metadata.version or "")
    return f"v{newest[1]}" if ours and newest and int(ours[1]) < int(newest[1]) else None
