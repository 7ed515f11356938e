"""Facts of an address or a page that are no wall and no error by themselves. Data and small questions. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from fetchers.facts import Witness
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.marker import SUCCESS, Marker
from fetchers.pages.traits.phrases.sieve import Sieve
from fetchers.pages.traits.shape import SHORT, count_words, segments
from fetchers.pages.traits.trades import trades_in

_ERROR_PATH = Sieve(
    r"(?:^|/)(?:(?:error|errors|err|status|pages?)[/_-]?)?(?:404|410)(?:[-_](?:error|not[-_]?found|"
    r"page))?(?:\.(?:s?html?|php|aspx?|jsp|cfm|do))?/?$|"
    r"(?:^|/)(?:page[-_]?)?not[-_]?found(?:[-_]page)?(?:\.(?:s?html?|php|aspx?|jsp|do))?/?$|(?:^|"
    r"/)notfound\w*(?:\.(?:s?html?|php|aspx?|jsp|do))?/?$"
)
_ERROR_QUERY = Sieve(
    r"(?:^|&)(?:aspxerrorpath=|404;|(?:error|err|e|code|status|errorcode|error_code|statuscode|msg|message|"
    r"reason|type)=(?:404|410|not[-_+ ]?found|page[-_+ ]?not[-_+ ]?found)\b|"
    r"(?:page[-_]?)?not[-_]?found(?:=|&|$)|error404(?:=|&|$))"
)
_NO_RESULTS = Sieve(
    r"(?!.{0,20}(?:in|to) (?:your |the )?(?:cart|bag|basket))"
    r"(?<![\d.,])(?:0|no|zero) (?:search )?(?:results?|products?|items?|matches)(?: (?:were |was )?found|"
    r" for|\b)|no (?:matching )?(?:results?|products?|items?) (?:were )?found|nothing matched your|"
    r"(?:没有|未)(?:找到|搜索到)?.{0,8}(?:结果|商品)|(?<!\d)(?:0|０) ?件|検索結果はありません|"
    r"검색 ?결과가 ?없|keine? (?:ergebnis(?:se)?|treffer)|"
    r"aucun résultat|ningún resultado|sin resultados|no se encontraron resultados|nenhum resultado|"
    r"nessun risultato|geen resultaten|brak wyników|ничего не найдено|sonuç bulunamadı|không có kết quả|"
    r"لا توجد نتائج"
)
_SEARCH_ADDRESS = re.compile(r"[?&](?:q|query|search|s|keyword|k|wd|term|text)=|/search\b", re.IGNORECASE)
_MOVED_STUB = (
    r"(?:this |the |our )?(?:page|site|website|web site|project|blog|repository|repo|document|content|"
    r"article|wiki)(?: \S{1,30}){0,2} (?:has|have|was|is)(?: been)?(?: now)?(?: permanently)? (?:moved|"
    r"relocated|migrated)(?: to)?|(?:we(?:'ve| have)|i(?:'ve| have)) moved|moved permanently to|new (?:home|"
    r"address|location) (?:is|of)|"
    r"(?:本|此|该)?(?:页面?|网?站|站点|博客|项目|网页)(?:已|已经)(?:经)?(?:搬迁|迁移|搬家|移动|"
    r"转移)(?:到|至)?|(?:この)?(?:ページ|サイト|"
    r"ブログ)は.{0,16}(?:移転|移動)(?:し|いたし)ました|(?:이 )?(?:페이지|사이트|블로그)(?:가|"
    r"는) ?.{0,12}(?:이전|이동)(?:했|되었|하였)|"
    r"(?:diese )?(?:seite|website)(?: \w+)? (?:ist|wurde) .{0,20}(?:umgezogen|verschoben)|(?:cette page|"
    r"ce site|le site) a (?:été )?(?:déplacée?|déménagé)|(?:esta página|este sitio) (?:se ha|"
    r"ha sido) (?:movid[oa]|trasladad[oa]|mudado)|(?:esta página|este site) (?:foi movid[oa]|mudou)|"
    r"(?:questa pagina|questo sito) (?:è stat[oa] spostat[oa]|si è trasferit[oa])|"
    r"(?:страница|сайт) (?:переехал|перемещен|перенес[её]н)[ао]?"
)
_SAYS_ARCHIVED = (
    r"(?:this|the) (?:project|repository|repo|library|package|module|plugin|tool|software|site|app|"
    r"documentation|version)(?: \S{1,24}){0,3} (?:is|has been|was)(?: now| officially)? (?:archived|"
    r"deprecated|discontinued|abandoned|unmaintained|sunset|end[- ]of[- ]life|no longer (?:maintained|"
    r"supported|being (?:maintained|developed)|under (?:active )?development|actively (?:maintained|"
    r"developed)|developed))|"
    r"(?:本|该|此)(?:项目|仓库|库|软件|插件)(?:已|已经|目前)?(?:停止维护|不再维护|归档|废弃|弃用|"
    r"停止更新)|(?:この|本)(?:プロジェクト|リポジトリ|"
    r"ライブラリ)は.{0,12}(?:アーカイブ|非推奨|開発終了|メンテナンスされていません)|(?:dieses projekt|"
    r"diese bibliothek) wird nicht mehr (?:gepflegt|entwickelt|weiterentwickelt)|"
    r"ce projet n'est plus (?:maintenu|développé)|este proyecto ya no (?:se mantiene|está mantenido)|"
    r"проект больше не (?:поддерживается|развивается)"
)

MARKERS: Final = (
    Marker(trait="moved-stub", source="stubs left behind", visible=_MOVED_STUB, most_words=80, status=SUCCESS),
    Marker(trait="says-archived", source="maintainers' own words", visible=_SAYS_ARCHIVED, status=SUCCESS),
)


def error_path(evidence: Evidence) -> bool:
    """The address of the last hop says the status that its server does not: ``/404.html``, ``#/404``, ``?code=404``.

    The address that was asked for does not.
    """
    if not _NUMBER.search(evidence.address) or not _is_error_address(evidence.final_url):
        return False
    if _is_error_address(evidence.url):
        return False
    return not _numbers_an_item(evidence)


def _numbers_an_item(evidence: Evidence) -> bool:
    """Whether the number at the end was asked for, beside a word that the end keeps: ``/room404`` → ``/rooms/404``."""
    end = _plain_path(evidence.address)
    number = _LAST_NUMBER.search(end)
    if number is None:
        return False
    asked = _plain_path(evidence.asked)
    if not re.search(rf"(?<!\d){number['number']}(?!\d)", asked):
        return False
    kept = _LETTERS.findall(end)
    return any(word.startswith(name) or name.startswith(word) for name in _LETTERS.findall(asked) for word in kept)


def _plain_path(address: str) -> str:
    """Return path and query of an address, without what a file's name ends with."""
    path, mark, query = unquote(address.partition("/")[2].partition("#")[0]).lower().partition("?")
    return _ENDING.sub("", path) + mark + query


_NUMBER: Final = re.compile(r"404|410|found|aspxerrorpath", re.IGNORECASE)
"""One of these stands in all that the two patterns of addresses match."""
_LAST_NUMBER: Final = re.compile(r"(?:^|[/_-])(?P<number>404|410)/?\Z")
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")
_ENDING: Final = re.compile(r"\.\w{2,5}/?\Z")


def trade_topic(evidence: Evidence) -> bool:
    """Title or heading name one of those trades: it takes more to say what the page is doing there."""
    return bool(trades_in(f"{evidence.title}\n{evidence.heading}"))


def names_domain_for_sale(evidence: Evidence) -> bool:
    """The title offers the very domain that was asked for, or that answers: no article is called so on that domain."""
    addresses = (evidence.asked, evidence.address)
    hosts = {each.partition("/")[0].partition(":")[0].removeprefix("www.").lower() for each in addresses}
    if not any(host in evidence.title for host in hosts):
        return False
    parts = segments(evidence.title) if len(hosts) == 1 else (evidence.title,)
    offers = [part for part in parts if _SALE.search(part)]
    return any(len(host) > 3 and _names_host(part, host) for host in hosts for part in offers)


def _names_host(title: str, host: str) -> bool:
    at = title.find(host)
    return at >= 0 and not title[at + len(host) :][:1].isalnum() and title[:at][-1:] not in tuple(".-@/")


_SALE: Final = re.compile(
    r"for sale|buy (?:it |this |the |now)|is available|make (?:an )?offer|premium domain|auction|"
    r"zu(?:m)? verkauf|kaufen|à vendre|en vente|en venta|à venda|in vendita|te koop|na sprzedaż|прода[её]тся|"
    r"продаж|satılık|"
    r"出售|转让|轉讓|拍卖|販売|売却|オークション|판매|매매|rao bán|dijual"
)


def no_results(evidence: Evidence) -> bool:
    """A search page without results at an address that is not a search."""
    if evidence.status != 200 or evidence.length > SHORT or _SEARCH_ADDRESS.search(evidence.url):
        return False
    match = _NO_RESULTS.search(evidence.visible)
    if match is None or _GOES_ON_TO_ASK.match(evidence.visible, match.end()):
        return False
    named = (evidence.heading, evidence.title)
    return not any(_NO_RESULTS.search(text) and count_words(text) > _NO_ARTICLE for text in named)


_GOES_ON_TO_ASK: Final = re.compile(r"[\w ]{0,20}[?？]")
"""A hint for whoever finds nothing: "no results? Try another spelling"."""
_NO_ARTICLE: Final = 5
"""Words of a heading that only says that nothing was found."""


def empty_body(evidence: Evidence) -> bool:
    """A 200 that promises a page and brings nothing at all."""
    if evidence.status != 200 or (evidence.body and not evidence.body.isspace()):
        return False
    kind = evidence.headers.get("content-type", "").lower()
    if kind and not kind.startswith(("text/html", "application/xhtml")):
        return False
    # Without a length the body may as well have stalled.
    return evidence.headers.get("content-length", "").strip() == "0"


def _is_error_address(url: str) -> bool:
    rest, _, fragment = url.partition("://")[2].partition("#")
    path, _, query = rest.partition("?")
    path = re.sub(r"/(?:index|default)\.\w{2,5}\Z", "/", path)
    route = fragment.lstrip("!") if fragment.startswith(("/", "!/")) else ""
    return any(_ERROR_PATH.search(place) for place in (path.partition("/")[2], route) if place) or bool(
        query and _ERROR_QUERY.search(query)
    )


RULES: Final[tuple[tuple[str, Callable[[Evidence], bool], frozenset[Witness]], ...]] = (
    ("error-path", error_path, frozenset({Witness.STATUS})),
    ("trade-topic", trade_topic, frozenset({Witness.TITLE, Witness.HISTORY})),  # the judge asks what the list says
    ("parked", names_domain_for_sale, frozenset({Witness.TITLE, Witness.ADDRESS})),
    ("no-results", no_results, frozenset({Witness.TEXT})),
    ("empty-body", empty_body, frozenset({Witness.MARKUP, Witness.LENGTH})),
)
"""Trait, the question that gives it, and the kind of sign that it is."""
