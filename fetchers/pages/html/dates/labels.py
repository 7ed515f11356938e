"""What the words beside a day call it: the publication, an update, or the day of something else. Pure.

One table, a row a language; the words are those that content systems and themes write, and stand right before the day
or, where the language has it so, right behind it. A longer label wins by being looked for first: 更新时间 is an update,
though 时间 alone is not.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final


class DateLabel(Enum):
    """What a day is called."""

    PUBLISHED = auto()
    UPDATED = auto()
    OTHER = auto()
    """The day of something else than the page: of another article, a visit, a deadline, a build."""


# Most specific first: the day of something else, an update, a publication. In lower case, and every word begins with a
# letter of its own, so that a pattern is tried only where one of these letters stands.
_OTHER: Final = r"""
previous|next|older|newer|last reply|last post|last comment|last visit|joined|registered|member since|accessed|
retrieved|visited|latest|
deadline|expires|valid until|copyright|©|\(c\)|generated|built|compiled|since|snapshot|archived|captured|born|died|
推荐文章于|推薦文章於|最新|上一篇|下一篇|上一章|下一章|最新回复|最后回复|最後回覆|注册(?:时间|于)?|访问(?:时间|日期)?|检索|截止(?:时间|日期)?|
有效期[至到]?|到期|生成于|前の記事|次の記事|登録者|アクセス日|閲覧日|締切|이전 ?글|다음 ?글|마감|접속일|가입일?|
abgerufen|vorheriger|nächster|consultée?|précédent|suivant|consultado|anterior|siguiente|próximo|consultato|precedente|successivo|
обращения|предыдущ\w+|следующ\w+|acessado
"""
_UPDATED: Final = r"""
updated?|modified|modification|revised|revision|edited|edit|reviewed|changed|change|touched|
更新(?:时间|日期|時間|于|於|日?時?)|更新|已更新|修改(?:时间|日期|于)?|编辑(?:于)?|編輯(?:於)?|修订|
改訂日?|編集日?|修正日?|改稿|
수정(?:일시?|됨|시간)?|업데이트(?:됨|일)?|갱신(?:일)?|변경일|
aktualisiert|aktualisierung|geändert|änderung|bearbeitet|überarbeitet|stand|
mise? à jour|modification|modifiée?|actualisée?|révisée?|révision|
actualización|actualizad[oa]|modificación|modificad[oa]|editad[oa]|revisión|revisad[oa]|
обновлен\w*|обновлён\w*|изменен\w*|изменён\w*|отредактирован\w*|редакция|
aggiornament\w+|aggiornat[oa]|modifica|modificat[oa]|revisione|
atualização|atualizad[oa]|alteração|alterad[oa]|modificação|revisão|
bijgewerkt|gewijzigd|zaktualizowano|aktualizacja|aktualizováno|güncelle\w*
"""
_PUBLISHED: Final = r"""
published|posted|publication date|publish date|submitted|released|written|created|date|
发布(?:时间|日期|于)?|發布(?:時間|日期|於)?|發佈於|发表(?:时间|日期|于)?|發表(?:於)?|創建時間|创建(?:时间|日期|于)|撰写于|写于|
首发于?|刊登于?|刊发时间|上传时间|日期|时间|時間|
公開日?時?|掲載日?|投稿日?時?|作成日?時?|登録日|発行日?|発表日?|配信日?時?|執筆日?|初版|日付|
게시(?:일시?|됨)?|작성(?:일시?|됨)?|등록(?:일시?|됨)?|입력(?:일시?|시간)?|발행(?:일시?|됨)?|날짜|
veröffentlicht|erschienen|publiziert|erstellt|geschrieben|datum|
publiée?|parue?|postée?|mise? en ligne|rédigée?|écrite?|date de publication|
publicad[oa]|fecha|cread[oa]|escrit[oa]|
опубликован\w*|дата|публикации|размещен\w*|добавлен\w*|создан\w*|написан\w*|
pubblicat[oa]|data|pubblicazione|publicação|scritto|inserit[oa]|creat[oa]|
postad[oa]|criad[oa]|gepubliceerd|geplaatst|opublikowano|vydáno|yayınlan\w*|yayın tarihi
"""
# Between the label and the day: little words, marks, a weekday.
_BETWEEN: Final = (
    r"(?:\s|[:：|·•,，(（\[«=~–—-]|\b(?:on|at|am|um|le|la|el|il|em|il giorno|the|by|was|of|vom|den|de|del|du|в|от|op)\b"
    r"|於|于|时间|日期|時間"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:mo|di|mi|do|fr|sa|so)(?:nn|n|ens|nners|ei|ms)?(?:tag|woch)\b){0,8}"
)
_NAMES: Final = {DateLabel.OTHER: _OTHER, DateLabel.UPDATED: _UPDATED, DateLabel.PUBLISHED: _PUBLISHED}


def _words(table: str) -> str:
    return table.replace("\n", "")


_BEFORE: Final = tuple((label, re.compile(rf"(?:{_words(table)}){_BETWEEN}\Z")) for label, table in _NAMES.items())
# A time of day, then the label: 2024-04-21 10:49 更新, 2024年3月1日 公開, 2024. 3. 1. 수정.
_BEHIND: Final = re.compile(
    r"\A\s*(?:[(（][^()（）]{1,3}[)）])?\s*(?:\d{1,2}[:：时時]\d\d(?:[:：分]\d\d)?)?[\s,，.|·]*(?:に|에|已|最后|最終)?\s*"
    r"(?:(?P<UPDATED>更新|修改|编辑|編輯|改訂|編集|수정|업데이트|\(?updated\b|aktualisiert|geändert)"
    r"|(?P<PUBLISHED>发布|發布|發佈|发表|發表|公開|投稿|掲載|作成|게시|작성|등록|입력|veröffentlicht)"
    r"|(?P<OTHER>截止|回复|回覆|注册|アクセス|閲覧))",
    re.IGNORECASE,
)
BEFORE: Final = 60
"""Characters before a day in which its label is looked for."""
AFTER: Final = 24
"""Characters behind it."""
# A line that begins so is about another page, whatever stands between these words and the day.
_ELSEWHERE: Final = re.compile(
    r"原文\s*[（(]|推荐文章|推薦文章|相关文章|相關文章|上一[篇章页]|下一[篇章页]|関連記事|"
    r"前の記事|次の記事|관련 ?기사|이전 ?글|다음 ?글|"
    r"\b(?:related|previous|next|older|newer) (?:posts?|articles?|entry|story)\b",
    re.IGNORECASE,
)


def label_of(before: str, behind: str = "") -> DateLabel | None:
    """Return what the words around a day call it, None where they do not say."""
    before = before[-BEFORE:].lower()
    if _ELSEWHERE.search(before):
        return DateLabel.OTHER
    for label, pattern in _BEFORE:
        if _ends(pattern, before):
            return label
    match = _BEHIND.match(behind[:AFTER])
    return DateLabel[match.lastgroup or ""] if match else None


def _ends(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text ends with one of the labels, and not with a word that only ends like one."""
    match = pattern.search(text)
    while match:
        start = match.start()
        if not start or not text[start - 1].isascii() or not (text[start - 1].isalnum() or text[start - 1] == "_"):
            return True
        match = pattern.search(text, start + 1)
    return False
