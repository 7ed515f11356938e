"""Servers' answers: statuses, walls, limits, failures, oddities."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from typing import Final

from benchmarks.hardweb.scenario import PATH, Furnish, Scenario, Shelf, Truth, insecure, unnamed
from linkcheck.demo import Name, SmallWeb, Tls
from linkcheck.demo.exchange import Answer, Hang, Raw, Reset, ServedRequest, ServedResponse
from linkcheck.demo.responses import html, page, redirect

THERE, GONE, OPEN = Truth.THERE, Truth.GONE, Truth.OPEN
FINE: Final = page("On hedgehogs")
_BODY: Final = str(FINE.body).encode()
_HEAD: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def answers(*replies: Answer) -> Furnish:
    """A host that gives each answer in turn, and the last one ever after."""
    return lambda web, host: web.site(host).answer(PATH, *replies)


def says(status: int, title: str, markup: str = "", headers: Mapping[str, str] | None = None) -> Furnish:
    """A host with one page of that title."""
    body = f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1>{markup}</body></html>"
    return answers(html(body, status=status, headers=headers))


def on_head(status: int) -> Furnish:
    """A host that answers HEAD with a status of its own."""

    def furnish(web: SmallWeb, host: str) -> None:
        def handler(request: ServedRequest) -> Answer:
            return ServedResponse(status=status) if request.method == "HEAD" else FINE

        web.site(host).handle(PATH, handler)

    return furnish


def for_browsers(status: int) -> Furnish:
    """A host that shows its page to browsers alone."""

    def handler(request: ServedRequest) -> Answer:
        return (
            FINE if request.headers.get("user-agent", "").startswith("Mozilla/5.0") else ServedResponse(status=status)
        )

    return lambda web, host: web.site(host).handle(PATH, handler)


def _statuses(shelf: Shelf) -> None:
    for status, truth, verdict in (
        (203, THERE, "alive"),
        (206, THERE, "alive"),
        (299, THERE, "alive"),
        (401, OPEN, "blocked"),
        (402, OPEN, "blocked"),
        (403, OPEN, "blocked"),
        (404, GONE, "dead"),
        (405, OPEN, "blocked"),
        (408, OPEN, "unreachable"),
        (410, GONE, "dead"),
        (418, OPEN, "blocked"),
        (451, OPEN, "blocked"),
        (500, OPEN, "unreachable"),
        (503, OPEN, "unreachable"),
        (522, OPEN, "unreachable"),
        (999, OPEN, "blocked"),
    ):
        shelf.add(str(status), truth, verdict, f"{status} every time", says(status, "A page"))
    shelf.add("204", THERE, "alive", "nothing to read, and meant so", answers(ServedResponse(status=204)))
    for status in (403, 404, 405, 500, 503):
        shelf.add(f"head-{status}", THERE, "alive", f"HEAD says {status}, GET 200", on_head(status))
    for status in (403, 404, 406, 410):
        shelf.add(f"robots-{status}", THERE, "alive", f"{status} to programs, 200 to browsers", for_browsers(status))


def _limits(shelf: Shelf) -> None:
    for name, value in (
        ("seconds", "1"),
        ("past", "Wed, 21 Oct 2015 07:28:00 GMT"),
        ("rubbish", "soon"),
        ("negative", "-5"),
        ("huge", "1e999"),
        ("none", ""),
    ):
        limited = ServedResponse(status=429, headers={"Retry-After": value} if value else {})
        shelf.add(name, THERE, "alive", f"429 once, Retry-After: {value or 'absent'}", answers(limited, FINE))
    late = ServedResponse(status=429, headers={"Retry-After": "3600"})
    shelf.add("hour", OPEN, "unreachable", "429 for an hour", answers(late))


def _failures(shelf: Shelf) -> None:
    shelf.add("nxdomain", GONE, "dead", "no such name", unnamed(Name.NO_SUCH_HOST))
    shelf.add("no-address", GONE, "dead", "the name has no address", unnamed(Name.NO_ADDRESS))
    shelf.add("servfail", OPEN, "unreachable", "the name server fails", unnamed(Name.SERVFAIL))
    shelf.add("refused", OPEN, "unreachable", "connection refused", unnamed(Name.REFUSED))
    shelf.add("silent", OPEN, "unreachable", "accepts, then silence", unnamed(Name.SILENT))
    shelf.add("syn", OPEN, "unreachable", "never accepts", unnamed(Name.UNCONNECTABLE))
    shelf.add("reset", OPEN, "unreachable", "reset every time", answers(Reset()))
    shelf.add("reset-once", THERE, "alive", "reset, then fine", answers(Reset(), FINE))
    shelf.add("500-once", THERE, "alive", "500, then fine", answers(ServedResponse(status=500), FINE))
    shelf.add("half-a-head", THERE, "alive", "half a head, then fine", answers(Raw(b"HTTP/1.1 200 OK\r\nCont"), FINE))
    shelf.add("stalls", THERE, "alive", "body stalls", answers(Hang(_HEAD + b"Content-Length: 99999\r\n\r\n" + _BODY)))


def _tls(shelf: Shelf) -> None:
    for tls in (Tls.EXPIRED, Tls.SELF_SIGNED, Tls.WRONG_NAME, Tls.UNTRUSTED, Tls.NO_INTERMEDIATE):
        shelf.add(tls.value, THERE, "insecure", f"certificate: {tls.value}", insecure(tls))
    shelf.add("expired-404", GONE, "dead", "expired, and a 404 behind it", insecure(Tls.EXPIRED, 404))
    shelf.add("client", OPEN, "blocked", "wants the client's certificate", insecure(Tls.CLIENT_CERTIFICATE))
    shelf.add("plain", OPEN, "unreachable", "plain HTTP on the TLS port", unnamed(Name.PLAIN_ON_TLS))


def _walls(shelf: Shelf) -> None:
    for name, furnish in (
        ("cloudflare", says(403, "Just a moment...", headers={"cf-mitigated": "challenge"})),
        ("cloudflare-200", says(200, "Just a moment...", "<script>window._cf_chl_opt={}</script>")),
        ("aws-202", answers(ServedResponse(status=202, headers={"x-amzn-waf-action": "challenge"}))),
        ("aws-405", says(405, "Human Verification", headers={"x-amzn-waf-action": "captcha"})),
        ("cloudfront", says(403, "ERROR", "Request blocked.", {"x-cache": "Error from cloudfront"})),
        ("datadome", says(403, "x", "<script src='https://ct.captcha-delivery.com/c.js'></script>")),
        ("imperva", says(200, "", "<iframe src='/_Incapsula_Resource?x=1'></iframe>")),
        ("anubis", says(200, "Making sure you're not a bot!", "<script id='anubis_challenge'></script>")),
        ("captcha", says(200, "安全验证", "<p>请完成下方验证，以证明您不是机器人。</p>")),
        ("wechat", says(200, "", "<h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p>")),
        ("robot-de", says(200, "Sind Sie ein Mensch?", "<p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>")),
        ("login-inline", says(200, "Anmelden", "<form><input type=password></form>")),
    ):
        shelf.add(name, OPEN, "blocked", f"a wall: {name}", furnish)
    form = "<p>Write to us.</p><form><textarea></textarea><div class='g-recaptcha'></div></form>"
    shelf.add("contact-form", THERE, "alive", "a captcha in a contact form", says(200, "Contact", form))
    shelf.add("about-bots", THERE, "alive", "an article about robots", answers(page("Are you a robot? An essay")))
    note = "404 from the vendor's edge, no mark of a challenge"
    shelf.add("cloudflare-404", GONE, "dead", note, says(404, "Not found", headers={"server": "cloudflare"}))


def _oddities(shelf: Shelf) -> None:
    length = b"Content-Length: %d\r\n" % len(_BODY)
    raw = {
        "gzip-that-is-plain": _HEAD + b"Content-Encoding: gzip\r\n" + length + b"\r\n" + _BODY,
        "too-long-a-length": _HEAD + b"Content-Length: 99999\r\n\r\n" + _BODY,
        "bad-chunk": _HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(_BODY) + _BODY + b"\r\nnonsense\r\n",
        "early-hints": b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + _HEAD + length + b"\r\n" + _BODY,
        "long-header": _HEAD + b"X-Policy: " + b"a" * 12_000 + b"\r\n" + length + b"\r\n" + _BODY,
        "no-colon": _HEAD + b"this is no header\r\n" + length + b"\r\n" + _BODY,
        "http-1.0": _HEAD.replace(b"1.1", b"1.0") + b"\r\n" + _BODY,
    }
    for name, data in raw.items():
        shelf.add(name.replace(".", ""), THERE, "alive", name.replace("-", " "), answers(Raw(data)))
    twice = ServedResponse(body=gzip.compress(gzip.compress(_BODY)), headers={"Content-Encoding": "gzip"})
    shelf.add("gzip-twice", THERE, "alive", "gzip within gzip", answers(twice))
    bomb = ServedResponse(body=gzip.compress(_BODY + b" " * 50_000_000), headers={"Content-Encoding": "gzip"})
    shelf.add("bomb", THERE, "alive", "50 MB in 50 KB", answers(bomb))
    shelf.add("no-http", OPEN, "unreachable", "another protocol", answers(Raw(b"SSH-2.0-OpenSSH_9.6\r\n")))


def _redirected(shelf: Shelf) -> None:
    def to(location: str, status: int = 301, end: Answer = FINE) -> Furnish:
        return lambda web, host: (
            web.site(host).answer(PATH, redirect(location, status)).answer("/new/on-hedgehogs", end)
        )

    for status, verdict in ((301, "moved"), (308, "moved"), (302, "alive"), (303, "alive"), (307, "alive")):
        shelf.add(str(status), THERE, verdict, f"{status} to the page", to("/new/on-hedgehogs", status))
    shelf.add("dots", THERE, "moved|alive", "relative, with dots", to("../new/on-hedgehogs"))
    shelf.add("to-404", GONE, "dead", "301 to a 404", to("/nowhere"))
    shelf.add("loop", GONE, "dead", "to itself for ever", to(PATH, 302))
    shelf.add("script", GONE, "dead|invalid", "to javascript:", to("javascript:alert(1)"))
    form = html("<title>Sign in</title><h1>Sign in</h1><form><input type=password></form>")
    shelf.add(
        "login",
        OPEN,
        "blocked",
        "to a login",
        lambda web, host: web.site(host).answer(PATH, redirect("/users/sign_in", 302)).answer("/users/sign_in", form),
    )
    shelf.add("login-404", GONE, "dead", "to a login that is not there", to("/users/sign_in?next=x", 302))
    shelf.add(
        "error-page",
        GONE,
        "soft-dead|dead",
        "to an error page that says 200",
        lambda web, host: web.site(host).answer(PATH, redirect("/404.html", 302)).answer("/404.html", FINE),
    )
    shelf.add(
        "home",
        GONE,
        "soft-dead|dead",
        "to the front page, as any unknown address",
        lambda web, host: web.site(host).page("/", "Home").otherwise(lambda _: redirect("/", 302)),
    )
    shelf.add(
        "landing",
        THERE,
        "alive",
        "the front page to its English one",
        lambda web, host: web.site(host).answer("/", redirect("/en/", 302)).page("/en/", "Home"),
        path="/",
    )

    def until_cookie(request: ServedRequest) -> Answer:
        if "seen=1" in request.headers.get("cookie", ""):
            return FINE
        return ServedResponse(status=302, headers={"Location": PATH, "Set-Cookie": "seen=1; Path=/"})

    shelf.add(
        "cookie",
        THERE,
        "alive",
        "to itself until a cookie comes back",
        lambda web, host: web.site(host).handle(PATH, until_cookie),
    )


def scenarios() -> list[Scenario]:
    """Return all scenarios of servers' answers."""
    found: list[Scenario] = []
    for kind, fill in (
        ("status", _statuses),
        ("limit", _limits),
        ("failure", _failures),
        ("tls", _tls),
        ("wall", _walls),
        ("odd", _oddities),
        ("redirect", _redirected),
    ):
        fill(Shelf(kind, found))
    return found
