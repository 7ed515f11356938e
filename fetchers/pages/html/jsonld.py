"""What schema.org markup in JSON-LD says of the page's main item. Broken, nested and repeated markup is usual."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from fetchers.pages.html.titles.parts import fold

# Works. Anything else (WebSite, BreadcrumbList, Product …) says little of an article.
_ARTICLES: Final = re.compile(
    r"(?:Article|Posting|Review|Report|Recipe|Course|Dataset|Book|HowTo|QAPage|Question|Movie|Thesis)\Z|"
    r"\A(?:VideoObject|PodcastEpisode|SoftwareSourceCode|SoftwareApplication|CreativeWork|NewsMediaObject|AudioObject)\Z"
)
_PAGES: Final = re.compile(r"Page\Z")
# Mostly a part of the page: its day is the page's only where nothing else has one.
_MEDIA: Final = frozenset({"VideoObject", "AudioObject", "PodcastEpisode"})
# What stands under these properties is another thing than the page: a comment, a part, an entry, a related work.
_OTHERS: Final = frozenset(
    {
        "comment", "comments", "review", "reviews", "hasPart", "isPartOf", "mentions", "citation", "itemListElement",
        "itemReviewed", "relatedLink", "isRelatedTo", "isSimilarTo", "suggestedAnswer", "acceptedAnswer", "about",
        "subjectOf", "workExample", "exampleOfWork", "blogPost", "blogPosts", "publisher", "author", "creator",
        "editor", "contributor", "potentialAction", "image", "video", "audio", "associatedMedia", "isBasedOn",
        "offers", "sponsor", "significantLink", "recordedIn", "translationOfWork", "workTranslation",
        "primaryImageOfPage", "breadcrumb",
    }
)  # fmt: skip
# Pages that list others (schema.org/CollectionPage and its like): no date of theirs is a publication.
_LISTS: Final = frozenset({"CollectionPage", "SearchResultsPage", "ItemList", "Blog", "ProfilePage"})
_LIST_PAGES: Final = frozenset({"CollectionPage", "SearchResultsPage"})
"""Those that are a page themselves, and no list in one."""
# Baidu's own vocabulary: no type, and names of its own (https://ziyuan.baidu.com/college/articleinfo?id=2220).
_CAMBRIAN: Final = "cambrian"
_MAX_DEPTH = 8
_MAX_NODES = 400
_CONTROL = re.compile(r"[\x00-\x1f]+")
_OPENING = re.compile(r"\A(?:\s|<!--|<!\[CDATA\[|//|/\*[^*]{0,100}\*/)+")
_CLOSING: Final = ("]]>", "-->", "//", ";", "/*", "*/")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
# Where a whole document cannot be read, single facts still can.
_LOOSE = re.compile(r"\"(datePublished|dateModified|headline)\"\s*:\s*\"((?:[^\"\\]|\\.){1,300})\"")


@dataclass(slots=True)
class Statement:
    """One node's facts. ``is_article`` tells a work from a page as such (whose dates a site builder stamps).

    ``is_list``: the page says that it lists others.
    """

    is_article: bool = False
    is_media: bool = False
    is_list: bool = False
    headline: str = ""
    published: str = ""
    modified: str = ""
    authors: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    """Those of the authors that are said to be no person."""
    url: str = ""


def read_statements(scripts: list[str], url: str = "", titles: Sequence[str] = ()) -> tuple[list[Statement], list[str]]:
    """Return the statements of the page's work and of the page, the work first, and the names of the site that appear.

    Several works side by side are a list, unless one of them has the page's address or its title.
    """
    works: list[Statement] = []
    pages: list[Statement] = []
    sites: list[str] = []
    for script in scripts:
        if "{" not in script:
            continue
        data = _load(script)
        if data is None:
            works += _loosely(script)
            continue
        nodes = list(_nodes(data))
        people = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
        persons = {_text(node.get("name")) for node in nodes if "Person" in _kinds(node)}
        others = {identity for node in nodes for identity in _references(node)}
        for node in _nodes(data, is_own=True):
            kinds = _kinds(node)
            if ("WebSite" in kinds or "Organization" in kinds) and "Person" not in kinds:
                sites.append(_text(node.get("name")))
            if _is_cambrian(node):
                works.append(_of_baidu(node))
            elif node.get("@id") not in others and (statement := _statement(node, kinds, people)):
                (works if statement.is_article else pages).append(statement)
        # A blog's publisher may be its author ("Person", "Organization"): who is a person is no site.
        sites += [name for node in nodes for name in _names(node.get("publisher"), people) if name not in persons]
    return [*_main(works, url, titles), *pages], [site for site in dict.fromkeys(sites) if site]


def _main(works: list[Statement], url: str, titles: Sequence[str]) -> list[Statement]:
    """Return the works that are the page's: all that say the same of themselves, or those that name the page."""
    named = {work.headline for work in works if work.headline}
    if len(named) <= 1:
        return works
    title = fold(titles[0]) if titles else ""
    own = [
        work
        for work in works
        if (work.url and _bare(work.url) == _bare(url)) or (len(head := fold(work.headline)) > 3 and head in title)
    ]
    return own or (works[:1] if len(named) == 2 else [])


def _bare(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].partition("://")[2].removeprefix("www.").rstrip("/")


def _references(node: dict[str, object]) -> Iterator[str]:
    """Yield the ids of the nodes that one calls something else than itself."""
    for name in _OTHERS.intersection(node):
        values = node[name]
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict) and isinstance(value.get("@id"), str):
                yield value["@id"]


def _is_cambrian(node: dict[str, object]) -> bool:
    return _CAMBRIAN in str(node.get("@context", ""))[:200] and "pubDate" in node


def _of_baidu(node: dict[str, object]) -> Statement:
    return Statement(
        is_article=True,
        headline=_text(node.get("title")),
        published=_text(node.get("pubDate")),
        modified=_text(node.get("upDate")),
        url=_text(node.get("@id")),
    )


def _load(script: str) -> object:
    script = _unwrapped(script)
    for attempt in (script, _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", script))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(script: str) -> str:
    """Strip the comment and CDATA marks that older systems put around scripts."""
    script = _OPENING.sub("", script).rstrip()
    while script.endswith(_CLOSING):
        script = script.removesuffix(next(mark for mark in _CLOSING if script.endswith(mark))).rstrip()
    return script


def _loosely(script: str) -> list[Statement]:
    found: dict[str, str] = {}
    for name, value in _LOOSE.findall(script):
        found.setdefault(name, value)
    if not found:
        return []
    return [
        Statement(
            is_article=True,
            published=found.get("datePublished", ""),
            modified=found.get("dateModified", ""),
        )
    ]


def _nodes(data: object, *, is_own: bool = False) -> Iterator[dict[str, object]]:
    """Yield every object in the document, outer before inner, within sane bounds.

    ``is_own`` filters out objects about other things than the page.
    """
    queue: list[tuple[object, int]] = [(data, 0)]
    seen = 0
    while queue and seen < _MAX_NODES:
        item, depth = queue.pop(0)
        seen += 1
        if isinstance(item, dict):
            yield item
            children = [child for name, child in item.items() if not (is_own and name in _OTHERS)]
        elif isinstance(item, list):
            children = item[:50]
        else:
            continue
        if depth < _MAX_DEPTH:
            queue += [(child, depth + 1) for child in children if isinstance(child, dict | list)]


def _kinds(node: dict[str, object]) -> list[str]:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [name.rsplit("/", 1)[-1] for name in kinds if isinstance(name, str)]


def _statement(node: dict[str, object], kinds: list[str], people: dict[object, dict[str, object]]) -> Statement | None:
    """Return what one node says of itself, None where it is neither a work nor a page."""
    if _LISTS.intersection(kinds):
        return Statement(is_list=True) if _LIST_PAGES.intersection(kinds) else None
    is_article = any(map(_ARTICLES.search, kinds))
    if not is_article and not any(map(_PAGES.search, kinds)):
        return None
    return Statement(
        is_article=is_article,
        is_media=_MEDIA.issuperset(kinds),
        headline=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished") or node.get("dateCreated") or node.get("uploadDate")),
        modified=_text(node.get("dateModified")),
        authors=_names(author := node.get("author") or node.get("creator"), people),
        organisations=_names(author, people, "Organization"),
        url=_text(node.get("url")) or _identity(node.get("mainEntityOfPage")) or _text(node.get("@id")),
    )


def _identity(value: object) -> str:
    return _text(value.get("@id")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _names(value: object, people: dict[object, dict[str, object]], kind: str = "") -> list[str]:
    """Return the names of what a value lists or refers to; where a ``kind`` is given, of those that are of it alone."""
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items[:50]:
        node = people.get(item.get("@id"), item) if isinstance(item, dict) and "name" not in item else item
        if not kind or (isinstance(node, dict) and (kinds := _kinds(node)) and all(k.endswith(kind) for k in kinds)):
            found.append(_text(node))
    return [name for name in found if name]
