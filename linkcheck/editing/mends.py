"""Which edits the verdicts of a run allow, each kind with its own evidence. Pure.

An edit is bolder than a warning: somebody merges it. It needs a verdict of high confidence, a target that is alive and
is not a front door, and words that show that the page is still the one that the list means.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from fetchers.addresses.address import Address, AddressError, parse, without_tracking
from linkcheck.document import Extents, read_extents
from linkcheck.editing.addresses import wire, written
from linkcheck.editing.edits import Edit, EditKind
from linkcheck.editing.wording import is_generic, last_segment, names
from linkcheck.judge.places import is_home
from linkcheck.model import (
    Confidence,
    Document,
    EntryKind,
    Occurrence,
    OccurrenceKind,
    Record,
    SuggestionKind,
    Verdict,
)
from linkcheck.spelling import spell

DEFAULT_KINDS: Final = (EditKind.MOVED, EditKind.HTTPS, EditKind.TRACKING, EditKind.SPELLING, EditKind.ANCHORS)
"""What ``fix`` does unless it is told otherwise: edits that a reader of the list would not notice."""
STRIKE: Final = "strike"
REMOVE: Final = "remove"

_LOGIN: Final = frozenset({"login", "signin", "sign-in", "sign_in", "auth", "sso", "consent", "account", "passport"})
_UNSURE_NOTES: Final = frozenset({"changed-title", "retitled", "page-moved", "hijacked", "temporary-redirect"})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MendOptions:
    """What to mend, and how."""

    kinds: Container[EditKind] = DEFAULT_KINDS
    mark: str = STRIKE
    """What becomes of an entry whose link is gone: ``strike``, ``remove``, or a text to stand behind the link."""
    found: Mapping[str, Record] = field(default_factory=dict)
    """Records of proposed addresses that were asked for, by address."""
    slugs: Callable[[str], frozenset[str]] | None = None
    """Returns the fragments of a Markdown text, for kind ``anchors``."""


def proposal(record: Record, kinds: Container[EditKind] = DEFAULT_KINDS) -> Proposal | None:
    """Return the new address of a link, of the first kind that is wanted and allowed; None where there is none."""
    if record.link.ruling is not None or record.is_unreached:
        return None
    for made in _proposals(record):
        if made.kind in kinds and made.url != record.link.url:
            return made
    return None


def to_check(documents: Iterable[Document]) -> Iterator[str]:
    """Yield addresses that edits may put into the lists: corrections, and what is left without tracking."""
    for document in documents:
        for place in document.occurrences:
            spelled = spell(place.url)
            if isinstance(spelled, Address):
                if (plain := without_tracking(place.url)) != place.url:
                    yield plain
            elif spelled.suggestion is not None:
                yield spelled.suggestion.url


def is_wanted(record: Record, kinds: Container[EditKind]) -> bool:
    """Tell whether an edit of one of these kinds may rest on a record, or its text tell why there is none."""
    return (
        record.suggestion is not None
        or record.verdict.is_gone
        or EditKind.TITLES in kinds
        or record.link.fetcher == "arxiv"
    )


def mends(text: str, file: str, records: Mapping[str, Record], options: MendOptions) -> list[Edit]:
    """Return the edits of one list, in the order of their places; ``records`` are those of its links by address."""
    document, extents = read_extents(text, file)
    data = text.encode("utf-8", "surrogatepass")
    rows = {index for entry in document.outline if entry.kind is EntryKind.ROW for index in entry.occurrences}
    edits: list[Edit] = []
    seen: set[tuple[int, int]] = set()
    for index, place in enumerate(document.occurrences):
        record = records.get(place.url)
        if record is None:
            continue
        if (edit := _new_text(record, place, data, options)) is not None:
            edits.append(edit)
        if (place.start, place.end) in seen:
            continue  # Another use of the same reference definition.
        seen.add((place.start, place.end))
        made = _checked(proposal(record, options.kinds), record, options.found)
        if made is not None:
            replacement = written(made.url, place, data, in_table=index in rows)
            if replacement is not None:
                edits.append(_address_edit(made, record, place, replacement, wire(made.url, place, data)))
        elif EditKind.MARK_GONE in options.kinds and _is_confirmed_gone(record):
            edits.extend(_marked(document, extents, index, record, data, options.mark))
    if EditKind.ANCHORS in options.kinds and options.slugs is not None:
        edits.extend(_anchors(document, options.slugs(text)))
    return edits


def _proposals(record: Record) -> Iterator[Proposal]:
    better, url = record.suggestion, record.link.url
    if better is not None:
        if better.why is SuggestionKind.SPELLING and record.verdict is Verdict.INVALID:
            yield Proposal(EditKind.SPELLING, better.url, better.url, needs_check=True)
        if better.why is SuggestionKind.MOVED and _is_safe_move(record, better.url):
            yield Proposal(EditKind.MOVED, better.url, url)
        if better.why is SuggestionKind.HTTPS and _is_sure(record):
            yield Proposal(EditKind.HTTPS, better.url, better.url)
        if better.why is SuggestionKind.TRACKING and _is_sure(record):
            yield Proposal(EditKind.TRACKING, better.url, better.url, needs_check=True, same_title=True)
        if better.why is SuggestionKind.ARCHIVED_COPY and _is_confirmed_gone(record):
            yield Proposal(EditKind.ARCHIVED_COPY, better.url, better.url)
    yield from _of_papers(record)


def _of_papers(record: Record) -> Iterator[Proposal]:
    facts, target, url = record.metadata, record.link.target, record.link.url
    if facts is None or target is None or target.fetcher != "arxiv" or not _is_sure(record):
        return
    paper, version = target.parts.get("id", ""), target.parts.get("version")
    if facts.doi and not facts.doi.lower().startswith("10.48550/"):
        published = f"https://doi.org/{facts.doi}"
        yield Proposal(EditKind.PUBLISHED, published, url)
    if version and facts.version and version != facts.version and record.link.url.endswith(version):
        newest = record.link.url.removesuffix(version)
        yield Proposal(EditKind.VERSIONS, newest, newest)
    if paper and target.kind == "paper" and "/pdf/" in record.link.url:
        abstract = f"https://arxiv.org/abs/{paper}{version or ''}"
        yield Proposal(EditKind.PDF_TO_ABS, abstract, abstract)


def _is_sure(record: Record) -> bool:
    return (
        record.verdict.is_found
        and record.verdict is not Verdict.INSECURE
        and record.confidence is Confidence.HIGH
        and not _UNSURE_NOTES & set(record.notes)
    )


def _is_safe_move(record: Record, url: str) -> bool:
    """A move is safe where the service states it, or the new page still is what the list or its past calls it."""
    if not _is_sure(record) or record.verdict is not Verdict.MOVED:
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


def _checked(made: Proposal | None, record: Record, found: Mapping[str, Record]) -> Proposal | None:
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


def _is_confirmed_gone(record: Record) -> bool:
    return record.confirmed and record.verdict in (Verdict.DEAD, Verdict.SOFT_DEAD)


def _address_edit(made: Proposal, record: Record, place: Occurrence, replacement: str, new: str) -> Edit:
    return Edit(
        start=place.start,
        end=place.end,
        replacement=replacement,
        kind=made.kind,
        line=place.line,
        url=place.url,
        old=place.url,
        new=new,
        reason=record.reason,
        proof=made.proof,
    )


def _marked(document: Document, extents: Extents, index: int, record: Record, data: bytes, mark: str) -> Iterator[Edit]:
    """Strike a gone link through, put a mark behind it, or remove an entry that holds nothing else."""
    place, (start, end) = document.occurrences[index], extents.links[index]
    if end <= start or place.kind is OccurrenceKind.IMAGE:
        return
    common = {"kind": EditKind.MARK_GONE, "line": place.line, "url": place.url, "reason": record.reason}
    text = data[start:end].decode(errors="replace")
    if mark == REMOVE:
        span = _whole_lines(document, extents, index, data)
        if span is not None:
            yield Edit(start=span[0], end=span[1], replacement="", old=text, new="", proof=place.url, **common)  # type: ignore[arg-type]
    elif mark == STRIKE:
        if data[max(start - 2, 0) : start] != b"~~":
            yield Edit(start=start, end=end, replacement=f"~~{text}~~", old="", new="", proof=place.url, **common)  # type: ignore[arg-type]
    elif not data[end:].startswith(f" {mark}".encode()):
        yield Edit(start=end, end=end, replacement=f" {mark}", old="", new=mark, proof=place.url, **common)  # type: ignore[arg-type]


def _whole_lines(document: Document, extents: Extents, index: int, data: bytes) -> tuple[int, int] | None:
    """Return the lines of the entry that holds this link and nothing else; None where it holds more."""
    for number, entry in enumerate(document.outline):
        if index not in entry.occurrences:
            continue
        start, end = extents.entries[number]
        following = document.outline[number + 1] if number + 1 < len(document.outline) else None
        has_children = following is not None and following.kind is EntryKind.ITEM and following.depth > entry.depth
        if entry.kind is not EntryKind.ITEM or len(entry.occurrences) > 1 or has_children or end <= start:
            return None
        line_start = data.rfind(b"\n", 0, start) + 1
        line_end = data.find(b"\n", end)
        line_end = len(data) if line_end < 0 else line_end + 1
        return (line_start, line_end) if not data[line_start:start].strip(b" \t>") else None
    return None


def _new_text(record: Record, place: Occurrence, data: bytes, options: MendOptions) -> Edit | None:
    """The title in the place of a link text that says nothing: "here", "链接", "1"."""
    facts = record.metadata
    if EditKind.TITLES not in options.kinds or facts is None or not facts.title or not _is_sure(record):
        return None
    if place.kind is not OccurrenceKind.INLINE or not is_generic(place.text):
        return None
    opening = data.rfind(b"[", 0, place.start)
    closing = data.rfind(b"](", opening, place.start)
    if opening < 0 or closing < 0 or data[opening + 1 : closing].decode(errors="replace") != place.text:
        return None
    return Edit(
        start=opening + 1,
        end=closing,
        replacement=_escaped(facts.title),
        kind=EditKind.TITLES,
        line=place.line,
        url=place.url,
        old=place.text,
        new=" ".join(facts.title.split()),
        proof=place.url,
    )


def _escaped(title: str) -> str:
    """CommonMark §2.4: every mark that could begin something else is escaped."""
    return "".join(f"\\{c}" if c in r"\`*_[]<>|~&" else c for c in " ".join(title.split()))


def _anchors(document: Document, slugs: frozenset[str]) -> Iterator[Edit]:
    """A heading of the same file was renamed: the one existing anchor within a third of the letters."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  only a broken contents entry needs it

    used = {unquote(place.url[1:]).casefold() for place in document.occurrences if place.url.startswith("#")}
    known = slugs | {"", "top", "readme"}
    for place in document.occurrences:
        wanted = unquote(place.url[1:]).casefold()
        if not place.url.startswith("#") or wanted.removeprefix("user-content-") in known or "=" in wanted:
            continue
        within = max(len(wanted) // 3, 1)
        near = sorted((Levenshtein.distance(wanted, slug), slug) for slug in slugs - used)
        near = [(distance, slug) for distance, slug in near if distance <= within]
        if near and (len(near) == 1 or near[0][0] < near[1][0]):
            yield Edit(
                start=place.start,
                end=place.end,
                replacement=f"#{near[0][1]}",
                kind=EditKind.ANCHORS,
                line=place.line,
                url=place.url,
                old=place.url,
                new=f"#{near[0][1]}",
                reason="fragment-missing",
            )
