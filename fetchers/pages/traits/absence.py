"""Does a text say that what was asked for is not there? Rules made from the parts in ``phrases``. Pure.

A title says so only if a whole segment of it says nothing else ("Page not found", "404 – ページが見つかりません"):
an article *about* error pages has more words in the same segment. Running text is believed on short pages only.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from fetchers.pages.traits.phrases import LANGUAGES, wording
from fetchers.pages.traits.phrases.sentence_patterns import Rules
from fetchers.pages.traits.phrases.sieve import SelectionByLetters, Sieve
from fetchers.pages.traits.shape import QUOTED, segments


class Grade(IntEnum):
    """How plainly a title says that the page is not there."""

    NONE = 0
    ABOUT = 1
    """Absence is one subject among others, as in the title of an article."""
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
_CODE: Final = Sieve(rf"(?<![\w.]){_CODES}(?![\d%])")
_BARE_ABSENCE: Final = Sieve(wording("bare-absence"))
_PUNCTUATION = re.compile(r"[^\w]+|_")
_ENGLISH_ABOUT: Final = Sieve(
    r"\b404s?\b|not[- ]found|(?:error|missing) pages?|soft[- ]404|status codes?|错误页|錯誤頁|未找到|エラーページ"
)
_CLAUSE = re.compile(r"\s*[!?.…,;:。！？，；：、¡¿](?:\s+|(?=\W)|(?<=[^\x00-\x7f])|\Z)\s*")
_CONDITION: Final = re.compile(
    r"(?<!\w)(?:if|when|whenever|whether|unless|until|how|why|wenn|falls|ob|si|lorsque|quand|cuando|"
    r"quando|als|wanneer|"
    r"jeśli|gdy|если|когда|eğer|nếu|khi|jika)(?!\w)|如果|若|当|當|假如|为什么|如何"
)


@cache
def _rules() -> tuple[Rules, ...]:
    return tuple(Rules(language) for language in LANGUAGES)


@cache
def _titles() -> SelectionByLetters[Rules | Sieve]:
    """What may have something to say of a title: languages in their order, then marks of no one language."""
    languages = [(rules, rules.titles.pattern, rules.letters) for rules in _rules()]
    marks = [(mark, mark.pattern, "") for mark in (_CODE, _BARE_ABSENCE, _ENGLISH_ABOUT)]
    return SelectionByLetters([*languages, *marks])


@cache
def _texts() -> SelectionByLetters[Rules]:
    return SelectionByLetters((rules, rules.says.pattern, rules.letters) for rules in _rules())


@cache
def _losses() -> SelectionByLetters[Rules]:
    return SelectionByLetters((rules, rules.loss_pattern, rules.letters) for rules in _rules())


_TITLE_LIMIT: Final = 140
_REMEMBERED: Final = 1024
"""Texts whose grades are kept: a page's are asked for again and again, a site's titles have segments in common."""


@lru_cache(maxsize=_REMEMBERED)
def grade(text: str) -> Grade:
    """Grade a heading, or one segment of a title (already ``plain``)."""
    return _grade(text, _titles().of(text))


def _grade(text: str, speaking: list[Rules | Sieve]) -> Grade:
    """Grade a text with no other rules than those that may have something to say of it."""
    if not speaking or not text or len(text) > _TITLE_LIMIT:
        return Grade.NONE
    languages = [rules for rules in speaking if isinstance(rules, Rules)]
    whole = _clause_grade(text, languages)
    if whole > Grade.ABOUT:
        return Grade.ABOUT if _is_labelled(text, languages) else whole
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    grades = [_clause_grade(clause, languages) for clause in clauses]
    best = max(grades, default=Grade.NONE)
    if best <= Grade.ABOUT:
        return max(whole, best)
    return best if _rest_is_small_talk(clauses, grades) else Grade.ABOUT


def _is_labelled(text: str, languages: list[Rules]) -> bool:
    """Whether a thing and a colon go before a bare word: "Tag: deleted", "Album: Not Found" name what they are of."""
    label, colon, rest = text.partition(":")
    return bool(colon and rest) and not _is_filler(label) and _clause_grade(rest.strip(), languages) < Grade.STRONG


def is_coded(text: str) -> bool:
    """Whether a heading or a title has the number of an error in it."""
    return _CODE.search(text) is not None


@lru_cache(maxsize=_REMEMBERED)
def title_grade(title: str) -> Grade:
    """Grade a title: the plainest of its segments."""
    speaking = _titles().of(title)
    if not speaking:
        return Grade.NONE
    grades = [_grade(part, speaking) for part in segments(title)]
    best = max(grades, default=Grade.NONE)
    if best is Grade.WEAK and len(grades) > 1 and min(grades) >= Grade.WEAK:
        return Grade.STRONG
    return max(best, _grade(title, speaking))


def says_absent(text: str) -> bool:
    """Whether running text (``plain``) says anywhere, outside quotation marks, that a page is not there."""
    text = QUOTED.sub(" ", text)
    if len(text) < _CURT and (_CURT_404.search(text) or _TAKEN_BY.search(text)):
        return True
    return any(_is_stated(match, text) for rules in _texts().of(text) for match in rules.says.finditer(text))


_CURT: Final = 300
_TAKEN_BY: Final = re.compile(
    r"\bthis \w+ (?:has |was |is |had )(?:\w+ ){0,4}(?:removed|deleted|taken down|withdrawn) by (?:its|the|an?|our) "
    r"(?:site )?(?:author|owner|user|poster|uploader|publisher|creator|organi[sz]er|"
    r"admin(?:istrator)?|moderator|staff|team)s?\b"
)
"""The thing, under any name, was removed by its owner or a moderator."""
_CURT_404: Final = re.compile(
    r"(?<![\w.])404\W{1,4}(?:page |file (?:or directory )?)?not found|(?:error|erreur|fehler|errore|erro|ошибка|hata|"
    r"错误|エラー) ?404\b"
)


def speaks_of_loss(text: str) -> bool:
    """Whether a sentence (``plain``) says of anything that it is not found, is gone or was deleted."""
    return any(rules.loss.search(text) for rules in _losses().of(text)) or _BARE_ABSENCE.search(text) is not None


def losses_in(text: str) -> str:
    """Return the statements of loss in a text (``plain``), without the things that are lost."""
    stated = chain.from_iterable(rules.loss.finditer(text) for rules in _losses().of(text))
    return " ".join(match[0] for match in chain(stated, _BARE_ABSENCE.finditer(text)))


def _is_stated(match: re.Match[str], text: str) -> bool:
    """True for a statement, False for a condition ("if the page …")."""
    before = re.split(r"[.!?。！？]", text[max(0, match.start() - 70) : match.start()])[-1]
    return not _CONDITION.search(before)


def _describes(text: str, rules: Rules) -> bool:
    """Whether a name says with a relative pronoun which thing it means: "The page that vanished".

    A notice puts its reader between the two: "You have found a page that does not exist".
    """
    lost = rules.loss.search(text)
    return lost is not None and _WHICH_THING.match(text[: lost.start()]) is not None


_WHICH_THING: Final = re.compile(r"(?:\w+[' ]){1,2}(?:that|which|who|qui|que|che) \Z")


def _rest_is_small_talk(clauses: list[str], grades: list[Grade]) -> bool:
    """Whether what stands beside the clause about absence is an interjection before it, or more of the same."""
    first = next(index for index, found in enumerate(grades) if found > Grade.ABOUT)
    if any(len(_PUNCTUATION.sub(" ", clause).split()) > 4 or len(clause) > 28 for clause in clauses[:first]):
        return False
    return all(
        found > Grade.ABOUT or _is_filler(clause) or _is_more_of_it(clause)
        for found, clause in zip(grades[first:], clauses[first:], strict=True)
    )


def _clause_grade(text: str, languages: list[Rules]) -> Grade:
    coded = is_coded(text)
    bare = _CODE.compiled.sub(" ", text) if coded else text
    for rules in languages:
        if rules.titles.search(text):
            return Grade.STRONG if rules.leaves_nothing_else(bare) and not _describes(text, rules) else Grade.ABOUT
    match = _BARE_ABSENCE.search(text)
    if (match or coded) and _is_filler(_BARE_ABSENCE.compiled.sub(" ", text)):
        return Grade.STRONG if match and coded else Grade.WEAK
    return Grade.ABOUT if match or coded or _ENGLISH_ABOUT.search(text) else Grade.NONE


def _is_more_of_it(text: str) -> bool:
    """Return True if a clause continues the statement: "or was deleted"."""
    return any(rules.leaves_nothing_else(text) for rules in _rules())


@lru_cache(maxsize=_REMEMBERED)
def _is_filler(text: str) -> bool:
    bare = _CODE.compiled.sub(" ", text)
    return not _PUNCTUATION.sub("", bare) or any(rules.leaves_nothing(bare) for rules in _rules())
