"""Whose statement it is: what a page only shows is not believed to be the page's own."""

# ruff: noqa: E501, ISC004  markup as it comes

import pytest

from fetchers.facts import Metadata
from fetchers.pages.html import read

URL = "https://example.org/post/one"
WORDS = "<p>" + "A sentence of this article. " * 40 + "</p>"


def page(body: str, *, head: str = "", url: str = URL, lang: str = "en") -> Metadata:
    markup = f'<html lang="{lang}"><head><title>One</title>{head}</head><body>{body}</body></html>'
    return read(markup, url=url).metadata


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


OTHERS = [
    '<ul><li><a href="/a">A</a> <time datetime="2024-05-05">May 5</time><li><a href="/b">B</a> <time datetime="2024-04-01">'
    "April 1</time></ul>",
    '<ul><li>2024-05-05 <a href="/a">A</a><li>2024-04-01 <a href="/b">B</a></ul>',
    '<div class="comments"><p>Ada, <time datetime="2024-05-05">May 5, 2024</time>: agreed</p></div>',
    '<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="datePublished">2024-05-05</span></div>',
    '<div itemprop="review" itemscope itemtype="https://schema.org/Review"><meta itemprop="datePublished" content="2024-05-05"></div>',
    '<aside><a href="/a">A</a> <time datetime="2024-05-05">x</time></aside>',
    '<div class="related-posts"><a href="/a">A</a><span class="date">2024-05-05</span></div>',
    '<div class="post-prev"><a href="/a" rel="prev">A</a> <span class="date">2024-05-05</span></div>',
    "<p>上一篇：<a href='/a'>甲</a> 2024-05-05</p>",
    '<article><h2><a href="/a">A post</a></h2><time datetime="2024-05-05">May 5, 2024</time><p>Text</article>',
    "<p>最新推荐文章于 2024-05-05 10:49:57 发布</p>",
    "<p>Accessed 2024-05-05.</p>",
    ld('{"@type":"WebPage","hasPart":[{"@type":"Article","datePublished":"2024-05-05"}]}'),
    ld('{"@type":"ItemList","itemListElement":[{"@type":"Article","headline":"A","datePublished":"2024-05-05"}]}'),
]


@pytest.mark.parametrize("other", OTHERS)
def test_a_day_that_is_not_the_pages_is_not_published(other: str) -> None:
    assert page(f"<h1>One</h1>{WORDS}{other}").published is None


@pytest.mark.parametrize("other", OTHERS)
def test_the_pages_own_day_is_taken_beside_it(other: str) -> None:
    found = page(f'<h1>One</h1><p>Published on <time datetime="2020-03-01">March 1, 2020</time></p>{WORDS}{other}')
    assert (found.published, found.date_source) == ("2020-03-01", "time-element")


@pytest.mark.parametrize("path", ["", "index.html"])
def test_a_front_door_has_no_day(path: str) -> None:
    body = '<h1>Site</h1><article><h2><a href="/a">A</a></h2><time datetime="2024-05-05">May 5, 2024</time></article>'
    found = page(
        body, head='<meta property="article:published_time" content="2024-05-05">', url=f"https://e.org/{path}"
    )
    assert found.published is None


def test_an_article_at_a_front_door_says_so() -> None:
    head = '<meta property="og:type" content="article"><meta property="article:published_time" content="2024-05-05">'
    assert page("<h1>One</h1>", head=head, url="https://e.org/").published == "2024-05-05"


def test_a_class_around_the_heading_says_nothing_of_it() -> None:
    body = '<div class="popular sidebar"><h1>One</h1><time datetime="2020-03-01">1 March</time></div>'
    assert page(body).published == "2020-03-01"


def test_of_several_works_the_one_that_names_the_page_is_believed() -> None:
    nodes = [f'{{"@type":"Article","headline":"{name}","datePublished":"{day}"}}' for name, day in
             (("Two", "2024-01-01"), ("One long name", "2020-03-01"), ("Three", "2024-02-02"))]  # fmt: skip
    markup = f"<title>One long name</title>{ld('[' + ','.join(nodes) + ']')}<h1>One long name</h1>"
    assert read(markup, url=URL).metadata.published == "2020-03-01"
    assert read(markup.replace("One long name</", "Another</"), url=URL).metadata.published is None


UPDATED = [
    ("en", "Last updated: {}"),
    ("en", "Last updated on {}."),
    ("en", "Modified {}"),
    ("zh", "更新时间：{}"),
    ("zh", "上次更新: {}"),
    ("zh", "最后更新于 {}"),
    ("zh", "{} 更新"),
    ("ja", "最終更新日：{}"),
    ("ja", "{} に更新"),
    ("ko", "최종 수정: {}"),
    ("ko", "{} 수정"),
    ("de", "Zuletzt geändert am {}"),
    ("de", "Stand: {}"),
    ("fr", "Mis à jour le {}"),
    ("fr", "Dernière modification : {}"),
    ("es", "Última actualización: {}"),
    ("es", "Actualizado el {}"),
    ("ru", "Обновлено: {}"),
    ("ru", "Последнее изменение {}"),
    ("it", "Ultimo aggiornamento: {}"),
    ("it", "Aggiornato il {}"),
    ("pt", "Última atualização em {}"),
    ("pt", "Atualizado em {}"),
]


@pytest.mark.parametrize(("lang", "text"), UPDATED)
@pytest.mark.parametrize(
    "day", ["2024-04-21", '<time datetime="2024-04-21">2024-04-21</time>', "<span>2024-04-21</span>"]
)
@pytest.mark.parametrize("place", ["<h1>One</h1><p>{}</p>" + WORDS, "<h1>One</h1>" + WORDS + "<footer>{}</footer>"])
def test_an_update_is_an_update(lang: str, text: str, day: str, place: str) -> None:
    found = page(place.format(text.format(day)), lang=lang)
    assert (found.published, found.updated) == (None, "2024-04-21")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Published on {}"),
        ("en", "First published {}"),
        ("zh", "发布于 {}"),
        ("zh", "发表时间：{}"),
        ("zh", "创建时间：{}"),
        ("ja", "公開日：{}"),
        ("ja", "投稿日 {}"),
        ("ko", "작성일: {}"),
        ("ko", "등록 {}"),
        ("de", "Veröffentlicht am {}"),
        ("fr", "Publié le {}"),
        ("fr", "Mis en ligne le {}"),
        ("es", "Publicado el {}"),
        ("ru", "Опубликовано {}"),
        ("it", "Pubblicato il {}"),
        ("pt", "Publicado em {}"),
    ],
)
def test_a_publication_is_told_from_an_update(lang: str, text: str) -> None:
    late = WORDS + "<p>Between 2019-01-01 and 2019-02-02.</p>"
    found = page(f"<h1>One</h1>{late}<p>{text.format('2020-03-01')}</p><p>Updated: 2024-04-21</p>", lang=lang)
    assert (found.published, found.updated, found.date_source) == ("2020-03-01", "2024-04-21", "text")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2017", "2017"),
        ("2017/7", "2017-07"),
        ("2017-07", "2017-07"),
        ("July 2017", "2017-07"),
        ("2017年7月", "2017-07"),
        ("2017/07/05", "2017-07-05"),
        ("2017-00-00", "2017"),
        ("2017-13", None),
        ("1970", None),
        ("17", None),
    ],
)
def test_a_date_is_as_precise_as_it_is_stated(value: str, expected: str | None) -> None:
    head = f'<meta name="citation_title" content="A"><meta name="citation_publication_date" content="{value}">'
    assert page("<h1>A</h1>", head=head).published == expected


def test_a_later_source_may_say_which_day_of_the_year_it_was() -> None:
    cited = '<meta name="citation_publication_date" content="2017">'
    assert page("", head=cited + '<meta name="date" content="2017-07-05">').published == "2017-07-05"
    assert page("", head=cited + '<meta name="date" content="2019-07-05">').published == "2017"


def test_baidus_markup_has_no_type() -> None:
    head = ld(
        '{"@context":"https://zhanzhang.baidu.com/contexts/cambrian.jsonld","@id":"https://example.org/post/one",'
        '"title":"One","pubDate":"2020-01-12T20:09:53","upDate":"2020-02-01T10:00:00"}'
    )
    found = page("<h1>One</h1>", head=head)
    assert (found.published, found.updated, found.date_source) == ("2020-01-12", "2020-02-01", "json-ld")


def test_csdns_own_day_stands_beside_a_recommended_articles() -> None:
    body = (
        '<h1 id="articleContentId">One</h1><div class="bar-content"><span class="time">最新推荐文章于 2025-11-14 10:49:57 发布'
        '</span></div><div class="up-time" data-time="2020-01-12 20:09:53">于 2020-01-12 20:09:53 首次发布</div>'
    )
    found = page(body + '<script>var nickName = "一只猫";</script>', lang="zh")
    assert (found.published, found.authors) == ("2020-01-12", ("一只猫",))


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ('<div itemtype="http://schema.org/Article" itemscope><h1>One</h1><p>Text</p><div class="footer">'
         '<time itemprop="datePublished" datetime="2022-01-21">21.01.2022</time></div></div>', "time-element"),
        ('<article><a href="/ada">Ada</a> <a href="/post/one"><time datetime="2022-01-21">Jan 21</time></a><p>Mine</article>'
         '<article><a href="/bob">Bob</a> <a href="/post/two"><time datetime="2022-02-02">Feb 2</time></a><p>Mine</article>',
         "time-element"),
        ('<div class="post"><h1>One</h1><ul class="nav meta"><li><a href="/x">21 Jan 2022</a></li></ul></div>', "guess"),
        ('<div class="post"><h1>One</h1><div class="row"><aside><a href="#p">Print</a> 21.01.2022</aside></div></div>', "guess"),
    ],
)  # fmt: skip
def test_the_pages_own_day_is_told_in_a_box_that_is_called_another(body: str, source: str) -> None:
    found = page(body + WORDS)
    assert (found.published, found.date_source) == ("2022-01-21", source)


@pytest.mark.parametrize(
    "other",
    [
        '<aside><a href="/b">A story about something else</a> 21.01.2022</aside>',
        '<div class="related"><span>21.01.2022</span> <a href="/b">B</a></div>',
        '<div class="footer">Copyright 21.01.2022</div>',
        '<div class="footer"><p>21.01.2022</p><p>22.01.2022</p></div>',
    ],
)
def test_the_day_of_a_neighbour_in_the_same_box_is_not_the_pages(other: str) -> None:
    assert page(f"<div class='post'><h1>One</h1>{WORDS}{other}</div>").published is None


def test_a_day_for_machines_is_the_pages_whatever_its_words_say_of_another() -> None:
    stamp = '<span class="time" data-time="2020-01-12 20:09:53">最新推荐文章于 2025-11-14 10:49:57 发布</span>'
    found = page(f"<h1>One</h1><div class='bar-content'>{stamp}</div>{WORDS}", lang="zh-CN")
    assert (found.published, found.date_source) == ("2020-01-12", "time-element")
    listed = "".join(
        f'<li><a href="/{n}">A post</a> <span data-time="2020-01-1{n} 20:09:53">x</span></li>' for n in "123"
    )
    assert page(f"<h1>One</h1>{WORDS}<ul>{listed}</ul>").published is None


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("http://e.org/news/050427/26pbv.html", "2005-04-27"),
        ("https://e.org/security/alert20050427.html", "2005-04-27"),
        ("https://e.org/story?d=2005-04-27", "2005-04-27"),
        ("https://e.org/news/050428/26pbv.html", None),
        ("https://e.org/news/1050427/26pbv.html", None),
        ("https://e.org/news/26pbv.html", None),
    ],
)
def test_an_update_whose_day_the_address_states_is_the_publication(url: str, published: str | None) -> None:
    found = read("<title>T</title><h1>T</h1><p>更新：2005年4月27日</p><p>Text", url=url).metadata
    assert (found.published, found.updated) == (published, None if published else "2005-04-27")


@pytest.mark.parametrize(
    ("url", "shown", "published", "source"),
    [
        ("https://e.org/2018/08/a-trip", "", "2018-08", "url"),
        ("https://e.org/2018/08/a-trip.html", "<p>Seen on 2018-08-02 09:10", "2018-08-02", "guess"),
        ("https://e.org/2018/08/a-trip.html", "<p>Seen on 2019-01-02 09:10", "2018-08", "url"),
        ("https://e.org/2018/08/", "", None, None),
        ("https://e.org/2018/08/page/2/", "", None, None),
        ("https://e.org/2018/08/index.html", "", None, None),
        ("https://e.org/2018/13/a-trip", "", None, None),
        ("https://e.org/2018/08/42", "", None, None),
    ],
)
def test_the_month_in_an_articles_address(url: str, shown: str, published: str | None, source: str | None) -> None:
    found = read(f"<title>A trip</title><h1>A trip</h1><p>{'Words. ' * 90}</p>{shown}", url=url).metadata
    assert (found.published, found.date_source) == (published, source)


def test_a_day_in_a_caption_is_the_pictures() -> None:
    picture = '<figure><img src="a.jpg"><figcaption>Trucks near the border, 24 April 2023</figcaption></figure>'
    page = "<title>T</title><h1>T</h1>{}<p>Text</p><p>{}</p>"
    assert read(page.format(picture, ""), url="https://e.org/a").metadata.published is None
    dated = page.format(picture, "Published: 28 April 2023")
    assert read(dated, url="https://e.org/a").metadata.published == "2023-04-28"
    assert read(page.format("<p>24 April 2023</p>", ""), url="https://e.org/a").metadata.published == "2023-04-24"


def test_a_time_right_below_the_heading_comes_before_one_that_is_called_the_publication_elsewhere() -> None:
    other = '<p><time pubdate datetime="2019-09-24">24/09/2019</time>'
    page = (
        f'<title>T</title><h1>T</h1><p><time datetime="2019-06-28">28 juin 2019</time></p><p>{"Word " * 99}</p>{other}'
    )
    assert read(page, url="https://e.org/a").metadata.published == "2019-06-28"
    assert read(page.replace("<h1>T</h1>", ""), url="https://e.org/a").metadata.published == "2019-09-24"


@pytest.mark.parametrize(
    ("href", "published"),
    [("/2021/12/07/readme/", None), ("/2021/12/07/java/", "2021-12-07"), ("/2021/12/08/readme/", "2021-12-07")],
)
def test_a_day_beside_a_link_to_a_page_of_that_day_is_that_pages(href: str, published: str | None) -> None:
    card = f'<div class="card"><a href="{href}"><span>readme</span></a><div>About <span class="publish-date">2021-12-07</span></div></div>'
    found = read(f"<title>java | Site</title>{card}", url="https://e.org/notes/java/").metadata
    assert found.published == published


def test_an_update_below_the_heading_leaves_the_day_above_it() -> None:
    page = "<title>One : two - Site</title><div><p>30 September 2018</p><h2>One : two</h2><p>Updated 7 January 2020</p></div>"
    found = read(page, url="https://e.org/a").metadata
    assert (found.published, found.updated) == ("2018-09-30", "2020-01-07")


def test_drupals_line_of_author_and_day() -> None:
    page = '<title>T</title><h1>T</h1><p>{}</p><div class="submitted">Gespeichert von <b>r</b> am 24. Juli 2017 - 18:55</div>'
    found = read(page.format("Word " * 120), url="https://e.org/a").metadata
    assert (found.published, found.date_source) == ("2017-07-24", "text")


def test_an_entry_that_is_like_the_others_is_one_and_a_lists_update_is_an_entrys() -> None:
    entry = '<article><header><h2>{}</h2></header><p>{}</p><footer class="meta">Date: {}</footer>{}</article>'
    link = '<a href="/posts/{}/">more</a>'
    page = "<title>Tag | Site</title><h1>Tag</h1>" + "".join(
        entry.format(n, said, day, link.format(f"{day}-{n}" if n != "two" else n))
        for n, said, day in (
            ("one", "Words. " * 70, "2023-01-27"),
            ("two", "[Updated on 2023-03-13: more.]" + "Words. " * 70, "2021-09-24"),
            ("three", "Words.", "2020-08-06"),
        )
    )
    found = read(page, url="https://e.org/tags/tag/").metadata
    assert (found.published, found.updated) == (None, None)
    alone = "<title>T</title><h1>T</h1><p>Words.</p><footer class='meta'>Date: 2021-09-24</footer>"
    assert read(alone, url="https://e.org/a").metadata.published == "2021-09-24"


@pytest.mark.parametrize("tag", ["pre", "code", "samp"])
def test_a_day_in_code_is_an_example(tag: str) -> None:
    page = "<title>T</title><h1>T</h1><{0}>2015-07-04 10:00:00</{0}><p>Text</p>"
    assert read(page.format(tag), url="https://e.org/a").metadata.published is None
    assert read(page.format("p"), url="https://e.org/a").metadata.published == "2015-07-04"
    letter = "<title>[list] T</title><pre>Date: 2015-07-04 10:00:00</pre>"
    assert read(letter, url="https://e.org/a").metadata.published == "2015-07-04"


def test_an_articles_video_has_a_day_of_its_own() -> None:
    video = ld('{"@type":"VideoObject","name":"A trailer","uploadDate":"2015-01-16"}')
    article = '<meta property="article:published_time" content="2017-12-01">'
    assert page("<h1>One</h1>", head=video + article).published == "2017-12-01"
    assert page("<h1>One</h1>", head=video).published == "2015-01-16"


@pytest.mark.parametrize(
    "name", ["article:published:time", "publish-date", "Publish_Date", "og:article:published_time"]
)
def test_a_name_is_written_in_many_ways(name: str) -> None:
    found = page("<h1>One</h1>", head=f'<meta name="{name}" content="2017-12-01">')
    assert (found.published, found.date_source) == ("2017-12-01", "meta")


def test_a_date_of_anything_yields_to_the_day_below_the_heading() -> None:
    stamp = '<meta name="date" content="2020-02-12">'
    assert page("<h1>One</h1><p>05.02.2020</p>" + WORDS, head=stamp, lang="de").published == "2020-02-05"
    assert page("<h1>One</h1>" + WORDS, head=stamp).published == "2020-02-12"


def test_an_aside_may_hold_the_items_own_data() -> None:
    day = '<time datetime="2022-01-21">21.01.2022</time>'
    beside = '<aside class="{}" role="complementary"><p>' + day + '<a href="/a">A</a></p></aside>'
    own, other = (
        page(f"<article><h1>One</h1>{beside.format(name)}</article>") for name in ("post-meta", "metal-bands")
    )
    assert (own.published, own.date_source, other.date_source) == ("2022-01-21", "time-element", "guess")
