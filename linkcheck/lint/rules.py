"""The rules of lint, and a plan's findings by them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from fetchers.addresses.address import without_tracking
from fetchers.sites.redirectors import unwrap
from linkcheck.document import EditableText
from linkcheck.editing import Edit, EditKind
from linkcheck.editing.address_escaping import address_edit
from linkcheck.local import LocalFiles, renamed_headings
from linkcheck.model import Document, Entry, EntryKind, Finding, Link, Occurrence, OccurrenceKind, Verdict
from linkcheck.model.reasons import Reason
from linkcheck.plan import LOCAL, Plan

RULES: Final = {
    "spelling": "An address that cannot be right as it is written.",
    "empty-link": "A link that leads nowhere: nothing stands in its brackets.",
    "missing-file": "A link to a local file that is not there.",
    "missing-heading": "A link to a heading that its file does not have.",
    "undefined-reference": "A reference link whose label the file does not define.",
    "duplicate": "Two entries of one section with one name and one address.",
    "cross-listed": "Two entries of one list with one name and one address, below two headings: often meant so.",
    "same-address": "Two entries of one list with one address and different names: perhaps parts of one thing.",
    "redirector": "An address that only leads on to the one it carries.",
    "tracking": "An address with parameters that only tell who followed it.",
}
_NOTES: Final = frozenset({"redirector", "tracking", "same-address", "cross-listed"})
# An image or a badge is shown, not listed; a definition is no entry.
_NOT_LISTED: Final = frozenset({OccurrenceKind.IMAGE, OccurrenceKind.HTML})
# Where a video begins: the same video, another thing to see.
_WORDS: Final = re.compile(r"\A[\W_]{1,20}")
"""What may precede the link of an entry: pictures, checkboxes, marks."""
_MOMENTS: Final = frozenset({"t", "start", "time_continue"})


def lint(documents: Sequence[Document], plan: Plan, files: LocalFiles, *, duplicates: bool = True) -> list[Finding]:
    """Return the findings, in the order of the files and of places in them."""
    links = {link.identity: link for link in plan.links}
    found = [*_decided(plan, files), *_better(plan), *_undefined(documents, files)]
    if duplicates:
        for document in documents:
            if files.is_documentation(document.file):
                continue
            found += _duplicates(document, links)
    order = {document.file: index for index, document in enumerate(documents)}
    found = list({(each.rule, each.file, each.start): each for each in found}.values())  # of a definition's uses, one
    found = list(_with_new_headings(found, {document.file: document for document in documents}, files))
    return sorted(found, key=lambda finding: (order[finding.file], finding.line, finding.column, finding.rule))


def _decided(plan: Plan, files: LocalFiles) -> Iterator[Finding]:
    for link, judgement in plan.decided:
        if judgement.verdict is Verdict.INVALID:
            better = judgement.suggestion.url if judgement.suggestion else None
            for place in link.occurrences:
                yield _finding("spelling", place, judgement.detail, better)
        elif judgement.reason == Reason.LOCAL.code:
            for place in link.occurrences:
                if not place.url.strip() and place.kind is not OccurrenceKind.HTML:
                    yield _finding("empty-link", place, "The link leads nowhere: write an address into its brackets.")
        if link.target is not None and link.target.fetcher == LOCAL:
            yield from _local(link, files)


def _local(link: Link, files: LocalFiles) -> Iterator[Finding]:
    local = files.find(link.url, link.occurrences[0].file)
    if local is None or local.unknown:
        return
    for place in link.occurrences:
        if local.missing:
            yield _finding("missing-file", place, f"There is no {local.missing}.")
        elif files.has_fragment(local) is False:
            file = local.name.removeprefix("file:").partition("#")[0]
            yield _finding(
                "missing-heading",
                place,
                f"This file has no heading #{local.fragment}."
                if link.url.startswith("#")
                else f"{file} has no heading #{local.fragment}.",
            )


def _with_new_headings(
    found: Iterable[Finding], documents: Mapping[str, Document], files: LocalFiles
) -> Iterator[Finding]:
    """Yield the findings, those of a heading that was renamed with the address it has now."""
    renamed: dict[str, Mapping[str, str]] = {}
    for finding in found:
        if finding.rule != "missing-heading":
            yield finding
            continue
        if finding.file not in renamed:
            renamed[finding.file] = renamed_headings(documents[finding.file], files)
        yield replace(finding, suggestion=renamed[finding.file].get(finding.url))


def _better(plan: Plan) -> Iterator[Finding]:
    for ask in plan.asks:
        for link in ask.links:
            if link.target is not None and (inside := _carried(link)) is not None:
                for place in link.occurrences:
                    yield _finding("redirector", place, "Leads on to the address that stands in it.", inside)
            elif (plain := without_tracking(link.url)) != link.url:
                for place in link.occurrences:
                    yield _finding("tracking", place, "Has parameters that only track its readers.", plain)


def _carried(link: Link) -> str | None:
    return unwrap(link.address) if link.address is not None else None


def _undefined(documents: Iterable[Document], files: LocalFiles) -> Iterator[Finding]:
    for document in documents:
        if document.undefined and files.makes_pages(document.file):
            continue  # A plugin may define labels of its own, such as those of Python's objects.
        for place in document.undefined:
            yield _finding("undefined-reference", place, f"The file does not define [{place.url}].")


def _duplicates(document: Document, links: dict[str, Link]) -> Iterator[Finding]:
    """Yield the second and further entries that are about one thing: items of a list, or rows of a table."""
    first: dict[tuple[str, ...], Occurrence] = {}
    below: dict[tuple[tuple[str, ...], tuple[str, ...]], Occurrence] = {}
    """The first of each section."""
    outermost: dict[int, int] = {}
    for place, line in _subjects(document):
        link = links.get(place.identity)
        if link is None or link.target is None or link.target.fetcher == LOCAL:
            continue
        outermost[place.line] = line
        thing = _same_thing(link)
        elder = below.setdefault((thing, place.section), place)
        if elder is place:
            elder = first.setdefault(thing, place)
        if elder.line == place.line:
            continue
        if _name(elder.text) != _name(place.text):
            if outermost[elder.line] != line:
                yield _finding("same-address", place, f"Stands in line {elder.line} already, under another name.")
        elif elder.section != place.section:
            yield _finding("cross-listed", place, f"Stands in line {elder.line} already, below another heading.")
        else:
            yield _finding("duplicate", place, f"Stands in line {elder.line} already.")


def _subjects(document: Document) -> Iterator[tuple[Occurrence, int]]:
    """Yield the link that each item or row is about, and the line of the outermost entry that it is a part of.

    Items below an item with a link are its parts, such as the lectures of a course; below a mere word they are entries.
    """
    above: list[Occurrence | None] = []
    for entry in document.outline:
        if entry.kind not in (EntryKind.ITEM, EntryKind.ROW):
            continue
        place = subject(entry, [document.occurrences[index] for index in entry.occurrences])
        if entry.kind is EntryKind.ITEM:
            above[entry.depth :] = [place]
        if place is not None:
            parents = above if entry.kind is EntryKind.ITEM else []
            yield place, next((each.line for each in parents if each is not None), place.line)


def _name(text: str) -> str:
    """Return what an entry is called without its owner (``owner/name``), case and punctuation."""
    return re.sub(r"[\W_]+", "", text.rpartition("/")[2]).casefold()


def subject(entry: Entry, places: Sequence[Occurrence]) -> Occurrence | None:
    """Return the link that an entry is about: it begins an item, or is all of a cell. In prose, links are asides."""
    place = next((each for each in places if each.kind not in _NOT_LISTED), None)
    if place is None or not place.text or place.line != entry.line:
        return None
    if entry.kind is EntryKind.ROW:
        return place if place.text in (cell.strip() for cell in entry.text.split("|")) else None
    return place if _WORDS.sub("", entry.text, count=1).startswith(_WORDS.sub("", place.text, count=1)) else None


def _same_thing(link: Link) -> tuple[str, ...]:
    """What two entries must share: the resource, the part of it, its version, its language, the moment of a video."""
    target = link.target
    split = urlsplit(link.url)
    moments = [value for name, value in parse_qsl(split.query) if name in _MOMENTS]
    version = target.parts.get("version", "") if target is not None else ""
    language = target.parts.get("lang", "") if target is not None else ""
    return (link.key, split.fragment, version, language, *moments)


def _finding(rule: str, place: Occurrence, message: str, suggestion: str | None = None) -> Finding:
    return Finding.at(place, rule, message, is_note=rule in _NOTES, suggestion=suggestion)


_KINDS: Final = {
    "spelling": EditKind.SPELLING,
    "missing-heading": EditKind.ANCHORS,
    "redirector": EditKind.REDIRECTOR,
    "tracking": EditKind.TRACKING,
}


def fixes(source: EditableText, findings: Iterable[Finding]) -> list[Edit]:
    """Return the edits of one list. A place that no longer reads as its finding says is left alone.

    A mended address loses its tracking in the same edit, so that a second run finds nothing.
    """
    data, rows = source.data, source.in_tables()
    places = {(place.start, place.end): (index, place) for index, place in enumerate(source.document.occurrences)}
    edits = []
    for finding in findings:
        index, place = places.get((finding.start, finding.end), (-1, None))
        kind = _KINDS.get(finding.rule)
        if place is None or kind is None or finding.suggestion is None or place.url != finding.url:
            continue
        better = without_tracking(finding.suggestion)
        edit = address_edit(place, better, data, kind=kind, in_table=index in rows, reason=finding.rule)
        if edit is not None:
            edits.append(edit)
    return edits
