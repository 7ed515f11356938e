"""What apologises, or says in a few words that something is gone: in any words, of whatever thing. Pure.

No proof, but reason enough to request an address that cannot exist (the sibling): how the server treats that tells what
it meant (Bar-Yossef et al., WWW 2004).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final
from urllib.parse import unquote

from fetchers.facts import Witness
from fetchers.pages.traits.absence import Grade, speaks_of_loss, title_grade
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.shape import BRIEF, FILE_ENDING, QUOTED, SHORT, measure, plain
from fetchers.pages.traits.shell import is_to_be_used
from fetchers.pages.traits.topics import is_of_a_state

APOLOGY: Final = re.compile(
    r"(?<!\w)(?:oops\w*|whoops|uh[- ]?oh|sorry|something (?:went wrong|is missing)|an? (?:unexpected )?error|"
    r"error page|yikes|"
    r"ups|hoppla|huch|leider|entschuldigung|fehler|oups|désolée?s?|une erreur|lo sentimos|vaya|ocurrió un error|"
    r"desculpe|ocorreu um erro|spiacenti|siamo spiacenti|oeps|helaas|przepraszamy|niestety|wystąpił błąd|"
    r"извините|к сожалению|упс|произошла ошибка|üzgünüz|maalesef|bir hata|عذرا|عذرًا|xin lỗi|rất tiếc|maaf|"
    r"tyvärr|beklager|valitettavasti|bohužel|sajnáljuk|dead end|hm+|looked everywhere|wrong turn|took a wrong|"
    r"lost\?)(?!\w)|"
    r"哎呀|抱歉|对不起|對不起|出错了|出錯了|申し訳|ごめんなさい|エラーが発生|죄송|오류가 발생|ขออภัย"
)
"""Words of regret in some twenty languages. They only have the server asked, and convict nobody; an apology in another
language is asked about where the page does not name the item, or names a loss."""


def apologises(evidence: Evidence) -> bool:
    """Whether title, heading or the first words say sorry, in some language."""
    return _is_called_sorry(evidence) or APOLOGY.search(evidence.visible[:300]) is not None


def _is_called_sorry(evidence: Evidence) -> bool:
    return any(APOLOGY.search(name) for name in (evidence.title, evidence.heading))


def apology(evidence: Evidence) -> bool:
    """A short page apologises, or its heading says of something that it is absent, whatever the thing is called."""
    if evidence.length > SHORT:
        return False
    return apologises(evidence) or (calls_it_absent(evidence) and not is_to_be_used(evidence))


def calls_it_absent(evidence: Evidence) -> bool:
    """Whether the first heading says in a few words that something is not there. No shell has such a heading."""
    heading = evidence.heading
    if not heading or measure(heading) > _FEW_WORDS:
        return False
    return title_grade(heading) is Grade.ABOUT or speaks_of_loss(heading)


def names_loss(evidence: Evidence) -> bool:
    """Heading or first line say in a few words that something is gone, whatever it is. A film may be called so."""
    if evidence.length > BRIEF or evidence.is_a_text:
        return False
    # Under an apology, a menu or a breadcrumb may go before the line that says what for, in a box its title.
    lines = evidence.own_lines[:_FIRST_LINES]
    if not _is_called_sorry(evidence):
        lines = lines[: 2 if lines and measure(lines[0]) <= _A_LABEL else 1]
    return calls_it_absent(evidence) or any(_is_a_loss(line, evidence) for line in lines) or names_own_loss(evidence)


def names_own_loss(evidence: Evidence) -> bool:
    """One of the first lines says that something is gone, and calls it as the address does: "Issue 8812 not found"."""
    if evidence.length > BRIEF or evidence.is_a_text:
        return False
    path = _INDEX.sub("", plain(unquote("/" + evidence.asked.partition("/")[2])))
    names = [part for part in path.split("/") if FILE_ENDING.search(part)]
    last = next(iter(_WORD.findall(path)[-1:]), "")
    # An address that asks for "removed" has a page about that.
    if len(last) >= _A_NAME - last.isdigit() and not speaks_of_loss(last):
        names.append(last)
    lines = evidence.own_lines[:_FIRST_LINES]
    # Markup within a sentence parts it: "No such list <em>lamps</em>".
    said = (*lines, *map(" ".join, pairwise(lines)))
    return any(
        name in (line if "." in name else _WORD.findall(line)) and _is_a_loss(line, evidence)
        for line in said
        for name in names
    )


def _is_a_loss(line: str, evidence: Evidence) -> bool:
    said = (line, _SENTENCE.split(line, maxsplit=1)[0])
    return any(
        measure(QUOTED.sub("", text)) <= _A_MESSAGE
        and speaks_of_loss(text.strip(" .!。！"))
        and not is_of_a_state(text, evidence)
        for text in said
    )


_WORD: Final = re.compile(r"[^\W_]+")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_A_NAME: Final = 4
"""Characters of a word that one thing of a site is called by; a number has three."""
_FIRST_LINES: Final = 4
_INDEX: Final = re.compile(r"(?:/(?:index|default))?\.[a-z]\w{1,4}\Z|/(?:index|default)\Z")
_FEW_WORDS: Final = 6
"""Words of a heading that says one thing of another."""
_A_LABEL: Final = 3
"""Words of the title that an engine gives to its box of messages."""
_A_MESSAGE: Final = 14

_TEXT: Final = frozenset({Witness.TEXT})
RULES: Final[tuple[tuple[str, Callable[[Evidence], bool], frozenset[Witness]], ...]] = (
    ("apology", apology, _TEXT),
    ("names-loss", names_loss, _TEXT),
)
"""Trait, the question that gives it, and the kind of sign that it is."""
