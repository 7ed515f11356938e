"""What pages say behind a 200, fragments, and addresses that are none; with ordinary pages that look alike."""

from __future__ import annotations

from typing import Final

from benchmarks.hardweb.answers import says
from benchmarks.hardweb.scenario import SOFT, Scenario, Shelf, Truth
from linkcheck.demo.responses import page

THERE, GONE, OPEN = Truth.THERE, Truth.GONE, Truth.OPEN

_NOT_FOUND: Final = (
    ("en", "Page not found", "We looked everywhere, but this page does not exist."),
    ("zh", "页面不存在", "抱歉，您访问的页面不存在或已被删除。"),
    ("ja", "ページが見つかりません", "お探しのページは見つかりませんでした。"),
    ("ko", "페이지를 찾을 수 없습니다", "요청하신 페이지를 찾을 수 없습니다."),
    ("de", "Seite nicht gefunden", "Die angeforderte Seite konnte nicht gefunden werden."),
    ("fr", "Page introuvable", "La page que vous cherchez n'existe plus."),
    ("es", "Página no encontrada", "Lo sentimos, la página que buscas no existe."),
    ("ru", "Страница не найдена", "К сожалению, такой страницы не существует."),
    ("pt", "Página não encontrada", "A página que você procura não existe."),
    ("it", "Pagina non trovata", "La pagina che cerchi non esiste."),
    ("pl", "Nie znaleziono strony", "Strona, której szukasz, nie istnieje."),
    ("tr", "Sayfa bulunamadı", "Aradığınız sayfa bulunamadı."),
)
_TAKEN_DOWN: Final = (
    ("sale", "This domain is for sale", "Buy this domain today."),
    ("sale-de", "Diese Domain steht zum Verkauf", "Jetzt kaufen."),
    ("sale-zh", "域名出售", "此域名可以转让，欢迎联系。"),
    ("sale-ru", "Домен продаётся", "Купить этот домен."),
    ("lapsed", "This domain has expired", "Renew it now at your registrar."),
    ("suspended", "Account Suspended", "This account has been suspended. Contact your hosting provider."),
    ("nginx", "Welcome to nginx!", "If you see this page, the web server is successfully installed and working."),
    ("removed", "Video unavailable", "This video has been removed by its uploader."),
)
_ILL: Final = (
    ("database", "Error establishing a database connection", ""),
    ("maintenance", "Site under maintenance", "We will be back soon."),
    ("maintenance-fr", "Site en maintenance", "Merci de revenir plus tard."),
)
_ALIKE: Final = (
    "How to design a 404 page",
    "404 Media",
    "Page not found: a short history of dead links",
    "Gone Girl",
    "Missing Persons Database",
    "Error handling in Go",
    "Domain parking explained",
    "How to tell whether a domain is for sale",
    "Account suspended: what to do next",
    "Seite nicht gefunden? So gestalten Sie Fehlerseiten",
    "如何处理页面不存在的情况",
    "Login forms: a design guide",
)
_FRAGMENTS: Final = (
    ("id", "setup", "alive"),
    ("name", "older", "alive"),
    ("encoded", "%E5%88%BA%E7%8C%AC", "alive"),
    ("top", "top", "alive"),
    ("text", ":~:text=hedgehogs", "alive"),
    ("route", "/settings", "alive"),
    ("missing", "nowhere", "fragment-missing"),
)
_MISSPELT: Final = (
    "htps://spelling.hardweb/x",
    "https//spelling.hardweb/x",
    "https:/spelling.hardweb/x",
    "http://https://spelling.hardweb/x",
    "https：//spelling.hardweb/x",
    "https://spel ling.hardweb/x",
    "https://spelling..hardweb/x",
    "https://spelling.hardweb:99999/x",
    "www.spelling.hardweb/x",
    "https:///x",
)
_TARGETS: Final = ("/a%2Fb", "/a%23b", "/a%3Fb", "/s?q=c%2B%2B+x", "/s?q=%2526", "/m;v=1/x", "/caf%F6", "/x?id=404")


def _soft(shelf: Shelf) -> None:
    for language, title, text in _NOT_FOUND:
        shelf.add(f"title-{language}", GONE, SOFT, f"{title} (title)", says(200, title, f"<p>{text}</p>"))
        body = f"<nav>Acme</nav><h2>{title}</h2><p>{text}</p>"
        shelf.add(f"body-{language}", GONE, SOFT, f"{title} (body alone)", says(200, "Acme", body))
    for name, title, text in _TAKEN_DOWN:
        shelf.add(
            name,
            GONE,
            "soft-dead|dead|unreachable" if name == "suspended" else SOFT,
            title,
            says(200, title, f"<p>{text}</p>"),
        )
    for name, title, text in _ILL:
        shelf.add(name, OPEN, "unreachable", title, says(200, title, f"<p>{text}</p>"))
    for number, title in enumerate(_ALIKE):
        shelf.add(f"alike-{number}", THERE, "alive", f"an article: {title}",
                  lambda web, host, title=title: web.site(host).answer("/a", page(title)), path="/a")  # type: ignore[misc] # fmt: skip


def _fragments(shelf: Shelf) -> None:
    markup = "<h2 id=setup>Setup</h2><a name=older></a><h2 id=刺猬>x</h2>" + "<p>On hedgehogs and their ways.</p>" * 9
    for name, fragment, verdict in _FRAGMENTS:
        truth = THERE if verdict == "alive" else GONE
        shelf.add(
            name, truth, verdict, f"#{fragment}", says(200, "Manual", markup), path=f"/reading/on-hedgehogs#{fragment}"
        )
    shelf.add(
        "on-404",
        GONE,
        "dead",
        "a part of a page that is gone",
        says(404, "Not found"),
        path="/reading/on-hedgehogs#setup",
    )


def _addresses(shelf: Shelf) -> None:
    for number, url in enumerate(_MISSPELT):
        shelf.add(f"misspelt-{number}", GONE, "invalid|dead", url, url=url)
    for number, target in enumerate(_TARGETS):
        shelf.add(f"target-{number}", THERE, "alive", f"{target}, sent as written",
                  lambda web, host, target=target: web.site(host).page(target, "On hedgehogs"), path=target)  # type: ignore[misc] # fmt: skip
    shelf.add(
        "raw",
        THERE,
        "alive",
        "a raw Unicode path, encoded once",
        lambda web, host: web.site(host).page("/%E5%88%BA%E7%8C%AC", "刺猬"),
        path="/刺猬",
    )


def scenarios() -> list[Scenario]:
    """Return all scenarios of pages and addresses."""
    found: list[Scenario] = []
    for kind, fill in (("page", _soft), ("fragment", _fragments), ("address", _addresses)):
        fill(Shelf(kind, found))
    return found
