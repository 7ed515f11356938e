"""How a repository's files become pages: which program renders them, and where its links lead. Reads the disk only.

A program is recognised by its settings file, of which a few plain lines are read: most of them are programs themselves.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from linkcheck.local.doc_site import DocSite

_DEPTH: Final = 2
"""Folders below the root in which a site's settings are looked for: ``website/``, ``docs/en/``."""
_MOST_FOLDERS: Final = 2000
_LANGUAGE: Final = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_NOT_ENTERED: Final = frozenset({"node_modules", "vendor", "third_party", "build", "dist", "target", "test", "tests"})


def find_sites(root: Path) -> tuple[DocSite, ...]:
    """Return the sites of a repository, those of the deepest folders first."""
    found = [site for folder, names in _folders(root) for site in _in(folder, names)]
    return tuple(sorted(found, key=lambda site: -max(len(folder.parts) for folder in site.content)))


def as_named(kind: str, root: Path) -> DocSite:
    """Return the site that the settings name, which is all of a repository."""
    renderer, clean = _KINDS[kind]
    return DocSite(kind, renderer, (root,), (root, root / "static", root / "public"), has_clean_urls=clean,
                rewrites_text=kind in _MAY_HOLD_ANY_HEADING)  # fmt: skip


def _folders(root: Path) -> Iterator[tuple[Path, frozenset[str]]]:
    for count, (place, folders, files) in enumerate(os.walk(root)):
        folder = Path(place)
        yield folder, frozenset((*folders, *files))
        deep = len(folder.relative_to(root).parts) >= _DEPTH or count > _MOST_FOLDERS
        folders[:] = [] if deep else sorted(n for n in folders if n[0] != "." and n not in _NOT_ENTERED)


def _in(folder: Path, names: frozenset[str]) -> Iterator[DocSite]:
    for kind, (pattern, make) in _RECOGNISED.items():
        settings = next((name for name in sorted(names) if pattern.fullmatch(name)), None)
        if settings is not None and (site := make(kind, folder, _text(folder / settings), names)) is not None:
            yield site


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            inside = sorted(p for p in path.glob("*/*") if p.stem in ("config", "hugo", "module"))
            beside = sorted(p for p in path.iterdir() if p.stem in ("config", "hugo"))
            return "\n".join(_text(p) for p in (*beside, *inside)[:9] if p.is_file())
        return path.read_text("utf-8", "replace")[:200_000]
    except OSError:
        return ""


def _value(text: str, name: str) -> str | None:
    """Return the value of a line ``name: value`` or ``name = "value"``."""
    found = re.search(rf"""^[ \t]*["']?{name}["']?[ \t]*[:=][ \t]*["']?([^"'#,\r\n]{{1,200}}?)["']?[ \t]*(?:#.*|,)?$""",
                      text, re.MULTILINE | re.IGNORECASE)  # fmt: skip
    return found[1].strip() if found else None


def _below(folder: Path, name: str | None, otherwise: str) -> Path:
    return Path(os.path.normpath(folder / (name or otherwise)))


def _mkdocs(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite:
    name = _value(text, "docs_dir")
    content = _below(folder, name, "docs")
    others = _subfolders(folder.parent) if _LANGUAGE.fullmatch(folder.name) else ()
    translated = tuple(found for other in others if (found := _below(other, name, "docs")) != content)
    theme = _value(text, "custom_dir")
    roots = (content, folder / theme) if theme else (content,)
    renderer = "pymdownx" if "slugify" in text else "python-markdown"
    plugins = re.search(r"^plugins:(?:[ \t]*\r?\n(?:[ \t-].*|[ \t]*#.*)?)*", text, re.MULTILINE)
    names = re.findall(r"^[ \t]{0,4}-[ \t]+['\"]?([\w/.-]+)", plugins[0] if plugins else "", re.MULTILINE)
    rewrites = bool(re.search(r"^hooks:", text, re.MULTILINE)) or not all(map(_LEAVES_PAGES_ALONE.fullmatch, names))
    snippets = re.findall(r"^[ \t]*(?:base_path|include_dir):[ \t]*\[?['\"]?([\w./-]+)", text, re.MULTILINE)
    parts = tuple(path for name in snippets if content in (path := _below(folder, name, ".")).parents)
    return DocSite(kind, renderer, (content, *translated), roots, has_clean_urls=True, parts=parts,
                is_translated=bool(translated), makes_pages=rewrites, adds_files=rewrites,
                rewrites_text=rewrites)  # fmt: skip


def _docusaurus(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite:
    named = re.findall(r"\bpath:\s{0,8}['\"](\.{0,2}/?[\w@./-]{1,100})['\"]", text)
    docs = tuple(_below(folder, name, "docs") for name in named)
    usual = tuple(folder / name for name in ("docs", "blog", "src/pages", "versioned_docs", "i18n"))
    return DocSite(kind, "remark", (folder, *docs), (folder / "static", folder, *docs, folder / "src" / "pages"),
                alias=folder, has_clean_urls=True, makes_pages=True, pages=(*docs, *usual))  # fmt: skip


def _hugo(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite | None:
    content = _below(folder, _value(text, "contentDir"), "content")
    if not content.is_dir():
        return None
    languages = tuple(_subfolders(content))
    roots = (content, *languages, folder / "static", folder / "assets")
    mounts = bool(re.search(r"^[ \t]*(?:\[\[module\.)?mounts\b", text, re.MULTILINE))
    return DocSite(kind, "goldmark", (content,), roots, has_clean_urls=True, makes_pages=True, adds_files=mounts)


def _subfolders(folder: Path) -> Iterator[Path]:
    """Yield the folders of languages: ``content/en``, ``content/zh-cn``."""
    for inner in sorted(folder.iterdir()):
        if inner.is_dir() and _LANGUAGE.fullmatch(inner.name):
            yield inner


def _vitepress(kind: str, folder: Path, _: str, __: frozenset[str]) -> DocSite:
    text = "".join(_text(folder / ".vitepress" / f"config.{end}") for end in ("ts", "mts", "js", "mjs"))
    content = _below(folder, _value(text, "srcDir"), ".")
    dynamic = "rewrites" in text or any(content.glob("[[]*[]].md"))
    return DocSite(
        kind, "vitepress", (content,), (content, content / "public"), makes_pages=dynamic, adds_files=dynamic
    )


def _jekyll(kind: str, folder: Path, text: str, names: frozenset[str]) -> DocSite | None:
    signs = {"_posts", "_layouts", "_includes", "Gemfile", "_data"} & names
    if not signs and not re.search(r"^(?:remote_)?theme:|jekyll|^permalink:|^markdown:", text, re.MULTILINE):
        return None
    patterns = re.findall(r"\bpermalink:[ \t]*['\"]?(/[^\s'\"]*)", text)
    return DocSite(kind, "kramdown", (folder,), (folder,), has_clean_urls=True, makes_pages=True,
                permalinks=tuple(patterns))  # fmt: skip


def _mdbook(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite:
    content = _below(folder, _value(text, "src"), "src")
    return DocSite(kind, "mdbook", (content,), (content,), makes_pages="[preprocessor." in text)


def _astro(kind: str, folder: Path, _: str, __: frozenset[str]) -> DocSite:
    pages = tuple(folder / name for name in ("src/content/docs", "src/content", "src/pages"))
    return DocSite(
        kind, "remark", pages, (*pages, folder / "public"), has_clean_urls=True, makes_pages=True, pages=pages
    )


def _vuepress(kind: str, folder: Path, _: str, __: frozenset[str]) -> DocSite:
    return DocSite(kind, "vitepress", (folder,), (folder, folder / ".vuepress" / "public"), makes_pages=True)


def _sphinx(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite | None:
    """MyST: ``#label`` may be a label of any file."""
    if not re.search(r"^(?:extensions|html_theme|source_suffix)\b", text, re.MULTILINE):
        return None
    return DocSite(kind, "github", (folder,), (folder,), has_clean_urls=True, makes_pages=True, rewrites_text=True)


def _docsify(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite | None:
    """Return a site that is rendered in the browser: its page may name files of other places (``alias``)."""
    if "docsify" not in text:
        return None
    return DocSite(kind, "github", (folder,), (folder,), has_clean_urls=True, makes_pages=True, adds_files=True,
                rewrites_text=True)  # fmt: skip


def _application(kind: str, folder: Path, _: str, names: frozenset[str]) -> DocSite | None:
    """Return the folders a generator usually builds pages from. A README beside them is not a page."""
    usual = tuple(folder / name for name in ("content", "pages", "src/content", "src/pages", "src/posts", "source"))
    if not {"content", "pages", "src", "source"} & names:
        return None
    return DocSite(kind, "github", usual, (*usual, folder / "public", folder / "static"), has_clean_urls=True,
                makes_pages=True, adds_files=True, rewrites_text=True)  # fmt: skip


def _quarto(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite:
    rewrites = bool(re.search(r"^filters:", text, re.MULTILINE))
    return DocSite(kind, "pandoc", (folder,), (folder,), makes_pages=True, rewrites_text=rewrites)


def _gitlab(kind: str, folder: Path, _: str, names: frozenset[str]) -> DocSite | None:
    if ".github" in names or ".git" not in names:
        return None
    return DocSite(kind, "gitlab", (folder,), (folder,))


# Plugins of MkDocs that neither make pages nor change the text of any; of others that is not known.
_LEAVES_PAGES_ALONE: Final = re.compile(
    r"(?:material/|mkdocs-)?(?:search|minify(?:_html|-html)?|git-(?:revision-date(?:-localized)?|committers(?:-2)?|authors)|"
    r"awesome-(?:pages|nav)|section-index|literate-nav|social|privacy|offline|meta|info|optimize|typeset|rss|glightbox|"
    r"exclude(?:-search)?|group|panzoom|gh-admonitions|callouts|mermaid2|redirects|open-in-new-tab|img2fig|kroki)"
)
_RECOGNISED: Final = {
    "docusaurus": (re.compile(r"docusaurus\.config\.(?:[cm]?[jt]s)"), _docusaurus),
    "vitepress": (re.compile(r"\.vitepress"), _vitepress),
    "mkdocs": (re.compile(r"mkdocs\.ya?ml"), _mkdocs),
    "mdbook": (re.compile(r"book\.toml"), _mdbook),
    "quarto": (re.compile(r"_quarto\.ya?ml"), _quarto),
    "hugo": (re.compile(r"(?:hugo|config)\.(?:toml|ya?ml|json)|config"), _hugo),
    "jekyll": (re.compile(r"_config\.ya?ml"), _jekyll),
    "astro": (re.compile(r"astro\.config\.[cm]?[jt]s"), _astro),
    "vuepress": (re.compile(r"\.vuepress"), _vuepress),
    "sphinx": (re.compile(r"conf\.py"), _sphinx),
    "docsify": (re.compile(r"index\.html"), _docsify),
    "application": (
        re.compile(
            r"(?:(?:next|nuxt|svelte|eleventy|\.eleventy|gatsby)[.-]?(?:config)?|pelicanconf)\."
            r"(?:[cm]?[jt]s|py)"
        ),
        _application,
    ),
    "gitlab": (re.compile(r"\.gitlab-ci\.yml"), _gitlab),
}
_KINDS: Final = {
    "github": ("github", False),
    "gitlab": ("gitlab", False),
    "mkdocs": ("python-markdown", True),
    "docusaurus": ("remark", True),
    "vitepress": ("vitepress", False),
    "hugo": ("goldmark", True),
    "jekyll": ("kramdown", True),
    "quarto": ("pandoc", False),
    "mdbook": ("mdbook", False),
    "astro": ("remark", True),
    "vuepress": ("vitepress", False),
    "sphinx": ("github", True),
    "docsify": ("github", True),
}
"""What a settings file may name: its renderer, and whether its addresses are folders."""
_MAY_HOLD_ANY_HEADING: Final = frozenset({"sphinx", "docsify"})
"""In Sphinx ``#label`` is a label of any file; docsify's plugins change a page in the browser."""
SITE_KINDS: Final = tuple(_KINDS)
