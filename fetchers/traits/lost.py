"""Not-found and deleted pages that answer 200, in any language of ``tongues``. Pure.

EDGI's web-monitoring reads title segments the same way; the guards by length, heading and address are ours: an article
about error pages is long, or says more in its title, or has the number in its own address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from fetchers.traits.absence import Grade, grade, says_absent, says_deleted, title_grade
from fetchers.traits.evidence import Evidence
from fetchers.traits.shape import BRIEF, SHORT, at_most, count_words, segments

_ABOUT_ADDRESS = re.compile(
    r"404|not[-_ ]?found|status[-_]codes?|error[-_]?(?:page|code)s?|soft[-_]?404", re.IGNORECASE
)
_APOLOGY = re.compile(
    r"(?<!\w)(?:oops\w*|whoops|uh[- ]?oh|sorry|something (?:went wrong|is missing)|an? (?:unexpected )?error|"
    r"error page|yikes|"
    r"ups|hoppla|huch|leider|entschuldigung|fehler|oups|désolée?s?|une erreur|lo sentimos|vaya|ocurrió un error|"
    r"desculpe|ocorreu um erro|spiacenti|siamo spiacenti|oeps|helaas|przepraszamy|niestety|wystąpił błąd|"
    r"извините|к сожалению|упс|произошла ошибка|üzgünüz|maalesef|bir hata|عذرا|عذرًا|xin lỗi|rất tiếc|maaf|"
    r"tyvärr|beklager|valitettavasti|bohužel|sajnáljuk|dead end|wrong turn|took a wrong|lost\?)(?!\w)|"
    r"哎呀|抱歉|对不起|對不起|出错了|出錯了|申し訳|ごめんなさい|エラーが発生|죄송|오류가 발생|ขออภัย"
)


def title_not_found(evidence: Evidence) -> bool:
    """The title says nothing but that the page is not there."""
    found = title_grade(evidence.title)
    if found < Grade.WEAK or _is_about_absence(evidence):
        return False
    if found is Grade.STRONG:
        return not _heads_an_article(evidence)
    if grade(evidence.heading) >= Grade.WEAK:
        return True
    return _is_short(evidence, SHORT) and (_says_absent(evidence) or _apologises(evidence) or evidence.words <= 25)


def body_not_found(evidence: Evidence) -> bool:
    """The first heading, or all that a short page has to say, is that the page is not there."""
    about = title_grade(evidence.title)
    if _is_about_absence(evidence) or about is Grade.ABOUT:
        return False
    found = title_grade(evidence.heading)
    if found is Grade.STRONG and not _heads_an_article(evidence):
        return True
    if not _is_short(evidence, SHORT) or title_grade(evidence.heading) is Grade.ABOUT:
        return False
    return found is Grade.WEAK or _says_absent(evidence)


def deleted_content(evidence: Evidence) -> bool:
    """A short page says that the author, the site or a moderator took the content away."""
    return body_not_found(evidence) and says_deleted(evidence.visible) and _is_short(evidence, SHORT)


def apology(evidence: Evidence) -> bool:
    """A short page apologises: reason enough to ask how the server treats what cannot exist."""
    return _is_short(evidence, SHORT) and _apologises(evidence)


def _apologises(evidence: Evidence) -> bool:
    return any(_APOLOGY.search(text) for text in (evidence.title, evidence.heading, evidence.visible[:300]))


def _is_short(evidence: Evidence, limit: int) -> bool:
    return at_most(evidence.words, evidence.visible, limit)


def _says_absent(evidence: Evidence) -> bool:
    return says_absent(evidence.visible)


def _is_about_absence(evidence: Evidence) -> bool:
    """An address such as /docs/Web/HTTP/Status/404 leads to a page that rightly has the number as its title."""
    return not _is_short(evidence, SHORT) and bool(_ABOUT_ADDRESS.search(evidence.url))


def _heads_an_article(evidence: Evidence) -> bool:
    """A long page whose heading says more than that something is not there is an article's.

    An error page's heading may name the site beside it, in a few words.
    """
    if _is_short(evidence, BRIEF):
        return False
    if title_grade(evidence.heading) is Grade.ABOUT:
        return True
    others = [part for part in segments(evidence.heading) if grade(part) < Grade.WEAK]
    return any(count_words(part) > _SITE_NAME for part in others)


_SITE_NAME: Final = 3
"""Words a site's name has at most, where it stands in a heading."""

RULES: Final[tuple[tuple[str, Callable[[Evidence], bool]], ...]] = (
    ("title-not-found", title_not_found),
    ("body-not-found", body_not_found),
    ("deleted-content", deleted_content),
    ("apology", apology),
)
"""Trait and the question that gives it."""
