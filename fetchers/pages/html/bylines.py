"""Names in a line of text: what introduces them, where they end, and what parts several of them. Pure.

Words are the last resort: they are those that stand right before a name in a byline, in a dozen languages.
"""

from __future__ import annotations

import re
from typing import Final

from fetchers.pages.html.calendar.days import days
from fetchers.pages.html.calendar.years import has_year
from fetchers.pages.html.declarations import clean

LONGEST_NAME: Final = 80
LONGEST_LINE: Final = 120
# "Written by", "Erstellt von": a participle may precede the preposition; a photo or a translation is somebody else's.
_MADE: Final = (
    r"(?:(?:written|posted|published|created|submitted|reported|verfasst|geschrieben|erstellt|eingestellt|gespeichert"
    r"|veröffentlicht|écrit|rédigé|publié|proposé|escrito|publicado|scritto|pubblicato|postado|geschreven|geplaatst)\s+)?"
)
_BY: Final = re.compile(
    rf"\A\W{{0,3}}(?:(?:photos? |story )?by|{_MADE}(?:by|von|par|por|da|di|door|av|af)|escribe|"
    r"автор\w*|(?:本文|原)?作者|文|撰文|作家|编译|記者|记者|글|"
    r"기자|著者|執筆者?|author|autor|auteur|autore|(?:text|interview|texto|texte|testo|redaktion|redacción)(?=\s*[:：]))"
    r"(?:\s*[:：/／]\s*|\s+)",
    re.IGNORECASE,
)
# A short line that begins with such a word, or has such a label in it, names a person behind it.
_NAMES: Final = r"(?P<names>[^|·•\n\d:：()（）【】\[\]]{2,80})"
_BYLINE: Final = re.compile(
    rf"\W{{0,3}}(?i:{_MADE}(?:by|von|par|por|di|door|av)|(?:scritto|pubblicato)\s+da|escribe)\s+(?=[^\W\d_a-z]){_NAMES}"
)
_LABEL: Final = (
    r"(?:(?<![\u4e00-\u9fff])(?:本文|文章|原)?作者|撰文|著者|執筆者?|글쓴이|작성자"
    r"|\b(?i:author|autor(?:in/autor)?|auteur|autore)|\bАвтор)"
)
_LABELLED: Final = re.compile(rf"(?:{_LABEL}|(?:\A|(?<=[\s|·•]))文)\s*[:：/／|]\s*{_NAMES}")
_ONLY_LABEL: Final = re.compile(rf"{_LABEL}\s*[:：]?\Z")
_LABEL_ENDS: Final = ":：/／|"
# 光明日报记者 王建宏 张文攀, 新华社北京2月13日电（记者王希、李明）: a line of its own, or in brackets.
_HAN_NAMES: Final = r"(?P<names>[\u4e00-\u9fff·]{2,4}(?:[\s、,，]{1,3}(?!通讯员)[\u4e00-\u9fff·]{2,4}){0,5})"
_REPORTER: Final = re.compile(rf"[^，。！？；：]{{0,20}}[记記]者[\s:：]{{1,3}}{_HAN_NAMES}\s*(?:报道|報道|文)?\Z")
_IN_BRACKETS: Final = re.compile(
    rf"[（(][^（）()，。]{{0,12}}[记記]者[\s:：]{{0,3}}{_HAN_NAMES}(?:\s+通讯员[^（）()]{{0,30}})?[）)]"
)
# 신현주 기자: a line of its own, or what a dispatch begins with, (서울=통신) 신현주 기자 =
_KOREAN: Final = re.compile(
    r"(?:[(\[][^()\[\]]{2,20}[)\]]\s?)?(?P<names>[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,3})\s?(?:기자|특파원)"
    r"(?:\s?=.*|\s?\(?[\w.-]{1,40}@[\w.-]{1,40}\)?)?\Z",
    re.DOTALL,
)
_IN_LABELS: Final = ("者", "文", "uthor", "utor", "uteur", "втор", "글쓴이", "작성자")
"""One of these stands in every label; told in C."""
# What a text has where it names its authors by a label: a pattern for each, for re finds a beginning in C.
_NAMING: Final = {
    "者": re.compile(r"者(?:\s*[:：/|]|(?<=[文章]作者)|(?<=[记記]者)\s|[\u4e00-\u9fff·、\s]{2,30}[）)])"),
    **{
        word: re.compile(rf"{word}(?:in/Autor)?(?:\s*[:：/|]|\s+[^\W\d_a-z])")
        for word in ("Author", "Autor", "Auteur", "Автор", "글쓴이")
    },
}
_TIME: Final = re.compile(r"[\s,.:|·•–-]*(?:\d{1,2}[:.h]\d\d(?::\d\d)?)?\s*(?:Uhr|[ap]m)?[\s,|·•–-]*", re.IGNORECASE)
_DAY_BEGINS: Final = 16
_BEHIND_DAY: Final = re.compile(r" (?:by|von|par|por|di|door|av) ")
_UNTIL: Final = re.compile(
    r"\s*(?:\||·|•|—|–|,?\s+(?:on|in|at|am|le|el|il)\b|\bpublished\b|\bposted\b|\bupdated\b|发布|发表|来源|编辑|日期|时间|阅读|浏览|分类|字数|\s{2,}|$).*",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(r" ?(?:[;；、|&]|,? (?:and|und|et|y|和|与) ) ?")
_COMMA_LIST = re.compile(r" ?[,，] ?")
# What Korean and Japanese papers write behind a reporter's name.
_TITLE_BEHIND: Final = re.compile(r"\s?(?:기자|특파원|記者|编辑)\Z|(?<=[\u4e00-\u9fff])\s(?:记者|著)\Z")
# What agencies write behind it: "Jane Doe, dpa", "Jane Doe, CNN".
_PLACE_BEHIND: Final = re.compile(r"(?<=[^\W\d_])\s?,\s?(?:[A-Z]{2,8}|[a-z]{2,8})\Z")
_HAN: Final = re.compile(r"[\u4e00-\u9fff·]{2,4}\Z")
# What content systems fill in when nobody is named.
_NOBODY: Final = re.compile(
    r"(?:admin(?:istrator)?|authors?|editor(?:ial)?(?: team| staff)?|staff(?: writer)?|webmaster|unknown|anonymous|"
    r"none|null|undefined|root|user|guest|n/?a|team|redaktion|la rédaction|posts? by.*|test|wordpress|about|home|"
    r"匿名(?:用户)?|佚名|未知|管理员|小编|编辑|本站|网络|作者|admin\d*|your name|"
    r"the editors|view (?:all|profile).*|関連記事)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|/|@|\.(?:com|org|net|cn|de|fr|io)\b|[<>{}=\"]|(?<![^\W_])\d{3}|\d:\d")


def introduces(text: str) -> bool:
    """Whether a text is a word such as "By", and nothing else: the name stands in the next element."""
    return len(text) <= _DAY_BEGINS and _BY.fullmatch(f"{text} ") is not None


def named_in(line: str) -> str:
    """Return the names in a short line that says that it has some, "" where it does not."""
    if not 1 < len(line) <= LONGEST_LINE:
        return ""
    match = _BYLINE.match(line)
    if match is None and has_year(line) and _BEHIND_DAY.search(line) and (day := next(days(line[:LONGEST_LINE]), None)):
        rest = _TIME.match(line, day.end)
        match = _BYLINE.match(line, rest.end() if rest else day.end) if day.start <= _DAY_BEGINS else None
    return _ended(match) or labelled_in(line)


def labelled_in(line: str) -> str:
    """Return the names behind a label such as "作者：" or "Author:" in a line."""
    if line.isascii() and "ut" not in line:
        return ""
    if ("기자" in line or "특파원" in line) and (korean := _KOREAN.match(line)):
        return _ended(korean)
    if not any(map(line.__contains__, _IN_LABELS)):
        return ""
    match = _LABELLED.search(line) if any(map(line.__contains__, _LABEL_ENDS)) else None
    if match is None and ("者" in line):
        match = _REPORTER.match(line) or _IN_BRACKETS.search(line)
    return _ended(match)


def labels_in(text: str) -> list[str]:
    """Return what stands in the labels by which a whole page names its authors, if it does."""
    if text.isascii() and "Aut" not in text:
        return []
    return [mark for mark, pattern in _NAMING.items() if mark in text and pattern.search(text)]


def is_label(text: str) -> bool:
    """Whether a text is a label of authors and nothing else: what follows it is their names."""
    return len(text) <= _DAY_BEGINS and _ONLY_LABEL.match(text) is not None


def _ended(match: re.Match[str] | None) -> str:
    names = _UNTIL.sub("", match["names"]) if match else ""
    return names if 1 < len(names) <= LONGEST_NAME else ""


def turned(name: str) -> str:
    """``Lovelace, Ada`` as Google Scholar's tags have it, the way people say it."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() and "," not in given else name


def is_row(text: str) -> bool:
    """Whether a text is several names."""
    return len(_LIST.split(text)) > 1


def people(value: str, language: str = "") -> list[str]:
    """Return the people that a text names, each on its own."""
    parts = _LIST.split(_BY.sub("", clean(value)))
    names = [
        _PLACE_BEHIND.sub("", _TITLE_BEHIND.sub("", name))
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
        1 < len(text) <= LONGEST_NAME
        and text[0].isalnum()
        and not (text[0].isdigit() and " " in text)
        and len(text.split()) <= 8
        and not _ADDRESS.search(text)
        and not _NOBODY.fullmatch(text)
        and not text.isdigit()
    )
