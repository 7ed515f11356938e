"""Each context's escape, alone: what must never come through, and what must come through unchanged."""

from __future__ import annotations

import html
import re
import unicodedata
from html.parser import HTMLParser
from urllib.parse import unquote

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import escape
from tests.reports.markdown import pairs
from tests.reports.strangers import texts, urls

GFM = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_TASKLISTS
GFM |= pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_MATH | pyromark.Options.ENABLE_GFM


def shown(markdown: str) -> tuple[list[str], str]:
    """Return the kinds of events a Markdown text gives, and the text it shows."""
    kinds: list[str] = []
    text: list[str] = []
    for kind, value in pairs(markdown, GFM):
        named = value if isinstance(value, str) else next(iter(value or [""]))
        kinds.append(kind if kind == "Text" else f"{kind} {named}")
        text += [value] if kind == "Text" else []
    return kinds, "".join(text)


@given(texts)
def test_plain_text_has_no_control_and_no_reordering(text: str) -> None:
    plain = escape.plain(text)
    assert len(plain) <= escape.TEXT_LIMIT
    for character in plain:
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.category(character) != "Cf" or character in "\u200c\u200d"
    plain.encode("utf-8")


@given(texts)
def test_plain_is_idempotent(text: str) -> None:
    assert escape.plain(escape.plain(text)) == escape.plain(text)


@pytest.mark.parametrize("text", ["LLaVA: 大模型", "👩\u200d💻 devs", "می\u200cخواهم", "naïve café", "C++ — a ‘tour’"])
def test_ordinary_words_stay(text: str) -> None:
    assert escape.plain(text) == text


def test_long_text_is_cut_with_an_ellipsis() -> None:
    assert escape.plain("word " * 100, 20) == "word word word word…"


@given(texts)
def test_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    kinds, said = shown(f"- x\n- {escape.markdown(text)}\n- y\n")
    allowed = {"Text", "Start List", "Start Item", "End Item", "End List"}
    assert {"End List" if k.startswith("End List") else k for k in kinds} <= allowed
    assert said.replace("\u200b", "") == "x" + escape.plain(text) + "y"


@given(texts)
def test_markdown_stays_in_its_table_cell(text: str) -> None:
    kinds, said = shown(f"| a | b |\n| --- | --- |\n| {escape.markdown(text)} | end |\n")
    assert kinds.count("Start TableCell") + kinds.count("End TableCell") in (4, 8)
    assert said.replace("\u200b", "") == "ab" + escape.plain(text) + "end"


@given(texts)
def test_markdown_wakes_neither_mention_nor_issue_nor_autolink(text: str) -> None:
    _, said = shown(f"- {escape.markdown(text)}\n")
    assert not re.search(r"@[\w-]|#\d|\bGH-\d|://|www\.|mailto:|xmpp:", said, re.IGNORECASE)


@pytest.mark.parametrize(
    "text", ["snake_case_name", "AT&T", "a - b", "50%", "C#", "f(x) = y", "a/b", "What? Yes!", "2024.04 x", "3.14"]
)
def test_markdown_leaves_harmless_text_readable(text: str) -> None:
    assert escape.markdown(text) == text


@given(texts, urls)
def test_a_link_is_the_one_intended(text: str, url: str) -> None:
    link = escape.markdown_link(text, url)
    found = pairs(f"| {link} |\n| --- |\n| {link} |\n", GFM)
    links = [v["Link"]["dest_url"] for kind, v in found if kind == "Start" and "Link" in v]
    target = escape.address(url)
    assert links == ([target, target] if target and escape.plain(text) else [])


@given(urls)
def test_only_the_web_becomes_an_address(url: str) -> None:
    address = escape.address(url)
    if address is None:
        return
    assert re.match(r"https?://[^/?#]", address, re.IGNORECASE)
    assert not re.search(r"[\s<>\"`\x00-\x20\x7f-\x9f\u202e\u200b]", address)
    assert unquote(address) == unquote(url.encode("utf-8", "replace").decode())
    assert escape.address(address) == address


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "mailto:a@b", "ftp://a/b", "//x", "https://", "https:x"]
)
def test_other_schemes_become_no_link(url: str) -> None:
    assert escape.address(url) is None
    assert escape.markdown_link("text", url) == "text"


def test_addresses_keep_their_spelling() -> None:
    url = "https://zh.wikipedia.org/wiki/互信息_(概率)?a=b&c=%28#节"
    assert escape.address(url) == url


@given(urls)
def test_ascii_addresses_are_ascii(url: str) -> None:
    address = escape.ascii_address(url)
    assert address is None or (address.isascii() and address.isprintable() and " " not in address)


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@given(texts)
def test_markup_is_text(text: str) -> None:
    parser = _Elements()
    parser.feed(f'<p title="{escape.markup(text)}">{escape.markup(text)}</p>')
    parser.close()
    assert parser.tags == ["p"]
    assert parser.attributes == [("title", escape.plain(text))]
    assert parser.text == escape.plain(text) == html.unescape(escape.markup(text))


@given(texts)
def test_a_cell_is_no_formula(text: str) -> None:
    cell = escape.cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%"))
    assert cell.removeprefix("'") == escape.plain(text, 800).removeprefix("'")


@given(texts)
def test_a_command_stays_one_command(text: str) -> None:
    line = f"::warning title={escape.command_property(text)}::{escape.command_data(text)}"
    assert len(line.splitlines()) == 1
    head, _, data = line.removeprefix("::warning title=").partition("::")
    assert "," not in head
    assert ":" not in head
    assert unquote(data) == unquote(escape.plain(text, 800).replace("%", "%25"))


@given(texts, st.sampled_from(["", "中", "a ", "-"]))
def test_a_terminal_line_starts_no_command(text: str, before: str) -> None:
    line = escape.terminal(before + text)
    assert "\x1b" not in line
    assert "\x9b" not in line
    assert "##[" not in line
    for found in re.finditer("::", line):
        assert found.start() > 0
        assert "!" <= line[found.start() - 1] <= "~"
