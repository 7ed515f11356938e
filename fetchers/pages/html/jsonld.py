"""What schema.org markup in JSON-LD says of the page's main item. Broken, nested and repeated markup is usual."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

# Works. Anything else (WebSite, BreadcrumbList, Product …) says little of an article.
_ARTICLES: Final = re.compile(
    r"(?:Article|Posting|Review|Report|Recipe|Course|Dataset|Book|HowTo|QAPage|Question|Movie|Thesis)\Z|"
    r"\A(?:VideoObject|PodcastEpisode|SoftwareSourceCode|SoftwareApplication|CreativeWork|NewsMediaObject|AudioObject)\Z"
)
_PAGES: Final = re.compile(r"Page\Z")
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
    """One node's facts. ``is_article`` tells a work from a page as such (whose dates a site builder stamps)."""

    is_article: bool = False
    headline: str = ""
    published: str = ""
    modified: str = ""
    authors: list[str] = field(default_factory=list)
    publisher: str = ""
    description: str = ""
    language: str = ""


def read_statements(scripts: list[str]) -> tuple[list[Statement], list[str]]:
    """Return the statements of works and pages, works first, and the names of the site that appear."""
    statements: list[Statement] = []
    sites: list[str] = []
    for script in scripts:
        if "{" not in script:
            continue
        data = _load(script)
        if data is None:
            statements += _loosely(script)
            continue
        nodes = list(_nodes(data))
        people = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
        for node in nodes:
            kinds = _kinds(node)
            if "WebSite" in kinds:
                sites.append(_text(node.get("name")))
            if any(map(_ARTICLES.search, kinds)) or any(map(_PAGES.search, kinds)):
                statements.append(_statement(node, kinds, people))
    sites += [statement.publisher for statement in statements]
    statements.sort(key=lambda statement: not statement.is_article)
    return statements, [site for site in dict.fromkeys(sites) if site]


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


def _nodes(data: object) -> Iterator[dict[str, object]]:
    """Yield every object in the document, outer before inner, within sane bounds."""
    queue: list[tuple[object, int]] = [(data, 0)]
    seen = 0
    while queue and seen < _MAX_NODES:
        item, depth = queue.pop(0)
        seen += 1
        if isinstance(item, dict):
            yield item
            children = list(item.values())
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


def _statement(node: dict[str, object], kinds: list[str], people: dict[object, dict[str, object]]) -> Statement:
    return Statement(
        is_article=any(map(_ARTICLES.search, kinds)),
        headline=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished") or node.get("dateCreated") or node.get("uploadDate")),
        modified=_text(node.get("dateModified")),
        authors=_names(node.get("author") or node.get("creator"), people),
        publisher=next(iter(_names(node.get("publisher"), people)), ""),
        description=_text(node.get("description")),
        language=_text(node.get("inLanguage")),
    )


def _text(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _names(value: object, people: dict[object, dict[str, object]]) -> list[str]:
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items[:50]:
        node = people.get(item.get("@id"), item) if isinstance(item, dict) and "name" not in item else item
        found.append(_text(node))
    return [name for name in found if name]
