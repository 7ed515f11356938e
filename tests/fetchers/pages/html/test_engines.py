"""Pages as the engines behind real lists make them: title, date and author as a reader would say them."""

# ruff: noqa: E501, ISC004  markup as it comes

import pytest

from fetchers.facts import Metadata
from fetchers.pages.html import read

TEXT = "<p>" + "Some words of the chapter. " * 30 + "</p>"


def made(head: str, body: str, url: str, lang: str = "en") -> Metadata:
    return read(f'<html lang="{lang}"><head>{head}</head><body>{body}{TEXT}</body></html>', url=url).metadata


BOOKS = {
    "mdbook": (
        "<title>Freezing - The Parser Book</title>",
        '<div id="menu-bar" class="menu-bar"><h1 class="menu-title">The Parser Book</h1></div>'
        '<main><h1 id="freezing"><a class="header" href="#freezing">Freezing</a></h1></main>',
        "https://example.org/book/freeze.html",
        "Freezing",
    ),
    "gitbook 3": (
        "<title>Cookie · GitBook</title>",
        '<div class="book-header"><h1><i class="fa"></i><a href=".">Cookie</a></h1></div>'
        '<section class="normal markdown-section"><h1 id="cookie">Cookie</h1></section>',
        "https://example.org/docs/cookie.html",
        "Cookie",
    ),
    "gitbook 3, a folder down": (
        "<title>Signals · The Shell</title>",
        '<div class="book-header"><h1><a href="..">Signals</a></h1></div><section><h2>What a signal is</h2></section>',
        "https://example.org/docs/part/signals.html",
        "Signals",
    ),
    "gitbook 3, the first page": (
        "<title>Introduction · router</title>",
        '<div class="book-header"><h1><a href="..">Introduction</a></h1></div>'
        '<section class="normal markdown-section"><h1>router</h1></section>',
        "https://example.org/docs/zh/",
        "router",
    ),
    "gitbook 3, whose menu calls the chapter otherwise": (
        "<title>Built in · Crawler Cookbook</title>",
        '<div class="book-header"><h1><i class="fa"></i><a href="../..">Built in</a></h1></div>'
        '<div class="page-wrapper" role="main"><h1 id="a">Lesson 7: services that are built in</h1><p>Text.</p>'
        '<div class="search-results"><h1 class="search-results-title">No results matching</h1></div></div>',
        "https://example.org/docs/part/one/seven.html",
        "Lesson 7: services that are built in",
    ),
    "mdbook, with a heading over every part": (
        "<title>Outputs - shell-book</title>",
        '<h1 class="menu-title">shell-book</h1><main><h1 id="a"><a href="#a">Shell Outputs</a></h1><p>Text.</p>'
        '<h1 id="b"><a href="#b">An example</a></h1></main>',
        "https://example.org/docs/outputs.html",
        "Shell Outputs",
    ),
    "mdbook, whose first heading is another part's": (
        "<title>Outputs - shell-book</title>",
        '<h1 class="menu-title">shell-book</h1><main><h1 id="a"><a href="#a">Before you start</a></h1><p>Text.</p>'
        '<h1 id="b"><a href="#b">An example</a></h1></main>',
        "https://example.org/docs/outputs.html",
        "Outputs",
    ),
    "javadoc, a page of no class": (
        '<title>Class Hierarchy (lib 3.4.0 API)</title><meta name="generator" content="javadoc/TreeWriter">',
        '<main role="main"><div class="header"><h1 class="title">Hierarchy For All Packages</h1></div>'
        "<section><h2>Class Hierarchy</h2></section></main>",
        "https://example.org/api/overview-tree.html",
        "Hierarchy For All Packages",
    ),
    "no javadoc, though it looks like it": (
        "<title>Growing pears in the north | Orchard</title>",
        '<div class="header"><h1 class="title">Orchard</h1></div><h2>Growing pears in the north</h2>',
        "https://example.org/posts/pears.html",
        "Growing pears in the north",
    ),
    "bookdown": (
        "<title>Chapter 2 Confidence | Thinking in Numbers</title>",
        '<div class="book-header"><h1><i class="fa"></i><a href="./">Thinking in Numbers</a></h1></div>'
        '<section><div id="confidence"><h1><span class="header-section-number">Chapter 2</span> Confidence</h1></div>',
        "https://example.org/book/confidence.html",
        "Chapter 2 Confidence",
    ),
    "sphinx haiku": (
        "<title>Block Language — Tool 9.0 documentation</title>",
        '<div class="header" role="banner"><h1 class="heading"><a href="index.html"><span>Tool 9.0 documentation</span></a>'
        '</h1><h2 class="heading"><span>Block Language</span></h2></div><div class="content" role="main"><section>'
        '<h1>Block Language<a class="headerlink" href="#b">¶</a></h1></section></div>',
        "https://tool.example.org/docs/BlockLanguage.html",
        "Block Language",
    ),
    "sphinx haiku, no other heading": (
        "<title>Block Language — Tool 9.0 documentation</title>",
        '<div class="header"><h1 class="heading"><a href="index.html"><span>Tool 9.0 documentation</span></a></h1>'
        '<h2 class="heading"><span>Block Language</span></h2></div>',
        "https://tool.example.org/docs/BlockLanguage.html",
        "Block Language",
    ),
    "docusaurus": (
        '<title>Installation | Parser</title><meta property="og:title" content="Installation | Parser">',
        '<nav class="navbar"><a class="navbar__brand" href="/"><b class="navbar__title">Parser</b></a></nav>'
        "<main><article><h1>Installation</h1></article></main>",
        "https://example.org/docs/installation",
        "Installation",
    ),
    "vitepress": (
        "<title>Routing | Parser</title>",
        '<div class="VPNavBarTitle"><a class="title" href="/"><span>Parser</span></a></div>'
        '<main><div class="vp-doc"><h1 id="routing">Routing <a class="header-anchor" href="#routing">\u200b</a></h1></div></main>',
        "https://example.org/guide/routing",
        "Routing",
    ),
    "mkdocs": (
        "<title>Contributing - Parser</title>",
        '<div role="main"><h1 id="c">Contributing to Parser</h1></div>',
        "https://example.org/about/contributing/",
        "Contributing to Parser",
    ),
    "doxygen": (
        "<title>Parser: ps::Node Class Reference</title>",
        '<div id="titlearea"><div id="projectname">Parser <span id="projectnumber">6.1</span></div></div>'
        '<div class="header"><div class="headertitle"><div class="title">ps::Node Class Reference</div></div></div>',
        "https://example.org/api/classps_1_1Node.html",
        "ps::Node Class Reference",
    ),
    "doxygen, all members of a class": (
        "<title>Parser: Member List</title>",
        '<div id="projectname">Parser</div><div class="header"><div class="headertitle"><div class="title">ps::Node&lt; T &gt; '
        'Member List</div></div></div><div class="contents"><h1>Members</h1></div>',
        "https://example.org/api/classps_1_1Node-members.html",
        "ps::Node< T > Member List",
    ),
    "doxygen, with what it writes behind a name": (
        "<title>解析器: 首页</title>",
        '<div class="headertitle"><div class="title">解析器 文档<span class="mlabels">final</span><div class="ingroups">'
        "<a>Core</a></div></div></div>",
        "https://example.org/api/index.html",
        "解析器 文档",
    ),
    "javadoc of a library with a parenthesis in its name": (
        "<title>Node.Kind (Parser (Parent) 0.3 API)</title>",
        '<div class="header"><h2 title="Class Node.Kind" class="title">Class Node.Kind&lt;T&gt;</h2></div>',
        "https://example.org/api/org/parser/Node.Kind.html",
        "Class Node.Kind<T>",
    ),
    "a theme whose banner is called header and title": (
        "<title>Pears | Orchard</title>",
        '<div class="header"><h1 class="title"><a href="/">Orchard</a></h1></div><main><h2>Pears</h2></main>',
        "https://example.org/pears/",
        "Pears",
    ),
    "a post that begins its parts with h1": (
        "<title>Plans for the orchard | Garden</title>",
        "<header><h2>Plans for the orchard</h2></header><h1>What we plant</h1>",
        "https://example.org/plans",
        "Plans for the orchard",
    ),
    "mkdocs, an index of a folder": (
        "<title>Index - Parser Documentation</title>",
        '<article><h1 id="b">Blocks</h1></article>',
        "https://example.org/parser/blocks/",
        "Blocks",
    ),
    "mkdocs, a version": (
        "<title>7.0 - Parser Extensions Documentation</title>",
        '<article><h1 id="b">7.0 Migration Notes</h1></article>',
        "https://example.org/parser/releases/7.0/",
        "7.0 Migration Notes",
    ),
    "javadoc": (
        "<title>Node (parser 1.0 API)</title>",
        '<div class="header"><h1 title="Class Node" class="title">Class Node</h1></div>',
        "https://example.org/api/org/parser/Node.html",
        "Class Node",
    ),
    "a logo that is a heading": (
        "<title>Was ist das? | Dorfblog</title>",
        '<header><h1><a href="/">Dorfblog</a></h1></header><h2>Was ist das?</h2>',
        "https://example.org/was-ist-das",
        "Was ist das?",
    ),
    "a theme that calls its banner a brand": (
        "<title>反射概述 | 会下雪的晴天</title>",
        '<div class="brand"><h1 class="post-title">反射概述</h1></div><main><h1 id="a">前言</h1></main>',
        "https://example.org/z/fan-she/",
        "反射概述",
    ),
}


@pytest.mark.parametrize("name", BOOKS)
def test_the_chapters_own_title(name: str) -> None:
    head, body, url, expected = BOOKS[name]
    assert made(head, body, url).title == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("大模型推理优化——从原理到实践", "大模型推理优化——从原理到实践"),
        ("Ethereal Dreams - Chill Mix", "Ethereal Dreams - Chill Mix"),
        ("Rust – Ein Rückblick", "Rust – Ein Rückblick"),
        ("A Guide to Parsers | The Daily Parser", "A Guide to Parsers"),
    ],
)
def test_nothing_is_cut_where_nothing_is_a_site(head: str, expected: str) -> None:
    tags = f'<title>{head}</title><meta property="og:title" content="{head}">'
    assert made(tags, "", "https://example.net/x").title == expected


@pytest.mark.parametrize("title", ["OOPs Concepts in Java", "Maintenance mode", "Single sign-on", "登录", "系统维护"])
def test_a_long_article_may_be_called_anything(title: str) -> None:
    head, url = f"<title>{title}</title>", "https://example.org/a"
    assert read(f"{head}<h1>{title}</h1>{'<p>word word word</p>' * 220}", url=url).metadata.title == title
    assert read(f"{head}<h1>{title}</h1><p>A few words.</p>", url=url).metadata.title is None
    menu = "<a href='/x'>An entry of the menu</a> " * 300
    assert read(f"{head}<h1>{title}</h1>{menu}", url=url).metadata.title is None


def test_404_is_a_page_of_mdns() -> None:
    head = "<title>404 Not Found - HTTP | MDN</title>"
    body = f"<h1>404 Not Found</h1>{'<p>word word word</p>' * 220}"
    assert read(head + body, url="https://docs.example.org/Web/HTTP/404").metadata.title == "404 Not Found"


def test_typecho() -> None:
    found = made(
        '<title>科学空间|Scientific Spaces - 生成扩散模型漫谈</title><meta name="author" content="科学空间|Scientific Spaces">',
        '<h1 class="logo"><a href="/">科学空间|Scientific Spaces</a></h1><div id="content"><h1>生成扩散模型漫谈</h1>'
        "<span>13 Jun, 2022</span> <p>By 苏剑林 | 2022-06-13 | 12345位读者</p></div>"
        '<div class="comments"><p class="vcard author">路人</p><time datetime="2024-01-01">x</time></div>',
        "https://spaces.example.cn/archives/9119",
        "zh",
    )
    assert (found.title, found.published, found.authors) == ("生成扩散模型漫谈", "2022-06-13", ("苏剑林",))


def test_hexo() -> None:
    found = made(
        '<title>反射概述 | 会下雪的晴天</title><meta name="author" content="yq1ng">',
        '<header><h1 class="post-title">反射概述</h1><div class="post-meta"><i class="fa fa-calendar"></i>发布日期: 2021-12-01'
        " <i></i>更新日期: 2022-02-09</div></header>",
        "https://example.org/z/fan-she/",
        "zh",
    )
    assert (found.title, found.published, found.updated, found.authors) == (
        "反射概述", "2021-12-01", "2022-02-09", ("yq1ng",),
    )  # fmt: skip


YILIA = (
    '<nav><h1 class="header-author">Ada</h1></nav><h1 class="header-author"><a href="null">Ada</a></h1>'
    '<div class="menu-l"><article class="article article-type-post" itemscope itemprop="blogPost"><header>'
    '<h1 class="article-title" itemprop="name">再见</h1><a href="/2015/06/18/bye/" class="archive-article-date">'
    '<time datetime="2015-06-18T08:10:00.000Z" itemprop="datePublished">Jun 18 2015</time></a></header></article></div>'
)


def test_yilia_of_hexo_whose_classes_say_menu_and_archive() -> None:
    found = made("<title>再见 | Ada</title>", YILIA, "https://example.org/z/bye/", "zh")
    assert (found.title, found.published, found.date_source) == ("再见", "2015-06-18", "time-element")


def test_of_an_archives_entries_none_is_the_pages_day() -> None:
    entries = "".join(
        f'<a href="/{day}/" class="archive-article-date"><time datetime="2015-06-{day}">Jun {day} 2015</time></a>'
        for day in (18, 19)
    )
    posts = YILIA.partition('<a href="/2015')[0] + entries
    assert made("<title>再见 | Ada</title>", posts, "https://example.org/archives/", "zh").published is None


def test_hugo() -> None:
    found = made(
        '<title>Attention? Attention! | Lil\'Log</title><meta name="author" content="Lilian Weng">'
        '<meta property="article:published_time" content="2018-06-24T00:00:00&#43;00:00">'
        '<meta property="og:title" content="Attention? Attention!">',
        '<div class="logo"><a href="https://example.io/">Lil\'Log</a></div><article><h1 class="post-title">Attention? '
        "Attention!</h1></article>",
        "https://example.io/posts/2018-06-24-attention/",
    )
    assert (found.title, found.published, found.authors) == ("Attention? Attention!", "2018-06-24", ("Lilian Weng",))


def test_jekyll() -> None:
    found = made(
        "<title>The Unreasonable Effectiveness of Parsers</title>",
        '<header class="site-header"><a class="site-title" href="/">Andrej\'s blog</a></header><article class="post">'
        '<h1 class="post-title">The Unreasonable Effectiveness of Parsers</h1><p class="post-meta">May 21, 2015</p></article>',
        "https://example.github.io/rnn/",
    )
    assert (found.title, found.published) == ("The Unreasonable Effectiveness of Parsers", "2015-05-21")


@pytest.mark.parametrize(
    "foot",
    [
        "<footer>&#169; Copyright 2007-2025. Last updated on 2025-10-01. Created using Sphinx 7.2.</footer>",
        '<p class="notices">Last updated on Oct 1, 2025.</p>',
        '<footer class="theme-doc-footer"><span class="theme-last-updated">Last updated on <b><time '
        'datetime="2025-10-01T08:00:00Z" itemprop="dateModified">Oct 1, 2025</time></b></span></footer>',
        '<div class="last-updated"><span>上次更新: </span><span class="time">2025-10-01</span></div>',
        '<p>Last updated <time datetime="2025-10-01T08:00:00Z">3 months ago</time></p>',
        '<div class="md-source-file">最后更新: <span class="git-revision-date">2025-10-01</span></div>',
    ],
)
def test_documentation_is_updated_not_published(foot: str) -> None:
    found = made("<title>Guide — Tool</title>", f"<h1>Guide</h1>{TEXT}{foot}", "https://docs.example.org/guide.html")
    assert (found.title, found.published, found.updated) == ("Guide", None, "2025-10-01")


def test_wordpress_whose_logo_is_the_heading() -> None:
    found = made(
        "<title>Let&#8217;s talk about the dispatcher  :  Inside 245-5D</title>",
        '<div id="header"><h1><a href="http://blog.example.com/">Inside 245-5D</a></h1></div><div class="post">'
        "<h2>Let&#8217;s talk about the dispatcher</h2><small>by Jane Doe</small><p>Words.</p></div>"
        '<ul><li><a href="/2019/05/internals/">PyTorch internals</a></li></ul>',
        "http://blog.example.com/2020/09/lets-talk-about-the-dispatcher/",
    )
    assert (found.title, found.published, found.authors) == (
        "Let’s talk about the dispatcher", "2020-09", ("Jane Doe",),
    )  # fmt: skip


def test_nvidias_sphinx() -> None:
    found = made(
        "<title>CUDA C++ Programming Guide — CUDA C++ Programming Guide 13.0 documentation</title>",
        '<div class="wy-side-nav-search"><a href="../index.html"><img alt="Logo"></a></div><div role="main"><section>'
        '<h1>CUDA C++ Programming Guide<a class="headerlink" href="#a">¶</a></h1><p>The programming guide.</p></section>'
        '<footer><p>&#169; Copyright 2007-2025.<span class="lastupdated">Last updated on Sep 02, 2025.</span></p></footer></div>',
        "https://docs.example.com/cuda/cuda-c-programming-guide/index.html",
    )
    assert (found.title, found.published, found.updated) == ("CUDA C++ Programming Guide", None, "2025-09-02")
    assert found.authors == ()
