"""Not-found and deleted pages that answer 200, in any language of ``phrases``. Pure.

EDGI's web-monitoring reads title segments the same way; the guards by length, heading and address are ours: an article
about error pages is long, or says more in its title, or has the number in its own address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from fetchers.facts import Witness
from fetchers.pages.traits.absence import Grade, grade, is_coded, says_absent, speaks_of_loss, title_grade
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.losses import APOLOGY, apologises
from fetchers.pages.traits.marker import ARTICLE, ASKING, REFERENCE
from fetchers.pages.traits.shape import BRIEF, SHORT, count_words, measure, segments
from fetchers.pages.traits.topics import SENTENCE, is_of_a_state

_ABOUT_ADDRESS = re.compile(
    r"(?<!\d)404(?!\d)|not[-_ ]?found|status[-_]codes?|error[-_]?(?:page|code)s?|soft[-_]?404", re.IGNORECASE
)
_VAGUE = re.compile(
    r"(?:oops|whoops|sorry|ups|oups|hoppla)?[,!. ]*(?:"
    r"(?:looks like )?something (?:has gone|went|is) wrong|(?:an )?(?:unexpected |internal |unknown |"
    r"system )?error (?:has )?(?:occurred|occured)|"
    r"(?:抱歉|哎呀)?[，,!！ ]*(?:系统|服务|程序)?(?:出错|出现错误|发生错误|异常|繁忙)(?:了|啦)?|"
    r"(?:予期しない|内部)?エラーが発生しました|(?:알 수 없는 )?(?:오류|문제)가 발생했습니다|"
    r"(?:es|da) ist (?:etwas schiefgelaufen|ein fehler aufgetreten)|ein fehler ist aufgetreten|"
    r"(?:une erreur|un problème) (?:est survenue?|s'est produite?)|"
    r"(?:ha ocurrido|se ha producido|se produjo) un error|algo (?:salió|ha ido) mal|(?:ocorreu|"
    r"aconteceu) um erro|algo deu errado|"
    r"(?:si è verificato|c'è stato) un errore|qualcosa è andato storto|er is (?:iets misgegaan|"
    r"een fout opgetreden)|wystąpił błąd|coś poszło nie tak|"
    r"(?:произошла|возникла) ошибка|что-то пошло не так|bir (?:hata|sorun) oluştu|"
    r"bir şeyler ters gitti|حدث خطأ(?: ما)?|đã xảy ra lỗi|terjadi kesalahan|"
    r"något gick fel|noe gikk galt|noget gik galt|jokin meni pieleen|něco se pokazilo)"
)


def title_not_found(evidence: Evidence) -> bool:
    """The title says nothing but that the page is not there."""
    found = title_grade(evidence.title)
    if found < Grade.WEAK or _is_about_absence(evidence) or evidence.is_asked_for(evidence.title):
        return False
    if _is_a_picture(evidence):
        return False
    if found is Grade.STRONG:
        return not _heads_an_article(evidence)
    if is_coded(evidence.title) and _names_nothing_else(evidence.heading):
        return True
    return _bears_out(evidence)


def body_not_found(evidence: Evidence) -> bool:
    """The first heading, or all that a short page has to say, is that the page is not there."""
    found = title_grade(evidence.heading)
    is_short = _is_short(evidence, SHORT)
    if (found and evidence.is_asked_for(evidence.heading)) or (not is_short and found is not Grade.STRONG):
        return False
    if title_grade(evidence.title) is Grade.ABOUT or _is_about_absence(evidence) or _is_a_text(evidence):
        return False
    if found is Grade.STRONG and not _heads_an_article(evidence):
        return True
    if not is_short or found is Grade.ABOUT:
        return False
    if evidence.own_length <= _FEW_SENTENCES and _a_line_says_so(evidence):
        return True
    return _states_absence(evidence) or (found is Grade.WEAK and _bears_out(evidence))


def _is_a_picture(evidence: Evidence) -> bool:
    """Whether a front page shows a picture and misses nothing: "404" may be what the picture is called."""
    if evidence.asked.partition("/")[2].strip("/") or _PICTURE.search(evidence.lowered) is None:
        return False
    return measure(evidence.rest) <= _BARE_WORD and not bears_out_absence(evidence)


def _has_a_subject(evidence: Evidence) -> bool:
    """Whether a heading names something, and apologises for nothing."""
    return count_words(evidence.heading) >= _SUBJECT and not apologises(evidence)


def _is_a_text(evidence: Evidence) -> bool:
    """Whether a page answers its heading's question, is a work of reference with entries under it, or a picture."""
    if ASKING.match(evidence.heading) or _is_a_picture(evidence):
        return True
    return evidence.sections >= _ENTRIES and REFERENCE.fullmatch(evidence.heading) is not None


def _states_absence(evidence: Evidence) -> bool:
    """Whether a page's message is that something is not there.

    A message comes first. Under a heading with a subject of its own, a later sentence is about that subject.
    """
    if not evidence.says_absent:
        return False
    if _has_a_subject(evidence):
        first = SENTENCE.split(evidence.rest, maxsplit=1)[0]
        return says_absent(first) and not is_of_a_state(first, evidence)
    said = evidence.said
    for state in [each for each in SENTENCE.split(said) if each and is_of_a_state(each, evidence)]:
        said = said.replace(state, " ")
    return says_absent(said)


def _a_line_says_so(evidence: Evidence) -> bool:
    """Whether one of a page's first lines says nothing but that something is not there: a group, a job, a share."""
    most = 1 if _has_a_subject(evidence) else _FIRST_LINES
    said = [text for line in evidence.own_lines[:most] for text in (line, SENTENCE.split(line, maxsplit=1)[0])]
    return any(grade(text) is Grade.STRONG and not is_of_a_state(text, evidence) for text in said)


def _bears_out(evidence: Evidence) -> bool:
    """Whether a page bears out a title that may be a film's or a note's as well: "Gone", "Missing", "404"."""
    if not _is_short(evidence, SHORT):
        return _opens_with_absence(evidence)
    if title_grade(evidence.heading) is Grade.ABOUT:
        return says_absent(evidence.rest)
    few = _BARE_NUMBER if is_coded(evidence.title) or is_coded(evidence.heading) else _BARE_WORD
    return evidence.length <= few or evidence.says_absent or apologises(evidence)


def _opens_with_absence(evidence: Evidence) -> bool:
    """Whether title and heading say it, and the first sentence under them as well, whatever else is offered below.

    So do themes that list their newest posts under "Nothing found".
    """
    heading = evidence.heading
    if grade(heading) < Grade.WEAK or heading not in segments(evidence.title) or evidence.is_a_text:
        return False
    below = SENTENCE.split(evidence.said.partition(heading)[2].strip(), maxsplit=1)[0]
    return 0 < count_words(below) <= _ONE_LINE and speaks_of_loss(below)


def _names_nothing_else(heading: str) -> bool:
    """Whether a heading has nothing beside the number of an error but, perhaps, the site's name."""
    parts = segments(heading)
    if re.search(ARTICLE, heading):
        return False
    return title_grade(heading) >= Grade.WEAK and all(
        grade(part) >= Grade.WEAK or count_words(part) <= _SITE_NAME for part in parts
    )


def vague_error(evidence: Evidence) -> bool:
    """A short page that only says that something went wrong: a temporary failure."""
    named = (evidence.heading, *segments(evidence.title))
    if not _is_short(evidence, SHORT) or not any(_VAGUE.fullmatch(text.strip(" .!。！…:()")) for text in named):
        return False
    return not body_not_found(evidence) and not title_not_found(evidence)


def bears_out_absence(evidence: Evidence) -> bool:
    """Whether what stands under the heading goes on about absence, as an error page's few sentences do."""
    return says_absent(evidence.rest) or APOLOGY.search(evidence.rest[:300]) is not None


def _is_short(evidence: Evidence, limit: int) -> bool:
    return evidence.length <= limit


def _is_about_absence(evidence: Evidence) -> bool:
    """An address such as /docs/Web/HTTP/Status/404, and a work of reference, rightly have the number as their title."""
    if _is_short(evidence, SHORT):
        return False
    return bool(_ABOUT_ADDRESS.search(evidence.url)) or any(map(_REFERENCE.fullmatch, segments(evidence.title)))


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


_ENTRIES: Final = 2
"""Headings of entries in a work of reference."""
_SUBJECT: Final = 2
"""Words of a heading that names a subject."""
_FIRST_LINES: Final = 3
_PICTURE: Final = re.compile(r"<(?:img|picture|svg|canvas|video)\b")
_ONE_LINE: Final = 25
"""Words of a sentence that gives a message, and begins no article."""
_FEW_SENTENCES: Final = 60
_BARE_NUMBER: Final = 25
_BARE_WORD: Final = 12
"""Words of a page that has nothing to say beside its title: a number's, a word's."""
_REFERENCE: Final = re.compile(r"mdn(?: web docs)?|http|wikip[eé]dia.{0,30}|维基百科.{0,20}|wiktionary.{0,30}|rfc ?\d+")
_SITE_NAME: Final = 3
"""The most words of a site's name in a heading."""

_TITLE: Final = frozenset({Witness.TITLE})
_TEXT: Final = frozenset({Witness.TEXT})
RULES: Final[tuple[tuple[str, Callable[[Evidence], bool], frozenset[Witness]], ...]] = (
    ("title-not-found", title_not_found, _TITLE),
    ("body-not-found", body_not_found, _TEXT),
    ("vague-error", vague_error, _TEXT),
)
"""Trait, the question that gives it, and the kind of sign that it is."""
