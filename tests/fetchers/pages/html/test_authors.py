"""Authors: where they are looked for, how a row of names is parted, and that a site is no author."""

# ruff: noqa: E501  markup as it comes

import pytest

from fetchers.pages.html import read

URL = "https://blog.example.org/posts/one"


def authors(body: str = "", *, head: str = "", lang: str = "en") -> tuple[str, ...]:
    markup = f'<html lang="{lang}"><head><title>One</title>{head}</head><body><h1>One</h1>{body}<p>Text.</body></html>'
    return read(markup, url=URL).metadata.authors


@pytest.mark.parametrize(
    "body",
    [
        '<p><a rel="author" href="/ada">Ada Lovelace</a></p>',
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ada Lovelace</b></span>',
        '<span itemprop="author">Ada Lovelace</span>',
        '<div itemprop="author" itemscope><meta itemprop="name" content="Ada Lovelace"><meta itemprop="url" content="/a"></div>',
        '<div class="article-author"><a><span>Ada Lovelace</span></a><time datetime="2025-01-01">01 月 01 日</time></div>',
        '<p class="vcard author"><a class="fn" href="/ada">Ada Lovelace</a></p>',
        '<div class="h-card p-author"><span class="p-name">Ada Lovelace</span></div>',
        "<p>By Ada Lovelace | March 1, 2020 | 12 comments</p>",
        "<p><span>By</span> <a href='/ada'>Ada Lovelace</a></p>",
        "<p>Von Ada Lovelace</p>",
        "<p>Par Ada Lovelace, le 1 mars 2020</p>",
        "<p>作者：Ada Lovelace 发布时间：2020-03-01</p>",
        "<p>文 / Ada Lovelace</p>",
        '<script>var nickName = "Ada Lovelace";</script>',
        '<script>{"author_user_info":{"user_id":"1","user_name":"Ada Lovelace"}}</script>',
        '<script>{"note":{"user":{"id":1,"nickname":"Ada Lovelace"}}}</script>',
    ],
)
def test_where_an_author_is_named(body: str) -> None:
    assert authors(body) == ("Ada Lovelace",)


@pytest.mark.parametrize(
    "body",
    [
        '<div class="comment"><span itemprop="author">Ada Lovelace</span></div>',
        '<div itemscope itemtype="https://schema.org/Review"><span itemprop="author">Ada Lovelace</span></div>',
        '<aside><a rel="author" href="/ada">Ada Lovelace</a></aside>',
        "<p>By the way, Ada Lovelace was there.</p>",
        "<p>In the evening she walked home by Oxford Street.</p>",
    ],
)
def test_somebody_elses_name_is_not_the_authors(body: str) -> None:
    assert authors(body) == ()


def test_a_site_is_no_author() -> None:
    site = '<meta property="og:site_name" content="The Daily Parser">'
    assert authors(head=site + '<meta name="author" content="The Daily Parser">') == ()
    assert authors(
        '<a rel="author">Ada Lovelace</a>', head=site + '<meta name="author" content="the daily parser">'
    ) == ("Ada Lovelace",)


@pytest.mark.parametrize(
    ("value", "lang", "expected"),
    [
        ("胡伟武 汪文祥 苏孟豪 张福新", "zh-CN", ("胡伟武", "汪文祥", "苏孟豪", "张福新")),
        ("张三 李四", "zh", ("张三", "李四")),
        ("张三、李四", "zh", ("张三", "李四")),
        ("山田 太郎", "ja", ("山田 太郎",)),
        ("Ada Lovelace; Grace Hopper", "en", ("Ada Lovelace", "Grace Hopper")),
        ("Ada Lovelace and Grace Hopper", "en", ("Ada Lovelace", "Grace Hopper")),
        ("Ada Lovelace, Grace Hopper & Alan Turing", "en", ("Ada Lovelace", "Grace Hopper", "Alan Turing")),
        ("Jane Doe, PhD", "en", ("Jane Doe, PhD",)),
        ("신현주 기자", "ko", ("신현주",)),
    ],
)
def test_a_row_of_names(value: str, lang: str, expected: tuple[str, ...]) -> None:
    assert authors(head=f'<meta name="authors" content="{value}">', lang=lang) == expected


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<small>by Jane Doe</small><p>Words.</p>", "Jane Doe"),
        ("<small>by</small> <b>Jane Doe</b><p>Words.</p>", "Jane Doe"),
        ("<p>作者：张三</p><p>正文。</p>", "张三"),
        ("<p>作者：</p><p>张三</p><p>正文。</p>", "张三"),
    ],
)
def test_a_short_byline_ends_with_its_element(line: str, author: str) -> None:
    page = f"<title>T</title><h1>T</h1>{line}"
    assert read(page, url="https://e.org/a").metadata.authors == (author,)


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        # Yoast's and Ghost's tags for previews
        (
            '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Doe">',
            "",
            "Jane Doe",
        ),
        (
            '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Jane Doe">',
            "",
            "Jane Doe",
        ),
        (
            '<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Five minutes">',
            "",
            "",
        ),
        # the page of a person, linked below the heading
        ("", '<ul><li><a href="https://e.org/author/jane/">Jane Doe</a></li></ul>', "Jane Doe"),
        ("", '<ul><li><a href="https://e.org/authors/">All of them</a></li></ul>', ""),
        ("", '<ul><li><a href="https://e.org/tag/jane/">Jane Doe</a></li></ul>', ""),
        # words of a class, however a theme parts them
        ("", '<div class="author-2">Jane Doe</div>', "Jane Doe"),
        ("", 'Von <span class="authorName">Jane Doe </span>', "Jane Doe"),
        ("", '<div class="co-authored">Jane Doe</div>', ""),
    ],
)
def test_who_is_named_by_previews_links_and_classes(head: str, body: str, authors: str) -> None:
    page = f"<title>T</title>{head}<h1>T</h1>{body}<p>Words and more of them, to read.</p>"
    assert read(page, url="https://e.org/a").metadata.authors == tuple(filter(None, [authors]))


def test_a_blogs_publisher_may_be_its_author() -> None:
    node = '{"@id":"#me","@type":["Person","Organization"],"name":"Ada Lovelace"}'
    article = '{"@type":"BlogPosting","author":{"@id":"#me"},"publisher":{"@id":"#me"}}'
    graph = f'<script type="application/ld+json">{{"@graph":[{article},{node}]}}</script>'
    assert authors(head=graph) == ("Ada Lovelace",)
    assert authors(head=graph.replace('"Person",', "")) == ()


@pytest.mark.parametrize("invitation", ["All posts by", "Zeige alle Beiträge von", "Ver todas las entradas de"])
def test_an_invitation_to_read_more_is_no_name(invitation: str) -> None:
    link = f'<a rel="author" href="/author/ada">{invitation} Ada Lovelace</a>'
    assert authors(f'<span class="author">Ada Lovelace</span>{link}') == ("Ada Lovelace",)


def test_of_two_authors_none_is_an_invitation() -> None:
    both = '<a rel="author" href="/a">Grace Brewster Hopper and Ada Lovelace</a>'
    assert authors(f'<span class="author">Ada Lovelace</span>{both}') == ("Grace Brewster Hopper", "Ada Lovelace")


def test_a_site_beside_a_name_is_left_out() -> None:
    site = '<meta property="og:site_name" content="The Daily Parser">'
    assert authors(head=site + '<meta name="author" content="The Daily Parser - Ada Lovelace">') == ("Ada Lovelace",)
    assert authors(head=site + '<meta name="author" content="Ada Lovelace - King">') == ("Ada Lovelace - King",)


def test_a_time_is_no_name() -> None:
    assert authors('<span class="author">03:48 pm</span><p>By Ada Lovelace</p>') == ("Ada Lovelace",)


@pytest.mark.parametrize(
    ("line", "lang", "author"),
    [
        ("<p>Posted on September 21, 2020 by Jane Doe</p>", "en", "Jane Doe"),
        ("<p>2020-09-21 13:30 – by Jane Doe</p>", "en", "Jane Doe"),
        ("<p>06.11.2023 13:30 Uhr von Jane Doe</p>", "de", "Jane Doe"),
        ("<p>Erstellt von Jane Doe am Dienstag</p>", "de", "Jane Doe"),
        ("<p>Publié par Jane Doe le 3 mai</p>", "fr", "Jane Doe"),
        ("<p>Escrito por Jane Doe</p>", "es", "Jane Doe"),
        ("<p>Publicado por Jane Doe</p>", "pt", "Jane Doe"),
        ("<p>Scritto da</p><p>Jane Doe</p>", "it", "Jane Doe"),
        ("<p>3 мая 2020</p><p>Автор: Jane Doe</p>", "ru", "Jane Doe"),
        ("<p>글쓴이: 신현주</p>", "ko", "신현주"),
        ("<p>신현주 기자</p>", "ko", "신현주"),
        ("<p>신현주 기자 hj@news.example</p>", "ko", "신현주"),
        ("<p>(서울=어느통신) 신현주 기자 = 오늘 서울에서</p>", "ko", "신현주"),
        ("<p>執筆者：山田太郎</p>", "ja", "山田太郎"),
        ("<p>· von <a href='/f'>freeman1984</a></p>", "de", "freeman1984"),
    ],
)
def test_a_byline_below_the_heading(line: str, lang: str, author: str) -> None:
    assert authors(line, lang=lang) == (author,)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Foto: Jane Doe</p>",
        "<p>Photo by the river, which Jane Doe crossed.</p>",
        "<p>On May 3, 2020 by noon all was over.</p>",
        "<p>2020-05-03 – Machine Learning</p>",
        "<p>Übersetzt von Jane Doe</p>",
        "<p>Text messages: a history</p>",
        "<p>한 기자가 물었다</p>",
        "<p>대통령은 신년 기자 회견에서 말했다</p>",
    ],
)
def test_a_line_that_only_looks_like_a_byline(line: str) -> None:
    assert authors(line) == ()


LONG = "<p>" + "正文有很多字。" * 80 + "</p>"


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (LONG + "<p>作者：张三</p>", ("张三",)),
        (LONG + "<p>（记者 张三 李四）</p>", ("张三", "李四")),
        (LONG + "<p>（新华社记者张三、李四）</p>", ("张三", "李四")),
        (LONG + "<p>（记者 张三 通讯员 王五）</p>", ("张三",)),
        ("<p>某某日报记者 张三 李四</p>" + LONG, ("张三", "李四")),
        (LONG + '<ul class="post-copyright"><li><strong>本文作者： </strong>张三</li></ul>', ("张三",)),
        (LONG + '<p>出版社：某某&nbsp;&nbsp;作者：<a href="/z">张三</a></p>', ()),
        (LONG + "<ul><li><strong>Autorin/Autor</strong> Jane Doe</li></ul>", ("Jane Doe",)),
        (LONG + '<h4>Author</h4><p><a href="/jane">Jane Doe</a></p>', ("Jane Doe",)),
        # somebody else's, or nobody's
        (LONG + "<p>作者：张三</p><p>作者：李四</p>", ()),
        (LONG + "<p>他告诉记者，张三没来。</p>", ()),
        (LONG + "<p>记者从会上获悉</p>", ()),
        (LONG + "<footer>主题作者：张三</footer>", ()),
        (LONG + '<div class="comment"><p>作者：张三</p></div>', ()),
        (LONG + "<pre>Author: Jane Doe</pre>", ()),
        (LONG + "<p>Author: 3 comments</p>", ()),
    ],
)
def test_a_label_far_from_the_heading(body: str, names: tuple[str, ...]) -> None:
    assert authors(body, lang="zh") == names


def test_an_organisation_is_the_author_only_where_nobody_is_named() -> None:
    desk = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":"Some Agency"}}</script>'
    assert authors(head=desk) == ("Some Agency",)
    assert authors("<p>By Jane Doe</p>", head=desk) == ("Jane Doe",)
    assert authors("<p>By Jane Doe</p>", head=desk.replace("Organization", "Person")) == ("Some Agency",)


def test_who_holds_the_rights_is_the_author_only_where_nobody_is_named() -> None:
    head = '<meta name="author" content="Big Media"><meta name="copyright" content="Copyright (c) Big Media 2022">'
    assert authors(head=head) == ("Big Media",)
    assert authors("<p>By Jane Doe</p>", head=head) == ("Jane Doe",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("Jane Doe, dpa", "Jane Doe"), ("Jane Doe, CNN", "Jane Doe"), ("Doe, Jane", "Doe, Jane"), ("Jane Doe, Jr.", "Jane Doe, Jr.")],
)  # fmt: skip
def test_an_agency_behind_a_name_is_left_out(value: str, expected: str) -> None:
    assert authors(head=f'<meta name="author" content="{value}">') == (expected,)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a rel="author" href="/author/doe/">Mary Jane Doe</a>', "Mary Jane Doe"),
        ('<a rel="author" href="/author/jane">Jane Doe</a>', "Jane Doe"),
        ('<p class="byline">Jane Doe Daily Staff</p><a class="author">Jane Doe</a>', "Jane Doe"),
    ],
)
def test_what_stands_around_a_name_in_a_link(markup: str, expected: str) -> None:
    assert authors(markup) == (expected,)
