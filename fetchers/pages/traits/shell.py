"""Does a page wait for a script to paint it? Then what it shows is the template's, not the page's. Pure.

A shell has a script from elsewhere and an element that is still empty, named as frameworks name the one they paint; or
the few words that it has ask for patience, for JavaScript, for a newer browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fetchers.pages.traits.evidence import Evidence

_SCRIPT: Final = re.compile(r"<script\b", re.IGNORECASE)
_SOURCE: Final = re.compile(
    r"<script\b[^>]{0,500}?\bsrc\s*=|<script\b[^>]{0,200}?type\s*=\s*[\"']?module", re.IGNORECASE
)
_MOUNTS: Final = (
    "root|app|application|__next|__nuxt|___gatsby|react-root|react-app|vue-app|ng-app|main-app|app-root|app-mount|"
    "mount|q-app|svelte|spa|viewer|ember-app|webapp|web-app|page-root|content-root|root-app|approot|layout-app"
)
_MOUNT: Final = re.compile(
    r"<(?P<tag>div|main|section|body)\b[^<>]{0,300}?\bid\s*=\s*[\"']?(?:" + _MOUNTS + r")(?=[\"'\s>])[^<>]{0,300}>|"
    r"<(?P<custom>app|app-root|app-main|my-app|ng-app|flutter-view|ion-app|main-app|root-app)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
"""Elements as frameworks name the one they paint. Another name is recognised where the page has hardly a word besides
(``is_bare``); a page of more words is read as it was sent, and no comparison convicts it while the element is empty."""
_LOADED: Final = re.compile(r"<script\b[^<>]{0,300}?\bsrc\s*=\s*[\"']?(?:(?:https?:)?//([^/\"'\s>]+))?[^<>]{0,300}>")
"""A script's tag, and the host that it is from; none where it is the page's own."""
_BUNDLE: Final = re.compile(r"\bdefer\b|[._-](?=[a-z]*\d)[0-9a-z]{6,40}(?:\.\w{1,10}){0,2}\.m?js")
_LIBRARY: Final = re.compile(r"jquery|/wp-(?:includes|content)/")
"""What adds to a page that a server has written. Outside of this list a library that a site serves itself counts as
the site's own script: its pages are left alone rather than accused."""
_FETCHING: Final = ("xmlhttprequest", "innerhtml", ".ajax(")
_MODULE: Final = re.compile(r"type\s*=\s*[\"']?module")
_FETCH: Final = re.compile(r"fetch(?<!\wfetch)\s*\(")
"""Each begins with letters, which a search finds at once: a boundary before them makes it thirty times as slow."""
_EMPTY: Final = re.compile(
    r"<(?:(?:div|main|section|article)\b(?=[^<>]{0,300}?\bid\s*=)[^<>]{0,300}|[a-z]{1,20}-[\w-]{1,40}(?:\s[^<>]{0,300})?)>\s*</"
)
_ANY_EMPTY: Final = re.compile(
    r"<(?:(?:main|article|ul|ol|tbody)(?:\s[^<>]{0,300})?|(?!a\b|script|i\b|iframe|textarea|button)[a-z][a-z1-6-]{0,30}"
    r"\s(?=[^<>]{0,300}?\b(?:id|class|data-[a-z-]{1,20})\s*=)[^<>]{0,300})>\s*</"
)
_ANSWERED: Final = re.compile(
    r"<button\b|<select\b|<form\b[^<>]{0,300}?\bmethod\s*=\s*[\"']?post|"
    r"<input\b(?![^<>]{0,300}?(?:\btype\s*=\s*[\"']?(?:hidden|search|submit)|\bname\s*=\s*[\"']?(?:q|s|query|search|keywords?)[\"'\s>]))"
)
"""Fields and buttons but those of a search."""
_LEADS: Final = re.compile(r"\shref\s*=\s*(?:[\"']([^\"'<>]{0,600})|([^\"'\s<>]{1,600}))")
"""Where a page leads, with the links that only a script answers (``#``): ``Evidence.links`` leaves those out."""
_HOME: Final = re.compile(
    r"(?:https?://[^/]{1,253})?(?:\.{0,2}/|/[a-z]{2}(?:[-_][a-z]{2,4})?/?|/(?:index|home|default)(?:\.\w{1,5})?)?"
)
"""A site's front page, one language's front page."""
_DIRECTED: Final = re.compile(
    r"<[a-z][^<>]{0,200}?\s(?:v-(?:if|show|else|cloak)|ng-(?:if|show|hide)|x-(?:show|if|cloak)|\*ngif|data-bind)\b[^<>]{0,200}>"
    r"\s*[^<>\s]|>[^<>{]{0,200}\{\{"
)
"""Texts in elements that Vue, Angular, Alpine or Knockout show or hide, and holes that they fill."""
_USED: Final = re.compile(
    r"<(?:canvas|textarea|iframe|video|audio|object|embed)\b|\bcontenteditable\b|"
    r"<input\b[^<>]{0,300}?\btype\s*=\s*[\"']?(?:password|tel|file)"
)
_MAIL: Final = re.compile(r"<input\b[^<>]{0,300}?\btype\s*=\s*[\"']?email")
_PASSWORD: Final = re.compile(r"type\s?=\s?[\"']?password")
_BUTTON: Final = re.compile(r"<button\b")
_CONTROLS: Final = 4
"""Buttons of a tool; a page that is read has one for its menu and one for its search."""
_TAGS: Final = re.compile(r"<script\b.*?</script|<style\b.*?</style|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_LOADING: Final = re.compile(
    r"\b(?:loading|please wait|initiali[sz]ing|starting up|(?:wird|werden) geladen|lädt|chargement|cargando|carregando|"
    r"caricamento|загрузка|загружается|yükleniyor|laden|ładowanie|đang tải|memuat)\b|加载|載入|加載|请稍|稍候|稍等|"
    r"読み込み|ロード中|お待ちください|로딩|불러오는|잠시만|กำลังโหลด"
)
_NEEDS_SCRIPT: Final = re.compile(
    r"(?:java ?script|\bjs\b).{0,60}(?:required|disabled|enable|needed|not (?:enabled|available|supported)|turned? o|"
    r"work|run|view|use|continue|启用|启动|开启|禁用|支持|啟用|有効|無効|必要|활성|필요|aktivier|benötigt|activ|désactiv|requ|"
    r"habilit|necesi|necess|ativ|attiv|включ|отключ|etkin|bật|aktif)|"
    r"(?:needs?|requires?|enable|turn on|without|activate|启用|开启|啟用|请使用|aktivieren|activer|active|habilite|"
    r"ative|attiva|включите|bật).{0,30}java ?script|"
    r"浏览器.{0,8}(?:版本)?(?:过低|过旧|太旧)|升级.{0,6}浏览器|瀏覽器版本|unsupported browser|"
    r"(?:upgrade|update) your browser|browser is (?:not supported|out of date|too old)|"
    r"ブラウザ.{0,12}(?:古い|対応して|サポート)|브라우저.{0,10}(?:지원|업데이트)"
)
_MOUNT_WORDS: Final = 200
"""A PDF viewer's toolbar has a hundred words."""
_ASKING_WORDS: Final = 60
_BARE_WORDS: Final = 14
_MENU: Final = 3
"""Links to other pages of the site that a server wrote."""
_INSIDE: Final = 1500


def loads_own_script(evidence: Evidence) -> bool:
    """Whether a script of the site's own may put more on the page than was sent."""
    return _fetches(evidence) or any(_is_own(tag, evidence) for tag in _tags(evidence))


def may_route(evidence: Evidence) -> bool:
    """Return True if such a script may replace the page that was sent.

    One that fetches, or a bundle: a module, a script that waits for the whole page, one named by its content.
    """
    return _fetches(evidence) or any(_BUNDLE.search(tag[0]) and _is_own(tag, evidence) for tag in _tags(evidence))


def _fetches(evidence: Evidence) -> bool:
    markup = evidence.lowered
    return any(map(markup.__contains__, _FETCHING)) or bool(_MODULE.search(markup) or _FETCH.search(markup))


def _tags(evidence: Evidence) -> Iterator[re.Match[str]]:
    return _LOADED.finditer(evidence.lowered)


def _is_own(tag: re.Match[str], evidence: Evidence) -> bool:
    return (not tag[1] or tag[1] in evidence.hosts) and not _LIBRARY.search(tag[0])


def is_to_be_painted(evidence: Evidence) -> bool:
    """Return True if there is a named, empty element for a script to fill, of any framework."""
    return _EMPTY.search(evidence.lowered) is not None


def may_go_on(evidence: Evidence) -> bool:
    """Whether a script of the site's own may add to a page of few words, or its reader pass to another page.

    It has an element without a text; or below its heading a field, a button, or a link that leads anywhere but home: as
    gates, choices and doors to an application have, whatever they are called.
    """
    html = evidence.lowered
    content = html[max(html.find("<h1"), 0) :].partition("<footer")[0]
    if _ANY_EMPTY.search(html) or _ANSWERED.search(content):
        return True
    return not all(_HOME.fullmatch(link[1] or link[2] or "") for link in _LEADS.finditer(content))


def is_unfinished(evidence: Evidence) -> bool:
    """Return True if a script, a password or a tool may put something else in the place of what was sent."""
    return is_to_be_used(evidence) or (loads_own_script(evidence) and is_to_be_painted(evidence))


def is_template(evidence: Evidence) -> bool:
    """Return True if a script of the site's own decides which of the texts that were sent are shown."""
    return _DIRECTED.search(evidence.lowered) is not None and loads_own_script(evidence)


def asks_for_password(evidence: Evidence) -> bool:
    """Return True if there is a field for a password."""
    return _PASSWORD.search(evidence.lowered) is not None


def is_to_be_used(evidence: Evidence, *, asks_for_mail: bool = False) -> bool:
    """Whether a page is there to be used and not read: a tool, a player, a form.

    ``asks_for_mail``: a field for an address to write to is no such thing, but that of a newsletter.
    """
    if not asks_for_mail and _MAIL.search(evidence.lowered):
        return True
    return _USED.search(evidence.lowered) is not None or len(_BUTTON.findall(evidence.lowered)) >= _CONTROLS


def has_empty_mount(evidence: Evidence) -> bool:
    """Whether the element that a script is to paint is still empty, or asks for patience."""
    if evidence.length > _MOUNT_WORDS or not evidence.is_html or not _SOURCE.search(evidence.html):
        return False
    for match in _MOUNT.finditer(evidence.html):
        closing = f"</{(match['tag'] or match['custom']).lower()}"
        rest = evidence.html[match.end() : match.end() + _INSIDE]
        inside = rest[: max(rest.lower().find(closing), 0)] if closing in rest.lower() else rest
        words = _TAGS.sub(" ", inside).split()
        said = " ".join(words).lower()
        if not words or (len(words) <= _ASKING_WORDS and (_LOADING.search(said) or _NEEDS_SCRIPT.search(said))):
            return True
    return False


def asks_for_script(evidence: Evidence) -> bool:
    """Whether the few words of a page ask for patience, for JavaScript or for another browser."""
    if evidence.length > _ASKING_WORDS or not evidence.is_html or not _SCRIPT.search(evidence.html):
        return False
    loads = evidence.length <= _BARE_WORDS * 2 and _SOURCE.search(evidence.html) and _LOADING.search(evidence.visible)
    return bool(loads or _NEEDS_SCRIPT.search(evidence.visible))


def is_bare(evidence: Evidence) -> bool:
    """Whether there is next to nothing to read before a script has run, and a script that may paint it."""
    if evidence.length > _BARE_WORDS or not evidence.body or not evidence.is_html or evidence.seen.is_alert:
        return False
    return _SCRIPT.search(evidence.html) is not None and not _only_counts(evidence)


def _only_counts(evidence: Evidence) -> bool:
    """Whether the scripts beside a menu and a few words are others': they count readers, and paint nothing."""
    own = [link for link in evidence.links if link.startswith("/")]
    return len(own) >= _MENU and not loads_own_script(evidence) and not is_to_be_painted(evidence)
