"""How a repository's files become pages: which program renders them, and where its links lead. Reads the disk only.

A program is recognised by its settings file, of which a few plain lines are read: most of them are programs themselves.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

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
    return _site(kind, (root,), (root, root / "static", root / "public"))


def _site(kind: str, content: tuple[Path, ...], roots: tuple[Path, ...], **more: Any) -> DocSite:  # noqa: ANN401
    """Return a site with what all sites of its kind share; ``more`` are further fields, or other values of these."""
    program = _PROGRAMS[kind]
    shared: dict[str, Any] = {
        "renderer": program.renderer,
        "has_clean_urls": program.has_clean_urls,
        "rewrites_text": program.may_hold_any_heading,
    }
    return DocSite(kind=kind, content=content, roots=roots, **(shared | more))


def _folders(root: Path) -> Iterator[tuple[Path, frozenset[str]]]:
    for count, (place, folders, files) in enumerate(os.walk(root)):
        folder = Path(place)
        yield folder, frozenset((*folders, *files))
        deep = len(folder.relative_to(root).parts) >= _DEPTH or count > _MOST_FOLDERS
        folders[:] = [] if deep else sorted(n for n in folders if n[0] != "." and n not in _NOT_ENTERED)


def _in(folder: Path, names: frozenset[str]) -> Iterator[DocSite]:
    for kind, program in _PROGRAMS.items():
        settings = next((name for name in sorted(names) if program.settings.fullmatch(name)), None)
        if settings is not None and (site := program.find(kind, folder, _text(folder / settings), names)) is not None:
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
    renderer = {"renderer": "pymdownx"} if "slugify" in text else {}
    plugins = re.search(r"^plugins:(?:[ \t]*\r?\n(?:[ \t-].*|[ \t]*#.*)?)*", text, re.MULTILINE)
    names = re.findall(r"^[ \t]{0,4}-[ \t]+['\"]?([\w/.-]+)", plugins[0] if plugins else "", re.MULTILINE)
    rewrites = bool(re.search(r"^hooks:", text, re.MULTILINE)) or not all(map(_LEAVES_PAGES_ALONE.fullmatch, names))
    snippets = re.findall(r"^[ \t]*(?:base_path|include_dir):[ \t]*\[?['\"]?([\w./-]+)", text, re.MULTILINE)
    parts = tuple(path for name in snippets if content in (path := _below(folder, name, ".")).parents)
    return _site(kind, (content, *translated), roots, parts=parts, is_translated=bool(translated),
                makes_pages=rewrites, adds_files=rewrites, rewrites_text=rewrites, **renderer)  # fmt: skip


def _docusaurus(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite:
    named = re.findall(r"\bpath:\s{0,8}['\"](\.{0,2}/?[\w@./-]{1,100})['\"]", text)
    docs = tuple(_below(folder, name, "docs") for name in named)
    usual = tuple(folder / name for name in ("docs", "blog", "src/pages", "versioned_docs", "i18n"))
    return _site(kind, (folder, *docs), (folder / "static", folder, *docs, folder / "src" / "pages"),
                alias=folder, makes_pages=True, pages=(*docs, *usual))  # fmt: skip


def _hugo(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite | None:
    content = _below(folder, _value(text, "contentDir"), "content")
    if not content.is_dir():
        return None
    languages = tuple(_subfolders(content))
    roots = (content, *languages, folder / "static", folder / "assets")
    mounts = bool(re.search(r"^[ \t]*(?:\[\[module\.)?mounts\b", text, re.MULTILINE))
    return _site(kind, (content,), roots, makes_pages=True, adds_files=mounts)


def _subfolders(folder: Path) -> Iterator[Path]:
    """Yield the folders of languages: ``content/en``, ``content/zh-cn``."""
    for inner in sorted(folder.iterdir()):
        if inner.is_dir() and _LANGUAGE.fullmatch(inner.name):
            yield inner


def _vitepress(kind: str, folder: Path, _: str, __: frozenset[str]) -> DocSite:
    text = "".join(_text(folder / ".vitepress" / f"config.{end}") for end in ("ts", "mts", "js", "mjs"))
    content = _below(folder, _value(text, "srcDir"), ".")
    dynamic = "rewrites" in text or any(content.glob("[[]*[]].md"))
    return _site(kind, (content,), (content, content / "public"), makes_pages=dynamic, adds_files=dynamic)


def _jekyll(kind: str, folder: Path, text: str, names: frozenset[str]) -> DocSite | None:
    signs = {"_posts", "_layouts", "_includes", "Gemfile", "_data"} & names
    if not signs and not re.search(r"^(?:remote_)?theme:|jekyll|^permalink:|^markdown:", text, re.MULTILINE):
        return None
    patterns = re.findall(r"\bpermalink:[ \t]*['\"]?(/[^\s'\"]*)", text)
    return _site(kind, (folder,), (folder,), makes_pages=True, permalinks=tuple(patterns))


def _mdbook(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite:
    content = _below(folder, _value(text, "src"), "src")
    return _site(kind, (content,), (content,), makes_pages="[preprocessor." in text)


def _astro(kind: str, folder: Path, _: str, __: frozenset[str]) -> DocSite:
    pages = tuple(folder / name for name in ("src/content/docs", "src/content", "src/pages"))
    return _site(kind, pages, (*pages, folder / "public"), makes_pages=True, pages=pages)


def _vuepress(kind: str, folder: Path, _: str, __: frozenset[str]) -> DocSite:
    return _site(kind, (folder,), (folder, folder / ".vuepress" / "public"), makes_pages=True)


def _sphinx(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite | None:
    if not re.search(r"^(?:extensions|html_theme|source_suffix)\b", text, re.MULTILINE):
        return None
    return _site(kind, (folder,), (folder,), makes_pages=True)


def _docsify(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite | None:
    """Return a site that is rendered in the browser: its page may name files of other places (``alias``)."""
    if "docsify" not in text:
        return None
    return _site(kind, (folder,), (folder,), makes_pages=True, adds_files=True)


def _application(kind: str, folder: Path, _: str, names: frozenset[str]) -> DocSite | None:
    """Return the folders a generator usually builds pages from. A README beside them is not a page."""
    usual = tuple(folder / name for name in ("content", "pages", "src/content", "src/pages", "src/posts", "source"))
    if not {"content", "pages", "src", "source"} & names:
        return None
    return _site(kind, usual, (*usual, folder / "public", folder / "static"), makes_pages=True, adds_files=True)


def _quarto(kind: str, folder: Path, text: str, _: frozenset[str]) -> DocSite:
    rewrites = bool(re.search(r"^filters:", text, re.MULTILINE))
    return _site(kind, (folder,), (folder,), makes_pages=True, rewrites_text=rewrites)


def _gitlab(kind: str, folder: Path, _: str, names: frozenset[str]) -> DocSite | None:
    if ".github" in names or ".git" not in names:
        return None
    return _site(kind, (folder,), (folder,))


# Plugins of MkDocs that neither make pages nor change the text of any; of others that is not known.
_LEAVES_PAGES_ALONE: Final = re.compile(
    r"(?:material/|mkdocs-)?(?:search|minify(?:_html|-html)?|git-(?:revision-date(?:-localized)?|committers(?:-2)?|authors)|"
    r"awesome-(?:pages|nav)|section-index|literate-nav|social|privacy|offline|meta|info|optimize|typeset|rss|glightbox|"
    r"exclude(?:-search)?|group|panzoom|gh-admonitions|callouts|mermaid2|redirects|open-in-new-tab|img2fig|kroki)"
)
"""MkDocs plugins that add no heading and no page. Beside any other, a missing heading is unknown, not missing."""


class _Program(NamedTuple):
    """A program that renders folders: what names its settings, what finds its site there, and how it renders."""

    settings: re.Pattern[str]
    find: Callable[[str, Path, str, frozenset[str]], DocSite | None]
    renderer: str
    has_clean_urls: bool = False
    may_hold_any_heading: bool = False
    """``#label`` is a label of any file (Sphinx), or plugins change a page in the browser (docsify)."""


_PROGRAMS: Final = {
    "docusaurus": _Program(
        re.compile(r"docusaurus\.config\.(?:[cm]?[jt]s)"), _docusaurus, "remark", has_clean_urls=True
    ),
    "vitepress": _Program(re.compile(r"\.vitepress"), _vitepress, "vitepress"),
    "mkdocs": _Program(re.compile(r"mkdocs\.ya?ml"), _mkdocs, "python-markdown", has_clean_urls=True),
    "mdbook": _Program(re.compile(r"book\.toml"), _mdbook, "mdbook"),
    "quarto": _Program(re.compile(r"_quarto\.ya?ml"), _quarto, "pandoc"),
    "hugo": _Program(
        re.compile(r"(?:hugo|config)\.(?:toml|ya?ml|json)|config"), _hugo, "goldmark", has_clean_urls=True
    ),
    "jekyll": _Program(re.compile(r"_config\.ya?ml"), _jekyll, "kramdown", has_clean_urls=True),
    "astro": _Program(re.compile(r"astro\.config\.[cm]?[jt]s"), _astro, "remark", has_clean_urls=True),
    "vuepress": _Program(re.compile(r"\.vuepress"), _vuepress, "vitepress", has_clean_urls=True),
    "sphinx": _Program(re.compile(r"conf\.py"), _sphinx, "github", has_clean_urls=True, may_hold_any_heading=True),
    "docsify": _Program(re.compile(r"index\.html"), _docsify, "github", has_clean_urls=True, may_hold_any_heading=True),
    "application": _Program(
        re.compile(
            r"(?:(?:next|nuxt|svelte|eleventy|\.eleventy|gatsby)[.-]?(?:config)?|pelicanconf)\."
            r"(?:[cm]?[jt]s|py)"
        ),
        _application,
        "github",
        has_clean_urls=True,
        may_hold_any_heading=True,
    ),
    "gitlab": _Program(re.compile(r"\.gitlab-ci\.yml"), _gitlab, "gitlab"),
}
SITE_KINDS: Final = ("github", *(kind for kind in _PROGRAMS if kind != "application"))
"""What a settings file may name."""
