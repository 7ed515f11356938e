"""Pages that only lead to others have no day of publication, even where they list one post; articles keep theirs."""

# ruff: noqa: E501  markup as it comes

import pytest

from fetchers.facts import Metadata
from fetchers.pages.html import read

HOST = "https://example.org"
# One post each, as the themes of several engines list it: the day has no second one beside it that would tell.
ENTRIES = [
    '<div class="post-line"><p class="line-date">18 Feb 2021</p><p><a href="/posts/two/">Two words</a></p></div>',
    '<article><a href="/p/two/"><div><h2>Two</h2><footer><time datetime="2021-02-18">Feb 18, 2021</time></footer></div></a></article>',
    '<div class="post-head"><a href="/posts/two/"><h1>Two</h1></a><span class="post-date">2021/02/18</span></div>',
    '<a class="post" href="/posts/two/"><span>Two, a long name of a post</span><span class="date">Feb 18, 2021</span></a>',
    '<article itemscope itemtype="http://schema.org/BlogPosting" itemprop="blogPost"><a href="/two.html" itemprop="name">Two</a><p><time datetime="2021-02-18" itemprop="datePublished">Thu</time></p></article>',
    '<div class="timeline"><h1 itemprop="name"><a href="/two/">Two</a></h1><div><a href="/two/"><time datetime="2021-02-18">2021-02-18</time></a></div></div>',
]
OWN = '<h1>One</h1><time datetime="2020-03-01">March 1, 2020</time><p>' + "A sentence of this article. " * 40 + "</p>"


def page(body: str, path: str, head: str = "", title: str = "One") -> Metadata:
    markup = f'<html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    return read(markup, url=HOST + path).metadata


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/page/3/",
        "/page3/",
        "/posts/page/52",
        "/tags/jvm/",
        "/tags/",
        "/tag/mitm.html",
        "/category/go/",
        "/categories/go/page/2/",
        "/archives/",
        "/archives/2021/02/",
        "/2021/02/",
        "/blog/2021/02/",
        "/author/jane/",
        "/%E5%8D%9A%E5%AE%A2/tags/%E8%AE%A1%E7%BD%91/",
    ],
)
def test_a_list_of_one_post_has_no_day(entry: str, path: str) -> None:
    assert page(f"<h1>One</h1>{entry}", path).published is None


@pytest.mark.parametrize("entry", ENTRIES[1:])
def test_nor_has_one_at_any_address(entry: str) -> None:
    assert page(entry, "/notes/jvm/", title="JVM | A blog").published is None


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="alternate" type="application/rss+xml" href="https://other.example/notes/jvm/index.xml">',
        '<link rel="alternate" hreflang="x" href="/"><link rel="alternate" type="application/atom+xml" href="/notes/jvm/atom.xml">',
        '<script type="application/ld+json">{"@graph":[{"@type":"CollectionPage","url":"/notes/jvm/","datePublished":"2021-02-18"}]}</script>',
    ],
)
def test_a_page_says_that_it_lists_others(head: str) -> None:
    assert page(f"<h1>JVM</h1>{ENTRIES[0]}", "/notes/jvm/", head).published is None
    stamp = '<meta itemprop="datePublished" content="2021-02-18">'
    assert page(f"<h1>JVM</h1>{ENTRIES[0]}", "/notes/jvm/", head + stamp).published is None


@pytest.mark.parametrize(
    "path",
    [
        "/archives/4713",
        "/archives/4713/",
        "/archives/2021/02/18/one/",
        "/2021/02/one/",
        "/tagssystem/one",
        "/web/releases/tag/v1.0",
        "/category/go/one/",
        "/pages/3",
        "/page/20481.html",
        "/page/about-us/",
        "/homepage/3a",
        "/posts/one/",
        "/the-authors/one",
    ],
)
@pytest.mark.parametrize("feed", ["/index.xml", "/posts/one/feed/", "/posts/index.xml", "index.xml"])
def test_an_article_keeps_its_day(path: str, feed: str) -> None:
    head = f'<link rel="alternate" type="application/rss+xml" href="{feed}">'
    found = page(OWN, path, head)
    assert (found.published, found.date_source) == (
        ("2021-02-18", "url") if "/18/" in path else ("2020-03-01", "time-element")
    )


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:type" content="article">',
        '<meta property="article:published_time" content="2020-03-01T08:00:00Z">',
        '<script type="application/ld+json">{"@type":"BlogPosting","headline":"One","datePublished":"2020-03-01"}</script>',
    ],
)
def test_what_says_that_it_is_an_article_is_one_at_any_address(head: str) -> None:
    assert page(OWN, "/category/one/", head).published == "2020-03-01"


@pytest.mark.parametrize(
    "heading",
    [
        '<h1><a href="/posts/one/">One</a></h1>',
        '<h1><a href="/2020/03/one/">Uno</a></h1>',
        '<h1><a href="/moved/elsewhere/">One</a></h1>',
        '<h1><a href="#top">Uno</a></h1>',
        '<h1><a href="https://elsewhere.example/two/">What it is about</a></h1>',
        '<h1>One, with <a href="/two/">a link</a> in it</h1>',
    ],
)
def test_a_heading_that_leads_to_the_page_itself_is_its_own(heading: str) -> None:
    body = OWN.replace("<h1>One</h1>", heading)
    assert page(f"<article>{body}</article>", "/posts/one/").published == "2020-03-01"


@pytest.mark.parametrize("href", ["/2020/03/01/", "/posts/one/", "/archives/march/"])
def test_a_day_may_lead_to_its_archive(href: str) -> None:
    body = OWN.replace("<time", f'<a href="{href}"><time').replace("</time>", "</time></a>")
    assert page(body, "/posts/one/").published == "2020-03-01"


@pytest.mark.parametrize("label", ["最新: ", "Latest: "])
def test_the_latest_of_several_is_not_the_pages(label: str) -> None:
    assert page(f"<h1>One</h1><div><span>{label}2021/02/18</span></div>", "/notes/one/").published is None


def test_a_day_may_lead_to_the_page_of_its_author() -> None:
    byline = '<a href="/jane"><b>Jane Doe, our correspondent</b> <time datetime="2020-03-01">March 1</time></a>'
    assert page(f"<h1>One</h1>{byline}", "/posts/one/").published == "2020-03-01"
