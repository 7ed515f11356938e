"""Dates: which source is believed, what is called a guess, and when there is none."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.facts import Metadata
from fetchers.pages.html import read

URL = "https://example.org/a"


def dated(body: str = "", *, head: str = "", url: str = URL, lang: str = "en") -> Metadata:
    return read(f'<html lang="{lang}"><head><title>T</title>{head}</head><body>{body}</body></html>', url=url).metadata


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<meta name="citation_publication_date" content="2020/03/01">', "meta"),
        ('<meta property="article:published_time" content="2020-03-01T23:30:00+08:00">', "meta"),
        ('<meta name="article:published_time" value="2020-03-01T10:00:00Z">', "meta"),
        ('<meta itemprop="datePublished" content="1583020800">', "meta"),
        ('<meta name="date" content="Sun, 01 Mar 2020 08:00:00 GMT">', "meta"),
        ('<meta name="pubdate" content="20200301">', "meta"),
        ('<meta name="parsely-page" content=\'{"pub_date": "2020-03-01T00:00:00Z"}\'>', "meta"),
        (ld('{"@type":"NewsArticle","datePublished":"2020-03-01"}'), "json-ld"),
        (ld('{"@graph":[{"@type":"WebSite"},{"@type":["BlogPosting"],"datePublished":"2020-03-01"}]}'), "json-ld"),
        (
            ld(
                '[{"@type":"WebPage","mainEntity":{"@type":"https://schema.org/Article","datePublished":["2020-03-01"]}}]'
            ),
            "json-ld",
        ),
        (ld('<!-- {"@type":"Article","datePublished":"2020-03-01"}; -->'), "json-ld"),
        (ld('{"@type":"Article","headline":"a\nb","datePublished":"2020-03-01",}'), "json-ld"),
        (ld('{"@type":"Article","datePublished":"2020-03-01", broken'), "json-ld"),
    ],
)
def test_stated_for_machines(head: str, source: str) -> None:
    found = dated(head=head)
    assert (found.published, found.date_source) == ("2020-03-01", source)


def test_json_ld_in_the_body_counts() -> None:
    assert dated(ld('{"@type":"Article","datePublished":"2020-03-01"}')).date_source == "json-ld"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://e.org/2020/03/01/title", "2020-03-01"),
        ("https://e.org/blog/2020-3-1-title.html", "2020-03-01"),
        ("https://e.org/20200301/x.html", "2020-03-01"),
        ("https://e.org/202003/t20200301_123.htm", "2020-03-01"),
        ("https://e.org/2020/0301/c1.html", "2020-03-01"),
        ("https://e.org/news/01-03-2020", "2020-03-01"),
        ("https://e.org/2020/03/title", "2020-03"),
        ("https://e.org/2020/03/", None),
        ("https://e.org/id/20209901/x", None),
    ],
)
def test_the_address(url: str, expected: str | None) -> None:
    found = dated(url=url)
    assert found.published == expected
    assert found.date_source == ("url" if expected else None)


@pytest.mark.parametrize(
    "text",
    [
        "March 1, 2020",
        "1 March 2020",
        "1st of March 2020",
        "Mar. 1st, 2020",
        "2020-03-01 12:30",
        "2020/3/1",
        "2020.03.01",
        "2020年3月1日 08:00",
        "2020년 3월 1일",
        "1. März 2020",
        "1er mars 2020",
        "1 de marzo de 2020",
        "1 марта 2020",
        "01.03.2020",
    ],
)
def test_beside_the_heading(text: str) -> None:
    found = dated(f"<h1>Title</h1><div><span>By Ada</span> · <span>{text}</span></div><p>Long ago, on 2 May 1999, …")
    assert (found.published, found.date_source) == ("2020-03-01", "text")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("5 MAYIS 2020", "2020-05-05"), ("5 EKİM 2020", "2020-10-05"), ("ARALIK 5, 2020", "2020-12-05")],
)
def test_turkish_months_in_capital_letters(text: str, expected: str) -> None:
    assert dated(f"<h1>Title</h1><p>{text}</p>").published == expected


def test_right_above_the_heading() -> None:
    assert dated("<main><p>1 March 2020</p><h1>Title</h1><p>Text</main>").published == "2020-03-01"


@pytest.mark.parametrize("label", ["Published on", "Posted:", "发布时间：", "Veröffentlicht am", "公開日："])
def test_called_the_publication_anywhere(label: str) -> None:
    found = dated(f"<p>{'Since 1 May 1999. ' * 3}<p>{'word ' * 200}<p>{label} 2020-03-01</p><p>2021-01-02")
    assert (found.published, found.date_source) == ("2020-03-01", "text")


def test_a_time_element() -> None:
    found = dated('<h1>T</h1><time datetime="2020-03-01T10:00Z">a while ago</time>')
    assert (found.published, found.date_source) == ("2020-03-01", "time-element")


def test_time_elements_of_other_pages_do_not_count() -> None:
    body = '<aside><time datetime="2019-05-05">x</time></aside><div class="related-posts"><time datetime="2018-05-05">'
    assert dated(body).date_source in (None, "guess")


def test_a_time_element_that_says_it_is_the_publication_wins() -> None:
    body = '<time datetime="2019-05-05">x</time><time class="entry-date published" datetime="2020-03-01">y</time>'
    assert dated(body).published == "2020-03-01"


def test_published_and_updated_are_kept_apart() -> None:
    found = dated(
        "<h1>T</h1><p>Updated: 5 June 2021. Posted 1 March 2020.",
        head='<meta property="article:modified_time" content="2021-06-05">',
    )
    assert (found.published, found.updated) == ("2020-03-01", "2021-06-05")


def test_an_update_alone_is_no_publication() -> None:
    found = dated(
        "<h1>T</h1><p>" + "word " * 20, head='<meta property="og:updated_time" content="2021-06-05T00:00:00Z">'
    )
    assert (found.published, found.updated, found.date_source) == (None, "2021-06-05", "meta")


def test_an_update_before_the_publication_is_left_out() -> None:
    found = dated(head=ld('{"@type":"Article","datePublished":"2020-03-01","dateModified":"2020-03-01T09:00:00Z"}'))
    assert (found.published, found.updated) == ("2020-03-01", None)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<h1>Title</h1><p>No day at all, only 2020 and May 2020.",
        "<h1>Title</h1><p>Version 1.2.3, 555-2020-1234, 99/99/2020",
        "<footer>© 2015-2020</footer>",
        "<p>From 1 March 2020 to 5 June 2021 and 7 July 2021 nothing happened.",
    ],
)
def test_no_date_rather_than_an_invented_one(body: str) -> None:
    found = dated(body)
    assert (found.published, found.date_source) == (None, None)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="2020-13-45">',
        '<meta name="date" content="1970-01-01">',
        '<meta name="date" content="soon">',
    ],
)
def test_values_that_are_no_day(head: str) -> None:
    assert dated(head=head).published is None


def test_a_products_day_is_not_the_pages() -> None:
    assert dated(head=ld('{"@type":"Product","datePublished":"2020-03-01"}')).published is None


def test_the_future_has_not_been_published() -> None:
    later = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    assert dated(head=f'<meta name="date" content="{later}">').published is None


@pytest.mark.parametrize(
    "page",
    [
        dated(head=ld('{"@type":"WebPage","datePublished":"2020-03-01"}')),
        dated("<script>window.x = {publishTime: 1583020800}</script><p>text"),
        dated("<p>text</p><p>2020-03-01 12:30 and 2019-05-05"),
        dated("<p>The only day here is 1 March 2020."),
    ],
)
def test_guesses_are_called_so(page: Metadata) -> None:
    assert (page.published, page.date_source) == ("2020-03-01", "guess")


@pytest.mark.parametrize(("lang", "expected"), [("en-US", "2020-03-04"), ("fr", "2020-04-03")])
def test_the_language_settles_which_is_the_month_where_markup_leaves_it_open(lang: str, expected: str) -> None:
    assert dated(head='<meta name="date" content="3/4/2020">', lang=lang).published == expected


def test_a_day_that_can_be_read_in_two_ways_is_not_taken_from_text() -> None:
    assert dated("<h1>T</h1><p>3/4/2020", lang="en").date_source in (None, "guess")
    assert dated("<h1>T</h1><p>13/4/2020", lang="en").published == "2020-04-13"


@given(st.dates(date(1995, 1, 1), date(2025, 12, 31)))
def test_every_iso_day_is_read(day: date) -> None:
    assert dated(head=f'<meta property="article:published_time" content="{day.isoformat()}T00:00:00Z">').published == (
        day.isoformat()
    )


@given(st.text(max_size=80))
def test_any_json_ld_does_no_harm(text: str) -> None:
    assert isinstance(dated(head=ld(text)), Metadata)


def test_a_moment_that_appears_over_a_relative_day() -> None:
    post = '<table><tr><td><span class="age" title="2025-01-15T09:00:00 1736931600">2 days ago</span>'
    reply = '<tr class="comment"><td><span class="age" title="2025-01-16T09:00:00">1 day ago</span></table>'
    assert read(f"<body>{post}{reply}", url="https://news.example.org/item?id=1").metadata.published == "2025-01-15"
    assert read(f"<body><table>{reply}", url="https://news.example.org/item?id=1").metadata.published is None
    assert read('<body><span title="2025-01-15">x</span>', url="https://example.org/a").metadata.published is None


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("<h1>A title<br><small>02.05.2022 • News</small></h1>", "2022-05-02"),
        ("<h1>A title <span>May 2, 2022</span></h1>", "2022-05-02"),
        ("<h1><span>The quake of 2 May 2022, told by those who were there</span></h1>", None),
        ("<h1>Notes <small>Updated: 2022-05-02</small></h1>", None),
        ("<h1><b>2 May 2022</b>: a day to remember</h1>", None),
    ],
)
def test_a_day_that_ends_the_heading(body: str, published: str | None) -> None:
    found = dated(f"{body}<p>{'Words of an article. ' * 30}</p>", lang="de")
    assert (found.published if found.date_source == "text" else None) == published


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("<p>Ich habe am 12. Mai 2006 eine Aktion begonnen.</p>", None),
        ("<p>Ausstellung vom 9. bis 23. Februar 2017 im Hof des Hauses</p>", None),
        ("<p>Ausstellung vom 9. bis 23. Februar 2017</p><p>im Hof</p>", None),
        ("<p>Open 9–23 February 2017</p>", None),
        ("<p>Page 9 – 23 February 2017</p>", None),
        ("<p>News – 23 February 2017</p>", "2017-02-23"),
        ("<p>We met on May 12, 2006 and talked for hours.</p>", None),
        ("<p>on May 12, 2006</p>", "2006-05-12"),
        ("<p>Berlin, 12. Mai 2006 – Es beginnt</p>", "2006-05-12"),
        ("<p>Montag, 12. Mai 2006, von Jane Doe</p>", "2006-05-12"),
        ("<p>by jane on May 12, 2006 | 3 comments</p>", "2006-05-12"),
        ("<span>on May 12, 2006</span><div><p>We met in the open air.</p></div>", "2006-05-12"),
        ("<p>Veröffentlicht am 12. Mai 2006 in der Rubrik Garten</p>", "2006-05-12"),
        ("<p>2006年5月12日 我们开始了</p>", "2006-05-12"),
    ],
)
def test_a_day_in_a_sentence_below_the_heading_is_no_stamp(body: str, published: str | None) -> None:
    found = dated(
        f"<h1>A title</h1>{body}<p>{'Words of an article, and then some more of them: 3 May 2010. ' * 30}</p>",
        lang="de",
    )
    assert (found.published if found.date_source == "text" else None) == published


@pytest.mark.parametrize(
    ("shown", "published"),
    [("01.11.2023", "2023-11-01"), ("1 November 2023", "2023-11-01"), ("11.01.2023", "2023-01-11"), ("", "2023-11-01")],
)
def test_a_day_that_can_be_read_two_ways_is_read_as_the_page_shows_it(shown: str, published: str) -> None:
    head = '<meta name="date" content="11/01/2023 12:43:42">'
    assert dated(f"<h1>T</h1>{'<p>Words.</p>' * 50}<p>{shown}</p>", head=head).published == published
