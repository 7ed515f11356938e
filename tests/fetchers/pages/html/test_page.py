"""A page's facts beside title and dates: where it sends its reader, its words, anchors, authors; when it may end."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.facts import Page
from fetchers.pages.html import enough, read

URL = "https://example.org/docs/a?q=1"


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def page(text: str, url: str = URL) -> Page:
    return read(text, url=url).page


@pytest.mark.parametrize(
    ("content", "target", "delay"),
    [
        ("0; url=https://example.com/new", "https://example.com/new", 0),
        ("5;URL='/moved?a=1&amp;b=2'", "https://example.org/moved?a=1&b=2", 5),
        ("0,next.html#part", "https://example.org/docs/next.html#part", 0),
        ('3; url="b', "https://example.org/docs/b", 3),
        ("0;//other.example/x", "https://other.example/x", 0),
        ("10", None, 0),
        ("0; url=", None, 0),
        ("0; url=/docs/a?q=1", None, 0),
        ("0; url=javascript:alert(1)", None, 0),
        ("x; url=/b", None, 0),
    ],
)
def test_a_declared_refresh(content: str, target: str | None, delay: float) -> None:
    quoted = content.replace('"', "&quot;")
    found = page(f'<head><meta http-equiv="Refresh" content="{quoted}"></head><body>Moved.')
    assert (found.refresh, found.refresh_delay) == (target, delay)


def test_a_refresh_for_readers_without_scripts_is_not_followed() -> None:
    assert page('<head><noscript><meta http-equiv=refresh content="0;url=/nojs"></noscript></head><p>x').refresh is None


@pytest.mark.parametrize(
    "script",
    [
        'location.replace("/new")',
        "window.location.href = '/new';",
        'window.location="/new"',
        'document.location.assign("/new")',
        'setTimeout(function () { top.location = "/new" }, 0)',
    ],
)
def test_a_page_that_is_only_a_script(script: str) -> None:
    assert (
        page(f"<html><head><script>{script}</script></head><body>One moment</body>").refresh
        == "https://example.org/new"
    )


def test_a_script_on_a_page_with_something_to_read_is_a_buttons() -> None:
    script = '<script>location.href = "/new"</script>'
    assert page(script + "<p>" + "word " * 50).refresh is None
    assert page('<p>x<script>if (location == "/new") {}; my.location2 = "/x"</script>').refresh is None
    assert page('<p>location.href = "/new"').refresh is None
    assert page('<!-- <script>location.href = "/new"</script> --><p>x').refresh is None


def test_base_is_where_references_start() -> None:
    found = page(
        '<base href="https://cdn.example/x/"><link rel=canonical href=c><meta http-equiv=refresh content="0;url=r">'
    )
    assert found.canonical == "https://cdn.example/x/c"
    assert found.refresh == "https://cdn.example/x/r"


def test_facts_of_the_head() -> None:
    found = page(
        '<!DOCTYPE html><html lang="pt_BR"><head><title>A | B</title><link rel="Canonical" href="/c#x">'
        '<meta property="og:site_name" content="B"></head><h1>A</h1>'
    )
    assert found == Page(
        title="A | B", heading="A", text="A", words=1, language="pt-BR", canonical="https://example.org/c", site="B",
    )  # fmt: skip


def test_broken_references_are_left_out() -> None:
    found = page('<link rel=canonical href="https://[x"><base href="http://">')
    assert found.canonical is None
    assert read("<title>x</title>", url="not an address").page.title == "x"


def test_visible_text_only() -> None:
    found = page(
        "<title>T</title><style>p{}</style><p>One&nbsp;two<script>var three</script><noscript>four</noscript>"
        "<svg><text>five</text></svg><template>six</template><!-- seven --><p>你好吗"
    )
    assert found.text == "One two 你好吗"
    assert found.words == 5


def test_texts_are_capped() -> None:
    found = page("<p>" + "word " * 5000)
    assert len(found.text) == 2000
    assert found.words == 5000


@pytest.mark.parametrize(
    "text",
    ["<title>x</title><p>y", "<html><title>x</title><body><p>y", "<p>y<title>x</title>", "<body><title>x</title>y"],
)
def test_tags_that_html_lets_authors_leave_out(text: str) -> None:
    found = page(text)
    assert (found.title, found.text.replace("x", "").strip()) == ("x", "y")


def test_a_script_that_writes_tags_does_not_end_the_head() -> None:
    found = read('<head><script>w("</head><body><p>")</script><!-- <body> --><title>x</title></head><p>y', url=URL)
    assert (found.page.title, found.page.text) == ("x", "y")


def test_anchors_are_ids_and_names() -> None:
    found = read(
        '<body id=top><h2 id="a b">x</h2><a name=old>y</a><input name=no><p id=中文><svg><g id=in-svg>', url=URL
    )
    assert found.anchors >= {"top", "a b", "old", "中文"}
    assert "no" not in found.anchors


def test_whether_the_whole_body_was_read() -> None:
    assert read("<p>x", url=URL, complete=False).page.complete is False
    assert read("<p>x", url=URL).page.complete is True


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (
            '<meta name=citation_author content="Lovelace, Ada"><meta name=citation_author content="Grace Hopper">',
            ("Ada Lovelace", "Grace Hopper"),
        ),
        ('<meta name=author content="By Ada Lovelace and Grace Hopper">', ("Ada Lovelace", "Grace Hopper")),
        ('<meta name=author content="作者：张三、李四">', ("张三", "李四")),
        ('<meta name=author content="Jane Doe, PhD">', ("Jane Doe, PhD",)),
        ('<meta property="article:author" content="https://facebook.com/x">', ()),
        ('<meta name=author content="admin">', ()),
        (ld('{"@graph":[{"@type":"Article","author":{"@id":"#p"}},{"@id":"#p","name":"Ada"}]}'), ("Ada",)),
        (ld('{"@type":"Article","author":["Ada",{"name":"Grace"}]}'), ("Ada", "Grace")),
    ],
)
def test_authors(head: str, authors: tuple[str, ...]) -> None:
    assert read(f"<head>{head}</head><p>x", url=URL).metadata.authors == authors


def test_description_and_doi() -> None:
    found = read(
        '<meta name=description content=" A  b "><meta name=citation_doi content="doi:10.1000/x.1"><p>x', url=URL
    ).metadata
    assert (found.description, found.doi, found.kind) == ("A b", "10.1000/x.1", "page")


DATED_HEAD = "<html><head><meta property='article:published_time' content='2020-03-01'>"
DATED_HEAD += "<meta name=author content=Ada></head><body>"


def test_enough_when_the_page_is_over() -> None:
    assert enough(b"<p>x</BODY></HTML>\n")
    assert not enough(b"")
    assert not enough(b"<html>" + b" " * 10_000)


def test_enough_when_a_papers_tags_and_beginning_have_come() -> None:
    text = "<p>word</p>" * 1000
    head = "<head><meta name=citation_author content=Ada><meta name=citation_date content=2020></head><body>"
    assert enough((head + "<h1>T</h1>" + text).encode())
    assert not enough((head + "<h1>T</h1>" + text[:2000]).encode())
    assert not enough((head + text).encode())
    assert not enough((head.replace("citation_date", "x") + "<h1>T</h1>" + text).encode())
    assert not enough((head.replace("citation_author", "x") + "<h1>T</h1>" + text).encode())


def test_other_tags_are_believed_where_no_structured_data_follows_soon() -> None:
    text, long = "<p>word</p>" * 1000, "<p>word</p>" * 9_000
    assert not enough((DATED_HEAD + "<h1>T</h1>" + text).encode())
    assert enough((DATED_HEAD + "<h1>T</h1>" + long).encode())
    assert not enough((DATED_HEAD.replace("author", "x") + "<h1>T</h1>" + long).encode())


def test_enough_when_structured_data_has_come() -> None:
    page = "<BODY><H1>T</H1>" + "<p>word</p>" * 1000
    assert not enough(f"{page}2020-03-01 <time datetime=2020-03-01>".encode())
    assert not enough((page + ld('{"@type": "BreadcrumbList"}')).encode())
    assert enough((page + ld('{"@type": "Article", "datePublished": "2020-03-01", "author": "Ada"}')).encode())
    assert enough(f'{page}<time itemprop="datePublished"></time><b itemprop=author>'.encode())
    assert not enough(f'{page}<time itemprop="datePublished"></time><b itemprop=authority>'.encode())


def test_a_page_that_announces_nothing_is_not_read_to_its_end() -> None:
    assert enough(("<body><h1>T</h1>" + "<p>word</p>" * 25_000).encode())


@pytest.mark.parametrize(
    "announced",
    [
        '<meta property="og:type" content="article">',
        '<meta property="article:tag" content="x">',
        "<div itemprop=headline>",
    ],
)
def test_a_page_that_announces_structured_data_is_read_on_until_it_comes(announced: str) -> None:
    page = f"<head>{announced}</head><body><h1>T</h1>" + "<p>word</p>" * 25_000
    assert not enough(page.encode())
    assert enough((page + ld('{"@type": "Article", "datePublished": "2020-03-01", "author": "Ada"}')).encode())


TAGS = st.lists(
    st.sampled_from(
        [
            "<html lang=zh>",
            "<head>",
            "</head>",
            "<body>",
            "<title>",
            "</title>",
            "<h1>",
            "</h1>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<svg>",
            "</svg>",
            "<meta http-equiv=refresh content='0;url=x'>",
            "<a name=b id=c>",
            "text 文 ",
            "2020-03-01",
            "&amp;",
            "<",
            ">",
            "\0",
            "\ud800",
            "<?xml version='1.0' encoding='gbk'?>",
            "<![CDATA[",
            "]]>",
            "<time datetime=2020>",
            "<p class=date>",
            "<base href='//['>",
            "<script type=application/ld+json>",
            "{",
            "[1",
        ]
    ),
    max_size=30,
)


@given(TAGS, st.booleans())
def test_no_page_is_too_broken(tags: list[str], complete: bool) -> None:
    found = read("".join(tags), url=URL, complete=complete)
    assert found.page.complete is complete
    assert len(found.page.text) <= 2000


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    assert read(text, url=text).metadata.kind == "page"


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<script",
        "<link ",
        "<html ",
        "<h1>",
        "<title>",
        "<div>",
        "<!--",
        "2020 ",
        "a-b",
        "<?xml ",
        "<p class=date>a",
        "<time datetime=2020-01-01>",
        'ct="',
        "&amp;",
        "</scripted",
        "<script></scripted",
        "<title><!--",
        "<meta name=a>",
        "<x>",
        "20",
        "1.2.",
        "9-9-",
        "=1583020800 ",
        "=2020-03-0",
        "<p class=date>2020",
        "<b>19</b>",
        "mai 5 ",
        "中",
        "“",
    ],
)
def test_hostile_repetition_costs_no_more_than_its_length(piece: str) -> None:
    text = (piece * 30_000)[:60_000]
    start = time.process_time()
    read(f"<title>{text}</title><body><h1>{text}</h1>{text}", url=URL)
    read(text, url=URL)
    enough(text.encode())
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "script",
    [
        "if (/iPhone/.test(navigator.userAgent)) { location.href = '/new' }",
        "if (navigator.userAgent.indexOf('MSIE') > 0)\n  location.href = '/new'",
        "if (top !== self) { x() } else location.replace('/new')",
        "function go() { location.href = '/new' }",
        "var go = function () { location.href = '/new'; }",
        "const go = () => { location.href = '/new' }",
        "img.onerror = function () { location.href = '/new' }",
        "window.onerror = () => location.replace('/new')",
        "mobile && (location.href = '/new')",
        "mobile ? location.href = '/new' : 0",
        "fetch('/x').catch(function () { location.href = '/new' })",
        "try { a() } catch (e) { location.href = '/new' }",
        "// location.href = '/new'",
        "/* location.href = '/new' */",
        "var s = \"location.href = '/new'\"",
        "var r = /'/; if (r.test(x)) { location.href = '/new' }",
        "setTimeout(function () { location.href = '/new' }, 1800000)",
        "setTimeout(\"location.href = '/new'\", 60000)",
        "setTimeout(function () { if (!ready) { location.href = '/new' } }, 5000)",
    ],
)
def test_a_script_that_may_not_run_sends_nobody_on(script: str) -> None:
    assert page(f"<p>x</p><script>{script}</script>").refresh is None


@pytest.mark.parametrize(
    "script",
    [
        "var a = 1;\nlocation.href = '/new';",
        "alert('moved'); location.href='/new'",
        "function f() { return 1 }\nlocation.replace('/new')",
        "(function () { window.location = '/new' })();",
        "window.onload = function () { location.href = '/new' }",
        "setTimeout(() => { location.href = '/new' }, 100)",
        "setTimeout(\"location.href='/new'\", 0)",
        "// moved\nlocation.href = '/new' // now",
    ],
)
def test_a_script_that_surely_runs_sends_everybody_on(script: str) -> None:
    assert page(f"<p>x</p><script>{script}</script>").refresh == "https://example.org/new"
    for application in ("<div id=root></div>", "<script src=/app.js></script>", "<form></form>", "<my-app></my-app>"):
        assert page(f"{application}<script>{script}</script>").refresh is None


@pytest.mark.parametrize(
    "filler",
    [
        "\n",
        " ",
        "if\n",
        "}",
        "{",
        "/[",
        "a = /",
        "!function(){}",
        "'",
        "window ",
        "<a id=",
        "function ",
        "location ",
        "(",
        "_v",
    ],
)
def test_no_script_takes_more_than_a_moment(filler: str) -> None:
    for end in ("", "location.href='/new'", "}"):
        text = f"<p>x</p><script>location;{filler * (8000 // len(filler))}{end}</script>"[:8190]
        began = time.process_time()
        page(text)
        assert time.process_time() - began < 1


def test_structured_data_in_a_head_is_no_text() -> None:
    data = ld('{"@type": "Product"}')
    assert page(f"<html><head><title>T</title>{data}</head><body><p>Seen</body>").text == "Seen"
