"""Titles: which of a page's names for itself is believed, and which names are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.pages.html import read

URL = "https://blog.example.org/posts/one"


def title(page: str = "", *, og: str = "", h1: str = "", head: str = "", body: str = "", url: str = URL) -> str | None:
    shared = f'<meta property="og:title" content="{og}">' if og else ""
    heading = f"<h1>{h1}</h1>" if h1 else ""
    return read(
        f"<html><head><title>{page}</title>{shared}{head}</head><body>{heading}{body}<p>Text.</body></html>", url=url
    ).metadata.title


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("A Gentle Guide to Parsers | Example", "A Gentle Guide to Parsers"),
        ("A Gentle Guide to Parsers – The Daily Parser", "A Gentle Guide to Parsers"),
        ("A Gentle Guide to Parsers - Example", "A Gentle Guide to Parsers"),
        ("Example - A Gentle Guide to Parsers", "A Gentle Guide to Parsers"),
        ("A Gentle Guide to Parsers | Compilers | Daily", "A Gentle Guide to Parsers"),
        ("人工智能正在改变写作方式_网易新闻", "人工智能正在改变写作方式"),
        ("人工智能正在改变写作方式-新华网", "人工智能正在改变写作方式"),
        ("人工智能正在改变写作方式 - 知乎", "人工智能正在改变写作方式"),
        ("人工智能正在改变写作方式_科技频道_某某网", "人工智能正在改变写作方式"),
        ("(3 封私信 / 12 条消息) 如何评价这篇论文？ - 知乎", "如何评价这篇论文？"),
        ("(5) Watching Paint Dry", "Watching Paint Dry"),
        ("State-of-the-art parsing", "State-of-the-art parsing"),
        ("C#", "C#"),
        ("AT&amp;amp;T buys R&amp;D", "AT&T buys R&D"),
        ("  Spread \n over\tlines ", "Spread over lines"),
    ],
)
def test_the_sites_name_is_left_off(page: str, expected: str) -> None:
    assert title(page) == expected


def test_a_front_page_is_called_what_its_site_is_called() -> None:
    home = "https://example.org/"
    assert title("Example - A fast thing", url=home) == "Example - A fast thing"
    assert title("Example - A fast thing", h1="A fast thing", url=home) == "Example - A fast thing"
    assert title("Just a moment...", url=home) is None
    assert title("A Post - Example", head='<base href="/">') == "A Post"
    assert title("Home | Village Blog", h1="Home") == "Home | Village Blog"


def test_a_dash_that_belongs_to_the_title_stays_when_another_title_has_it() -> None:
    assert title("Rust - A Review | Example", og="Rust - A Review") == "Rust - A Review"
    assert title("Programs, January – May 2020 - Example", og="Programs, January – May 2020") == (
        "Programs, January – May 2020"
    )


def test_a_part_that_the_heading_has_is_no_site() -> None:
    assert title("Parsing in Practice - Ten Lessons Learnt", h1="Parsing in Practice: Ten Lessons Learnt") == (
        "Parsing in Practice - Ten Lessons Learnt"
    )


def test_a_known_site_name_is_cut_at_either_end() -> None:
    site = '<meta property="og:site_name" content="A Very Long Name of a Journal">'
    assert title("Short - A Very Long Name of a Journal", head=site) == "Short"
    assert title("A Very Long Name of a Journal: x", head=site) == "x"
    assert title("A Very Long Name of a Journal | Short", head=site) == "Short"


def test_the_heading_confirms_a_part_of_the_title() -> None:
    assert title("Intro | Guide to Everything There Is to Know", h1="Intro") == "Intro"
    assert title("Kicker: What Happened Yesterday | Paper", h1="What Happened Yesterday") == "What Happened Yesterday"


def test_a_heading_that_leads_home_is_the_blogs_name() -> None:
    assert title("Was ist das? | Dorfblog", body='<h1><a href="/">Dorfblog</a></h1>') == "Was ist das?"
    assert title("Was ist das? | Dorfblog", body='<h1><a href="/posts/one#top">Dorfblog</a></h1>') == "Dorfblog"


def test_og_title_cut_at_a_quote_is_repaired() -> None:
    head = '<meta property="og:title" content="The man who said "no" twice">'
    page = "The man who said &quot;no&quot; twice_Example News"
    assert title(page, head=head, h1='The man who said "no" twice') == 'The man who said "no" twice'


def test_title_and_heading_outvote_a_social_rewrite() -> None:
    assert (
        title("The Plain Headline | Paper", og="You Won’t Believe This", h1="The Plain Headline")
        == "The Plain Headline"
    )
    assert title("Something else", og="The Shared Headline", h1="A third") == "The Shared Headline"


def test_scholarly_titles_win() -> None:
    head = '<meta name="citation_title" content="On Parsing: A Survey - Part 2">'
    assert title("Journal of X", og="Rewrite", head=head) == "On Parsing: A Survey - Part 2"


def test_svg_titles_and_second_titles_do_not_count() -> None:
    svg = "<svg><title>Menu icon</title></svg>"
    assert read(f"<title>Real One</title><body>{svg}<p>x", url=URL).metadata.title == "Real One"
    assert read(f"<html><body>{svg}<h1>Only Heading</h1>", url=URL).metadata.title == "Only Heading"
    assert read("<title>First</title><title>Second</title>", url=URL).metadata.title == "First"


@pytest.mark.parametrize("page", ["", "Untitled", "Document", "blog.example.org", "无标题文档", "Loading...", "Home"])
def test_a_blank_title_gives_way_to_the_heading(page: str) -> None:
    assert title(page, h1="What This Is About") == "What This Is About"
    assert title(page) is None


@pytest.mark.parametrize(
    "page",
    [
        "Just a moment...",
        "Attention Required! | Cloudflare",
        "Access denied",
        "403 Forbidden",
        "404 Not Found",
        "Page not found | Example",
        "Sign in to GitHub · GitHub",
        "Log in - Example",
        "知乎 - 有问题，就会有答案",
        "百度安全验证",
        "页面不存在 - 某某网",
        "用户登录",
        "Are you a robot?",
        "503 Service Temporarily Unavailable",
        "502 Bad Gateway",
        "Redirecting...",
    ],
)
def test_titles_of_something_else_are_refused(page: str) -> None:
    assert title(page) is None


@pytest.mark.parametrize("page", ["Just a moment...", "404 Not Found", "百度安全验证"])
def test_a_refused_title_is_not_replaced(page: str) -> None:
    assert title(page, h1="www.example.org") is None
    assert title(page, h1="Checking if the connection is secure") is None


@pytest.mark.parametrize(
    "page",
    [
        "500 Lines or Less",
        "404 Media",
        "The Forbidden City",
        "Forbidden City",
        "滑动验证码的实现原理",
        "为什么时间不存在",
        "Sign in with Apple",
        "How we fixed 503 errors",
        "Access denied: a short history of passwords",
        "Node.js",
        "Robots that verify humans",
        "Error handling in Go",
        "Register allocation",
        "1984",
    ],
)
def test_titles_that_only_look_refused_are_kept(page: str) -> None:
    assert title(page) == page


def test_the_word_for_a_challenge_is_an_articles_title_where_a_site_follows() -> None:
    assert title("CAPTCHA - Wikipedia", h1="CAPTCHA") == "CAPTCHA"
    assert title("CAPTCHA") is None


TEXTS = st.text(st.sampled_from("ab AB-–|_:：·中文\"'<>&;#/"), max_size=40)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_never_raises_and_invents_no_letter(page: str, og: str, h1: str, site: str) -> None:
    found = title(page, og=og.replace('"', ""), h1=h1, head=f'<meta property="og:site_name" content="{site}">')
    assert found is None or (found == found.strip() and found)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Il Nyt: «La premier ha premuto»", "Il Nyt: «La premier ha premuto»"),
        ("«Nous partons», dit-elle", "«Nous partons», dit-elle"),
        ("«Wir waren in Quarantäne» - Klara-Stiftung", "«Wir waren in Quarantäne»"),
        ("»Wir gehen«, sagt sie", "»Wir gehen«, sagt sie"),
        ("» Wir gehen »", "Wir gehen"),
        ("« Zurück", "Zurück"),
    ],
)
def test_a_quotation_keeps_its_signs(title: str, expected: str) -> None:
    assert read(f"<title>{title}</title><body><p>x</p>", url="https://example.org/a/b").metadata.title == expected
