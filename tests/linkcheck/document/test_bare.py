"""Where a bare address begins and ends for a reader."""

from __future__ import annotations

import pytest

from linkcheck.document import read_document
from linkcheck.model import OccurrenceKind


def bare(text: str) -> list[str]:
    places = read_document(text, "f").occurrences
    assert all(place.kind is OccurrenceKind.BARE for place in places)
    return [text.encode()[place.start : place.end].decode() for place in places]


@pytest.mark.parametrize(
    "address",
    [
        "https://x.dev",
        "HTTPS://X.dev/UP",
        "http://localhost:8000/a",
        "http://[::1]/a",
        "http://user:pw@x.dev/",
        "ftp://x.dev/f",
        "htps://x.dev/typo",
        "file:///folder/file",
        "https://en.wikipedia.org/wiki/A_(b)",
        "https://x.dev/a,b;c:d!e'f",
        "https://x.dev/?a=1&b[]=2#c/d",
        "https://x.dev/~user/__init__.py",
        "https://x.dev/_foo_/*bar*/baz",
        "https://x.dev/_",
        "https://x.dev/%E4%B8%AD%E6%96%87",
        "https://web.archive.org/web/2020/https://x.dev/",
        "https://кц.рф/путь",
        "https://schön.de/ä",
        "https://例子.中国/x",
        "https://www.abc中文.com/x",
        "https://x.dev/?q=中文",
        "https://github.com/a/b#安装",
        "https://github.com/a/b#3-安装-说明",
        "https://x.dev/路径/页面",
        "https://x.dev/文档.pdf",
        "https://zh.wikipedia.org/wiki/C语言",
        "www.x.dev/a",
    ],
)
def test_an_address_is_taken_whole(address: str) -> None:
    assert bare(address) == [address]
    assert bare(f"see {address} there") == [address]
    assert bare(f"（{address}），") == [address]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://x.dev/a.", "https://x.dev/a"),
        ("https://x.dev/a, b", "https://x.dev/a"),
        ("https://x.dev/a; b", "https://x.dev/a"),
        ("https://x.dev/a?!", "https://x.dev/a"),
        ("(https://x.dev/a)", "https://x.dev/a"),
        ("(https://x.dev/a).", "https://x.dev/a"),
        ("(https://x.dev/a)b", "https://x.dev/a"),
        ("((https://x.dev/a))", "https://x.dev/a"),
        ("{https://x.dev/a}", "https://x.dev/a"),
        ("[https://x.dev/a]", "https://x.dev/a"),
        ('"https://x.dev/a"b', "https://x.dev/a"),
        ("'https://x.dev/a'b", "https://x.dev/a"),
        ("‘https://x.dev/a’", "https://x.dev/a"),
        ("“https://x.dev/a”后", "https://x.dev/a"),
        ("**https://x.dev/a**", "https://x.dev/a"),
        ("**https://x.dev/a**后", "https://x.dev/a"),
        ("**https://x.dev/，**后文", "https://x.dev/"),
        ("*https://x.dev/a*b", "https://x.dev/a"),
        ("_https://x.dev/a_", "https://x.dev/a"),
        ("~~https://x.dev/a~~", "https://x.dev/a"),
        ("https://x.dev/a&gt;b", "https://x.dev/a"),
        ("https://x.dev/a<br>", "https://x.dev/a"),
        ("https://x.dev/a，后文", "https://x.dev/a"),
        ("https://x.dev/a。", "https://x.dev/a"),
        ("https://x.dev/a、b", "https://x.dev/a"),
        ("https://x.dev/a；b", "https://x.dev/a"),
        ("https://x.dev/a：b", "https://x.dev/a"),
        ("https://x.dev/a？", "https://x.dev/a"),
        ("https://x.dev/a！", "https://x.dev/a"),
        ("（https://x.dev/a）后", "https://x.dev/a"),
        ("「https://x.dev/a」", "https://x.dev/a"),
        ("《https://x.dev/a》", "https://x.dev/a"),
        ("【https://x.dev/a】", "https://x.dev/a"),
        ("https://x.dev/a——后", "https://x.dev/a"),
        ("https://x.dev/a…", "https://x.dev/a"),
        ("https://x.dev/a\u3000b", "https://x.dev/a"),
        ("https://x.dev/a\u200b b", "https://x.dev/a"),
        ("https://x.dev/a😀", "https://x.dev/a"),
        ("https://x.dev/a后文", "https://x.dev/a"),
        ("https://x.dev/后文", "https://x.dev/"),
        ("https://x.dev后文", "https://x.dev"),
        ("https://x.dev:80后文", "https://x.dev:80"),
        ("http://localhost后文", "http://localhost"),
        ("https://x.devの説明", "https://x.dev"),
        ("https://x.dev/a에서", "https://x.dev/a"),
        ("https://x.dev/a-b的说明", "https://x.dev/a-b"),
        ("https://x.dev/a(后文)", "https://x.dev/a"),
        ("链接https://x.dev/a", "https://x.dev/a"),
        ("见www.x.dev", "www.x.dev"),
        ("Code:https://x.dev/a", "https://x.dev/a"),
    ],
)
def test_an_address_ends_where_a_reader_would_end_it(text: str, address: str) -> None:
    assert bare(text) == [address]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("（https://a.dev/x）结束；https://b.dev/y。", ["https://a.dev/x", "https://b.dev/y"]),
        ("https://a.dev/x,https://b.dev/y", ["https://a.dev/x", "https://b.dev/y"]),
        ("https://a.dev、https://b.dev", ["https://a.dev", "https://b.dev"]),
        ("https://a.dev和https://b.dev", ["https://a.dev", "https://b.dev"]),
        ("https://a.dev<br>https://b.dev", ["https://a.dev", "https://b.dev"]),
        ("https://a.dev\nhttps://b.dev", ["https://a.dev", "https://b.dev"]),
    ],
)
def test_two_addresses_are_two(text: str, addresses: list[str]) -> None:
    assert bare(text) == addresses


@pytest.mark.parametrize(
    "text",
    [
        "https://",
        "https://，",
        "https:// x.dev",
        "http://{{host}}/a",
        "https://…",
        "x.dev/a",
        "awww.x.dev",
        "a.www.x.dev",
        "www.",
        "a@b",
        "actions/checkout@v4.1",
        "git@github.com:a/b.git",
        "@global/a.css",
        "std::vector",
    ],
)
def test_other_text_is_no_address(text: str) -> None:
    assert bare(text) == []


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("www.x.dev/a", "http://www.x.dev/a"),
        ("me@x.dev.", "mailto:me@x.dev"),
        ("mailto:me@x.dev", "mailto:me@x.dev"),
        ("https://x.dev/?a=1&amp;b=2", "https://x.dev/?a=1&b=2"),
        ("https://x.dev/a\\_b", "https://x.dev/a_b"),
    ],
)
def test_the_url_is_what_a_link_would_lead_to(text: str, url: str) -> None:
    (place,) = read_document(text, "f").occurrences
    assert place.url == url


def test_the_text_of_a_link_is_not_searched() -> None:
    (place,) = read_document("[https://a.dev/x](https://b.dev/y)", "f").occurrences
    assert place.url == "https://b.dev/y"


def test_bare_addresses_can_be_left_out() -> None:
    text = "---\na: https://f.dev\n---\nhttps://a.dev <https://b.dev> www.c.dev <p>https://d.dev</p>\n"
    assert [place.url for place in read_document(text, "f", bare=False).occurrences] == ["https://b.dev"]
