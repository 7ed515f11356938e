"""Posts, and lists of one post, as the themes of blogs and books write them: title, days, authors as a reader says."""

# ruff: noqa: E501  markup as it comes

import pytest

from fetchers.facts import Metadata
from fetchers.pages.html import read

TEXT = "<p>" + "A sentence of this post, and one more. " * 30 + "</p>"
TYPECHO = (
    '<header id="header"><div class="site-name"><a id="logo" href="https://e.example/">某某的小站</a></div></header>'
    '<div id="main" role="main"><article class="post" itemscope itemtype="http://schema.org/BlogPosting">'
    '<h1 class="post-title" itemprop="name headline"><a itemprop="url" href="https://e.example/archives/9119/">注意力机制漫谈</a></h1>'
    '<ul class="post-meta"><li itemprop="author" itemscope itemtype="http://schema.org/Person">作者: '
    '<a itemprop="name" href="https://e.example/author/1/" rel="author">张三</a></li><li>时间: '
    '<time datetime="2022-06-13T08:00:00+08:00" itemprop="datePublished">June 13, 2022</time></li>'
    '<li>分类: <a href="https://e.example/category/default/">默认分类</a></li></ul>'
    f'<div class="post-content" itemprop="articleBody">{TEXT}</div></article></div>'
    '<div id="secondary" role="complementary"><ul class="widget-list"><li><a href="/archives/9200/">最新文章</a> 2025-01-01</li></ul></div>'
)
NEXT = (
    '<h1 class="post-title" itemprop="name headline">线程池笔记</h1><div class="post-meta"><span class="post-meta-item-text">发表于</span>'
    '<time title="创建时间：2020-03-01 10:00:00" itemprop="dateCreated datePublished" datetime="2020-03-01T10:00:00+08:00">2020-03-01</time>'
    '<span class="post-meta-item-text">更新于</span><time title="修改时间：2021-04-02 09:00:00" itemprop="dateModified" '
    f'datetime="2021-04-02T09:00:00+08:00">2021-04-02</time></div>{TEXT}'
    '<ul class="post-copyright"><li class="post-copyright-author"><strong>本文作者： </strong>李四</li></ul>'
    '<div class="post-nav"><a href="/2019/12/31/old/" rel="next">上一篇</a></div>'
)
BUTTERFLY = (
    '<header class="post-bg"><h1 class="post-title">缓存一致性</h1><div id="post-meta"><span class="post-meta-date">'
    '<span class="post-meta-label">发表于</span><time class="post-meta-date-created" datetime="2020-03-01T02:00:00.000Z" '
    'title="发表于 2020-03-01 10:00:00">2020-03-01</time><span class="post-meta-label">更新于</span>'
    '<time class="post-meta-date-updated" datetime="2021-04-02T01:00:00.000Z" title="更新于 2021-04-02 09:00:00">2021-04-02</time>'
    f'</span></div></header><article>{TEXT}</article><div class="card-recent-post"><a href="/x/">新文章</a><time datetime="2025-01-01">2025-01-01</time></div>'
)
PAPERMOD = (
    '<header class="header"><a class="logo" href="https://e.example/">Some Log</a></header><main><article class="post-single">'
    '<h1 class="post-title">Agents at Work</h1><div class="post-meta"><span title="2023-06-23 00:00:00 +0000 UTC">June 23, 2023</span>'
    f"&nbsp;·&nbsp;31 min&nbsp;·&nbsp;Jane Doe</div>{TEXT}</article></main>"
)
EVEN = (
    '<article class="post"><header class="post-header"><h1 class="post-title">初探自动扩缩</h1><div class="post-meta">'
    '<span class="post-time"> 2021-07-08 </span><div class="post-category"><a href="/categories/k8s/"> k8s </a></div>'
    f'<span class="more-meta"> 约 695 字 </span></div></header>{TEXT}<div class="post-copyright"><p class="copyright-item">'
    '<span class="item-title">文章作者</span><span class="item-content">王五</span></p><p class="copyright-item">'
    '<span class="item-title">上次更新</span><span class="item-content"> 2022-01-02 </span></p></div></article>'
)
MINIMA = (
    '<header class="site-header"><a class="site-title" rel="author" href="/">Notes of a parser</a></header><article class="post h-entry" '
    'itemscope itemtype="http://schema.org/BlogPosting"><header class="post-header"><h1 class="post-title p-name" itemprop="name headline">'
    'Grammars in Anger</h1><p class="post-meta"><time class="dt-published" datetime="2015-05-21T11:00:00+00:00" itemprop="datePublished">'
    'May 21, 2015</time> • <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span class="p-author h-card" '
    f'itemprop="name">Jane Doe</span></span></p></header>{TEXT}</article>'
)
PELICAN = (
    '<section id="content" class="body"><header><h2 class="entry-title"><a href="./on-parsers.html" rel="bookmark">On Parsers</a></h2></header>'
    '<footer class="post-info"><abbr class="published" title="2020-10-15T17:24:00+01:00">Published: Thu 15 October 2020</abbr>'
    f'<address class="vcard author">By <a class="url fn" href="./author/jane.html">Jane Doe</a></address></footer>{TEXT}</section>'
)
CASES = {
    "typecho": (TYPECHO, "注意力机制漫谈 - 某某的小站", "/archives/9119/", "zh", ("注意力机制漫谈", "2022-06-13", None, ("张三",))),
    "hexo next": (NEXT, "线程池笔记 | 李四的小站", "/z/pool/", "zh", ("线程池笔记", "2020-03-01", "2021-04-02", ("李四",))),
    "hexo butterfly": (BUTTERFLY, "缓存一致性 | 某某", "/z/cache/", "zh", ("缓存一致性", "2020-03-01", "2021-04-02", ())),
    "hugo papermod": (PAPERMOD, "Agents at Work | Some Log", "/posts/agents/", "en", ("Agents at Work", "2023-06-23", None, ())),
    "hugo even": (EVEN, "初探自动扩缩 - 某某", "/post/vpa/", "zh", ("初探自动扩缩", "2021-07-08", "2022-01-02", ("王五",))),
    "jekyll minima": (MINIMA, "Grammars in Anger | Notes of a parser", "/anger/", "en", ("Grammars in Anger", "2015-05-21", None, ("Jane Doe",))),
    "pelican": (PELICAN, "On Parsers", "/on-parsers.html", "en", ("On Parsers", "2020-10-15", None, ("Jane Doe",))),
}  # fmt: skip


def made(body: str, title: str, path: str, lang: str, head: str = "") -> Metadata:
    markup = f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    return read(markup, url=f"https://e.example{path}").metadata


@pytest.mark.parametrize("name", CASES)
def test_a_post(name: str) -> None:
    body, title, path, lang, expected = CASES[name]
    found = made(body, title, path, lang)
    assert (found.title, found.published, found.updated, found.authors) == expected


@pytest.mark.parametrize("name", CASES)
def test_the_same_post_as_the_only_one_of_its_tag(name: str) -> None:
    body, _, _, lang, _ = CASES[name]
    assert made(body, "标签: 笔记", "/tags/notes/", lang).published is None


DOXYGEN = (
    '<div id="titlearea"><div id="projectname">Tool <span id="projectnumber">1.2</span></div></div><div class="header">'
    '<div class="headertitle"><div class="title">Buffer Class Reference</div></div></div><div class="contents">{}</div>'
    "{}"
)


@pytest.mark.parametrize(
    "foot",
    [
        '<hr class="footer"><address class="footer"><small>Generated on Mon Mar 3 2025 10:11:12 for Tool by <a href="https://www.doxygen.org/">doxygen</a> 1.9.1</small></address>',
        '<div id="nav-path"><ul><li class="footer">Generated on 2025-03-03 by doxygen 1.13</li></ul></div>',
    ],
)
def test_doxygen_was_generated_and_not_published(foot: str) -> None:
    found = made(DOXYGEN.format(TEXT, foot), "Tool: Buffer Class Reference", "/classBuffer.html", "en")
    assert (found.title, found.published, found.authors) == ("Buffer Class Reference", None, ())


def test_sphinx_with_haiku() -> None:
    found = made(
        '<div class="header"><h1 class="heading"><a href="index.html"><span>Tool 22 documentation</span></a></h1>'
        f'<h2 class="heading"><span>Command Guide</span></h2></div><div class="content"><section><h1>Command Guide</h1>{TEXT}'
        '</section></div><div class="footer">&#169; Copyright 2007-2025, The Tool Team. Last updated on 2025-10-01. Created using Sphinx</div>',
        "Command Guide &#8212; Tool 22 documentation",
        "/docs/CommandGuide.html",
        "en",
    )
    assert (found.title, found.published, found.updated, found.authors) == ("Command Guide", None, "2025-10-01", ())


def test_bookdown_names_those_who_wrote_the_book() -> None:
    head = '<meta name="author" content="赵一 钱二 孙三"><meta name="date" content="2021-09-01"><meta property="og:title" content="体系结构">'
    body = f'<section class="normal"><div class="section level1"><h1><span class="header-section-number">第 3 章</span> 流水线</h1>{TEXT}</div></section>'
    found = made(body, "第 3 章 流水线 | 体系结构", "/book/sec-pipeline.html", "zh-CN", head)
    assert (found.published, found.authors) == ("2021-09-01", ("赵一", "钱二", "孙三"))
