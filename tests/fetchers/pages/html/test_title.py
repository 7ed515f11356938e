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


SUBTITLED = {
    "de": ("Rust im Betrieb - Erfahrungen aus zehn Jahren", "Beispielzeitung"),
    "fr": ("Vivre en mer - carnets de bord", "Le Phare"),
    "es": ("La casa tomada - un cuento", "Letras de Ejemplo"),
    "it": ("Il pane fatto in casa – la guida completa", "Cucina Esempio"),
    "cs": ("Jak upéct chleba - krok za krokem", "Pekárna"),
    "ru": ("Хлеб дома - полное руководство", "Пример"),
    "fa": ("پختن نان در خانه - راهنمای کامل", "نمونه"),
    "ja": ("家でパンを焼く - 完全ガイド", "見本新聞"),
    "ko": ("집에서 빵 굽기 - 완벽 가이드", "예제일보"),
    "tr": ("Ekmek yapmak - adım adım", "Örnek Haber"),
    "vi": ("Nướng bánh mì - từng bước", "Báo Ví Dụ"),
    "zh": ("C++20 协程｜原理与陷阱", "码农周刊"),
    "en": ("Friday Facts #282 - 0.17 in sight", "Sample Works"),
}


@pytest.mark.parametrize("language", SUBTITLED)
def test_nothing_is_cut_that_is_like_no_name_of_the_site(language: str) -> None:
    name, site = SUBTITLED[language]
    head = f'<meta property="og:site_name" content="{site}">'
    assert title(name, og=name, head=head) == name
    assert title(f"{name} - {site}", og=f"{name} - {site}", head=head) == name


@pytest.mark.parametrize(
    "name",
    [
        "大模型推理优化——从原理到实践",
        "《三体》与《基地》：两种宇宙观",
        "零知识证明 - 它到底证明了什么？",
        "Wasm outside the browser - are we there yet?",
        "Winter pears » When do they bloom?",
        "How to read /proc/self/mem_info safely",
        "std::vector or std::deque",
        "The __init__ method explained",
        "用std::move避免拷贝",
        "HTTP/1.1 vs HTTP/2",
        # signs that a writer parts with, and numbers that name nothing without what they number
        "TCP / IP",
        "Continuous integration / delivery",
        "Docker : les bases",
        "Deep Learning ~ a love story",
        "Chapter 1 | Introduction",
        "第3讲 - 反向传播",
    ],
)
def test_what_a_writer_parts_is_whole(name: str) -> None:
    assert title(name) == name


@pytest.mark.parametrize(
    ("page", "site", "expected"),
    [
        # a name with separators of its own, a part of a name, a name with more behind it
        ("Enchufla - Salsa - Rueda in Berlin", "Salsa - Rueda in Berlin", "Enchufla"),
        ("第一章 - 编程随想 | 博客", "编程随想 | 博客", "第一章"),
        ("Pears at Sea - The Lighthouse", "The Lighthouse of the North", "Pears at Sea"),
        ("标题在这里_要闻_某某网", "", "标题在这里"),
        # arrows lead from the site down to the page, or from the page up
        ("Sample » Archive » On pears", "Sample", "On pears"),
        ("Пример › Статьи › Как спят дельфины", "Пример", "Как спят дельфины"),
        ("On pears » Archive » Sample", "Sample", "On pears » Archive"),
        ("Sample - On pears » and plums", "Sample", "On pears » and plums"),
    ],
)
def test_a_site_is_cut_off_by_its_whole_name(page: str, site: str, expected: str) -> None:
    head = f'<meta property="og:site_name" content="{site}">' if site else ""
    assert title(page, head=head) == expected


@pytest.mark.parametrize(
    ("page", "h1", "expected"),
    [
        ("- 示例网", "海平面上升", "海平面上升"),
        ("Sample Rail Enquiries -", "Buses in August", "Buses in August"),
        ("A plain title -", "A plain title", "A plain title"),
        ("Unfinished business -", "", "Unfinished business"),
    ],
)
def test_an_empty_place_for_the_title_leaves_it_to_the_heading(page: str, h1: str, expected: str) -> None:
    assert title(page, h1=h1) == expected


def test_a_link_home_names_the_site() -> None:
    bar = '<ul><li><a href="../index.html">foo_async 1.0 documentation</a></li></ul>'
    at = "https://docs.example.org/foo/_modules/enums.html"
    assert title(
        "foo_async.enums — foo_async 1.0 documentation", body=f"{bar}<main><h1>Source of enums</h1></main>", url=at
    ) == ("Source of enums")
    assert title("foo_async.enums — foo_async 1.0 documentation", body=bar, url=at) == "foo_async.enums"
    logo = '<a href="/">Orchard</a>'
    post = f"{logo}<div>My post about pears</div><h1>First part</h1>"
    assert title("My post about pears - Orchard", body=post) == "My post about pears"
    section = '<a href="/posts/">Posts on pears</a>'
    assert title("Posts on pears - And plums", body=section, h1="And plums") == "And plums"


def test_a_book_whose_titles_are_all_its_own_leaves_them_to_the_headings() -> None:
    logo = '<h1><a href="../index.html">tool:</a></h1>'
    page = "tool: fast alignment — fast alignment"
    assert title(page, body=f"{logo}<h1>2. Aligning many</h1>", url="https://example.org/tool/a/b.html") == (
        "2. Aligning many"
    )
    assert title("tool: a fast thing", body=logo, url="https://example.org/tool/a/b.html") == "a fast thing"


def test_of_two_headings_the_sites_stands_behind_and_above() -> None:
    page, above, own = "Evolve: Histories — an extension for Mercury", "an extension for Mercury", "Evolve: Histories"
    assert title(page, body=f"<h1>{above}</h1><h1>{own}</h1>") == own
    assert title("Pears - And a long kicker", body="<h1>Pears</h1><h1>And a long kicker</h1>") == "And a long kicker"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        # as Sphinx nests the names of modules; words stand in the order in which they are read
        ("<code><span>model_util</span></code> Module<a href='#m'>#</a>", "model_util Module"),
        ("<span><b>Arms</b> exports</span>: a complaint", "Arms exports: a complaint"),
        ("<ruby>漢<rt>かん</rt>字</ruby>の<br>本", "漢字の 本"),
        # the sign that links to a heading is none of its words
        ("<a href='#setup'>#</a> Setup", "Setup"),
        ("#1 of many<a href='#one'>¶</a>", "#1 of many"),
        ("#1 of many<a href='#one'>#</a>", "#1 of many"),
        ("<a href='#c'>C#</a>", "C#"),
        ("Learning C#", "Learning C#"),
    ],
)
def test_a_heading_is_its_words_in_order(heading: str, expected: str) -> None:
    assert title("Home", h1=heading) == expected


def test_a_blogs_name_over_its_post_is_not_the_posts() -> None:
    post = "<h1>Orchard</h1><div><h2>Growing pears in the north</h2></div>"
    assert title("Growing pears in the north | Orchard", body=post) == "Growing pears in the north"
    # the site's name may stand below the page's, and is not its own
    below = "<article><h1>Pears by air</h1></article><aside><h2>Thoughts on many an orchard</h2></aside>"
    assert title("Thoughts on many an orchard - Pears by air", body=below) == "Pears by air"
    # a section's name is short beside the headline, and a kicker stands above it
    section = "<h1>Pears grow in the north, too</h1><h2>Orchard</h2>"
    assert title("Orchard - Pears grow in the north, too", body=section) == "Pears grow in the north, too"
    kicker = "<h2>What we know about pears</h2><h1>They grow</h1>"
    assert title("What we know about pears - They grow", body=kicker) == "They grow"


@pytest.mark.parametrize("post", ["<h2>My post about pears</h2>", '<div class="post-title">My post about pears</div>'])
def test_a_sections_name_over_a_post_is_not_the_posts(post: str) -> None:
    site = '<meta property="og:site_name" content="Example">'
    assert title("My post about pears - Example", head=site, body=f"<h1>Our Blog</h1>{post}") == "My post about pears"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://widget.example/guide/limits.html", "What the limits are"),
        ("https://widget.example/en/guide/limits", "What the limits are"),
        # a front door in a folder, of a version or of a language, is called what the project is called
        ("https://widget.example/", "Widget"),
        ("https://widget.example/en", "Widget"),
        ("https://widget.example/12.0/", "Widget"),
        ("https://example.github.io/widget/", "Widget"),
        ("https://example.github.io/widget/index.html", "Widget"),
    ],
)
def test_a_document_is_not_called_what_its_site_is_called(url: str, expected: str) -> None:
    site = '<meta property="og:site_name" content="Widget">'
    assert title("Widget", og="Widget", head=site, h1="What the limits are", url=url) == expected


def test_a_heading_of_one_letter_confirms_a_title() -> None:
    assert title("C++ - Wikipedia", h1="C++") == "C++"
    assert title("Vitamins: A, B and C", h1="C") == "Vitamins: A, B and C"
