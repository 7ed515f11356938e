"""Which fragments a document answers to: slugs of headings, ids, names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

import pyromark

from fetchers.pages import html as pages
from linkcheck.document.frontmatter import front_matter_end
from linkcheck.document.html_tokens import TokenKind, tokens
from linkcheck.document.references import OPTIONS
from linkcheck.document.source import decode_entities
from linkcheck.local.doc_site import DocSite
from linkcheck.local.paths import HTML, INDEX, MARKDOWN
from linkcheck.local.slugs import RENDERERS, Renderer, fragments

_HEADING: Final = re.compile(r"h[1-6]")
_OWN_ID: Final = re.compile(r"\{\s*(?:/\*\s*)?:?\s*#([^\s}*]+)[^}]*\}\s*\Z")
_ATTRIBUTE_ID: Final = re.compile(r"\{:?[^{}\n]{0,80}?#([\w:.-]{1,120})[^{}\n]{0,200}\}")
# Text of other files, or made by a program: their headings stand somewhere else. Each renderer's own form of it.
# A component may bring any; of those that come with Docusaurus and Starlight, these only arrange what stands in them.
_INCLUDES: Final = re.compile(
    r"^[ \t]*(?:-{1,}8<-{1,}|;-{1,}8<|:::[ \t]+[\w.:-]+[ \t]*$|```\{)|\{\{|\{%|\{!|<!--[ \t]*@include|"
    r"<(?!(?:Tabs|TabItem|CodeBlock|Code|Admonition|Aside|Steps|CardGrid|Card)\b)[A-Z]\w*",
    re.MULTILINE,
)
_ALWAYS: Final = re.compile(
    r"(?:|top|l\d+(?:c\d+)?(?:-l\d+(?:c\d+)?)?|[/!?].*|(?:user-content-)?fn(?:ref)?[:-].*|__.*)", re.DOTALL
)
"""Fragments that need no heading: lines of a file, footnotes, client-side routes, tabs of a theme."""


class Anchors(NamedTuple):
    """The fragments of a document, in lower case; ``complete``: there can be no others."""

    names: frozenset[str]
    complete: bool = True

    def has(self, fragment: str) -> bool | None:
        """Whether a fragment leads somewhere; None where that cannot be known."""
        wanted = unquote(fragment.partition(":~:")[0]).lower().removeprefix("user-content-")
        if wanted in self.names or _ALWAYS.fullmatch(wanted):
            return True
        return False if self.complete else None


def markdown_anchors(text: str, renderer: Renderer, *, may_include: bool) -> Anchors:
    """Return the fragments of a Markdown text as its renderer makes them.

    ``may_include``: the renderer puts text of other files into this one, where the text asks for it.
    """
    data = text.encode(errors="replace")
    body = data[front_matter_end(data) :].decode(errors="replace")
    found = set(pages.read(pyromark.html(body, options=OPTIONS), url="https://localhost/").anchors)
    found |= {match[1] for match in _ATTRIBUTE_ID.finditer(body)}
    titles = []
    for title in _headings(body):
        if own := _OWN_ID.search(title[-200:]):
            found.add(own[1])
            title = title[: len(title) - len(own[0])].rstrip()  # noqa: PLW2901
        titles.append(title)
    found.update(fragments(titles, renderer))
    names = frozenset(name.lower().removeprefix("user-content-") for name in found)
    return Anchors(names, complete=not (may_include and _asks_for_more(body)))


def _asks_for_more(body: str) -> bool:
    """Whether a text asks for the text of others, outside of its code and its links."""
    return bool(_INCLUDES.search(body)) and bool(_INCLUDES.search(_without_code(body)))


def _without_code(body: str) -> str:
    """Return a text without code, but for the first line of a block: Quarto runs what is ``{r}``.

    An indented block stays: in Python-Markdown it may be the text of an admonition.
    """
    pieces = []
    is_code = False
    events: Iterable[Any] = pyromark.events(body, options=OPTIONS)
    for event in events:
        match event:
            case {"Start": {"CodeBlock": {"Fenced": language}}}:
                is_code = True
                pieces.append(f"\n```{language}\n")
            case {"End": "CodeBlock"}:
                is_code = False
            case {"Text": text} | {"Html": text} | {"InlineHtml": text} if not is_code:
                pieces.append(text)
            case {"Start": _} | {"End": _} | "SoftBreak" | "HardBreak":
                pieces.append("\n")
    return "".join(pieces)


def _headings(body: str) -> Iterator[str]:
    """Yield the text of each heading, Markdown's and HTML's, without alternative texts of images."""
    title: list[str] | None = None
    html: list[str] = []
    images = 0
    events: Iterable[Any] = pyromark.events(body, options=OPTIONS)
    for event in events:
        name, data = (event, "") if isinstance(event, str) else next(iter(event.items()))
        match name, next(iter(data)) if isinstance(data, dict) else data:
            case "Start", "Heading":
                title = []
            case "End", "Heading" if title is not None:
                yield "".join(title)
                title = None
            case "Start" | "End", "Image":
                images += 1 if name == "Start" else -1
            case "Start", "HtmlBlock":
                html = []
            case "End", "HtmlBlock":
                yield from _html_headings("".join(html))
            case "Html", piece:
                html.append(piece)
            case "Text" | "Code" | "SoftBreak" | "HardBreak", piece if title is not None and not images:
                title.append(piece or " ")


def _html_headings(html: str) -> Iterator[str]:
    title: list[str] | None = None
    for token in tokens(html):
        if token.kind is TokenKind.TAG and _HEADING.fullmatch(token.name):
            if title is not None:
                yield "".join(title).strip("\n")
            title = None if token.closes else []
        elif token.kind is TokenKind.TEXT and title is not None:
            title.append(decode_entities(html[token.start : token.end]))


def html_anchors(text: str) -> Anchors:
    """Return the ids and names of an HTML text."""
    return Anchors(frozenset(name.lower() for name in pages.read(text, url="https://localhost/").anchors))


def slugs(text: str) -> frozenset[str]:
    """Return the fragments of a Markdown text as GitHub makes them."""
    return markdown_anchors(text, RENDERERS["github"], may_include=False).names


_LONGEST: Final = 5_000_000
"""Bytes of a document that are read for its headings."""


def front_page(path: Path) -> Path:
    """Return the file that is shown for a folder; the path itself where it is a file, or a folder without one."""
    if not path.is_dir():
        return path
    names = (path / f"{stem}{suffix}" for stem in INDEX for suffix in (".md", ".mdx", ".html"))
    return next((name for name in names if name.is_file()), path)


def file_anchors(path: Path, site: DocSite | None, slugs: str | None) -> Anchors:
    """Return the fragments of a file of a site; ``slugs`` is the renderer that the settings name."""
    suffix = path.suffix.lower()
    if suffix not in MARKDOWN | HTML or path.stat().st_size > _LONGEST:
        return Anchors(frozenset(), complete=False)
    return text_anchors(path.read_text("utf-8", "replace"), path, site, slugs)


def text_anchors(text: str, path: Path, site: DocSite | None, slugs: str | None) -> Anchors:
    """Return the fragments of a text; its file's name says what it is."""
    suffix = path.suffix.lower()
    if suffix in HTML:
        return html_anchors(text)
    is_front = path.stem.lower() == "readme"
    if site is not None and site.kind == "jekyll" and is_front:
        site = None  # Read at GitHub, beside its files, whatever else is made of it.
    renderer = RENDERERS[slugs or (site.renderer if site else "github")]
    plain = site is None or not site.is_program
    anchors = markdown_anchors(text, renderer, may_include=not plain or suffix in (".mdx", ".qmd", ".rmd"))
    if site is not None and (site.rewrites_text or site.is_partial(path)):
        return anchors._replace(complete=False)
    if plain and is_front:  # GitHub shows it below a folder's files, as ``#readme``.
        return anchors._replace(names=anchors.names | {"readme"})
    return anchors
