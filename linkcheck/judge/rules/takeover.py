"""Has a lapsed domain been taken over? Told by the words of a trade and by a change of identity. Pure.

Lapsed domains with good links to them are bought for gambling, pills, streams and the like (awesome-osint #1126). Such
a page speaks of its trade in its title, and of nothing that the entry, its section, the domain or the last known title
speaks of; and it is in another language than they are, or says more than one word of its trade. Where the word is one
that has another meaning, the site's front page has to be of a trade, too.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Final

from fetchers.addresses.domains import registrable
from fetchers.facts import Page
from fetchers.pages.traits.shape import plain
from fetchers.pages.traits.trades import telling, trades_in
from linkcheck.judge.case import Case
from linkcheck.judge.topic import topic, words_of

_SCRIPTS: Final = {
    "han": re.compile(r"[\u3400-\u9fff]"),
    "kana": re.compile(r"[\u3040-\u30ff]"),
    "hangul": re.compile(r"[\uac00-\ud7af]"),
    "thai": re.compile(r"[\u0e00-\u0e7f]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "arabic": re.compile(r"[\u0600-\u06ff]"),
    "vietnamese": re.compile(r"[\u1ea0-\u1ef9ăđơưĂĐƠƯ]"),
    "turkish": re.compile(r"[ışğİŞĞ]"),
}
_PLENTY: Final = 2
"""Words of a trade in a title and the lines under it, of which one alone may be an article's subject."""
_OFFERS: Final = re.compile(
    r"\b(?:buy|cheap|best|top \d+|free|online|bonus|store|shop|sites|hot|download|24/7|no prescription|same day|"
    r"instant|"
    r"unlimited|streaming|loans|bad credit|official|near me|discount|guaranteed|trusted|real|comprare|migliori|"
    r"acquista|comprar|mejores)\b"
)
_ABOUT: Final = re.compile(
    r"\b(?:how|why|what|analysis|detect\w*|dataset|data|probability|research|study|simulat\w*|algorithms?|paper|"
    r"theory|"
    r"tutorial|source code|open[- ]source|github|python|machine learning|history of)\b|数据|分析|研究|算法|开源|"
    r"教程|检测|识别"
)
_OTHER_LANGUAGES: Final = re.compile(
    r"\b(?:situs|terpercaya|resmi|agen|bandar|judi|togel|nonton|pinjaman|daftar|siteler|siteleri|giris|bonusu|"
    r"veren|adresi|"
    r"bahis|migliori|siti|scommesse|apuestas|casas|trang|uy tin|apostas|nouveaux|kostenlos)\b"
)
"""Words of trades' titles in languages that need no letters beyond English's; pages lie about their language."""
_SEPARATORS = re.compile(r"[-_./+%]")


def is_taken_over(case: Case) -> bool:
    """The title names a trade, nothing about the page is what the link was, and there is one sign more."""
    page = case.observation.page
    return page is not None and _is_strange(case, page) and (_deals_in_it(case, page) or _is_all_the_site(case))


def may_be_taken_over(case: Case) -> bool:
    """The title names a trade, or what is an ordinary thing as well: the front page will tell."""
    page = case.observation.page
    return page is not None and case.observation.sibling is None and case.is_deep and _is_strange(case, page)


def is_a_lander(case: Case) -> bool:
    """The page passes its readers on in the domain's name, and so does every address of the site."""
    page, sibling = case.observation.page, case.observation.sibling
    if page is None or sibling is None or sibling.status is None or sibling.status >= HTTPStatus.MULTIPLE_CHOICES:
        return False
    return (sibling.same_body or sibling.title == page.title) and case.stays_on_site


def may_be_a_lander(case: Case) -> bool:
    """The page passes its readers on in the domain's name; whether any address does will tell."""
    return case.observation.sibling is None and case.stays_on_site


def is_one_strange_page(case: Case) -> bool:
    """Every address of the site, its front page as well, gets a trade's text that has nothing of what was known."""
    sibling = case.observation.sibling
    return sibling is not None and sibling.same_front is True and _has_nothing_known(case)


def may_be_one_strange_page(case: Case) -> bool:
    """A trade's text without a word of the list or the domain; whether any address gets it will tell."""
    return case.observation.sibling is None and _has_nothing_known(case)


def _has_nothing_known(case: Case) -> bool:
    page, asked = case.observation.page, case.asked
    if page is None or asked is None or not case.is_deep or case.is_elsewhere or case.has("app-shell"):
        return False
    if len(trades_in(plain(page.text))) < _PLENTY:
        return False
    called = words_of(f"{page.title} {page.heading} {page.site or ''}")
    known = topic(case.link, asked) | words_of(_known(case))
    if not known or known & (called | words_of(page.text)):
        return False
    domain = registrable(asked.host).partition(".")[0]
    return not any(word in domain for word in called)


def _is_strange(case: Case, page: Page) -> bool:
    """True if a page has no word of the link's subject, and no trade was known before.

    Who takes a domain over may keep its name: it speaks for no page that is full of a trade.
    """
    known, asked = _known(case), case.asked
    if asked is None or trades_in(known):
        return False
    called = f"{page.title} {page.heading}"
    shared = (topic(case.link, asked) | words_of(known)) & words_of(f"{called} {page.site or ''}")
    if len(_trades_said(page)) > _PLENTY:
        shared = frozenset(word for word in shared if word not in asked.host)
    return not (shared or _ABOUT.search(plain(called)))


def _trades_said(page: Page) -> frozenset[str]:
    """Return the words of trades in the title, the heading and the lines under them."""
    return trades_in(plain(f"{page.title} {page.heading}")) | trades_in(plain(page.text[:600]))


def _deals_in_it(case: Case, page: Page) -> bool:
    """True if a page that names a trade is in another language than the entry, names more of it, or makes an offer."""
    said = _trades_said(page)
    if not telling(said):
        return len(said) > _PLENTY
    if _is_foreign(case, page) or len(said) >= _PLENTY:
        return True
    return _OFFERS.search(plain(f"{page.title} {page.heading}")) is not None


def _is_all_the_site(case: Case) -> bool:
    """Whether the front page is of a trade as well, or any address gets this page: an article's would not."""
    sibling = case.observation.sibling
    return sibling is not None and (case.sibling_is_alike or bool(trades_in(plain(sibling.front))))


def _known(case: Case) -> str:
    """Return everything known of a link as text: list, history, domain and path."""
    listed = " ".join(f"{place.text} {' '.join(place.section)}" for place in case.link.occurrences)
    host = registrable(case.asked.host) if case.asked else ""
    address = f"{host.rpartition('.')[0]} {case.link.url.partition('://')[2].partition('/')[2]}"
    return plain(f"{listed} {case.history.title or ''} {_SEPARATORS.sub(' ', address)}")


def _is_foreign(case: Case, page: Page) -> bool:
    """Whether the page's language is not the entry's: by its script, or by what it declares of itself."""
    known, called = _known(case), f"{page.title} {page.heading} {page.site or ''}"
    if any(script.search(called) and not script.search(known) for script in _SCRIPTS.values()):
        return True
    if _OTHER_LANGUAGES.search(called.lower()) and not _OTHER_LANGUAGES.search(known):
        return True
    declared = (page.language or "").partition("-")[0].lower()
    before = (case.history.language or "").partition("-")[0].lower()
    if declared and before:
        return declared != before
    return declared not in ("", "en") and known.isascii()
