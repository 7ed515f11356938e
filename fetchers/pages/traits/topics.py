"""Subjects that the requested address names, such as logins, captchas, 404: words about them are no evidence. Pure.

A mark is no sign where the address that was asked for names its subject: ``/docs/errors/429``,
``/help/account-suspended``. The patterns are of about ten languages: outside them, and in a folder's name, a subject is
not recognised, and the page has only its length and its sentences to tell it from a notice.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from urllib.parse import unquote

from fetchers.pages.traits.absence import Grade, losses_in, speaks_of_loss, title_grade
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.phrases import wording
from fetchers.pages.traits.shape import measure

_LOST: Final = (
    r"(?<!\d)(?:404|410)(?!\d)|"
    r"not[-_ ]?found|(?:page|link|file)[-_ ]?(?:missing|gone|removed)|soft[-_]?404|error[-_]?(?:page|code)s?|"
    r"status[-_]?codes?|http[-_]?status|cannot[-_]find|can-?t-find|no[-_]such|does[-_]not[-_]exist|fehlerseite|"
    r"nicht[-_]gefunden|introuvable|no[-_]encontrad|nao[-_]encontrad|错误页|错误|找不到|不存在|エラー|"
    r"見つかりません|오류"
)
_ILL: Final = (
    r"(?<!\d)50[0-9](?!\d)|errors?\b|fehler|erreur|exception|database|gateway|unavailable|server|错误|エラー|오류|ошибк|"
    r"troubleshoot"
)
_HOST: Final = (
    r"domain|parking|parked|for[-_]?sale|expir|renew|registrar|auction|域名|yuming|ドメイン|도메인|домен|dominio"
)
_WALL: Final = (
    r"captcha|challenge|verif|security[-_]?(?:check|verif)|robot|\bbots?\b|anti[-_]?bot|(?<!\d)403(?!\d)|forbidden|"
    r"access[-_]denied|"
    r"denied|turnstile|\bwaf\b|human|验证|驗證|認証|인증|sicherheit|moment"
)
_LOGIN: Final = (
    r"log[-_]?[io]n|sign[-_]?in|sign[-_]?on|\bsso\b|denglu|登录|登錄|登入|ログイン|로그인|anmeld|einlogg|"
    r"connexion|connecter|"
    r"iniciar[-_]ses|entrar|accedi|logow|vhod|вход|giris|dang[-_]?nhap"
)
_TOPICS: Final = {
    "login-wall": _LOGIN,
    "access-request": r"access|permission|private|request|权限|subscri",
    "access-denied": _WALL,
    "rate-limit-page": r"(?<!\d)429(?!\d)|too[-_]?many|rate[-_]?limit|throttl|限流|quota|slow[-_]?down",
    "consent-wall": r"consent|cookie|privacy|gdpr",
    "not-in-region": r"region|countr|geo",
    "maintenance": r"maint|wartung|mantenim|manuten|onderhoud|维护|維護|メンテ|점검|обслуживан|bakim|"
    r"bao-tri|upgrade|downtime",
    "server-error-page": _ILL,
    "database-error": _ILL,
    "vague-error": _ILL,
    "title-not-found": _LOST,
    "body-not-found": rf"{_LOST}|delet|remov|删除|刪除|削除|삭제",
    "no-results": r"search|results?\b|搜索|検索|검색",
    "service-ended": r"shut[-_]?down|sunset|discontinu|end[-_]of|clos(?:ed|ing|ure)|retir|下线|停止|終了|종료|"
    r"farewell|goodbye",
    "parked": _HOST,
    "domain-lapsed": _HOST,
    "suspended": r"suspen|disabled|\bban(?:ned)?\b|terminat|bandwidth|停用|封|冻结|sperr|bloqu|konto",
    "default-page": r"default|hello|welcome|nginx|apache|tomcat|\biis\b|caddy|plesk|cpanel|whm|install|getting|quick|"
    r"start|coming[-_]soon|construction|it[-_]works|test|placeholder",
}
_COMPILED: Final = {
    # A word begins where it begins: "latest" is no test, "observer" no server.
    trait: re.compile(rf"(?<![a-z])(?:{pattern})", re.IGNORECASE)
    for trait, pattern in (_TOPICS | {"challenge": _WALL}).items()
}
WORDED: Final = {
    "parked": ("for-sale",),
    "domain-lapsed": ("lapsed", "held-by-a-registrar"),
    "suspended": ("suspended",),
    "service-ended": ("service-ended",),
    "default-page": ("default-page",),
}
"""The lists of wordings that a trait's marks are made of."""
SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|[。！？]|\n")
_CONTENT: Final = 5
"""Words that are more than "back to the start"."""
_ABSENCE: Final = frozenset({"title-not-found", "body-not-found"})
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMING: Final = re.compile(r"[^\W\d_]{3}")
_INDEX: Final = re.compile(r"(?:index|default)\.\w{1,5}", re.IGNORECASE)


def is_asked_for(trait: str, url: str) -> bool:
    """Whether the address asked for names what the trait is about."""
    pattern = _COMPILED.get("challenge" if trait.startswith("challenge") else trait)
    return pattern is not None and pattern.search(_name_in(url)) is not None


def words_of_marks(trait: str, text: str) -> str:
    """Return what a text (``plain``) says that a trait's marks are made of; "" for marks that are no wordings."""
    if trait in _ABSENCE:
        return losses_in(text)
    return " ".join(match[0] for name in WORDED.get(trait, ()) for match in _said(name).finditer(text))


@cache
def _said(name: str) -> re.Pattern[str]:
    return re.compile(wording(name), re.IGNORECASE)


def _name_in(url: str) -> str:
    """Return what an address calls its page: the end of its path from the last word on, and what follows the path.

    A folder is named after its shelf: of ``/server/backup-plans``, a page on servers is not what was asked for.
    """
    rest = unquote(url.partition("://")[2].partition("/")[2])
    path = re.split(r"[?#]", rest, maxsplit=1)[0]
    named: list[str] = []
    for part in reversed(path.split("/")):
        if part and not _INDEX.fullmatch(part):
            named.append(part)
            if _NAMING.search(part):
                break
    return _HUMP.sub("-", "/".join([*reversed(named), rest[len(path) :]]))


def says_more(evidence: Evidence) -> bool:
    """Whether sentences beside a notice say something else, as under the name of an item that is there.

    Where the name is nothing but a notice, they go on about that; where it speaks of one beside its subject ("Model
    file missing from release"), they have to say three times as much.
    """
    names = (evidence.title, evidence.heading)
    if any(title_grade(name) >= Grade.WEAK for name in names):
        return False
    needed = _CONTENT * (3 if any(map(_is_notice, names)) else 1)
    sentences = (said for line in evidence.below for said in SENTENCE.split(line))
    return sum(measure(said) for said in sentences if said not in evidence.names and not _is_notice(said)) >= needed


def _is_notice(sentence: str) -> bool:
    return speaks_of_loss(sentence) or any(words_of_marks(trait, sentence) for trait in WORDED)


def is_of_a_state(sentence: str, evidence: Evidence) -> bool:
    """Whether a notice is of the state of a thing that is there: a topic that is closed, with its posts under it."""
    return _out_of_use().search(sentence) is not None and says_more(evidence)


@cache
def _out_of_use() -> re.Pattern[str]:
    return re.compile(wording("out-of-use"))
