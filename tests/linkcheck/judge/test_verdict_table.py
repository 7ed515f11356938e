"""The catalogue of server behaviours, row by row: what each is judged to be.

Rows about how the network is used, how a list is read or how a run is kept are tested where that is done; they stand in
``ELSEWHERE`` with the place.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from fetchers.codes import Code
from fetchers.facts import Availability, Metadata, Observation, Target
from fetchers.failure import FailureKind as F
from linkcheck.judge import judge
from linkcheck.model import Confidence, History, Judgement, Link, Verdict
from linkcheck.spelling import spell
from tests.linkcheck.judge.scenes import ARTICLE, DEEP, behind, failed, link, probed, seen, told

ROOT = Path(__file__).resolve().parents[3]
CATALOGUE = ROOT.parent / "shared" / "facts" / "verdicts.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    verdict: str
    seen: Observation
    url: str = DEEP
    text: str = "A fine article"
    history: History = field(default_factory=History)
    target: Target | None = None
    low: bool | None = None
    reason: str | None = None
    better: str | None = None
    """The suggestion; "" for none."""
    note: str | None = None

    @property
    def link(self) -> Link:
        return link(self.url, text=self.text, target=self.target)


HTTP = "http://site.hardweb/article/42"
ROOT_URL = "https://site.hardweb/"
NEW = "https://new.hardweb/article/42"
CLOUDFLARE = {"server": "cloudflare", "cf_ray": "1-FRA"}
TINY = "<p>Hello.</p>"
PARKED = "<p>This domain is for sale! Buy this domain.</p>"


def page(verdict: str, *steps: tuple[int, str], **fields: object) -> Row:
    """A row whose observation is one look at a page."""
    own = {
        name: fields.pop(name)
        for name in ("low", "reason", "better", "note", "text", "history", "target")
        if name in fields
    }
    url = str(fields.pop("url", DEEP))
    return Row(verdict=verdict, seen=seen(url, *steps, **fields), url=url, **own)  # type: ignore[arg-type]


def broken(verdict: str, kind: F, *steps: tuple[int, str], **own: object) -> Row:
    url = str(own.pop("url", DEEP))
    return Row(verdict=verdict, seen=failed(kind, url, *steps), url=url, **own)  # type: ignore[arg-type]


def said(verdict: str, standing: Availability, code: str, *steps: tuple[int, str], **own: object) -> Row:
    return Row(verdict=verdict, seen=told(standing, code, DEEP, *steps), **own)  # type: ignore[arg-type]


def tls(verdict: str, kind: F, **own: object) -> Row:
    return Row(verdict=verdict, seen=behind(kind, seen()), **own)  # type: ignore[arg-type]


def with_fragment(verdict: str, name: str, found: bool | None, *, status: int = 200, **own: object) -> Row:
    observation = seen(f"{DEEP}#{name}", status=status)
    known = {} if found is None else {name: found}
    return Row(verdict=verdict, seen=replace(observation, fragments=known), url=f"{DEEP}#{name}", **own)  # type: ignore[arg-type]


TABLE: dict[str, Row] = {
    "A01": page("alive", low=False, reason="http-200", better=""),
    "A02": page("alive", status=204, body=None, note="empty"),
    "A03": page("alive", status=206),
    "A04": page("alive", status=202),
    "A05": page("alive", status=304, body=None, low=True),
    "A06": page("alive", status=300, low=True),
    "A07": page("unreachable", body=None, content_length="0", content_type="text/html"),
    "A08": page("blocked", status=401, body=TINY, www_authenticate="Basic"),
    "A09": page("blocked", status=402, body=TINY),
    "A10": page("blocked", status=403, body=TINY, reason="http-403"),
    "A12": page("dead", status=404, reason="http-404"),
    "A15": page("blocked", status=405, body=TINY),
    "A17": page("unreachable", status=408, body=TINY),
    "A18": page("dead", status=410, reason="http-410"),
    "A19": page("blocked", status=431, body=TINY),
    "A21": page("blocked", status=418, body=TINY),
    "A22": page("unreachable", status=421, body=TINY),
    "A23": page("blocked", status=451, body=TINY, reason="http-451"),
    "A25": page("unreachable", status=500),
    "A26": page("unreachable", status=503, retry_after="3"),
    "A27": page("unreachable", status=503, title="Site under maintenance", body=TINY),
    "A28": page("unreachable", status=522, body=TINY),
    "A29": page("unreachable", status=526, body=TINY, note="origin-tls"),
    "A30": page("unreachable", status=530, body="<p>Error 1016 Origin DNS error</p>"),
    "A31": page("blocked", status=999, body=TINY),
    "A32": page("blocked", status=499, body=TINY),
    "B09": page("dead", status=404),
    "B10": page("blocked", title="Just a moment...", body=TINY, cf_mitigated="challenge"),
    "C03": page("unreachable", status=429, retry_after="Sun, 06 Nov 1994 08:49:37 GMT", reason="rate-limited"),
    "C04": page("unreachable", status=429, retry_after="86400"),
    "C06": page("unreachable", status=429, retry_after="1e999"),
    "C07": page("unreachable", status=429),
    "C08": page("unreachable", status=403, body=TINY, x_ratelimit_remaining="0", reason="rate-limited"),
    "C09": page("unreachable", status=503, retry_after="10"),
    "C12": page(
        "blocked",
        status=403,
        body="<p>Request blocked. Try again later. cloudfront</p>",
        x_cache="Error from cloudfront",
    ),
    "C13": page("alive", body=None, content_type="application/json"),
    "D01": page(
        "blocked", status=403, body=TINY, cf_mitigated="challenge", server="cloudflare", reason="challenge-cloudflare"
    ),
    "D02": page("blocked", status=503, title="Just a moment...", body="<script>window._cf_chl_opt={}</script>"),
    "D03": page("blocked", status=429, body=TINY, cf_mitigated="challenge"),
    "D04": page(
        "blocked", status=403, title="Access denied | used Cloudflare", body="<p>Error code: 1020</p>", **CLOUDFLARE
    ),
    "D05": page("dead", status=404, **CLOUDFLARE),
    "D06": page(
        "blocked",
        status=403,
        title="Access Denied",
        body="<p>Access Denied. Reference #18.aa</p>",
        server="AkamaiGHost",
    ),
    "D07": page("blocked", status=403, body=TINY, server_timing="cdn-cache; desc=HIT, edge; dur=1, ak_p", low=True),
    "D08": page("dead", status=404, server="AkamaiGHost", cache_control="max-age=60"),
    "D09": page("blocked", status=202, body=None, x_amzn_waf_action="challenge", content_length="0"),
    "D10": page("blocked", status=405, body=TINY, x_amzn_waf_action="captcha", reason="challenge-aws-waf"),
    "D11": page(
        "blocked",
        status=403,
        title="ERROR: The request could not be satisfied",
        body=TINY,
        x_cache="Error from cloudfront",
    ),
    "D12": page("dead", status=404, body=TINY, x_cache="Error from cloudfront"),
    "D13": page("blocked", status=403, title="403 Forbidden", body="", server="awselb/2.0"),
    "D14": page("unreachable", status=503, title="503", body="", server="awselb/2.0"),
    "D15": page(
        "blocked", status=403, body="<script src=https://ct.captcha-delivery.com/c.js></script>", x_datadome="protected"
    ),
    "D16": page("blocked", status=403, body="<script>window._pxAppId='PX'</script>", set_cookie="_px3=a"),
    "D17": page("blocked", title="", heading="", body="<iframe src='/_Incapsula_Resource?x'></iframe>"),
    "D18": page("alive", x_cdn="Incapsula", set_cookie="visid_incap_1=a", low=False),
    "D19": page("alive", set_cookie="_abck=a; datadome=b; cf_clearance=c", low=False),
    "D20": page(
        "blocked", status=403, title="Sucuri WebSite Firewall - Access Denied", body=TINY, reason="challenge-sucuri"
    ),
    "D21": page(
        "blocked",
        title="Making sure you're not a bot!",
        body="<script id=anubis_challenge></script>",
        reason="challenge-anubis",
    ),
    "D22": page("blocked", status=429, body=TINY, x_vercel_mitigated="challenge"),
    "D23": page("blocked", title="", heading="", body="<script>window.POW_CHALLENGE_DATA={}</script>"),
    "D24": page("blocked", title="", heading="", body="<script>location='/_____tmd_____/punish?x5secdata=a'</script>"),
    "D25": page(
        "alive",
        title="Contact",
        body="<form><input type=email><textarea></textarea><div class=g-recaptcha></div></form>",
        low=False,
    ),
    "D26": page(
        "blocked", status=403, body="<p>You've been blocked by network security.</p>", reason="challenge-reddit"
    ),
    "D27": page("blocked", status=403, body=TINY),
    "D28": page("blocked", status=403, body=TINY),
    "D29": broken("unreachable", F.CONNECT_TIMEOUT),
    "D30": page("blocked", (302, "https://consent.youtube.com/m?continue=x"), title="Before you continue", body=TINY),
    "D31": page("blocked", title="Sina Visitor System", body=TINY),
    "D32": page("blocked", status=403, title="Checking your browser", body=TINY),
    "D35": page(
        "blocked", (302, "https://www.google.com/sorry/index?continue=x"), body=TINY, url="https://scholar.google.com/x"
    ),
    "E01": page("moved", (301, NEW), better=NEW, reason="redirect-permanent"),
    "E02": page("moved", (308, NEW), better=NEW),
    "E03": page("alive", (307, NEW), better="", reason="redirect-temporary", note="temporary-redirect"),
    "E04": page(
        "alive", (301, "https://site.hardweb/b"), (302, "https://site.hardweb/c"), better="https://site.hardweb/b"
    ),
    "E05": page("alive", (302, "https://site.hardweb/b"), (301, "https://site.hardweb/c"), better=""),
    "E06": page("moved", (301, DEEP), url=HTTP, better=DEEP, reason="https-upgrade"),
    "E07": page("alive", (302, DEEP), url=HTTP),
    "E08": page("insecure", (301, HTTP), better=""),
    "E09": page("dead", (301, NEW), status=404),
    "E10": Row(verdict="soft-dead", seen=probed(seen(DEEP, (302, ROOT_URL)), like_it=True), low=False),
    "E11": page("alive", (302, "https://site.hardweb/en/"), url=ROOT_URL, low=False, better=""),
    "E12": page("soft-dead", (301, "https://rebrand.hardweb.org/"), low=True),
    "E13": page("soft-dead", (302, "https://site.hardweb/404.html"), reason="error-path"),
    "E14": page("soft-dead", (302, "https://site.hardweb/error.aspx?aspxerrorpath=/article/42"), reason="error-path"),
    "E15": page(
        "blocked", (302, "https://site.hardweb/login?next=/article/42"), title="Sign in", body=TINY, reason="login-wall"
    ),
    "E16": page("alive", (302, "https://site.hardweb/cookie"), (302, DEEP), low=False),
    "E17": page("alive", (302, DEEP), low=False),
    "E18": broken("dead", F.REDIRECT_LOOP, reason="redirect-loop"),
    "E19": page("alive", *[(302, f"https://site.hardweb/hop/{n}") for n in range(15)], better=""),
    "E23": page("alive", status=302, low=True),
    "E24": broken("skipped", F.UNSUPPORTED_SCHEME, (302, "mailto:a@b.hardweb")),
    "E25": broken("invalid", F.HOSTILE_REDIRECT),
    "E26": broken("skipped", F.PRIVATE_ADDRESS, (302, "http://169.254.169.254/x"), note="redirect-to-private-address"),
    "E27": page("moved", (301, NEW), url=DEEP + "#sec", better=NEW + "#sec"),
    "E28": page("moved", (301, NEW + "#new"), url=DEEP + "#sec", better=NEW + "#new"),
    "E29": page("alive", (200, NEW), better=NEW),
    "E30": page("soft-dead", title="Page moved", body=TINY, head="<meta http-equiv=refresh content='5;url=/'>"),
    "E31": page("alive", (200, NEW)),
    "E32": page("alive", (200, NEW), low=True),
    "E33": page("soft-dead", head="<link rel=canonical href='https://site.hardweb/'>", low=True),
    "E34": page("alive", (301, "https://www.site.hardweb/Article/42/"), reason="cosmetic-redirect", better=""),
    "E35": page("alive", (302, "https://site.hardweb/en-us/article/42?rtc=1"), better=""),
    "E36": page("soft-dead", (302, "https://short.hardweb/"), url="https://short.hardweb/abc"),
    "E37": page("blocked", (302, "https://unblock.federalregister.hardweb/"), body=TINY),
    "E39": Row(
        verdict="moved",
        seen=replace(told(Availability.PRESENT, "github-repository", DEEP, (301, NEW)), notes=(Code("renamed"),)),
        note="renamed",
        better=NEW,
    ),
    "E40": page("moved", (301, NEW), url="http://t.hardweb/x", better=NEW),
    "F01": page("soft-dead", title="Page not found | Site", reason="title-not-found"),
    "F02": page("soft-dead", title="お探しのページが見つかりません", body=TINY),
    "F03": page("alive", title="Error 404: a love story", low=False),
    "F04": Row(verdict="soft-dead", seen=probed(seen(title="Oops", body=TINY), like_it=True), reason="same-as-unknown"),
    "F05": Row(
        verdict="alive",
        seen=probed(seen(title="App", heading="", body="<div id=root></div><script src=a.js></script>"), like_it=True),
        low=True,
    ),
    "F06": Row(verdict="alive", seen=probed(seen(ROOT_URL, title="Oops"), like_it=True), url=ROOT_URL),
    "F07": page(
        "soft-dead", title="Forge", heading="Project not found", body=TINY, head="<meta name=robots content=noindex>"
    ),
    "F08": page("soft-dead", title="Welcome to nginx!", body=TINY, reason="default-page"),
    "F09": page(
        "soft-dead",
        (302, "https://site.hardweb/cgi-sys/suspendedpage.cgi"),
        title="Account Suspended",
        body=TINY,
        reason="suspended",
    ),
    "F10": page("unreachable", title="Error establishing a database connection", body=TINY),
    "F11": page(
        "alive",
        title="Old",
        body="<p>This page has moved to <a href='https://new.hardweb/'>new.hardweb</a></p>",
        note="page-moved",
    ),
    "F12": Row(
        verdict="soft-dead",
        seen=replace(seen(title="YouTube", body=TINY), answer=told(Availability.ABSENT, "video-removed").answer),
    ),
    "F13": page("alive", title="X", heading="", body="<script src=a.js></script>", low=True),
    "F14": page("soft-dead", url="https://site.hardweb/paper.pdf", low=True),
    "F15": page("blocked", title="Login • Instagram", body="<form><input type=password></form>"),
    "F16": page("soft-dead", title="Shop", body="<p>0 results for widget</p>", low=True),
    "F17": page(
        "alive",
        title="Cheap holiday flights tomorrow",
        history=History(title="Rewriting systems over trees"),
        note="retitled",
    ),
    "F18": page("blocked", title="You need access", body=TINY),
    "F19": page("blocked", status=403, body=None, content_type="application/xml"),
    "F20": page(
        "dead", status=404, title="Site not found · GitHub Pages", body="<p>There isn't a GitHub Pages site here.</p>"
    ),
    "F21": page(
        "dead",
        status=500,
        title="Fastly error: unknown domain site.hardweb",
        body="Fastly error: unknown domain: site.hardweb",
    ),
    "F22": page(
        "soft-dead", title="Blog", body="<p>Sorry, the page you were looking for in this blog does not exist.</p>"
    ),
    "F23": page("soft-dead", title="", heading="", body="<p>该内容已被发布者删除</p>"),
    "F24": page("alive", body="<p>This project is archived.</p>" + ARTICLE, note="says-archived"),
    "G01": page("soft-dead", title="site.hardweb is for sale", body=PARKED, reason="parked"),
    "G02": page("soft-dead", (302, "http://ww1.site.hardweb/"), body=TINY, reason="parked"),
    "G03": page(
        "soft-dead",
        title="site.hardweb",
        body="<p>Related searches</p><script src=https://img.sedoparking.com/x.js></script>",
    ),
    "G04": page(
        "soft-dead", title="", heading="", body="<script>window.onload=function(){location.href='/lander'}</script>"
    ),
    "G05": page("soft-dead", title="Situs Slot Gacor Judi Online", note="hijacked", reason="hijacked"),
    "G06": Row(verdict="soft-dead", seen=probed(seen(DEEP, (301, "https://casino.other.org/")), like_it=True)),
    "G07": page("alive", low=False),
    "G08": page("alive", title="What is domain parking?", low=False),
    "G09": page(
        "soft-dead", title="site.hardweb", body="<p>This domain has expired. Renew now.</p>", reason="domain-lapsed"
    ),
    "G10": page(
        "alive",
        title="Bluegrass sales intelligence platform",
        history=History(title="Reverse image search tool"),
        note="retitled",
    ),
    "H01": tls("insecure", F.CERTIFICATE_EXPIRED, reason="certificate-expired"),
    "H02": tls("insecure", F.CERTIFICATE_SELF_SIGNED),
    "H03": tls("insecure", F.CERTIFICATE_WRONG_NAME),
    "H04": tls("insecure", F.CERTIFICATE_UNTRUSTED),
    "H05": tls("insecure", F.CERTIFICATE_UNTRUSTED, low=True),
    "H06": tls("insecure", F.TLS_TOO_OLD),
    "H07": tls("insecure", F.TLS_FAILURE),
    "H09": Row(verdict="insecure", seen=behind(F.CERTIFICATE_EXPIRED, seen(HTTP, (301, DEEP))), url=HTTP),
    "H10": page("alive", url=HTTP, low=False, better=""),
    "H12": broken("blocked", F.TLS_CLIENT_CERTIFICATE),
    "H15": broken("unreachable", F.TLS_FAILURE),
    "H16": broken("unreachable", F.TLS_FAILURE),
    "I01": broken("dead", F.NO_SUCH_HOST, reason="nxdomain"),
    "I02": broken("unreachable", F.DNS_FAILURE),
    "I03": broken("dead", F.NO_ADDRESS_RECORD),
    "I04": broken("unreachable", F.DNS_FAILURE),
    "I05": broken("unreachable", F.DNS_FAILURE),
    "I07": broken("skipped", F.PRIVATE_ADDRESS, reason="private-address"),
    "I10": broken("unreachable", F.CONNECTION_REFUSED),
    "I11": broken("unreachable", F.CONNECT_TIMEOUT),
    "I12": broken("unreachable", F.CONNECTION_RESET),
    "I13": broken("unreachable", F.TIMEOUT),
    "I15": page("alive", body=None, content_type="text/html"),
    "I19": broken("unreachable", F.OUT_OF_TIME),
    "I20": broken("unreachable", F.CONNECT_TIMEOUT),
    "J11": broken("unreachable", F.BAD_HTTP),
    "J14": page("alive", body=None, content_type="application/x-iso9660-image", content_length="4000000000"),
    "J17": page("alive", body=None, content_disposition="attachment", content_type="application/zip"),
    "J18": page("alive", content_type="application/xhtml+xml"),
    "J20": page("unreachable", status=503, body=TINY),
    "L01": with_fragment("alive", "id", True),
    "L02": with_fragment("fragment-missing", "id", False, reason="fragment-missing"),
    "L03": with_fragment("alive", "x", True),
    "L05": with_fragment("alive", "L10-L20", None),
    "L06": with_fragment("alive", "issuecomment-1", None),
    "L07": with_fragment("alive", "/route", None),
    "L13": Row(
        verdict="blocked",
        seen=replace(seen(title="Just a moment...", body=TINY, cf_mitigated="challenge"), fragments={"id": False}),
        url=DEEP + "#id",
    ),
    "L14": with_fragment("dead", "id", False, status=404),
    "L16": with_fragment("fragment-missing", "Foo", False),
    "L19": with_fragment("alive", "late", None),
    "L20": with_fragment("alive", "made-by-script", None),
    "M01": said("dead", Availability.ABSENT, "arxiv-unknown-id", reason="arxiv-unknown-id"),
    "M02": Row(
        verdict="alive",
        seen=replace(told(Availability.PRESENT, "arxiv-paper"), notes=(Code("withdrawn"),)),
        note="withdrawn",
    ),
    "M03": said("blocked", Availability.REFUSED, "arxiv-denied"),
    "M04": said("unreachable", Availability.LIMITED, "arxiv-rate-limited"),
    "M06": said("dead", Availability.ABSENT, "repository-not-found"),
    "M07": said("moved", Availability.PRESENT, "github-repository", (301, NEW), better=NEW),
    "M08": Row(
        verdict="alive",
        seen=replace(told(Availability.PRESENT, "github-repository"), metadata=Metadata(archived=True)),
        note="archived",
    ),
    "M09": said("blocked", Availability.RESTRICTED, "dmca"),
    "M10": said("dead", Availability.ABSENT, "path-not-found"),
    "M12": said("dead", Availability.HIDDEN, "private-repository"),
    "M13": said("alive", Availability.PRESENT, "github-repository"),
    "M14": said("dead", Availability.ABSENT, "gist-not-found"),
    "M15": said("blocked", Availability.REFUSED, "zhihu-challenge"),
    "M16": page(
        "blocked", (302, "https://www.zhihu.com/signin?next=%2F"), body=TINY, url="https://www.zhihu.com/question/1"
    ),
    "M17": page("dead", status=404),
    "M18": said("alive", Availability.PRESENT, "doi-registered"),
    "M19": said("dead", Availability.ABSENT, "doi-not-found"),
    "M20": said("unreachable", Availability.LIMITED, "wayback-rate-limited"),
    "M21": page("blocked", status=400, body=TINY, url="https://x.com/someone/status/1", reason="walled-site"),
    "M22": page("blocked", status=403, body=TINY),
    "M23": said("blocked", Availability.RESTRICTED, "gated"),
    "M24": page(
        "blocked",
        (302, "https://site.hardweb/login?return_to=%2Fsettings"),
        body=TINY,
        url="https://site.hardweb/settings",
    ),
    "N01": page("unreachable", status=502, history=History(verdict=Verdict.ALIVE)),
    "N05": page("blocked", status=403, body=TINY, history=History(verdict=Verdict.BLOCKED, failures=180)),
    "N06": page("alive", history=History(verdict=Verdict.DEAD, failures=90, failing_days=90), low=False),
}

SPELLINGS: dict[str, tuple[str, str | None]] = {
    "I18": ("http://abcdefghij.onion/x", "skipped"),
    "K01": ("https://кц.рф/", None),
    "K02": ("https://xn--j1ay.xn--p1ai/", None),
    "K03": ("https://under_score.hardweb/", None),
    "K04": ("https://site.hardweb/卷积", None),
    "K05": ("https://site.hardweb/a%2Fb", None),
    "K06": ("https://site.hardweb/a%23b", None),
    "K07": ("https://site.hardweb/a%3Fb", None),
    "K08": ("https://site.hardweb/?a=%26%3D", None),
    "K09": ("https://site.hardweb/?a=%2B+", None),
    "K10": ("https://site.hardweb/a%2526b", None),
    "K11": ("https://site.hardweb/%F6", None),
    "K12": ("https://site.hardweb/?a=%20+", None),
    "K13": ("https://site.hardweb/a;b=1|c[]{}^`", None),
    "K14": ("https://site.hardweb/a_(b)", None),
    "K16": ("https://site.hardweb/a,b'c", None),
    "K18": ("https://site.hardweb/a\u200bb", "invalid"),
    "K19": ("www.site.hardweb", "invalid"),
    "K20": ("https//site.hardweb", "invalid"),
    "K21": ("https://site.hardweb:99999/", "invalid"),
    "K22": ("http://2130706433/", "skipped"),
    "K23": ("https://user:secret@site.hardweb/", None),
    "K24": ("https://example.com/x", "skipped"),
    "K25": ("javascript:alert(1)", "invalid"),
    "K26": ("ftp://site.hardweb/x", "skipped"),
    "K27": ("https://site.hardweb/?q=" + "a" * 3000, None),
    "K28": ("HTTPS://Site.Hardweb:443/./a/../b?", None),
    "K29": ("https://site.hardweb/?id=404", None),
    "K30": ("https://site.hardweb/a%0d%0ab", None),
    "K31": ("https://good\\@evil.hardweb", "invalid"),
}

_NET = "tests/fetchers/net"
_PAGE = "tests/fetchers/pages"
_DOCUMENT = "tests/linkcheck/document/test_document.py"
ELSEWHERE: dict[str, str] = {
    # Two profiles, Accept and Accept-Language as browsers send them, no Range, no HEAD: all end in a plain 200.
    **dict.fromkeys(("A11", "A13", "A14", "A16", "A20"), f"{_PAGE}/test_look.py"),
    **dict.fromkeys(("A24", "A33"), f"{_NET}/http/test_visits.py"),
    **dict.fromkeys(
        ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B11", "B12", "B13"), f"{_NET}/http/test_visits.py"
    ),
    # Patience and pace: what is learnt in the end is a plain 200.
    **dict.fromkeys(("C01", "C02", "C05"), f"{_NET}/pacing/test_retry_after.py"),
    **dict.fromkeys(("C10", "C11", "C14"), f"{_NET}/pacing/test_pacing.py"),
    "D34": f"{_NET}/http/test_bodies.py",
    "E20": f"{_NET}/http/test_visits.py",
    "E21": f"{_NET}/http/test_visits.py",
    "E22": f"{_NET}/http/test_visits.py",
    "E38": "tests/linkcheck/judge/test_run_rules.py",
    "H17": f"{_NET}/http/test_exception_kinds.py",
    **dict.fromkeys(("H14", "I16", "I17", "M11", "M25"), "tests/linkcheck/judge/test_run_rules.py"),
    "I06": "tests/cli/test_bad_input.py",
    **dict.fromkeys(("I08", "I09", "I14"), f"{_NET}/http/test_visits.py"),
    **dict.fromkeys(
        ("J01", "J02", "J03", "J04", "J05", "J06", "J07", "J12", "J15", "J16"), f"{_NET}/http/test_bodies.py"
    ),
    **dict.fromkeys(("J08", "J09", "J10", "J19"), f"{_NET}/http/test_visits.py"),
    "J13": "tests/fetchers/pages/html/test_charset.py",
    **dict.fromkeys(("K15", "K17", "K32", "K33"), _DOCUMENT),
    **dict.fromkeys(("L04", "L08", "L09", "L10", "L11", "L12", "L17", "L18"), f"{_PAGE}/test_fragments.py"),
    # One look sees one edge; only checks on three days make it a claim.
    "L15": "tests/linkcheck/judge/test_confirmation.py",
    "M05": "tests/fetchers/sites/test_arxiv_forms.py",
    **dict.fromkeys(("N02", "N03", "N04", "N08", "N12"), "tests/linkcheck/judge/test_confirmation.py"),
    **dict.fromkeys(("N07", "N09", "N11"), "tests/linkcheck/test_store.py"),
    "N10": "tests/linkcheck/test_config.py",
}

NOT_DONE: dict[str, str] = {
    "D33": "robots.txt is not asked: a list's links are looked at one by one, at a reader's pace (docs/verdicts.md)",
    "H08": "no revocation list and no OCSP responder is asked: a third party for every host",
    "H11": "a request for a certificate that may be declined is declined by the TLS library; no server here makes one",
    "H13": "the days that a certificate has left are not read yet",
}
"""Rows that nothing covers, and why."""


@pytest.mark.parametrize("number", TABLE)
def test_a_row(number: str) -> None:
    row = TABLE[number]
    found = judge(row.link, row.seen, row.history)
    assert found.verdict == row.verdict, f"{found.reason}: {found.detail}"
    if row.reason is not None:
        assert found.reason == row.reason
    if row.low is not None:
        assert (found.confidence is Confidence.LOW) is row.low
    if row.note is not None:
        assert row.note in found.notes
    if row.better is not None:
        assert (found.suggestion.url if found.suggestion else "") == row.better


@pytest.mark.parametrize("number", SPELLINGS)
def test_a_spelling(number: str) -> None:
    url, verdict = SPELLINGS[number]
    found = spell(url)
    assert (found.verdict if isinstance(found, Judgement) else None) == verdict


def test_every_row_of_the_catalogue_has_its_place() -> None:
    if not CATALOGUE.is_file():
        pytest.skip("the catalogue is not here")
    rows = [line.split("\t")[0] for line in CATALOGUE.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) == 316
    covered = [*TABLE, *SPELLINGS, *ELSEWHERE, *NOT_DONE]
    assert len(covered) == len(set(covered))
    assert set(rows) == set(covered)


@pytest.mark.parametrize("place", sorted(set(ELSEWHERE.values())))
def test_the_other_places_exist(place: str) -> None:
    assert (ROOT / place).is_file()
