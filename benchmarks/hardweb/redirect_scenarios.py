"""Where redirects, scripts and fragments lead: each class with what is gone and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from benchmarks.hardweb.scenario import SOFT, Furnish, Scenario, Shelf, Truth
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import Answer, ServedRequest, ServedResponse
from linkcheck.demo.responses import html, pdf, redirect

THERE, GONE, OPEN = Truth.THERE, Truth.GONE, Truth.OPEN
_FINE: Final = "alive|moved"
_WORDS: Final = {
    "en": "The hedgehog keeps to hedges at the edge of fields and sleeps from November to March. ",
    "zh": "刺猬住在田边的灌木丛里，从十一月一直睡到来年三月，夜里出来找虫子吃。",
    "ja": "ハリネズミは畑のそばの生け垣に住み、十一月から三月まで眠り、夜に虫を探して歩く。",
    "de": "Der Igel lebt in Hecken am Rand der Felder und schläft von November bis in den März hinein. ",
    "ru": "Ёж живёт в живых изгородях у края поля и спит с ноября по март, а ночью ищет насекомых. ",
}


def _text(language: str = "en", times: int = 12) -> str:
    return "<p>" + _WORDS[language] * times + "</p>"


def _page(title: str, body: str = "", *, head: str = "", heading: str | None = None) -> ServedResponse:
    top = title if heading is None else heading
    return html(
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body><h1>{top}</h1>{body}</body></html>"
    )


def _served(routes: Mapping[str, Answer], otherwise: Callable[[ServedRequest], Answer] | None = None) -> Furnish:
    """A host with these pages, and one answer to all other addresses (404 where none is given)."""

    def furnish(web: SmallWeb, host: str) -> None:
        site = web.site(host)
        for route, answer in routes.items():
            site.answer(route, answer)
        if otherwise is not None:
            site.otherwise(otherwise)

    return furnish


def _to(place: str, _: ServedRequest) -> Answer:
    return redirect(place, 302)


def _always(answer: Answer) -> Furnish:
    """A host with one answer to every address."""
    return _served({}, lambda _: answer)


def _bounces(shelf: Shelf) -> None:
    index = _page("All posts", _text())
    blog = {"/blog/": index}
    shelf.add(
        "section",
        GONE,
        SOFT,
        "any unknown post to the blog's front",
        _served(blog, lambda _: redirect("/blog/")),
        path="/blog/2019/hedgehogs",
    )
    shelf.add(
        "section-zh",
        GONE,
        SOFT,
        "任何未知文章都跳到栏目页",
        _served({"/wenzhang/": _page("全部文章", _text("zh"))}, lambda _: redirect("/wenzhang/", 302)),
        path="/wenzhang/2019/ciwei.html",
    )
    shelf.add(
        "section-moved",
        THERE,
        _FINE,
        "one page to its new section; unknown ones are 404",
        _served(
            {"/guide/hedgehogs/intro": redirect("/guide/hedgehogs/"), "/guide/hedgehogs/": _page("Hedgehogs", _text())}
        ),
        path="/guide/hedgehogs/intro",
    )
    shelf.add(
        "search",
        GONE,
        SOFT,
        "any unknown address to a search for its words",
        _served(
            {"/search": _page("Search", _text())},
            lambda asked: redirect("/search?q=" + asked.target.rpartition("/")[2], 302),
        ),
        path="/blog/2019/hedgehogs",
    )
    shelf.add(
        "hash-404",
        GONE,
        SOFT,
        "to an application's route for errors",
        _served({"/": html("<div id=app></div><script src=/app.js></script>")}, lambda _: redirect("/#/404", 302)),
    )
    shelf.add(
        "error-folder",
        GONE,
        SOFT,
        "to an error page in a folder",
        _served(
            {"/error/404/index.html": _page("Acme", _text(times=2))}, lambda _: redirect("/error/404/index.html", 302)
        ),
    )
    shelf.add(
        "kept-404",
        THERE,
        _FINE,
        "a manual's page about 404, moved",
        _served({"/docs/404": redirect("/manual/404"), "/manual/404": _page("404", _text())}),
        path="/docs/404",
    )
    shelf.add(
        "home-for-programs",
        THERE,
        "alive",
        "programs are sent home, browsers are served",
        lambda web, host: (
            web.site(host)
            .page("/", "Home", "Home. " * 40)
            .handle(
                "/reading/on-hedgehogs",
                lambda asked: (
                    _page("On hedgehogs", _text())
                    if asked.headers.get("user-agent", "").startswith("Mozilla/5.0")
                    else redirect("/", 302)
                ),
            )
        ),
    )
    for name, gate in (("age", "/age-gate"), ("country", "/select-country"), ("unnamed", "/hello")):
        shelf.add(
            f"gate-{name}",
            THERE,
            "alive|moved|blocked",
            f"any page of a shop by 302 to {gate}",
            _served({gate: _page("Welcome", _text(times=3))}, partial(_to, gate)),
            path="/shop/item/brush",
        )
    for name, fragment in (("matrix", "/#room:server.example"), ("docsify", "/guide"), ("bang", "!/app/x")):
        shelf.add(
            f"route-{name}",
            THERE,
            "alive",
            f"an application's route: #{fragment}",
            _served({"/": _page("An application", _text(times=3))}),
            path=f"/#{fragment}",
        )


def _ends(shelf: Shelf) -> None:
    """Several links of one site beside each other."""

    def many(name: str, paths: list[str], truth: Truth, verdicts: str, about: str, furnish: Furnish) -> None:
        host = f"{shelf.kind}-{name}.hardweb"
        for number, path in enumerate(paths):
            url = f"https://{host}{path}"
            shelf.add(f"{name}-{number}", truth, verdicts, about, lambda web, _: furnish(web, host), url=url)

    many(
        "forum",
        [f"/thread-{n}-1-1.html" for n in range(5)],
        THERE,
        _FINE,
        "threads under one address, each its own",
        lambda web, host: (
            web.site(host)
            .handle("/forum.php", lambda asked: _page(asked.target, _text()))
            .otherwise(lambda asked: redirect("/forum.php?mod=viewthread&tid=" + asked.target.split("-")[1]))
        ),
    )
    many(
        "versions",
        ["/1.0/", "/1.2/", "/2.0/", "/v2.1/"],
        THERE,
        _FINE,
        "old versions to the stable one",
        lambda web, host: (
            web.site(host).answer("/stable/", _page("Manual", _text())).otherwise(lambda _: redirect("/stable/", 302))
        ),
    )
    many(
        "hash-routes",
        [f"/app/#/page/{n}" for n in range(4)],
        THERE,
        _FINE,
        "routes of an application that moved",
        lambda web, host: web.site(host).answer("/app/", redirect("/next/")).answer("/next/", _page("App", _text())),
    )
    many(
        "closing",
        ["/w/red-fox", "/w/badger", "/w/marten", "/w/otter", "/w/stoat"],
        GONE,
        SOFT,
        "all to one farewell",
        lambda web, host: (
            [
                web.site(host).answer(f"/w/{name}", redirect("/bye"))
                for name in ("red-fox", "badger", "marten", "otter", "stoat")
            ]
            and web.site(host).answer("/bye", _page("Thank you", "<p>" + "We have had fine years. " * 20))
        ),
    )
    many(
        "merged",
        ["/w/red-fox", "/w/badger", "/w/marten"],
        THERE,
        _FINE,
        "three pages merged into one",
        lambda web, host: (
            [web.site(host).answer(f"/w/{name}", redirect("/all")) for name in ("red-fox", "badger", "marten")]
            and web.site(host).answer("/all", _page("Animals", "<p>The fox, the badger and the marten. " + _text()))
        ),
    )


def _scripts(shelf: Shelf) -> None:
    for name, script in (
        ("mobile", "if(/iPhone/.test(navigator.userAgent)){location.href='/m/404'}"),
        ("ie", "if (window.ActiveXObject)\nlocation.replace('/404.html')"),
        ("frame", "if(top!=self){top.location.href='/'}"),
        ("uncalled", "function lost(){location.href='/404.html'}"),
        ("onerror", "window.onerror=function(){location.href='/404.html'}"),
    ):
        body = html(f"<title>App</title><script>{script}</script><div id=root></div><script src=/app.js></script>")
        shelf.add(name, THERE, "alive", f"an application with a script for others: {name}", _always(body))
    moved = html("<title>Moved</title><script>location.replace('/new')</script>")
    shelf.add(
        "moved",
        THERE,
        _FINE,
        "a page that is a redirect by script",
        _served({"/reading/on-hedgehogs": moved, "/new": _page("On hedgehogs", _text())}),
    )
    gone = html("<title>Moved</title><script>location.href='/'</script>")
    shelf.add(
        "home",
        GONE,
        SOFT,
        "any unknown address is a script to home",
        _served({"/": _page("Home", _text())}, lambda _: gone),
    )


def _marks_in_addresses(shelf: Shelf) -> None:
    for name, path, title in (
        ("captcha", "/posts/captcha/", "CAPTCHA | Glossary"),
        ("security", "/docs/security-check", "Security check - Docs"),
        ("challenge", "/challenge.html", "VQA Challenge"),
        ("login", "/reference/login", "Login - CLI reference"),
        ("suspended", "/help/account-suspended", "Account suspended - Help center"),
        ("expired", "/help/domain-expired", "Domain expired - Help center"),
        ("forbidden", "/docs/http/403-forbidden", "403 Forbidden · docs"),
        ("429", "/http/429-too-many-requests", "Too Many Requests | HTTP guide"),
        ("yanzhengma", "/wiki/验证码", "验证码"),
    ):
        for length, times in (("long", 30), ("short", 4)):
            shelf.add(
                f"{name}-{length}",
                THERE,
                "alive",
                f"a page about it: {path}",
                _always(_page(title, _text(times=times))),
                path=path,
            )
    shelf.add(
        "ww1",
        THERE,
        "alive",
        "a file on a host called ww1",
        lambda web, _: web.site("ww1.microchip.hardweb").answer("/x.pdf", pdf("On hedgehogs")),
        url="https://ww1.microchip.hardweb/x.pdf",
    )
    shelf.add(
        "kept-login",
        THERE,
        _FINE,
        "a manual's page about login, moved",
        lambda web, host: (
            web.site(host).answer("/reference/login", redirect(f"https://docs.{host}/reference/login")),
            web.site(f"docs.{host}").answer("/reference/login", _page("Login - CLI reference", _text(times=30))),
        ),
        path="/reference/login",
    )
    shelf.add(
        "kept-return",
        THERE,
        _FINE,
        "moved, with the old path noted",
        lambda web, host: (
            web.site(host).answer("/guide/install", redirect(f"https://new-{host}/install?redirect=/guide/install")),
            web.site(f"new-{host}").answer("/install", _page("Install", _text(times=30))),
        ),
        path="/guide/install",
    )
    for status in (404, 410):
        shelf.add(
            f"login-{status}",
            GONE,
            "dead",
            f"{status} at an address called login",
            _served({"/docs/login": html("<title>Not found</title><h1>Not found</h1>", status=status)}),
            path="/docs/login",
        )


def _files(shelf: Shelf) -> None:
    landing = _page("Acme Research", _text(times=6))
    for ending in ("zip", "tar.gz", "csv", "pptx", "ipynb", "bib", "mp4", "png", "epub", "pdf"):
        shelf.add(
            ending.replace(".", "-"),
            GONE,
            SOFT,
            f"a .{ending} that any path's page answers for",
            _always(landing),
            path=f"/files/hedgehogs.{ending}",
        )
    shelf.add(
        "viewer",
        THERE,
        "alive",
        "a wiki's page about a picture",
        _served({"/wiki/File:Hedgehog.png": _page("File:Hedgehog.png", _text())}),
        path="/wiki/File:Hedgehog.png",
    )
    shelf.add(
        "viewer-plain",
        THERE,
        "alive",
        "a viewer that knows its files from others",
        _served({"/view/a.ipynb": _page("Notebook", _text())}),
        path="/view/a.ipynb",
    )


def _cookies(shelf: Shelf) -> None:
    def loops(value: Callable[[int], str]) -> Furnish:
        asked = [0]

        def handler(_: ServedRequest) -> Answer:
            asked[0] += 1
            cookie = value(asked[0])
            headers = {"Location": "/reading/on-hedgehogs", **({"Set-Cookie": cookie} if cookie else {})}
            return ServedResponse(status=302, headers=headers)

        return lambda web, host: web.site(host).handle("/reading/on-hedgehogs", handler)

    shelf.add("same", OPEN, "unreachable", "to itself with the same cookie for ever", loops(lambda _: "a=1; Path=/"))
    shelf.add("counting", OPEN, "unreachable", "to itself with a counting cookie", loops(lambda n: f"n={n}; Path=/"))
    shelf.add("none", GONE, "dead", "to itself without a cookie", loops(lambda _: ""))


def _parts(shelf: Shelf) -> None:
    script = "<script src=/anchor.js></script>"
    for name, fragment, body, verdict in (
        ("state", "gid=0", "<h2 id=a>A</h2>", "alive"),
        ("map", "map=5/51.5/-0.1", "<h2 id=a>A</h2>", "alive"),
        ("lines", "L10-L20", "<h2 id=a>A</h2>", "alive"),
        ("comment", "issuecomment-123456", "<h2 id=a>A</h2>", "alive"),
        ("heading", "getting-started", script + "<h2>Getting started</h2>", "alive"),
        ("heading-zh", "%E5%AE%89%E8%A3%85", script + "<h2>安装</h2>", "alive"),
        ("gone", "removed-part", script + "<h2>Getting started</h2>", "fragment-missing"),
        ("line-gone", "L99", "<b id=L1>a</b><b id=L2>b</b>", "fragment-missing"),
        ("zh-gone", "%E5%8D%B8%E8%BD%BD", script + "<h2>安装</h2>", "fragment-missing"),
    ):
        shelf.add(
            name,
            THERE if verdict == "alive" else GONE,
            verdict,
            f"#{fragment}",
            _served({"/manual": _page("Manual", body + _text())}),
            path=f"/manual#{fragment}",
        )


def scenarios() -> list[Scenario]:
    """Return all scenarios of this module."""
    found: list[Scenario] = []
    for kind, fill in (
        ("bounce", _bounces),
        ("end", _ends),
        ("script", _scripts),
        ("named", _marks_in_addresses),
        ("file", _files),
        ("cookie", _cookies),
        ("part", _parts),
    ):
        fill(Shelf(kind, found))
    return found
