"""The fragments that a file on disk answers to, as the program that renders it makes them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from linkcheck.local.anchors import Anchors, html_anchors, markdown_anchors
from linkcheck.local.doc_site import DocSite
from linkcheck.local.paths import HTML, INDEX, MARKDOWN
from linkcheck.local.slugs import RENDERERS

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
