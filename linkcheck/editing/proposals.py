"""Which new address the verdict on a link allows, each kind of edit with its own evidence. Pure.

A person merges an edit, so it needs more evidence than a warning: a verdict of high confidence, a target that is alive
and is not a front door, and words that show that the page is still the one that the list means.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fetchers.addresses.address import Address, AddressError, parse
from fetchers.codes import Note
from linkcheck.editing.wording import last_segment, names
from linkcheck.judge.address_relations import is_home
from linkcheck.model import Confidence, EditKind, Record, SuggestionKind, Verdict

DEFAULT_KINDS: Final = (EditKind.MOVED, EditKind.HTTPS, EditKind.TRACKING, EditKind.SPELLING, EditKind.ANCHORS)
"""Kinds of edits that ``fix`` makes by default: those a reader of the list would not notice."""

_LOGIN: Final = frozenset({"login", "signin", "sign-in", "sign_in", "auth", "sso", "consent", "account", "passport"})
_UNSURE_NOTES: Final = frozenset(
    note.code for note in (Note.RETITLED, Note.PAGE_MOVED, Note.HIJACKED, Note.TEMPORARY_REDIRECT)
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new address for a link, and what has to be known before it is written.

    ``needs_check``: the address itself was not asked in this run; it has to be alive, and ``same_title`` the same page.
    """

    kind: EditKind
    url: str
    proof: str = ""
    needs_check: bool = False
    same_title: bool = False


def proposal(record: Record, kinds: Container[EditKind] = DEFAULT_KINDS) -> Proposal | None:
    """Return the proposed address of a link, of the first kind that is wanted and allowed; else None."""
    if record.link.ruling is not None or record.is_unreached:
        return None
    for made in _proposals(record):
        if made.kind in kinds and made.url != record.link.url:
            return made
    return None


def _proposals(record: Record) -> Iterator[Proposal]:
    better, url = record.suggestion, record.link.url
    if better is not None:
        if better.why is SuggestionKind.SPELLING and record.verdict is Verdict.INVALID:
            yield Proposal(EditKind.SPELLING, better.url, better.url, needs_check=True)
        if better.why is SuggestionKind.MOVED and _is_safe_move(record, better.url):
            yield Proposal(EditKind.MOVED, better.url, url)
        if better.why is SuggestionKind.HTTPS and is_sure(record):
            yield Proposal(EditKind.HTTPS, better.url, better.url)
        if better.why is SuggestionKind.TRACKING and is_sure(record):
            yield Proposal(EditKind.TRACKING, better.url, better.url, needs_check=True, same_title=True)
        if better.why is SuggestionKind.ARCHIVED_COPY and is_confirmed_gone(record):
            yield Proposal(EditKind.ARCHIVED_COPY, better.url, better.url)
    yield from _of_papers(record)


def _of_papers(record: Record) -> Iterator[Proposal]:
    facts, target, url = record.metadata, record.link.target, record.link.url
    if facts is None or target is None or not is_sure(record):
        return
    if facts.published_as:
        yield Proposal(EditKind.PUBLISHED, f"https://doi.org/{facts.published_as}", url)
    if target.fetcher != "arxiv":
        return
    paper, version = target.parts.get("id", ""), target.parts.get("version")
    if version and facts.version and version != facts.version and record.link.url.endswith(version):
        newest = record.link.url.removesuffix(version)
        yield Proposal(EditKind.VERSIONS, newest, newest)
    if paper and target.kind == "paper" and "/pdf/" in record.link.url:
        abstract = f"https://arxiv.org/abs/{paper}{version or ''}"
        yield Proposal(EditKind.PDF_TO_ABS, abstract, abstract)


def is_sure(record: Record) -> bool:
    """Tell whether the link is found for certain, and nothing says that it may be another page by now."""
    return (
        record.verdict.is_found
        and record.verdict is not Verdict.INSECURE
        and record.confidence is Confidence.HIGH
        and not _UNSURE_NOTES & set(record.notes)
    )


def _is_safe_move(record: Record, url: str) -> bool:
    """A move is safe where the service states it, or the new page still is what the list or its past calls it."""
    if not is_sure(record) or record.verdict is not Verdict.MOVED:
        return False
    try:
        old, new = parse(record.link.url), parse(url)
    except AddressError:
        return False
    if _is_front_door_or_login(old, new):
        return False
    if record.reason == "renamed":
        return True
    if is_home(old):
        return old.host.rpartition(".")[0].removeprefix("www.") in new.host
    return _is_same_page(record, url)


def _is_front_door_or_login(old: Address, new: Address) -> bool:
    added = {part.casefold() for part in new.path.split("/")} - {part.casefold() for part in old.path.split("/")}
    return (is_home(new) and not is_home(old)) or bool(added & _LOGIN)


def _is_same_page(record: Record, url: str) -> bool:
    if (name := last_segment(record.link.url)) and name == last_segment(url):
        return True
    title = record.metadata.title if record.metadata is not None else None
    earlier = record.earlier.title if record.earlier is not None else None
    return names([title or ""], url, [*(place.text for place in record.link.occurrences), earlier or ""])


def checked(made: Proposal | None, record: Record, found: Mapping[str, Record]) -> Proposal | None:
    """Return the proposal where its address is known to be alive, and the same page where that is asked."""
    if made is None or not made.needs_check:
        return made
    there = found.get(made.url)
    if there is None or there.verdict is not Verdict.ALIVE or there.confidence is not Confidence.HIGH:
        return None
    if made.same_title:
        ours = record.metadata.title if record.metadata is not None else None
        theirs = there.metadata.title if there.metadata is not None else None
        if ours != theirs:
            return None
    return made


def is_confirmed_gone(record: Record) -> bool:
    """Tell whether several checks on several days have found it gone."""
    return record.confirmed and record.verdict in (Verdict.DEAD, Verdict.SOFT_DEAD)
