"""Does a text say that what was asked for is not there? Rules made from the parts in ``tongues``. Pure.

A title says so only if a whole segment of it says nothing else ("Page not found", "404 – ページが見つかりません"):
an article *about* error pages has more words in the same segment. Running text is believed on short pages only.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from typing import Final

from fetchers.traits.shape import segments
from fetchers.traits.tongues import TONGUES, Tongue


class Grade(IntEnum):
    """How plainly a title says that the page is not there."""

    NONE = 0
    ABOUT = 1
    """It speaks of absence among other things: an article's title."""
    WEAK = 2
    """A bare "404", "Not found", "Gone": a title, a number or an error."""
    STRONG = 3
    """The thing and its absence: "Page not found"."""


_CODES: Final = (
    r"(?:http|https|error|err|errore?|erreur|fehler|erro|fout|błąd|ошибка|помилка|hata|lỗi|chyba|hiba|fel|"
    r"feil|fejl|virhe|"
    r"エラー|오류|에러|错误|錯誤|خطأ|status|code|código|codigo|statuscode|代码|代碼|コード)?[ :#-]*(?:404|410)[ :-]*"
    r"(?:error|errore?|erreur|fehler|page|seite|エラー|错误|錯誤|页面?|頁面?|오류)?"
)
_CODE = re.compile(rf"(?<![\w.]){_CODES}(?![\d%])", re.IGNORECASE)
_FILLER = r"404|410|1|gone|error|errors|http|https|status|code|page|oops|sorry|title|\(\)|:\(|:-\(|¯|ツ"
_BARE_ABSENCE = re.compile(
    r"查無此[頁页文]|查无此[页文人]|not found|gone|nothing (?:here|found)|nothing to see here|"
    r"no such page|missing|page missing|"
    r"does not exist|lost\?|"
    r"(?:are )?you(?:'re| are)? lost|lost in space|dead link|broken link|invalid (?:url|link|address|page)|"
    r"nicht gefunden|introuvable|non trouvée?|no encontrad[oa]|não encontrad[oa]|non trovat[oa]|"
    r"niet gevonden|nie znaleziono|"
    r"не найдено|не знайдено|bulunamadı|غير موجود|không tìm thấy|tidak ditemukan|未找到|找不到|不存在|"
    r"没有找到|沒有找到|"
    r"見つかりません(?:でした)?|찾을 ?수 ?없(?:음|습니다)|ไม่พบ|nenalezeno|ikke funnet|hittades inte|"
    r"ikke fundet|ei löydy|nem található"
)
_PUNCTUATION = re.compile(r"[^\w]+|_")
_ENGLISH_ABOUT = re.compile(
    r"\b404s?\b|not[- ]found|(?:error|missing) pages?|soft[- ]404|status codes?|错误页|錯誤頁|未找到|エラーページ",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\s*[!?.…,;:。！？，；：、¡¿](?:\s+|(?=\W)|(?<=[^\x00-\x7f])|\Z)\s*")
# Said of something else than the page: a search, a setting, a quotation.
_QUOTED = re.compile(r"[\"“”«»「『《][^\"“”«»」』》]{0,80}[\"“”«»」』》]|(?<!\w)'[^']{0,80}'(?!\w)")
_CONDITION: Final = re.compile(
    r"(?<!\w)(?:if|when|whenever|whether|unless|until|how|why|wenn|falls|ob|si|lorsque|quand|cuando|"
    r"quando|als|wanneer|"
    r"jeśli|gdy|если|когда|eğer|nếu|khi|jika)(?!\w)|如果|若|当|當|假如|为什么|如何"
)
_GAP = r"[^.!?。！？|]{0,%d}?"


class _Rules:
    """The parts of one language, compiled."""

    def __init__(self, tongue: Tongue) -> None:
        left, right = (r"(?<!\w)", r"(?!\w)") if tongue.spaced else ("", "")
        things = f"{tongue.things}|{tongue.loose}" if tongue.loose else tongue.things
        self.titles = re.compile("|".join(_forms(tongue, things, f"{tongue.gone}|{tongue.deleted}")))
        self.says = re.compile("|".join(_forms(tongue, tongue.things, f"{tongue.gone}|{tongue.deleted}")))
        self.deleted = re.compile(_forms(tongue, tongue.things, tongue.deleted)[0])
        parts = "|".join(part for part in (tongue.gone, tongue.deleted, tongue.lost, things) if part)
        self.parts = re.compile(f"{left}(?:{parts}){right}")
        glue = f"{_FILLER}|{tongue.glue}" if tongue.glue else _FILLER
        self.glue = re.compile(f"{left}(?:{glue}){right}(?!')" if tongue.spaced else f"(?:{glue})")


def _forms(tongue: Tongue, things: str, after: str) -> list[str]:
    """The two word orders: the thing and what is said of it; what is said, and of which thing."""
    left, right = (r"(?<!\w)", r"(?!\w)") if tongue.spaced else ("", "")
    thing = f"{left}(?:{things}){right}"
    gap = _GAP % (45 if tongue.spaced else 22)
    link = rf"(?:{gap}\s+|\s+|(?=n't))" if tongue.spaced else gap
    forms = [f"{thing}{link}{left}(?:{after}){right}"]
    if tongue.lost:
        forms.append(f"{left}(?:{tongue.lost}){right}{_GAP % (16 if tongue.spaced else 14)}{thing}")
    return forms


@cache
def _rules() -> tuple[_Rules, ...]:
    return tuple(_Rules(tongue) for tongue in TONGUES)


_TITLE_LIMIT: Final = 140


@cache
def grade(text: str) -> Grade:
    """Grade a heading, or one segment of a title (already ``plain``)."""
    if not text or len(text) > _TITLE_LIMIT:
        return Grade.NONE
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    best = max((_clause_grade(clause) for clause in [text, *clauses]), default=Grade.NONE)
    if best <= Grade.ABOUT:
        return best
    whole = _clause_grade(text)
    if whole > Grade.ABOUT:
        return whole
    return best if _rest_is_small_talk(clauses) else Grade.ABOUT


def is_coded(text: str) -> bool:
    """Whether a heading or a title has the number of an error in it."""
    return bool(_CODE.search(text))


def title_grade(title: str) -> Grade:
    """Grade a title: the plainest of its segments."""
    parts = segments(title)
    best = max((grade(part) for part in parts), default=Grade.NONE)
    whole = grade(title)
    if best is Grade.WEAK and len(parts) > 1 and all(grade(part) >= Grade.WEAK for part in parts):
        return Grade.STRONG
    return max(best, whole)


def says_absent(text: str) -> bool:
    """Whether running text (``plain``) says anywhere, outside quotation marks, that a page is not there."""
    text = _QUOTED.sub(" ", text)
    if len(text) < _CURT and _CURT_404.search(text):
        return True
    return any(_is_stated(match, text) for rules in _rules() for match in rules.says.finditer(text))


_CURT: Final = 300
_CURT_404: Final = re.compile(
    r"(?<![\w.])404\W{1,4}(?:page |file (?:or directory )?)?not found|(?:error|erreur|fehler|errore|erro|ошибка|hata|"
    r"错误|エラー) ?404\b"
)


def says_deleted(text: str) -> bool:
    """Whether running text (``plain``) says that somebody took the thing away."""
    text = _QUOTED.sub(" ", text)
    return any(_is_stated(match, text) for rules in _rules() for match in rules.deleted.finditer(text))


def _is_stated(match: re.Match[str], text: str) -> bool:
    """Whether the words state something, and do not speak of what happens if."""
    before = re.split(r"[.!?。！？]", text[max(0, match.start() - 70) : match.start()])[-1]
    return not _CONDITION.search(before)


def _rest_is_small_talk(clauses: list[str]) -> bool:
    """Whether what stands beside the clause about absence is an interjection before it, or more of the same."""
    grades = [_clause_grade(clause) for clause in clauses]
    first = next(index for index, found in enumerate(grades) if found > Grade.ABOUT)
    if any(len(_PUNCTUATION.sub(" ", clause).split()) > 4 or len(clause) > 28 for clause in clauses[:first]):
        return False
    return all(
        found > Grade.ABOUT or _is_filler(clause) or _is_more_of_it(clause)
        for found, clause in zip(grades[first:], clauses[first:], strict=True)
    )


def _clause_grade(text: str) -> Grade:
    coded = bool(_CODE.search(text))
    bare = _CODE.sub(" ", text)
    for rules in _rules():
        if rules.titles.search(text) is None:
            continue
        rest = rules.glue.sub(" ", rules.parts.sub(" ", bare))
        return Grade.STRONG if not _PUNCTUATION.sub("", rest) else Grade.ABOUT
    match = _BARE_ABSENCE.search(text)
    if (match or coded) and _is_filler(_BARE_ABSENCE.sub(" ", text)):
        return Grade.STRONG if match and coded else Grade.WEAK
    return Grade.ABOUT if match or coded or _ENGLISH_ABOUT.search(text) else Grade.NONE


def _is_more_of_it(text: str) -> bool:
    """Whether a clause goes on about the same: "or was deleted"."""
    return any(not _PUNCTUATION.sub("", rules.glue.sub(" ", rules.parts.sub(" ", text))) for rules in _rules())


@cache
def _is_filler(text: str) -> bool:
    bare = _CODE.sub(" ", text)
    if not _PUNCTUATION.sub("", bare):
        return True
    return any(not _PUNCTUATION.sub("", rules.glue.sub(" ", bare)) for rules in _rules())
