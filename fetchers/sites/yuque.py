"""语雀 (Yuque): pages whose script carries what they are about, for the browser to show.

``window.appData = JSON.parse(decodeURIComponent("%7B…"))`` holds ``doc``, ``book`` and ``group``; a document that is
not public has ``status`` 403 in a page served with 200. Tools that export from Yuque read it (vannvan/yuque-tools); its
members are those of a document that a project has saved (November 2023: neither ``doc`` nor ``book`` had a ``user``,
so that ``group`` names the author). Titles of what is not shown, from tests and notes of 2026: "401 - Unauthorized"
over a form for a login, "输入密码" over one for a password; "页面没有找到" with status 200 where it was deleted.
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from fetchers.codes import Cause
from fetchers.facts import Answer, Availability, Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, count, date, json_of, mapping, text
from fetchers.site import END, PageMarker, Site

_HOST: Final = r"(?:[a-z0-9-]+\.)?yuque\.com"
_RESERVED: Final = (
    r"(?!(?:about|api|dashboard|explore|help|login|notifications|register|search|settings|r|s|site)(?:[/?]|\Z))"
)
_SLUG: Final = r"[\w.-]+"
_APP_DATA: Final = re.compile(r'window\.appData\s*=\s*JSON\.parse\(decodeURIComponent\("')
_TAIL: Final = re.compile(r"\s*[·-]\s*(?:语雀|Yuque)\Z")
_END_OF_TITLE: Final = r"(?:\s*[·-]\s*(?:语雀|Yuque))?\n"
_MOST: Final = 600_000
"""Maximum characters of encoded data: it includes a book's whole table of contents."""
_PRIVATE: Final = Answer(Availability.RESTRICTED, Cause.PRIVATE.of("yuque"), "Yuque shows it to members alone")


class Yuque(Site):
    """Documents, books and people."""

    name = "yuque"
    title = "语雀"
    whole = True
    hosts = ("yuque.com",)
    forms = (
        UrlPattern(kind="doc", pattern=rf"{_HOST}/{_RESERVED}{_SLUG}/{_SLUG}/(?P<id>{_SLUG})(?:/edit)?{END}",
            what="article", example="https://www.yuque.com/yuque/help/about"),
        UrlPattern(kind="book", pattern=rf"{_HOST}/{_RESERVED}{_SLUG}/{_SLUG}{END}",
            example="https://www.yuque.com/yuque/help"),
        UrlPattern(kind="profile", pattern=rf"{_HOST}/{_RESERVED}{_SLUG}{END}", example="https://www.yuque.com/yuque"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.RESTRICTED, cause=Cause.LOGIN, detail="语雀 wants a login for it",
            place=r"/login\b"),
        PageMarker(standing=Availability.RESTRICTED, cause=Cause.LOGIN, detail="语雀 wants a login for it",
            says=r"\A401 - Unauthorized\b"),
        PageMarker(standing=Availability.RESTRICTED, cause=Cause.PASSWORD, detail="语雀 asks for a password",
            says=rf"\A输入密码{_END_OF_TITLE}"),
        PageMarker(standing=Availability.ABSENT, cause=Cause.NOT_FOUND, detail="语雀 has no such page",
            says=rf"\A页面没有找到{_END_OF_TITLE}|\s页面没有找到(?:\s|\Z)"),
    )  # fmt: skip
    guide = Guide(
        title="语雀",
        brings="title, author, dates, likes and description, from the data that the page carries for its own script",
        limits="one page a link; the API is not asked, for it wants a token",
        refusal="a document that is not public or asks for a password is blocked; 404 is gone, as is “页面没有找到”",
    )

    def settle(self, observation: Observation) -> Observation:
        """Look for notices, but not where the data has the document: it may be called as a notice is."""
        facts = observation.metadata
        return observation if facts is not None and facts.date_source == "api" else super().settle(observation)

    def refine(self, target: Target, observation: Observation, text: str) -> Observation:
        """Take title, author and dates from the data, and that a document is not public where only the data says so."""
        seen = super().refine(target, observation, text)
        if seen.status != 200 or seen.metadata is None or seen.answer is not None:
            return seen
        data = _data(text)
        if data.get("status") == 403:
            return replace(seen, answer=_PRIVATE, metadata=None)
        title = _TAIL.sub("", seen.metadata.title or "") or None
        found = replace(seen.metadata, title=title)
        doc, book = mapping(data.get("doc")), mapping(data.get("book"))
        if target.kind == "doc" and _text(doc, "title"):
            return replace(seen, metadata=_of_document(found, doc, data))
        if target.kind == "book" and _text(book, "name"):
            return replace(seen, metadata=_of_book(found, book, data))
        return replace(seen, metadata=found)


def _of_book(metadata: Metadata, book: Mapping[str, Any], data: Mapping[str, Any]) -> Metadata:
    owner = _text(data, "group", "name") or _text(book, "user", "name")
    created = date(book.get("created_at"))
    return replace(
        metadata,
        title=_text(book, "name"),
        authors=(owner,) if owner else (),
        description=_text(book, "description") or metadata.description,
        published=created,
        date_source="api" if created else None,
    )


def _of_document(metadata: Metadata, doc: Mapping[str, Any], data: Mapping[str, Any]) -> Metadata:
    author = _text(doc, "user", "name") or _text(data, "group", "name")
    published = date(doc.get("first_published_at")) or date(doc.get("published_at")) or date(doc.get("created_at"))
    updated = date(doc.get("content_updated_at"))
    return replace(
        metadata,
        title=_text(doc, "title"),
        authors=(author,) if author else (),
        description=_text(doc, "description") or metadata.description,
        stars=count(doc.get("likes_count")),
        published=published,
        updated=updated if updated and published and updated > published else None,
        date_source="api" if published else None,
    )


def _data(page: str) -> Mapping[str, Any]:
    match = _APP_DATA.search(page)
    end = -1 if match is None else page.find('"))', match.end(), match.end() + _MOST)
    if match is None or end == -1:
        return {}
    # As quoted-printable (``=E8=AF``), which is decoded in C: ``urllib.parse.unquote`` would hold the loop for 50 ms.
    spelt = page[match.end() : end].replace("=", "%3D").replace("%", "=")
    return mapping(json_of(a2b_qp(spelt.encode("utf-8", "replace"))))


def _text(value: object, *path: str) -> str | None:
    return text(at(value, *path))


YUQUE: Final = Yuque()
