"""Spellings: what is invalid and what was meant, what is skipped, and what is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.addresses.address import Address, parse, without_tracking
from linkcheck.model import Judgement, Suggestion, SuggestionKind, Verdict
from linkcheck.spelling import as_https, spell
from linkcheck.spelling.misspellings import ORDINARY, RULES, first_slip

A = "https://site.hardweb/a"

CORRECTED = [
    ("https//site.hardweb/a", "bad-slashes", A),
    ("https:/site.hardweb/a", "bad-slashes", A),
    ("https:site.hardweb/a", "bad-slashes", A),
    ("https;//site.hardweb/a", "bad-slashes", A),
    ("https.//site.hardweb/a", "bad-slashes", A),
    (r"https:\\site.hardweb/a", "bad-slashes", A),
    ("https:////site.hardweb/a", "bad-slashes", A),
    ("htps://site.hardweb/a", "misspelt-scheme", A),
    ("ttps://site.hardweb/a", "misspelt-scheme", A),
    ("htttps://site.hardweb/a", "misspelt-scheme", A),
    ("hhttps://site.hardweb/a", "misspelt-scheme", A),
    ("htp://site.hardweb/a", "misspelt-scheme", "http://site.hardweb/a"),
    ("hhttp://site.hardweb/a", "misspelt-scheme", "http://site.hardweb/a"),
    ("httpss://site.hardweb/a", "misspelt-scheme", A),
    ("http://https://site.hardweb/a", "doubled-scheme", A),
    ("https://https//site.hardweb/a", "doubled-scheme", A),
    ("https：//site.hardweb/a", "full-width", A),
    ("https:／／site.hardweb/a", "full-width", A),
    ("https://site。hardweb/a", "full-width", A),
    ("https://site.hardweb／a", "full-width", A),
    ("[https://site.hardweb/a", "leading-punctuation", A),
    ("（“https://site.hardweb/a", "leading-punctuation", A),
    ("https://site.hardweb/a。", "trailing-punctuation", A),
    ("https://site.hardweb/a），", "trailing-punctuation", A),
    ("www.site.hardweb/a", "no-scheme", "https://www.site.hardweb/a"),
    ("github.com/a/b", "no-scheme", "https://github.com/a/b"),
    ("site.com:8080/a", "no-scheme", "https://site.com:8080/a"),
    ("https://site.hardweb/\u200ba", "hidden-character", A),
    ("\ufeffhttps://site.hardweb/a", "hidden-character", A),
    ("https://site.hardweb/a\u202e", "hidden-character", A),
    (" https://site.hardweb/a", "space", A),
    ("https://site.hardweb/a b", "space", "https://site.hardweb/a%20b"),
    ("https:// site.hardweb/a", "space", A),
    ("h ttps://site.hardweb/a", "space", A),
    ("https://site.hardweb/\n  a", "space", A),
    ("https://site..hardweb/a", "bad-host", A),
    ("https://site.hardweb\\a", "backslash", A),
]

INVALID = [
    ("https://", "no-host"),
    ("https:///path", "bad-slashes"),
    ("https://site.hardweb:99999/", "bad-port"),
    ("https://site.hardweb:http/", "bad-port"),
    ("https://" + "a" * 70 + ".hardweb/", "bad-host"),
    ("https://-site.hardweb/", "bad-host"),
    ("https://[::1/", "bad-host"),
    ("https://github.com@evil.hardweb/", "misleading-userinfo"),
    ("https://a@b@evil.hardweb/", "misleading-userinfo"),
    (r"https://good\@evil.hardweb/", "backslash"),
    ("javascript:alert(1)", "script"),
    ("JavaScript:alert(1)", "script"),
]

SKIPPED = [
    ("mailto:a@b.hardweb", "scheme"),
    ("tel:+491234", "scheme"),
    ("data:text/plain,x", "scheme"),
    ("magnet:?xt=urn:btih:1", "scheme"),
    ("ftp://site.hardweb/x", "scheme"),
    ("zhihu://questions/1", "scheme"),
    ("vscode://file/x", "scheme"),
    ("wss://site.hardweb/x", "scheme"),
    ("com.site.app://open", "scheme"),
    ("file:///etc/passwd", "scheme"),
    ("", "local"),
    ("#part", "local"),
    ("docs/a.md", "local"),
    ("README.md", "local"),
    ("./a", "local"),
    ("../a/b", "local"),
    ("/a", "local"),
    ("?a=b", "local"),
    ("images/logo.io.png", "local"),
    ("https://example.com/x", "reserved-name"),
    ("https://www.example.org/x", "reserved-name"),
    ("https://shop.example/x", "reserved-name"),
    ("https://x.invalid/", "reserved-name"),
    ("http://localhost:8000/", "private-address"),
    ("localhost:8000", "private-address"),
    ("http://x.test/", "private-address"),
    ("http://printer.local/", "private-address"),
    ("http://intranet/wiki", "private-address"),
    ("http://10.0.0.1/", "private-address"),
    ("http://192.168.1.1:8080/", "private-address"),
    ("http://169.254.169.254/latest", "private-address"),
    ("http://2130706433/", "private-address"),
    ("http://0x7f.1/", "private-address"),
    ("http://[::1]/", "private-address"),
    ("http://[::ffff:127.0.0.1]/", "private-address"),
    ("http://abcdef.onion/x", "onion"),
    ("https://{{host}}/x", "placeholder"),
    ("https://<your-host>/x", "placeholder"),
    ("https://your-domain.com/x", "placeholder"),
    ("https://site.hardweb/${id}", "placeholder"),
    ("https://site.hardweb/?key=YOUR_API_KEY", "placeholder"),
]

ASKED = [
    A,
    "HTTPS://Site.Hardweb/",
    "http://site.hardweb:8080/a?b=c#d",
    "https://кц.рф/",
    "https://xn--j1ay.xn--p1ai/",
    "https://under_score.hardweb/",
    "https://site.hardweb/中文（说明）",
    "https://zh.wikipedia.org/wiki/什么？",
    "https://fa.wikipedia.org/wiki/می‌خواهم",
    "https://site.hardweb/a_(b)",
    "https://site.hardweb/a%2Fb%20c",
    "https://site.hardweb/{}|[]^`",
    "https://medium.com/@someone/a",
    "https://user:secret@site.hardweb/",
    "https://web.archive.org/web/2020/http://site.hardweb/",
    "https://site.hardweb/?u=https://other.hardweb/",
    "https://8.8.8.8/",
    "https://examples.com/",
    "https://localhost.run/docs",
    "https://site.hardweb/your-site",
    "https://site.hardweb/?q=a\\b",
]


@pytest.mark.parametrize(("url", "reason", "better"), CORRECTED)
def test_a_slip_and_what_was_meant(url: str, reason: str, better: str) -> None:
    found = spell(url)
    assert isinstance(found, Judgement)
    assert (found.verdict, found.reason) == (Verdict.INVALID, reason)
    assert found.suggestion == Suggestion(better, SuggestionKind.SPELLING)


@pytest.mark.parametrize(("url", "reason"), INVALID)
def test_what_cannot_be_an_address(url: str, reason: str) -> None:
    found = spell(url)
    assert isinstance(found, Judgement)
    assert (found.verdict, found.reason, found.suggestion) == (Verdict.INVALID, reason, None)


@pytest.mark.parametrize(("url", "reason"), SKIPPED)
def test_what_is_left_alone(url: str, reason: str) -> None:
    found = spell(url)
    assert isinstance(found, Judgement)
    assert (found.verdict, found.reason) == (Verdict.SKIPPED, reason)


@pytest.mark.parametrize("url", ASKED)
def test_what_is_asked_for(url: str) -> None:
    assert spell(url) == parse(url)


def test_private_addresses_may_be_allowed() -> None:
    for url in ("http://10.0.0.1/", "http://localhost:8000/", "http://[::1]/", "http://x.test/", "http://intranet/"):
        assert spell(url, allow_private=True) == parse(url)
    for url in ("https://example.com/", "http://a.onion/", "mailto:a@b.hardweb"):
        assert isinstance(spell(url, allow_private=True), Judgement)


@pytest.mark.parametrize(
    ("url", "better"),
    [
        ("http://site.hardweb/a#b", "https://site.hardweb/a#b"),
        ("HTTP://Site.Hardweb/a", "https://Site.Hardweb/a"),
        ("http://site.hardweb:80/a", "https://site.hardweb/a"),
        ("http://site.hardweb:8080/a", "https://site.hardweb:8080/a"),
        (A, A),
        ("mailto:a@b.hardweb", "mailto:a@b.hardweb"),
    ],
)
def test_by_https(url: str, better: str) -> None:
    assert as_https(url) == better


def test_an_address_without_its_tracking() -> None:
    assert without_tracking(A + "?id=1&utm_source=x") == without_tracking(A + "?id=1") == A + "?id=1"


@given(
    st.text(max_size=80)
    | st.from_regex(r"(https?|htp|www)[:./ \\]{0,4}[a-z.：。@ ]{0,12}[/?#]?.{0,12}", fullmatch=True)
)
def test_any_text_is_read_and_a_correction_is_sound(text: str) -> None:
    found = spell(text)
    if isinstance(found, Address):
        return
    assert found.verdict in (Verdict.INVALID, Verdict.SKIPPED)
    if found.suggestion is not None:
        again = spell(found.suggestion.url)
        assert isinstance(again, Address) or again.verdict is Verdict.SKIPPED


@given(
    st.from_regex(ORDINARY, fullmatch=True),
    st.sampled_from(
        ["", "{x}", "%7B%7Bx", "YOUR-ID", "<a>", ".com/your-org/", "https://a.org", "@", "\\", "。", " ", "\u200b"]
    ),
    st.integers(0, 40),
)
def test_the_few_rules_for_ordinary_addresses_are_enough(url: str, slip: str, place: int) -> None:
    written = url[:place] + slip + url[place:]
    assert first_slip(written) == next((found for rule in RULES if (found := rule(written)) is not None), None)


def test_an_address_without_scheme_is_https() -> None:
    found = spell("//site.hardweb/a")
    assert isinstance(found, Address)
    assert found.wire == "https://site.hardweb/a"
