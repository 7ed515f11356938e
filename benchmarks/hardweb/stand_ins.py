"""What stands in the place of a lost page without a word of loss: a front page, another site, a picture of nothing.

Beside each stands what looks like it and is there: a site that has moved with its pages, a name that is another way to
the same site, a file under a better name, a page that a broken rewriting sends with a status of 404.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from benchmarks.hardweb.classes import PROSE
from benchmarks.hardweb.scenario import SOFT, Furnish, Scenario, Shelf, Truth
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import Answer, ServedResponse
from linkcheck.demo.responses import html, redirect

THERE, GONE, OPEN = Truth.THERE, Truth.GONE, Truth.OPEN
_FINE: Final = "alive|moved"
_PICTURE: Final = ServedResponse(body=b"\x89PNG\r\n\x1a\n", headers={"Content-Type": "image/png"})
_LABELS: Final = {"en": "Oak oars", "zh": "橡木桨", "ru": "Дубовые вёсла", "fi": "Tammiairot", "ar": "مجاديف البلوط"}
"""What the list calls the link, in five languages."""

_NOTICES: Final = {
    "en": ("Thread", "The specified thread does not exist."),
    "pl": ("Wątek", "Wybrany wątek nie istnieje."),
    "zh-tw": ("討論串", "無效的主題編號。"),
    "bg": ("Темата", "Избраната тема вече не съществува."),
    "lv": ("Tēma", "Izvēlētā tēma vairs nav pieejama."),
}
"""What a forum calls a thread, and what its box of messages says of one that is not there."""


def scenarios() -> list[Scenario]:
    """Return all scenarios of pages that stand in for others."""
    found: list[Scenario] = []
    shelf = Shelf("stand-in", found)
    for language, label in _LABELS.items():
        _other_sites(shelf, language, label)
        _tenants(shelf, language, label)
        _statuses(shelf, language, label)
    for language, (thread, notice) in _NOTICES.items():
        _boxes(shelf, language, thread, notice)
    _strangers(shelf)
    _files(shelf)
    _errors(shelf)
    return found


def _page(title: str, text: str = PROSE * 3, *, status: int = 200) -> ServedResponse:
    menu = "<nav><a href=/>Home</a><a href=/about>About</a><a href=/all>All</a></nav>"
    body = f"<!doctype html><meta charset=utf-8><title>{title}</title><body>{menu}<h1>{title}</h1><p>{text}</p>"
    return html(body, status=status)


def _web(hosts: Mapping[str, Mapping[str, Answer]], otherwise: Answer | None = None) -> Furnish:
    """Hosts with these pages, by what stands before the scenario's name; ``otherwise`` is for its other addresses."""

    def furnish(web: SmallWeb, host: str) -> None:
        for before, pages in hosts.items():
            site = web.site(before + host)
            for path, answer in pages.items():
                site.answer(path, answer)
        if otherwise is not None:
            web.site(host).otherwise(lambda _: otherwise)

    return furnish


def _other_sites(shelf: Shelf, language: str, label: str) -> None:
    path = "/gear/oak-oars"

    def add(name: str, truth: Truth, verdicts: str, about: str, end: str, title: str, *, others: bool) -> None:
        to = redirect(f"https://{language}-{name}.elsewhere.hardweb{end}", 302)

        def furnish(web: SmallWeb, host: str) -> None:
            web.site(f"{language}-{name}.elsewhere.hardweb").answer(end, _page(title))
            site = web.site(host)
            site.answer(path, to)
            if others:
                site.otherwise(lambda _: to)

        shelf.add(f"{name}-{language}", truth, verdicts, about, furnish, path=path, text=label)

    add("sold", GONE, SOFT, "every address leads to one page of another site", "/trending", "What is new", others=True)
    add("kept", THERE, _FINE, "this address leads to another site, others do not", "/x/7", "What is new", others=False)
    add("renamed", THERE, _FINE, "every address leads to the page that has its name", "/x/7", label, others=True)
    add("gate", THERE, "alive|blocked|moved", "every address leads to a login", "/login", "Welcome", others=True)


def _tenants(shelf: Shelf, language: str, label: str) -> None:
    """A name on a host of many, which leads to the host's own front page."""

    def add(name: str, truth: Truth, verdicts: str, about: str, tenant: str, front: str, text: str) -> None:
        host = f"{name}-{language}.pages.hardweb"

        def furnish(web: SmallWeb, _: str) -> None:
            web.site(f"www.{host}").answer("/", _page(front))
            web.site(f"{tenant}.{host}").answer("/", redirect(f"https://www.{host}/", 302))

        shelf.add(f"{name}-{language}", truth, verdicts, about, furnish, url=f"https://{tenant}.{host}/", text=text)

    add("left", GONE, SOFT, "a tenant's name leads to its host's front page", "oak-oars", "Write and share", label)
    add("taken-in", THERE, _FINE, "a name leads to a front page that has it", "rowing", f"Rowing: {label}", label)
    add("mobile", THERE, _FINE, "another way to the same site", "m", "Write and share", label)
    add("own", THERE, _FINE, "the list calls it as its host is called", "blog", "Write", f"The own-{language} blog")


def _statuses(shelf: Shelf, language: str, label: str) -> None:
    path = "/gear/oak-oars"
    lost = _page("Page not found", "There is nothing here.", status=404)
    whole = _page(label, PROSE * 8, status=404)

    def add(name: str, truth: Truth, verdicts: str, about: str, answer: Answer, otherwise: Answer) -> None:
        shelf.add(
            f"{name}-{language}", truth, verdicts, about, _web({"": {path: answer}}, otherwise), path=path, text=label
        )

    add("whole-404", THERE, "alive", "404 with the whole page; what cannot exist gets another", whole, lost)
    add("same-404", GONE, "dead", "404 with one page for every address, called as the list does", whole, whole)
    brief = _page(label, "This offer is no longer available.", status=404)
    add("named-404", GONE, "dead", "404, and the item's name over a short notice", brief, lost)
    ended = _page(label, f"This page is no longer available. {PROSE * 8}", status=404)
    add("ended-404", GONE, "dead", "404, the item's name, a notice and what else there is", ended, lost)


def _boxes(shelf: Shelf, language: str, thread: str, notice: str) -> None:
    """An engine's box of messages, in the cells of a table, at every address below a front page with other words."""
    path = "/showthread.php?tid=9210"
    menu = "<nav><a href=/>Harbour</a><a href=/help>Help</a><a href=/new>New</a></nav>"
    bundle = "<script defer src=/assets/app.4f2a91bc.js></script>"
    front = html(f"<!doctype html><title>Harbour</title><body>{menu}<h1>Harbour</h1><p>{PROSE * 4}</p>{bundle}")

    def add(name: str, truth: Truth, verdicts: str, about: str, body: str) -> None:
        page = html(f"<!doctype html><meta charset=utf-8><title>Harbour</title><body>{menu}{body}{bundle}")

        def furnish(web: SmallWeb, host: str) -> None:
            web.site(host).answer("/", front)
            web.site(host).otherwise(lambda _: page)

        shelf.add(f"{name}-{language}", truth, verdicts, about, furnish, path=path, text=thread)

    box = "<table><tr><td><strong>{}</strong><tr><td>{}</table>"
    add("box", GONE, SOFT, "a box of messages: no such thread", f"<h1>Harbour</h1>{box.format('Harbour', notice)}")
    add("titled-box", GONE, SOFT, "the same under the engine's name for its box", box.format("Board Message", notice))
    hidden = f"<div id=board><p v-if=failed>{notice}</p><p v-else>{{{{ thread }}}}</p></div>"
    add("directives", THERE, "alive", "a template that shows the message only where it fails", hidden)
    rows = f"<table><tr><th>State</th><th>Note</th></tr><tr><td>7</td><td>{notice}</td></tr></table><p>{PROSE * 3}</p>"
    add("data", THERE, "alive", "a table of data with such a note in it", rows)


def _strangers(shelf: Shelf) -> None:
    """One page at every address of a site, its front page too."""
    bundle = "<script defer src=/assets/app.4f2a91bc.js></script>"
    trade = "Casino bonus, live casino and slots. Roulette and blackjack at any hour. " * 5

    def add(name: str, truth: Truth, verdicts: str, about: str, title: str, text: str, extra: str = "") -> None:
        page = html(f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{text}</p>{extra}")
        furnish = partial(_everywhere, page)
        shelf.add(f"one-page-{name}", truth, verdicts, about, furnish, path="/gear/oak-oars", text="Oak oars")

    add("plain", GONE, SOFT, "a trade's text, as it was sent", "Welcome", trade)
    add("trade", GONE, SOFT, "a trade's text beside a bundle", "Welcome", trade, bundle)
    add("app", THERE, "alive", "an application whose template has a text", "Vuorovesi", PROSE * 4, bundle)
    add(
        "empty",
        THERE,
        "alive",
        "an element is left empty for a script",
        "Vuorovesi",
        PROSE * 4,
        "<div id=x></div>" + bundle,
    )
    add("named", THERE, "alive", "called by a word of the domain", "Hardweb", PROSE * 4, bundle)
    add(
        "about",
        THERE,
        "alive",
        "a text that has a word of the entry",
        "Vuorovesi",
        f"Oars and boats. {PROSE * 4}",
        bundle,
    )
    host = "stand-in-one-page-sale.hardweb"
    for name, truth, verdicts, heading in (
        ("sale", GONE, SOFT, f"Domena {host} je na prodaju"),
        ("welcome", THERE, "alive", "Welcome to stand-in-one-page-welcome.hardweb"),
    ):
        title = f"stand-in-one-page-{name}.hardweb"
        page = html(f"<!doctype html><title>{title}</title><h1>{heading}</h1><p>Ponudu putem obrasca.</p>{bundle}")
        furnish = partial(_everywhere, page)
        shelf.add(f"one-page-{name}", truth, verdicts, heading, furnish, path="/gear/oak-oars", text="Oak oars")


def _everywhere(page: Answer, web: SmallWeb, host: str) -> None:
    web.site(host).otherwise(lambda _: page)


def _files(shelf: Shelf) -> None:
    for name, end in (("removed", "removed"), ("not-found", "image-not-found"), ("no-image", "no_image_available")):
        pages = {"/f/a81.png": redirect(f"/{end}.png", 302), f"/{end}.png": _PICTURE}
        shelf.add(name, GONE, SOFT, f"a picture leads to {end}.png", _web({"": pages}), path="/f/a81.png", text="Oars")
    for name, end in (("large", "a81-large"), ("hashed", "9f3c"), ("removed-knots", "oars-removed-from-boat")):
        pages = {"/f/a81.png": redirect(f"/cdn/{end}.png", 302), f"/cdn/{end}.png": _PICTURE}
        about = f"a picture leads to {end}.png"
        shelf.add(name, THERE, _FINE, about, _web({"": pages}), path="/f/a81.png", text="Oars removed")
    lost = 'The "/oars-1.0.tar.gz" file could not be found or is not available. Please select another file.'
    pages = {"/files/oars-1.0.tar.gz/download": _page("Error", lost), "/": _page("Harbour", PROSE * 4)}
    about = "a host of downloads names the file that it has not"
    path = "/files/oars-1.0.tar.gz/download"
    shelf.add("download", GONE, SOFT, about, _web({"": pages}), path=path, text="oars 1.0")


def _errors(shelf: Shelf) -> None:
    trace = "Uncaught Error: Call to a member function on null in /srv/a.php:11\nStack trace:\n#0 {main}\n  thrown in"
    fatal = f"<br />\n<b>Fatal error</b>:  {trace} <b>/srv/www/a.php</b> on line <b>11</b><br />"
    failing = _web({"": {"/a": html(fatal)}})
    shelf.add("php", OPEN, "unreachable", "PHP says where it failed", failing, path="/a", text="Oars")
    about = "an article that quotes PHP's message"
    quoting = _web({"": {"/a": _page("Oars in PHP", f"{PROSE * 12}{fatal}")}})
    shelf.add("php-article", THERE, "alive", about, quoting, path="/a", text="Oars")
    title = "Server Error in '/' Application."
    said = "<h2><i>The resource cannot be found.</i></h2><b> Description: </b>HTTP 404. It may have been removed."
    yellow = _web({"": {"/a.aspx": _page(title, said)}})
    shelf.add("yellow", GONE, SOFT, "ASP.NET's page for a 404, sent with 200", yellow, path="/a.aspx", text="Oars")
