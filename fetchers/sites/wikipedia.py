"""Wikipedia in all languages: fifty titles in one question to the action API of each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote, unquote

from fetchers.addresses.address import Address
from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.codes import Note
from fetchers.context import Context
from fetchers.facts import Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, date, flag, items, mapping, text
from fetchers.net import ApiRequest
from fetchers.site import ANY, ServiceSite

_HOST: Final = r"(?P<lang>[a-z]{2,12}(?:-[a-z]{2,12}){0,2})(?:\.m)?\.wikipedia\.org"
_VARIANT: Final = r"(?:wiki|zh(?:-(?:cn|hans|hant|tw|hk|mo|my|sg))?|sr-e[cl]|sr-(?:cyrl|latn))"
_TITLE: Final = r"(?P<title>[^?]+)"
_NO_LANGUAGES: Final = frozenset({"www", "m", "meta", "wikitech", "species", "donate", "stats"})
_NOT_IN_TITLES: Final = frozenset("<>[]{}|\x7f") | {chr(code) for code in range(32)}
_LONGEST_QUERY: Final = 6000
"""Characters of titles in one request line; servers give up at 8 KiB."""
_ASK: Final = (
    "action=query&format=json&formatversion=2&redirects=1&converttitles=1&prop=info%7Cdescription%7Crevisions%7Cpageprops"
    "&rvprop=timestamp&ppprop=disambiguation&titles="
)


class Wikipedia(ServiceSite):
    """Articles by title; revisions and special pages as pages."""

    name = "wikipedia"
    title = "Wikipedia"
    batch = 50
    hosts = ("wikipedia.org",)
    forms = (
        UrlPattern(kind="revision", pattern=rf"{_HOST}/w(?:iki)?/[^?]*\?(?:.*&)?(?:oldid|diff|curid|action)=.*",
            example="https://en.wikipedia.org/w/index.php?title=Turing_machine&oldid=1000000000"),
        UrlPattern(kind="article", pattern=rf"{_HOST}/{_VARIANT}/{_TITLE}{ANY}",
            example="https://zh.wikipedia.org/wiki/%E4%BA%92%E4%BF%A1%E6%81%AF"),
        UrlPattern(kind="article", pattern=rf"{_HOST}/w/index\.php\?(?:.*&)?title=(?P<title>[^&]+)(?:&.*)?",
            example="https://en.wikipedia.org/w/index.php?title=Turing_machine"),
    )  # fmt: skip
    guide = Guide(
        title="Wikipedia",
        brings="title, short description and the date of the last edit; redirects and disambiguation pages are noted; "
        "the variants of Chinese and the mobile pages are one article",
        limits="fifty titles a question, one question at a time, grouped by language",
        refusal="a title that the API calls missing is gone; trouble with the API leaves it to the page",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Make the target, its title decoded; None for what is no language's encyclopedia or no title."""
        if parts["lang"] in _NO_LANGUAGES:
            return None
        if form.kind != "article":
            return super().target(address, form, parts)
        title = _decoded(parts["title"])
        if title is None:
            return None
        target = super().target(address, form, {"lang": parts["lang"], "title": title})
        return replace(target, key=f"wikipedia:{parts['lang']}:{title}") if target else None

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask for one title."""
        if not _is_askable(target):
            return None
        return (await self._asked([target], context))[target.key]

    async def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[tuple[Target, Observation]]:
        """Ask for the titles of each language together, and for the rest one by one."""
        for group in _groups(targets):
            async for answer in self.each(group, await self._asked(group, context), context):
                yield answer
        async for answer in self.each([target for target in targets if not _is_askable(target)], {}, context):
            yield answer

    async def _asked(self, group: Sequence[Target], context: Context) -> Mapping[str, Observation | None]:
        lang = group[0].parts["lang"]
        base = context.access.base(f"{self.name}-{lang}", f"https://{lang}.wikipedia.org")
        titles = "%7C".join(quote(target.parts["title"], safe="") for target in group)
        reply = await context.net.call(ApiRequest(url=f"{base}/w/api.php?{_ASK}{titles}"))
        query = mapping(data_of(reply).get("query"))
        if not reply.ok or not isinstance(query.get("pages"), list):
            return {target.key: troubled(target, reply, self.name, "Wikipedia") for target in group}
        found = {target.key: self._observation(target, query) for target in group}
        # Left out of an answer to it alone, it is neither there nor missing: the page decides.
        if len(group) > 1:
            return found
        return {key: each or troubled(group[0], reply, self.name, "Wikipedia") for key, each in found.items()}

    def _observation(self, target: Target, query: Mapping[str, Any]) -> Observation | None:
        title, is_redirect = _followed(target.parts["title"], query)
        page = next((mapping(page) for page in items(query["pages"]) if at(page, "title") == title), None)
        if page is None:
            return None
        if flag(page.get("invalid")) or (flag(page.get("missing")) and not flag(page.get("known"))):
            return known(target, absent(self.name, "Wikipedia has no page of that title"))
        notes = (Note.REDIRECT.code,) * is_redirect + (Note.DISAMBIGUATION.code,) * (
            "disambiguation" in mapping(page.get("pageprops"))
        )
        return known(target, present(self.name), _metadata(page, target.parts["lang"]), notes=notes)


def _metadata(page: Mapping[str, Any], lang: str) -> Metadata:
    edited = date(at(page, "revisions", 0, "timestamp"))
    return Metadata(
        kind="article",
        title=text(page.get("title")),
        updated=edited,
        date_source="api" if edited else None,
        description=text(page.get("description")),
        site="Wikipedia",
        language=text(page.get("pagelanguage")) or lang,
    )


def _followed(title: str, query: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the title under which the answer has a page: normalized, converted to a variant, redirected."""
    is_redirect = False
    for table in ("normalized", "converted", "redirects", "converted", "redirects"):
        for row in items(query.get(table)):
            to = at(row, "to")
            if at(row, "from") == title and isinstance(to, str):
                is_redirect = is_redirect or table == "redirects"
                title = to
                break
    return title, is_redirect


def _decoded(written: str) -> str | None:
    """Return a title as Wikipedia writes it: decoded, spaces for underscores, its first letter a capital."""
    try:
        title = unquote(written, errors="strict")
    except UnicodeDecodeError:
        return None
    title = " ".join(title.replace("_", " ").split())
    if not title or len(title.encode()) > 255 or _NOT_IN_TITLES & set(title):
        return None
    first = title[0].upper()
    return (first if len(first) == 1 else title[0]) + title[1:]


def _is_askable(target: Target) -> bool:
    return target.kind == "article" and not target.parts["title"].startswith(("Special:", "特殊:", "Media:"))


def _groups(targets: Sequence[Target]) -> list[list[Target]]:
    """Split targets by language, and where their titles would not fit into one request line."""
    groups: list[list[Target]] = []
    room: dict[str, int] = {}
    latest: dict[str, list[Target]] = {}
    for target in targets:
        if not _is_askable(target):
            continue
        lang, length = target.parts["lang"], len(quote(target.parts["title"], safe="")) + 3
        if room.get(lang, 0) < length or len(latest[lang]) >= Wikipedia.batch:
            latest[lang], room[lang] = [], _LONGEST_QUERY
            groups.append(latest[lang])
        latest[lang].append(target)
        room[lang] -= length
    return groups


WIKIPEDIA: Final = Wikipedia()
