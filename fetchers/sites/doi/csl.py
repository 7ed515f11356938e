"""CSL JSON, in which registration agencies describe what a DOI names (citationstyles.org). Pure.

Crossref's has every field of its REST API (https://api.crossref.org/swagger-ui), so that subtitle, retraction and
published form cost no further question. Seen in the recordings of habanero (sckott/habanero, test/cassettes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fetchers.codes import Code, Note
from fetchers.facts import Metadata
from fetchers.json_values import at, count, date, items, mapping, plain, text

MEDIA_TYPE: Final = "application/vnd.citationstyles.csl+json"
_DATES: Final = ("issued", "published", "published-online", "published-print")
_KINDS: Final = {
    "book": "book", "edited-book": "book", "monograph": "book", "reference-book": "book", "dataset": "dataset",
    "software": "software", "motion_picture": "video", "webpage": "page", "post-weblog": "article",
}  # fmt: skip
_UPDATES: Final = {
    "retraction": Note.RETRACTED,
    "withdrawal": Note.WITHDRAWN,
    "removal": Note.WITHDRAWN,
    "expression_of_concern": Note.CONCERN,
}
"""What becomes of a paper, by Crossref's types of updates; corrections and new versions say nothing against it
(https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/registering-updates/)."""
_TITLED: Final = re.compile(r"(RETRACTED|WITHDRAWN)(?: [A-Z]+){0,2}: ")
"""How publishers head the title of a paper that they took back: RETRACTED ARTICLE: (NISO RP-45-2024)."""
_PUBLISHED_FORMS: Final = ("is-preprint-of", "is-version-of")
_PREPRINTS: Final = frozenset({"posted-content", "article"})
"""Crossref's type of preprints, and CSL's."""
_MOST_FORMS: Final = 3


def metadata_of(facts: Mapping[str, Any], doi: str) -> Metadata | None:
    """Return the metadata of a CSL item, None if it has no title."""
    title = _first(facts.get("title"))
    if title is None:
        return None
    issued = issued_of(facts)
    return Metadata(
        kind=_KINDS.get(str(facts.get("type")), "paper"),
        title=_with_subtitle(title, _first(facts.get("subtitle"))),
        authors=tuple(name for author in items(facts.get("author")) if (name := _name(mapping(author)))),
        published=issued,
        date_source="api" if issued else None,
        venue=container_of(facts) or text(at(facts, "institution", 0, "name")) or text(facts.get("publisher")),
        doi=doi,
        language=text(facts.get("language")),
    )


def container_of(facts: Mapping[str, Any]) -> str | None:
    """Return the journal, the proceedings or the event that an item is part of."""
    return _first(facts.get("container-title")) or plain(at(facts, "event", "name")) or plain(facts.get("event"))


def notes_of(facts: Mapping[str, Any], doi: str) -> tuple[Code, ...]:
    """Return whether the paper was retracted or withdrawn, or is itself the notice of another's retraction.

    A retracted paper has ``updated-by``, its notice ``update-to``; a publisher that replaces the paper by the notice
    has ``update-to`` the paper's own DOI.
    """
    own = doi.lower()
    to = [(kind, str(at(update, "DOI")).lower()) for update, kind in _updates(facts.get("update-to"))]
    found = [_UPDATES[kind] for _, kind in _updates(facts.get("updated-by")) if kind in _UPDATES]
    found += [_UPDATES[kind] for kind, other in to if kind in _UPDATES and other == own]
    if any(kind == "retraction" and other != own for kind, other in to):
        return (Note.RETRACTION_NOTICE.code,)
    if match := _TITLED.match(_first(facts.get("title")) or ""):
        found.append(Note.RETRACTED if match[1] == "RETRACTED" else Note.WITHDRAWN)
    return tuple(dict.fromkeys(note.code for note in found))


def published_forms(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the DOIs of what a preprint may have become; whether one is published, its own description says."""
    if facts.get("type") not in _PREPRINTS:
        return ()
    related = (item for name in _PUBLISHED_FORMS for item in items(at(facts, "relation", name)))
    found = (text(at(item, "id")) for item in related if at(item, "id-type") == "doi")
    return tuple(dict.fromkeys(doi for doi in found if doi and doi.startswith("10.")))[:_MOST_FORMS]


def is_published(facts: Mapping[str, Any]) -> bool:
    """Tell whether an item is part of a journal or of proceedings: another version of a preprint is not."""
    return facts.get("type") not in _PREPRINTS and container_of(facts) is not None


def issued_of(facts: Mapping[str, Any]) -> str | None:
    """Return when an item was issued, as exactly as any of its dates that agree says."""
    stated = [found for name in _DATES if (found := stated_date(facts.get(name)))]
    return max((each for each in stated if each.startswith(stated[0])), key=len, default=None)


def stated_date(value: object) -> str | None:
    """Return as much of a date as ``{"date-parts": [[2020, 5, 1]]}`` states: 2020-05-01, 2020-05 or 2020."""
    numbers = [_number(part) for part in items(at(value, "date-parts", 0))[:3]]
    stated = numbers[: numbers.index(None)] if None in numbers else numbers
    parts = [number for number in stated if number]
    if not parts or len(parts) != len(stated):
        return None
    whole = date("{:04}-{:02}-{:02}".format(*parts, *[1] * (3 - len(parts))))
    return whole[: (4, 7, 10)[len(parts) - 1]] if whole else None


def _updates(value: object) -> Iterator[tuple[object, str]]:
    """Each update with its type: Crossref writes it in either case, with spaces, hyphens or underscores."""
    for update in items(value):
        yield update, re.sub(r"[\s-]+", "_", str(at(update, "type")).lower())


def _with_subtitle(title: str, subtitle: str | None) -> str:
    """Join a subtitle to its title, unless the title has it already or ends in a mark of its own."""
    if subtitle is None or subtitle.casefold() in title.casefold():
        return title
    return f"{title}{'' if title.endswith((':', '?', '!', '—', '–')) else ':'} {subtitle}"


def _number(value: object) -> int | None:
    """Agencies send numbers, digits and null."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 5:
        return int(value)
    return count(value)


def _first(value: object) -> str | None:
    """Crossref's own form has arrays of titles, CSL a text."""
    return plain(value) or plain(at(value, 0))


def _name(author: Mapping[str, Any]) -> str | None:
    whole = text(author.get("literal")) or text(author.get("name"))
    return whole or text(" ".join(part for key in ("given", "family") if (part := text(author.get(key)))))
