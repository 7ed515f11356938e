"""Slugs as the renderers make them; examples from their own tests and documentation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.config import Settings
from linkcheck.local import RENDERERS
from linkcheck.local.anchors import markdown_anchors
from linkcheck.local.site_generators import SITE_KINDS


def names(text: str, renderer: str = "github") -> frozenset[str]:
    return markdown_anchors(text, RENDERERS[renderer], may_include=False).names


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("What's new?", "whats-new"),
        ("`code` and [a link](https://example.org)", "code-and-a-link"),
        ("C++ & C#", "c--c"),
        (":rocket: Launch", "rocket-launch"),
        ("❤️ Thanks", "\ufe0f-thanks"),
        ("Awesome [![badge](b.svg)](https://example.org)", "awesome-"),
        ("🚀 Launch", "-launch"),
        ("snake_case", "snake_case"),
        ("Own {#mine}", "mine"),
        ("1.2 Version", "12-version"),
        ("½ and ① and Ⅳ", "-and--and-ⅳ"),  # github-slugger keeps Nl (a letter to Unicode), not No.
        ("Ⓐ", "ⓐ"),
    ],
)
def test_github(heading: str, slug: str) -> None:
    assert slug in names(f"## {heading}\n")


@pytest.mark.parametrize(
    ("renderer", "text", "slugs"),
    [
        ("github", "# A\n# A\n# A-1\n", {"a", "a-1", "a-1-1"}),
        ("gitlab", "# A -- B\n# 123\n", {"a-b", "anchor-123"}),
        ("kramdown", "# 1. First! Thing\n", {"first-thing", "1-first-thing"}),
        ("python-markdown", "# Foo & Bar\n# Foo & Bar\n", {"foo-bar", "foo-bar_1"}),
        ("python-markdown", "# 中文\n", {"_1"}),
        ("pymdownx", "# 中文 & x\n", {"中文--x", "中文-x"}),
        ("vitepress", "# 1. Foo.Bar & é\n", {"_1-foo-bar-e"}),
        ("goldmark", "# Foo.Bar & é\n", {"foobar--é"}),
        ("mdbook", "# Foo_Bar & Baz!\n", {"foo_bar--baz"}),
        ("pandoc", "# 1. Foo.Bar & Baz\n", {"foo.bar-baz"}),
        ("remark", "# Foo {#own}\n", {"own"}),
    ],
)
def test_others(renderer: str, text: str, slugs: set[str]) -> None:
    assert slugs <= names(text, renderer)


def test_headings_in_html_and_in_quotes() -> None:
    assert {"in-html", "quoted"} <= names('<h2 align="center">In <b>HTML</b></h2>\n\n> # Quoted\n')


def test_whatever_else_a_text_has() -> None:
    """Every kind of event that the parser tells."""
    blocks = ["- [x] task\n- [ ] open", "[^1]", "[^1]: note", "---", "| a |\n|---|\n| b |", "> [!NOTE]\n> x"]
    text = "\n\n".join([*blocks, "# A <b>B</b> `c`"])
    assert "a-b-c" in names(text)


def test_code_and_comments_have_no_headings() -> None:
    assert names("```\n# no\n```\n\n<!--\n# no\n-->\n") == frozenset()


def test_the_settings_know_every_renderer_and_site() -> None:
    for kind in SITE_KINDS:
        assert Settings(site=kind).site == kind  # type: ignore[arg-type]


@given(st.text(), st.sampled_from(sorted(RENDERERS)))
def test_any_text_has_anchors(text: str, renderer: str) -> None:
    assert all(name == name.lower() for name in names(text, renderer))
