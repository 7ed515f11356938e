"""Who wrote a page, as far as it names them, and never its site. Pure.

Structured data is asked first, then meta tags, then what the page shows: ``rel=author``, microdata, hCard, and the line
beside its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from fetchers.pages.html.declarations import Declarations, Element, clean
from fetchers.pages.html.jsonld import Statement
from fetchers.pages.html.markup import inner_text
from fetchers.pages.html.owner.nearby import label_before
from fetchers.pages.html.owner.scope import Scope
from fetchers.pages.html.titles.parts import fold, without_names
from fetchers.values import dataclass

# Without what parts their words.
_METAS: Final = (
    *("author", "authors", "articleauthor", "articleauthorname", "dccreator", "dccontributorauthor", "dctermscreator"),
    *("parselyauthor", "sailthruauthor", "cxenseparseauthor", "byl", "ogauthor", "ogarticleauthor", "creator"),
    "twittermiscwritten",
)
_BY = re.compile(
    r"\A(?:(?:written |posted |reported |photos? |story )?by|"
    r"(?:verfasst |geschrieben )?von|(?:écrit )?par|(?:escrito )?por|(?:scritto )?da|di|door|av|af|"
    r"автор\w*|作者|原作者|文|撰文|作家|编译|記者|记者|글|"
    r"기자|著者|執筆者?|author|autor|auteur|autore)(?:\s*[:：/／]\s*|\s+)",
    re.IGNORECASE,
)
# A short line that begins with such a word, or has such a label in it, names a person behind it.
_NAMES: Final = r"(?P<names>[^|·•\n\d:：()（）【】\[\]]{2,80})"
_BYLINE: Final = re.compile(
    r"\W{0,3}(?:(?:[Ww]ritten |[Pp]osted )?(?:[Bb]y|BY)|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v)\s+(?=[^\W\d_a-z])"
    + _NAMES
)
_LABEL_ENDS: Final = ":：/／|"
_LABELLED: Final = re.compile(
    rf"(?:(?:作者|原作者|撰文|著者|執筆者?|글쓴이|작성자|\b[Aa]uthor|\b[Aa]utor|\b[Aa]uteur|\b[Aa]utore|\bАвтор)"
    rf"|(?:\A|(?<=[\s|·•]))文)\s*[{_LABEL_ENDS}]\s*{_NAMES}"
)
_LONGEST_LINE: Final = 120
_UNTIL: Final = re.compile(
    r"\s*(?:\||·|•|—|–|,?\s+(?:on|in|at|am|le|el|il)\b|\bpublished\b|\bposted\b|\bupdated\b|发布|发表|来源|编辑|日期|时间|阅读|浏览|分类|字数|\s{2,}|$).*",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(r" ?(?:[;；、|&]|,? (?:and|und|et|y|和|与) ) ?")
_COMMA_LIST = re.compile(r" ?[,，] ?")
# What Korean and Japanese papers write behind a reporter's name.
_TITLE_BEHIND: Final = re.compile(r"\s*(?:기자|특파원|記者|编辑)\Z|(?<=[\u4e00-\u9fff])\s+(?:记者|著)\Z")
_HAN: Final = re.compile(r"[\u4e00-\u9fff·]{2,4}\Z")
# What content systems fill in when nobody is named.
_NOBODY: Final = re.compile(
    r"(?:admin(?:istrator)?|authors?|editor(?:ial)?(?: team| staff)?|staff(?: writer)?|webmaster|unknown|anonymous|"
    r"none|null|undefined|root|user|guest|n/?a|team|redaktion|la rédaction|posts? by.*|test|wordpress|about|home|"
    r"匿名(?:用户)?|佚名|未知|管理员|小编|编辑|本站|网络|作者|admin\d*|your name|"
    r"the editors|view (?:all|profile).*|関連記事)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|/|@|\.(?:com|org|net|cn|de|fr|io)\b|[<>{}]|\d{3}|\d:\d")
# hCard and h-card (microformats.org), microdata, HTML's own rel: elements that name a person.
_NAMED: Final = etree.XPath(
    "//@rel[. = 'author']/.. | //@itemprop[. = 'author' or . = 'creator']/.."
    " | //@class[contains(., 'author') or contains(., 'byline') or contains(., 'vcard')]/.."
)
_STYLED: Final = frozenset(
    {"pauthor", "author", "authorname", "byline", "postauthor", "entryauthor", "vcard", "articleauthor"}
)
_STYLE_SIGNS: Final = {ord(sign): None for sign in "-_0123456789"}
"""What themes part and number the words of a class with: ``author-name``, ``author_name``, ``author-2``."""
# https://example.org/author/jane/: WordPress, Ghost, Drupal.
_PEOPLES_PAGE: Final = re.compile(r"/(?:authors?|auteurs?|autor(?:es)?|autore)/[^/]+/?\Z", re.IGNORECASE)
_MARKS: Final = ("author", "byline", "vcard", '"creator', "'creator")
_NAME_INSIDE: Final = etree.XPath(
    "descendant::*[@itemprop='name' or contains(concat(' ', normalize-space(@class), ' '), ' fn ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' p-name ')]"
)
_UNTIMED: Final = etree.XPath("descendant::text()[not(ancestor::time or ancestor::script or ancestor::style)]")
"""A byline without the time that many themes put into it."""
# State for scripts, by the names that CSDN, Juejin and Jianshu give it.
_IN_SCRIPT: Final = (
    ("nickName", re.compile(r"nickName\s*=\s*\"([^\"\\]{1,60})\"")),
    ("author_user_info", re.compile(r"author_user_info\":\{[^{}]{0,400}?\"user_name\":\"([^\"\\]{1,60})\"")),
    ('"nickname":', re.compile(r"\"user\":\{[^{}]{0,400}?\"nickname\":\"([^\"\\]{1,60})\"")),
)
_FEW: Final = 2
"""Words of an invitation, at the least."""
_MOST = 100
_MOST_NAMED: Final = 12
_LONGEST = 80
_BESIDE: Final = 300


@dataclass(frozen=True, slots=True)
class AuthorEvidence:
    """What the authors are looked for in. ``sites`` is what the site is called."""

    document: Declarations
    statements: list[Statement]
    heading: Element
    scope: Scope
    markup: str
    language: str
    sites: list[str]
    host: str = ""


def find_authors(evidence: AuthorEvidence) -> tuple[str, ...]:
    """Return the authors in the page's order, from the first source that names any."""
    sites = {fold(site) for site in evidence.sites} | {
        fold(label) for label in evidence.host.split(".") if len(label) > 2
    }
    for source in _sources(evidence):
        own = [value for value in source if fold(value) not in sites] if source else ()
        found = (name for value in own for name in _people(without_names(value, sites), evidence.language))
        names = list(dict.fromkeys(name for name in found if fold(name) not in sites))
        if names:
            return tuple(names[:_MOST])
    return ()


def _sources(evidence: AuthorEvidence) -> Iterator[list[str]]:
    document = evidence.document
    yield [_turned(name) for value in document.all("citation_author", "citation_authors") for name in value.split(";")]
    for statement in evidence.statements:
        yield statement.authors
    for name in _METAS:
        yield document.folded(name)
    yield [
        document.meta(f"twitter:data{number}")
        for number in "12"
        if _BY.fullmatch(f"{document.meta(f'twitter:label{number}')} ")
    ]
    if document.body is not None and any(mark in evidence.markup for mark in _MARKS):
        yield from _in_markup(evidence)
    yield _beside_heading(evidence)
    links = dict.fromkeys(each for _, each in evidence.scope.after_heading if each is not None and each.tag == "a")
    yield [inner_text(link) for link in links if _PEOPLES_PAGE.search(link.get("href") or "")]
    for mark, pattern in _IN_SCRIPT:
        if mark in evidence.markup and (match := pattern.search(evidence.markup)):
            yield [match[1]]


def _in_markup(evidence: AuthorEvidence) -> Iterator[list[str]]:
    """Yield what elements name: those that state it for machines, then those that are only styled so."""
    stated: list[str] = []
    styled: list[str] = []
    for element in islice(filter(_is_named, _NAMED(evidence.document.body)), _MOST_NAMED):
        if not evidence.scope.is_own(element):
            continue
        text = _name_in(element)
        if len(text) > _LONGEST:
            continue
        is_stated = element.get("rel") == "author" or element.get("itemprop") is not None
        (stated if is_stated else styled).append(text)
    yield [_without_invitation(text, (*styled, *stated)) for text in stated]
    yield styled[:3]


def _name_in(element: Element) -> str:
    """Return what an element says of a person; of ``<meta>``, its content (HTML, microdata)."""
    named = next(iter(_NAME_INSIDE(element)), element)
    stated: str | None = named.get("content")
    return stated or (clean(" ".join(_UNTIMED(named))) if named.find(".//time") is not None else inner_text(named))


def _without_invitation(text: str, others: Iterable[str]) -> str:
    """Return the name that ends a link's text and stands elsewhere on its own: "All posts by Jane Doe" of WordPress."""
    longest = len(text.split()) - _FEW
    names = (each for each in others if 1 < len(each.split()) <= longest and fold(text).endswith(fold(each)))
    return next(names, text) if len(_LIST.split(text)) == 1 else text


def _is_named(element: Element) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") is not None:
        return True
    return not _STYLED.isdisjoint(element.get("class", "").lower().translate(_STYLE_SIGNS).split())


def _beside_heading(evidence: AuthorEvidence) -> list[str]:
    """Return the names in the byline: the text right behind the heading, then right before it."""
    if evidence.heading is None:
        return []
    for piece, _ in _lines(evidence):
        if len(piece) <= _LONGEST_LINE and (match := _byline(piece)):
            names = _UNTIL.sub("", match["names"])
            if 1 < len(names) <= _LONGEST:
                return [names]
    return []


def _byline(line: str) -> re.Match[str] | None:
    """Return the match of a line that names a person, looking for labels only where one may end."""
    match = _BYLINE.match(line)
    return match or (_LABELLED.search(line) if any(map(line.__contains__, _LABEL_ENDS)) else None)


def _lines(evidence: AuthorEvidence) -> Iterator[tuple[str, Element]]:
    """Yield the pieces of text beside the heading; a word such as "By" and the name behind it are one."""
    held = ""
    for piece, element in evidence.scope.after_heading:
        if held:
            yield f"{held} {piece}", element
            held = ""
        elif len(piece) <= 12 and _BY.fullmatch(f"{piece} "):
            held = piece
        else:
            yield piece, element
    yield label_before(evidence.heading, _BESIDE), None


def _turned(name: str) -> str:
    """``Lovelace, Ada`` as Google Scholar's tags have it, the way people say it."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() and "," not in given else name


def _people(value: str, language: str = "") -> list[str]:
    parts = _LIST.split(_BY.sub("", clean(value)))
    names = [
        _TITLE_BEHIND.sub("", name)
        for part in parts
        for name in (_COMMA_LIST.split(part) if _is_list(part) else _by_spaces(part, language))
    ]
    return [name for name in map(str.strip, names) if _is_name(name)]


def _is_list(part: str) -> bool:
    """Whether commas part names (``Ada Lovelace, Grace Hopper``), not one name's halves (``Jane Doe, PhD``)."""
    pieces = _COMMA_LIST.split(part)
    return len(pieces) > 1 and all(" " in piece or not piece.isascii() for piece in pieces)


def _by_spaces(part: str, language: str) -> list[str]:
    """Part Chinese names, which have no space inside; Japanese ones have, between family and given name."""
    pieces = part.split()
    fewest = 2 if language.lower().startswith("zh") else 3
    is_row = len(pieces) >= fewest and all(map(_HAN.match, pieces)) and not language.lower().startswith("ja")
    return pieces if is_row else [part]


def _is_name(text: str) -> bool:
    return (
        1 < len(text) <= _LONGEST
        and len(text.split()) <= 8
        and not _ADDRESS.search(text)
        and not _NOBODY.fullmatch(text)
        and not text.isdigit()
    )
