"""The registry: who is offered an address, in which order, and what a site has to bring."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers import registry
from fetchers.addresses.address import AddressError, parse
from fetchers.addresses.hosts import is_below
from fetchers.fetcher import Fetcher, UrlPattern

ROOT = Path(__file__).resolve().parents[2]
FORMS = [(site, form) for site in registry.FETCHERS for form in site.forms]


@pytest.mark.parametrize("site", registry.FETCHERS, ids=lambda site: site.name)
def test_every_fetcher_has_a_test_file(site: Fetcher) -> None:
    names = [site.name, type(site).__module__.split(".")[2]]
    assert any((ROOT / "tests" / "fetchers" / "sites" / f"test_{name}.py").is_file() for name in names)


@pytest.mark.parametrize(("site", "form"), FORMS, ids=[f"{site.name}-{form.example}" for site, form in FORMS])
def test_every_form_matches_its_own_example(site: Fetcher, form: UrlPattern) -> None:
    target = registry.find(parse(form.example))
    assert (target.fetcher, target.kind) == (site.name, form.kind)


def test_names_are_unique_and_found() -> None:
    names = [site.name for site in registry.FETCHERS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+", name) for name in names)
    assert [registry.fetcher(name) for name in names] == list(registry.FETCHERS)
    with pytest.raises(KeyError):
        registry.fetcher("no-such-site")


def test_generic_is_last_and_takes_what_nobody_claims() -> None:
    assert registry.FETCHERS[-1].name == "generic"
    assert registry.find(parse("https://example.com/zhihu.com/p/1")).fetcher == "generic"
    assert registry.find(parse("https://notzhihu.com/p/1")).fetcher == "generic"


@pytest.mark.parametrize("site", registry.FETCHERS, ids=lambda site: site.name)
def test_every_fetcher_says_what_it_does(site: Fetcher) -> None:
    assert all((site.guide.title, site.guide.brings, site.guide.limits, site.guide.refusal))
    assert site.batch >= 1


@pytest.mark.parametrize(
    ("url", "fetcher", "key"),
    [
        ("https://huggingface.co/papers/2106.09685", "arxiv", "arxiv:2106.09685"),
        ("https://doi.org/10.48550/arXiv.2106.09685", "arxiv", "arxiv:2106.09685"),
        ("https://www.semanticscholar.org/arxiv/2106.09685", "arxiv", "arxiv:2106.09685"),
        ("https://github.com/pytorch/pytorch", "github", "github:pytorch/pytorch"),
        ("https://zhuanlan.zhihu.com/p/676109470", "zhihu", "zhihu-article:676109470"),
    ],
)
def test_wrappers_of_one_thing_are_one_resource(url: str, fetcher: str, key: str) -> None:
    target = registry.find(parse(url))
    assert (target.fetcher, target.key) == (fetcher, key)


@pytest.mark.parametrize(
    "url",
    ["", "mailto:a@b.example", "javascript:alert(1)", "https://", "not an address", "http://a b/", "//x.example/"],
)
def test_what_cannot_be_an_address_raises(url: str) -> None:
    with pytest.raises(AddressError):
        registry.find(parse(url))


@given(st.text(alphabet=st.sampled_from('abz019-_.~%/?&=#@:+知[]|\\" '), max_size=60), st.sampled_from(FORMS))
def test_any_address_finds_exactly_one_fetcher_and_a_key(tail: str, chosen: tuple[Fetcher, UrlPattern]) -> None:
    url = chosen[1].example + tail
    try:
        parse(url)
    except AddressError:
        return
    target = registry.find(parse(url))
    assert registry.fetcher(target.fetcher)
    assert target.key
    assert parse(target.url).scheme in ("http", "https")
    if target.canonical is not None:
        parse(target.canonical)


@pytest.mark.parametrize(("site", "form"), FORMS, ids=[f"{site.name}-{form.example}" for site, form in FORMS])
def test_every_example_is_on_a_host_of_its_site(site: Fetcher, form: UrlPattern) -> None:
    assert not site.hosts or is_below(parse(form.example).host, site.hosts)


@given(
    st.sampled_from(["", "www.", "m.", "x-1.", "a.b.", "not"]),
    st.sampled_from(FORMS),
    st.sampled_from(["", ".org", ".", ":8080", "/", "/a", "?a=1"]),
)
def test_asking_only_the_sites_of_a_host_changes_nothing(
    before: str, chosen: tuple[Fetcher, UrlPattern], after: str
) -> None:
    scheme, _, rest = chosen[1].example.partition("://")
    host, slash, path = rest.partition("/")
    address = parse(f"{scheme}://{before}{host}{after}{slash}{path}")
    claims = [target for site in registry.FETCHERS if (target := site.claim(address)) is not None]
    offers = [target for site in registry.offered(address.host) if (target := site.claim(address)) is not None]
    assert offers == claims


def test_an_ordinary_host_is_offered_to_few() -> None:
    assert [site.name for site in registry.offered("pages.example.com")] == ["redirector", "generic"]


def test_a_claim_loads_nothing_that_asks() -> None:
    asking = "{'aiohttp', 'arxiv', 'asyncio', 'bs4', 'github', 'idna', 'publicsuffixlist', 'requests', 'ssl'}"
    code = f"import sys, fetchers.registry; print({asking} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "set()\n"


def test_the_documentation_names_every_site_and_form() -> None:
    text = (ROOT / "docs" / "sites.md").read_text("utf-8")
    for site in registry.FETCHERS:
        assert f"## {site.guide.title}\n" in text
        assert all(form.example in text for form in site.forms)
