"""From a heading to the fragment that leads to it: each renderer has a rule of its own. Pure.

Every row names where its rule is defined. Repeated headings get a number; Python-Markdown writes it with ``_``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Renderer:
    """How a renderer names headings. ``slugs``: its rule, or rules where its version or settings decide."""

    slugs: tuple[Callable[[str], str], ...]
    mark: str = "-"
    empty: str | None = None
    """What a heading without any letter is called; None: it gets no name, but for its number."""


def _is_word(character: str) -> bool:
    """Ruby's "word" class: letters, marks, decimal digits, connectors; no ½ or ① (category No)."""
    category = unicodedata.category(character)
    return category[0] in "LM" or category in ("Nd", "Pc")


def _is_alphabetic(character: str) -> bool:
    """Unicode's Alphabetic beyond the letters: Roman numerals (Nl) and letters in circles."""
    return (
        unicodedata.category(character) == "Nl"
        or "\u24b6" <= character <= "\u24e9"
        or ("\U0001f130" <= character <= "\U0001f189")
    )


def github_slug(text: str) -> str:
    """github-slugger 2 (script/generate-regex.js), which follows html-pipeline's TableOfContentsFilter."""
    kept = (c for c in text.lower() if c in "- " or _is_word(c) or _is_alphabetic(c))
    return "".join(kept).replace(" ", "-")


def _gitlab(text: str) -> str:
    """GitLab, lib/gitlab/utils/markdown.rb: as html-pipeline, hyphens squeezed; digits alone get a prefix."""
    slug = re.sub(r"-+", "-", "".join(c for c in text.strip().lower() if c in "- " or _is_word(c)).replace(" ", "-"))
    return f"anchor-{slug}" if slug.isdecimal() else slug


def _kramdown(text: str) -> str:
    """Kramdown's own ids (converter/base.rb, basic_generate_id): ASCII only, from the first letter on."""
    text = re.sub(r"\A[^A-Za-z]+", "", text)
    return re.sub(r"[^A-Za-z0-9 -]", "", text).replace(" ", "-").lower()


def _python_markdown(text: str) -> str:
    """Python-Markdown, extensions/toc.py, slugify."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _hyphened(ascii_only)


def _python_markdown_unicode(text: str) -> str:
    """``slugify_unicode``, and pymdownx.slugs with ``case: lower``."""
    return _hyphened(unicodedata.normalize("NFKD", text)) if text.isascii() else _hyphened(text)


def _hyphened(text: str) -> str:
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def _pymdownx(text: str) -> str:
    """pymdownx.slugs: each space becomes a hyphen, several stay several."""
    return re.sub(r"[^\w\- ]", "", unicodedata.normalize("NFC", text)).strip().lower().replace(" ", "-")


def _goldmark(text: str) -> str:
    """Hugo, markup/goldmark/autoid.go, type ``github``."""
    kept = (c for c in text.strip().lower() if c in "-_ " or c.isalpha() or c.isdecimal())
    return "".join(kept).replace(" ", "-")


def _blackfriday(text: str) -> str:
    """Hugo before 0.60, and type ``blackfriday``: one hyphen for whatever stands between."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def _vitepress(text: str) -> str:
    """@mdit-vue/shared, slugify."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    plain = re.sub("[\\s\x00-\x1f~`!@#$%^&*()\\-_+=[\\]{}|\\\\;:\"'\u201c\u201d\u2018\u2019<>,.?/]+", "-", plain)
    return re.sub(r"\A(\d)", r"_\1", re.sub(r"-{2,}", "-", plain).strip("-")).lower()


def _mdbook(text: str) -> str:
    """mdBook, utils::normalize_id."""
    kept = (c for c in text.strip().lower() if c in "-_" or c.isspace() or c.isalnum() or _is_alphabetic(c))
    return "".join("-" if c.isspace() else c for c in kept)


def _pandoc(text: str) -> str:
    """Pandoc's auto_identifiers, which Quarto uses: from the first letter on; full stops stay."""
    kept = "".join(c for c in text.lower() if c.isalnum() or c in "_-." or c.isspace())
    slug = re.sub(r"\s+", "-", kept.strip())
    return re.sub(r"\A[^a-z\u0080-\U0010ffff]+", "", slug)


RENDERERS: Final = {
    "github": Renderer((github_slug,)),
    "gitlab": Renderer((_gitlab,)),
    "kramdown": Renderer((github_slug, _kramdown), empty="section"),
    "python-markdown": Renderer((_python_markdown,), mark="_", empty=""),
    "pymdownx": Renderer((_pymdownx, _python_markdown_unicode, _python_markdown), mark="_", empty=""),
    "remark": Renderer((github_slug,)),
    "vitepress": Renderer((_vitepress,)),
    "goldmark": Renderer((_goldmark, github_slug, _blackfriday), empty="heading"),
    "mdbook": Renderer((_mdbook,)),
    "pandoc": Renderer((_pandoc,), empty="section"),
}


def fragments(headings: Iterable[str], renderer: Renderer) -> Iterator[str]:
    """Yield the fragment of each heading, numbered where an earlier one has the same."""
    titles = list(headings)
    for rule in renderer.slugs:
        seen: dict[str, int] = {}
        for title in titles:
            slug = rule(title) or (renderer.empty if renderer.empty is not None else "")
            name = slug
            while name in seen or (not name and renderer.mark == "_"):
                seen[slug] = seen.get(slug, 0) + 1
                name = f"{slug}{renderer.mark}{seen[slug]}"
            seen.setdefault(name, 0)
            yield name
