"""Bytes to text: every way in which pages say, or fail to say, how they are encoded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.pages.html import decode

CHINESE = (
    "<html><head><title>深度学习阅读清单</title></head><body>" + "这是一个用来测试编码的段落，里面有足够多的汉字。" * 20
)
RUSSIAN = "<p>" + "Это русский текст, набранный в однобайтовой кодировке. " * 20
JAPANESE = "<p>" + "これは日本語の文章です。文字コードの判定を試します。" * 20


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (CHINESE, "gb18030", "gb2312"),
        (CHINESE, "gb18030", "GBK"),
        (CHINESE.replace("汉", "漢"), "gb18030", "gb2312"),
        ("繁體中文的網頁內容", "big5hkscs", "big5"),
        (JAPANESE, "cp932", "Shift_JIS"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        ("한국어 웹 페이지", "cp949", "euc-kr"),
        (RUSSIAN, "cp1251", "windows-1251"),
        ("“quotes” and €", "cp1252", "iso-8859-1"),
        ("Ünïcödé", "utf-8", "utf-8"),
    ],
)
class TestDeclared:
    def test_by_header(self, text: str, codec: str, label: str) -> None:
        assert decode(text.encode(codec), f'text/html; charset="{label}"') == text

    def test_by_markup(self, text: str, codec: str, label: str) -> None:
        page = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">{text}'
        assert decode(page.encode(codec)) == page

    def test_a_last_character_cut_in_half_does_no_harm(self, text: str, codec: str, label: str) -> None:
        whole = (text + text[-1]).encode(codec)
        decoded = decode(whole[:-1], f"text/html; charset={label}")
        assert decoded.startswith(text)
        assert "\ufffd" not in decoded


def test_utf16_without_a_mark_is_believed_of_the_header_alone() -> None:
    assert decode("no mark at all".encode("utf-16-le"), "text/html; charset=utf-16le") == "no mark at all"
    assert decode(b'<meta charset="utf-16">plain') == '<meta charset="utf-16">plain'


def test_bom_wins_over_what_is_declared() -> None:
    assert decode("é中".encode("utf-8-sig"), "text/html; charset=gbk") == "é中"
    assert decode("é中".encode("utf-16"), "text/html; charset=gbk") == "é中"
    assert decode("é中".encode("utf-32"), "text/html") == "é中"


def test_valid_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode("naïve 中文".encode(), "text/html; charset=iso-8859-1") == "naïve 中文"


def test_a_servers_default_latin_1_gives_way_to_the_pages_own_multibyte_charset() -> None:
    page = '<meta charset="gb2312">' + CHINESE
    assert decode(page.encode("gb18030"), "text/html; charset=ISO-8859-1") == page


def test_some_damage_does_not_change_the_encoding() -> None:
    page = ('<meta charset="gbk">' + CHINESE).encode("gb18030")
    decoded = decode(page[:400] + b"\xff" + page[400:])
    assert "深度学习阅读清单" in decoded
    utf8 = decode(CHINESE.encode()[:400] + b"\xff" + CHINESE.encode()[400:])
    assert "深度学习阅读清单" in utf8


@pytest.mark.parametrize(("text", "codec"), [(CHINESE, "gb18030"), (RUSSIAN, "cp1251"), (JAPANESE, "euc_jp")])
def test_undeclared_is_detected(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


@pytest.mark.parametrize("label", ["no-such-charset", "hex", "unicode_escape", "zlib", "utf-7", "", "\x00", "x" * 500])
def test_labels_no_page_may_choose_are_ignored(label: str) -> None:
    assert decode(rb"caf\u00e9 +AGE- plain", f"text/html; charset={label}") == r"caf\u00e9 +AGE- plain"


@given(st.binary(max_size=400), st.text(max_size=60))
def test_never_raises(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)


@given(st.text(max_size=200).filter(lambda text: not text.startswith("\ufeff")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    body = text.encode("utf-8", "surrogatepass")
    try:
        expected = body.decode()
    except UnicodeDecodeError:
        return
    assert decode(body, "text/html; charset=utf-8") == expected


def test_utf_16_without_a_mark_is_read_from_the_small_end() -> None:
    assert decode("页面 title".encode("utf-16-le"), "text/html; charset=utf-16") == "页面 title"
    assert decode(b"<title>\xff", "text/html; charset=utf-16")
