"""What a site's template shows where it has nothing to fill it with, and what it tells programs of that.

Each is put at the link, at every other address, or at both, in four languages; beside each stand pages that look alike
and are there: an item called *undefined*, the documentation of an error object, a tool, an application.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from benchmarks.hardweb.classes import PROSE
from benchmarks.hardweb.scenario import SOFT, Furnish, Scenario, Shelf, Truth
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import Answer, ServedRequest
from linkcheck.demo.responses import data, html

THERE, GONE, OPEN = Truth.THERE, Truth.GONE, Truth.OPEN


class Site(NamedTuple):
    """One site's words: its name, its menu, a sentence of an article, and labels of its template."""

    language: str
    name: str
    menu: str
    text: str
    labels: str
    entry: str
    """What the list calls the link."""


SITES: Final = (
    Site("en", "Harbour", "Boats Crews Tides Ropes Sails Knots", PROSE, "Published by | Share | Comments", "Oak oars"),
    Site(
        "zh",
        "港口志",
        "船只 船员 潮汐 绳索 风帆 绳结",
        "渔民们在清晨把船推下水，傍晚带着满舱的鱼回来。",
        "发布于 | 分享 | 评论",
        "橡木桨",
    ),
    Site(
        "ru",
        "Гавань",
        "Лодки Команды Приливы Канаты Паруса Узлы",
        "Рыбаки выходят в море на рассвете и возвращаются к ужину. ",
        "Автор | Поделиться | Отзывы",
        "Дубовые вёсла",
    ),
    Site(
        "fi",
        "Satama",
        "Veneet Miehistöt Vuorovesi Köydet Purjeet Solmut",
        "Kalastajat lähtevät merelle aamulla ja palaavat illalla. ",
        "Kirjoittaja | Jaa | Kommentit",
        "Tammiairot",
    ),
)
_PATH: Final = "/gear/oak-oars"
_BUNDLE: Final = "<script type=module src=/assets/index-4f2a91bc.js></script>"
_FOREIGN: Final = "<script async src=https://stats.adhost.test/t.js></script>"


def scenarios() -> list[Scenario]:
    """Return all scenarios of unfilled templates."""
    found: list[Scenario] = []
    for site in SITES:
        for fill in (_slots, _own_status, _echoes, _vague_errors, _web_roots, _menus):
            fill(Shelf("unfilled", found), site)
    return found


def _page(site: Site, title: str, main: str, *, head: str = "", body: str = "") -> Answer:
    menu = "".join(f"<a href=/{number}>{word}</a> " for number, word in enumerate(site.menu.split()))
    return html(
        f"<!doctype html><html lang={site.language}><meta charset=utf-8><title>{title}</title>{head}<body{body}>"
        f"<nav>{menu}</nav><main>{main}</main><footer>© {site.name}</footer></html>"
    )


def _front(site: Site) -> Answer:
    return _page(site, site.name, f"<h1>{site.name}</h1><p>{site.text * 12}</p>")


def _served(site: Site, here: Answer | None, elsewhere: Callable[[str], Answer] | None, path: str = _PATH) -> Furnish:
    """The site's front page, an answer at the link, and one made from the last part of any other address."""

    def furnish(web: SmallWeb, host: str) -> None:
        hosted = web.site(host).answer("/", _front(site))
        if here is not None:
            hosted.answer(quote(path), here)
        if elsewhere is not None:
            hosted.otherwise(lambda request: elsewhere(_last(request)))

    return furnish


def _last(request: ServedRequest) -> str:
    return unquote(request.target.partition("?")[0].rstrip("/").rpartition("/")[2])


def _slots(shelf: Shelf, site: Site) -> None:
    """A record that is gone leaves holes in the template; a broken template has them over an article."""
    labels = "".join(f"<p>{label}</p>" for label in site.labels.split("|"))
    article = f"<h1>{site.entry}</h1><p>{site.text * 9}</p>"
    slots = {
        "hole0": f"undefined | {site.name}",
        "hole1": f"null - {site.name}",
        "hole2": f" - {site.name}",
        "hole3": f"[object Object] | {site.name}",
    }

    def put(name: str, truth: Truth, here: Answer | None, elsewhere: Answer | None, path: str = _PATH) -> None:
        verdicts = SOFT if truth is GONE else "alive"
        shelf.add(f"slot-{name}-{site.language}", truth, verdicts, f"an empty slot: {name}, {site.language}",
                  _served(site, here, (lambda _: elsewhere) if elsewhere else None, path),
                  path=path, text=site.entry)  # fmt: skip

    for name, title in slots.items():
        empty = _page(site, title, f"<h1></h1><article></article>{labels}")
        put(name, GONE, None, empty)
        put(f"{name}-bundle", GONE, None, _page(site, title, f"<h1></h1><article></article>{labels}{_BUNDLE}"))
        put(f"{name}-heading", GONE, None, _page(site, title, f"<h1>{title.split(site.name)[0]}</h1>{labels}"))
        put(f"{name}-article", THERE, _page(site, title, article), empty)
        put(f"{name}-brief", THERE, _page(site, title, f"<h1>{site.entry}</h1><p>{site.text}</p>{labels}"), empty)
        put(f"{name}-shell", THERE, None, _page(site, title, f"<div id=root></div>{_BUNDLE}"))
    subject = f"<h1>undefined</h1><p>{site.text * 3}</p>"
    put("subject", THERE, _page(site, slots["hole0"], subject), None, "/terms/undefined")


def _own_status(shelf: Shelf, site: Site) -> None:
    """A page's own word for programs, under a 200; and texts and applications in which it only occurs."""

    def put(name: str, truth: Truth, here: Answer, *, anywhere: bool = True) -> None:
        verdicts = SOFT if truth is GONE else "alive"
        shelf.add(f"status-{name}-{site.language}", truth, verdicts, f"a status in the page: {name}, {site.language}",
                  _served(site, here, (lambda _: here) if anywhere else None), path=_PATH, text=site.entry)  # fmt: skip

    said = f"<h1>{site.menu.split()[0]}</h1><p>{site.text}</p>"
    heads = {
        "prerender": "<meta name='prerender-status-code' content='404'>",
        "prerender-410": "<meta content=410 name=prerender-status-code>",
        "next-error": "<meta name='next-error' content='not-found'><meta name=robots content=noindex>",
        "http-equiv": "<meta http-equiv='Status' content='404 Not Found'>",
    }
    for name, head in heads.items():
        put(name, GONE, _page(site, site.name, said, head=head))
        put(f"{name}-bundle", GONE, _page(site, site.name, said + _BUNDLE, head=head), anywhere=False)
        put(f"{name}-shown", THERE, _page(site, f"{site.entry} | {site.name}", f"<h1>{site.entry}</h1>"
            f"<pre>{escape(head)}</pre><p>{site.text * 8}</p>"), anywhere=False)  # fmt: skip
    states = {
        "next-page": {"props": {"pageProps": {"menu": ["/gear", {"a": 1}]}}, "page": "/404", "query": {}},
        "next-error-page": {"props": {"pageProps": {"x": {}, "statusCode": 404}}, "page": "/_error", "query": {}},
        "next-status": {"props": {"pageProps": {"errorCode": 404, "data": None}}, "page": "/gear/[slug]"},
    }
    fine = {
        "next-routes": {"props": {"pageProps": {"routes": [{"page": "/404"}, {"page": "/_error"}], "item": {"a": 1}}},
                        "page": "/gear/[slug]", "query": {"slug": "oak-oars"}},
        "next-item": {"props": {"pageProps": {"item": {"error": {"statusCode": 404}, "text": site.text}}},
                      "page": "/gear/[slug]"},
    }  # fmt: skip
    for truth, kinds in ((GONE, states), (THERE, fine)):
        for name, state in kinds.items():
            script = f"<script id=__NEXT_DATA__ type=application/json>{json.dumps(state)}</script>{_BUNDLE}"
            put(name, truth, _page(site, site.name, said + script), anywhere=truth is GONE)
    nothing = {"code": 40004, "msg": _LOST[site.language], "data": None}
    put("json", GONE, data({"error": {"code": 404, "message": site.text}}))
    put("json-nothing", GONE, data(nothing))
    put("json-as-page", GONE, html(json.dumps(nothing)))
    put("json-errors", THERE, data({"404": _LOST[site.language], "500": site.text}), anywhere=False)
    put("json-item", THERE, data({"status": 404, "name": site.entry, "parts": [site.text] * 9}), anywhere=False)
    put("json-api", THERE, data({"openapi": "3.1.0", "paths": {"/x": {"get": {"responses": {"404": {}}}}}}),
        anywhere=False)  # fmt: skip
    put("json-found", THERE, data({"code": 200, "msg": "ok", "data": {"text": _LOST[site.language]}}), anywhere=False)


_LOST: Final = {
    "en": "The item does not exist",
    "zh": "记录不存在",
    "ru": "Запись не найдена",
    "fi": "Sivua ei löydy",
}
_ECHOES: Final = {
    "en": ("“{}” may be free: ask at the desk", "{} – a page for you", "What do you want to call {}?"),
    "zh": ("“{}”可以预订，请到前台", "{} – 等你来写", "你想把{}叫作什么？"),
    "ru": ("«{}» можно занять: спросите дежурного", "{} – страница для вас", "Как вы назовёте {}?"),
    "fi": ("”{}” voi olla vapaa: kysy päivystäjältä", "{} – sivu sinulle", "Miksi kutsuisit tätä: {}?"),
}


def _echoes(shelf: Shelf, site: Site) -> None:
    """A page made of the address alone: every name has one."""

    def put(name: str, truth: Truth, here: Answer | None, elsewhere: Callable[[str], Answer], path: str) -> None:
        verdicts = SOFT if truth is GONE else "alive"
        shelf.add(f"echo-{name}-{site.language}", truth, verdicts, f"the address echoed: {name}, {site.language}",
                  _served(site, here, elsewhere, path), path=path, text=site.entry)  # fmt: skip

    for number, said in enumerate(_ECHOES[site.language]):
        for path in (_PATH, "/u/lantern", "/gear/灯笼"):
            name = f"{number}-{'word' if 'lantern' in path else 'slug' if path == _PATH else 'han'}"

            def echo(word: str, said: str = said) -> Answer:
                return _page(site, f"{word} | {site.name}", f"<h1>{word}</h1><p>{said.format(word)}</p>")

            def routed(word: str, said: str = said) -> Answer:
                return _page(site, f"{word} | {site.name}", f"<p>{said.format(word)}</p><boat-map></boat-map>{_BUNDLE}")

            word = unquote(path.rpartition("/")[2])
            own = _page(site, f"{word} | {site.name}", f"<h1>{word}</h1><p>{site.text}</p>")
            put(name, GONE, None, echo, path)
            put(f"{name}-own", THERE, own, echo, path)
            put(f"{name}-app", THERE, None, routed, path)


_ERRORS: Final = {
    "en": ("Something went wrong", "Request failed: the record does not exist (code 10404)"),
    "zh": ("出错了", "数据获取失败：记录不存在（code: 10404）"),
    "ru": ("Произошла ошибка", "Запрос не выполнен: запись не найдена"),
    "fi": ("Jokin meni pieleen", "Haku epäonnistui: sivua ei löydy"),
}
_LATER: Final = {
    "en": "This page is temporarily unavailable. Try again later.",
    "zh": "页面暂时无法访问，请稍后再试。",
    "ru": "Страница временно недоступна. Попробуйте позже.",
    "fi": "Sivu ei ole nyt saatavilla. Yritä myöhemmin uudelleen.",
}


def _vague_errors(shelf: Shelf, site: Site) -> None:
    """Something went wrong, and a line says what: there is no such record."""
    title, line = _ERRORS[site.language]
    lost, ill, later = (
        _page(site, f"{title} | {site.name}", f"<h1>{title}</h1><p>{said}</p>")
        for said in (line, "", _LATER[site.language])
    )
    place = f"<p>{site.name} / {site.menu.split()[0]}</p>"
    placed = _page(site, f"{title} | {site.name}", f"{place}<h1>{title}</h1><p>{line}</p>")
    for name, here, truth, verdicts in (
        ("record", lost, GONE, SOFT),
        ("placed", placed, GONE, SOFT),
        ("nothing", ill, OPEN, "unreachable"),
        ("later", later, OPEN, "unreachable"),
    ):
        shelf.add(f"vague-{name}-{site.language}", truth, verdicts, f"an error: {name}, {site.language}",
                  _served(site, None, lambda _, here=here: here), path=_PATH, text=site.entry)  # type: ignore[misc]  # fmt: skip
        shelf.add(f"vague-{name}-own-{site.language}", truth, verdicts, f"an error here: {name}, {site.language}",
                  _served(site, here, None), path=_PATH, text=site.entry)  # fmt: skip


_ROOTS: Final = {
    "en": ("Space ready", "The space for this name is ready. Put your files into /public_html to begin."),
    "zh": ("空间已开通", "您的空间已开通，请将文件上传到 wwwroot 目录。"),
    "ru": ("Площадка готова", "Площадка готова. Загрузите index.html в папку htdocs."),
    "fi": ("Tila on valmis", "Tila on valmis. Siirrä tiedostosi FTP:llä hakemistoon /html."),
}


def _web_roots(shelf: Shelf, site: Site) -> None:
    """The page that a host puts into the folder of a site that is not there yet, or no more; and texts about such."""
    title, said = _ROOTS[site.language]
    for name, heading, text, truth in (
        ("empty", title, said, GONE),
        ("lesson", site.entry, f"{said} {site.text * 9}", THERE),
        ("note", site.entry, said, THERE),
        ("person", site.name, site.text, THERE),
    ):
        body = html(f"<!doctype html><html lang={site.language}><meta charset=utf-8><title>{heading}</title>"
                    f"<h1>{heading}</h1><p>{text}</p></html>")  # fmt: skip
        shelf.add(f"root-{name}-{site.language}", truth, SOFT if truth is GONE else "alive",
                  f"a web root: {name}, {site.language}",
                  lambda web, host, body=body: web.site(host).answer("/", body), path="/", text=site.entry)  # type: ignore[misc]  # fmt: skip


_NOTICES: Final = {
    "en": ("The plan was removed", "You have drifted too far out"),
    "zh": ("图纸已删除", "你漂得太远了"),
    "ru": ("Чертёж удалён", "Вас унесло слишком далеко"),
    "fi": ("Piirros on poistettu", "Olet ajelehtinut liian kauas"),
}
"""What a page says for a loss, in words that tell of one and in words that do not."""


def _menus(shelf: Shelf, site: Site) -> None:
    """A menu, a notice, and scripts of others: no script of theirs paints the page. An application has its own."""
    menu = "".join(f"<a href=/{number}>{number}</a> " for number in range(4))
    plain, wordless = _NOTICES[site.language]
    for name, said, more, truth in (
        ("foreign", plain, _FOREIGN, GONE),
        ("wordless", wordless, _FOREIGN, GONE),
        ("counter", wordless, f"{_FOREIGN}<script>var n = 1;</script>", GONE),
        ("module", wordless, _BUNDLE, THERE),
        ("element", wordless, f"<boat-map></boat-map>{_FOREIGN}", THERE),
    ):
        body = html(f"<!doctype html><html lang={site.language}><meta charset=utf-8><title>{site.name}</title>"
                    f"<nav>{menu}</nav><p>{said}</p>{more}</html>")  # fmt: skip
        shelf.add(f"menu-{name}-{site.language}", truth, SOFT if truth is GONE else "alive",
                  f"a menu and a notice: {name}, {site.language}",
                  _served(site, None, lambda _, body=body: body), path=_PATH, text=site.entry)  # type: ignore[misc]  # fmt: skip
