"""Which addresses a site's pages have that no file's name tells: their front matter does. Reads the disk only.

A table of what is known, and no proof of what is missing: programs, plugins and themes make further pages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from linkcheck.document.frontmatter import front_matter_end
from linkcheck.local.doc_site import DocSite
from linkcheck.local.paths import HTML, INDEX, MARKDOWN

_MOST_FILES: Final = 20_000
_HEAD: Final = 20_000
"""Bytes of a page that are read for its front matter."""
_PROGRAMS: Final = frozenset({".astro", ".js", ".jsx", ".svelte", ".ts", ".tsx", ".vue"})
"""Pages that are programs themselves, in a folder whose files are pages whatever they are: ``src/pages/team.tsx``."""
_NOT_ENTERED: Final = frozenset({"node_modules", "_site", "public", "resources"})
# The whole address (Jekyll, Hugo, Eleventy); its last part, or all of it (Hugo, Docusaurus); earlier addresses
# (Hugo, Quarto, jekyll-redirect-from).
_FIELD: Final = re.compile(
    r"""^(?P<name>permalink|url|slug|id|aliases|redirect_from)[ \t]*[:=][ \t]*
    (?P<values>[^\n]{0,2000}(?:\n[ \t]*-[ \t][^\n]{0,500}){0,100})""",
    re.MULTILINE | re.VERBOSE,
)
_VALUE: Final = re.compile(r"[^\s\[\]\"',]+")
_DATED: Final = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)-(.+)")
_LANGUAGE: Final = re.compile(r"\.[a-z]{2}(?:-[a-z]{2})?\Z")


class Routes(NamedTuple):
    """The addresses of a site that are known, without their first and last slash."""

    files: Mapping[str, Path]
    own: Mapping[Path, tuple[str, ...]]
    """Of each file, its addresses."""

    def lead(self, path: str, beside: Path) -> Path | None:
        """Return the page that a link of a file leads to: a path from the root, or from the file's own address."""
        if path.startswith("/"):
            return self.files.get(_key(path))
        bases = [base for own in self.own.get(beside, ()) for base in (own, own.rpartition("/")[0])]
        found = (self.files.get(_key(os.path.normpath(f"/{base}/{path}"))) for base in bases)
        return next(filter(None, found), None)


def find_routes(site: DocSite) -> Routes:
    """Return the addresses that the files of a site are known to have; the first file that names one has it."""
    files: dict[str, Path] = {}
    own: dict[Path, tuple[str, ...]] = {}
    for folder in site.pages or site.content:
        for file in _files(folder):
            if file not in own:
                own[file] = tuple(dict.fromkeys(map(_key, _routes(site, folder, file))))
                for key in own[file]:
                    files.setdefault(key, file)
    return Routes(files, own)


def _key(path: str) -> str:
    """Return an address in the one form of the table: ``a/b`` for ``/a/b/``, ``a/b.html``, ``a/b/index.html``."""
    path = re.sub(r"\.html?\Z", "", path.strip("/"))
    folder, _, name = path.rpartition("/")
    return folder if name in INDEX else path


def _files(folder: Path) -> Iterator[Path]:
    count = 0
    programs = _PROGRAMS if folder.name == "pages" else frozenset[str]()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in _NOT_ENTERED)
        for name in sorted(names):
            if (suffix := Path(name).suffix.lower()) in MARKDOWN | HTML or suffix in programs:
                yield Path(place, name)
                count += 1
        if count > _MOST_FILES:
            return


def _routes(site: DocSite, folder: Path, file: Path) -> Iterator[str]:
    parts = list(file.relative_to(folder).with_suffix("").parts)
    collection = parts[0][1:] if site.kind == "jekyll" and parts[0][0] == "_" and len(parts) > 1 else None
    if site.kind == "hugo":
        parts[-1] = _LANGUAGE.sub("", parts[-1])
    if collection is not None:
        parts = parts[1:]
    prefix = collection if collection not in (None, "posts") else folder.name if site.is_served_by_name(folder) else ""
    dated = _DATED.fullmatch(parts[-1])
    name = "/".join(parts)
    yield f"{prefix}/{name}"
    if dated:
        yield "/".join((prefix, *parts[:-1], *dated.groups()))
    for pattern in site.permalinks:
        yield from _filled(pattern, collection, name, dated)
    yield from _stated(file, "/".join((prefix, *parts[:-1])))


def _filled(pattern: str, collection: str | None, path: str, dated: re.Match[str] | None) -> Iterator[str]:
    """Yield what a pattern of Jekyll's settings, such as ``/:collection/:path/``, makes of a file."""
    words = {"collection": collection, "path": path, "name": path, "title": path.rpartition("/")[2], "categories": ""}
    if dated:
        words |= {"year": dated[1], "month": dated[2], "day": dated[3], "title": dated[4]}
    words |= {"slug": words["title"], "output_ext": ""}
    names = re.findall(r":(\w+)", pattern)
    if collection is not None and all(words.get(name) is not None for name in names):
        yield re.sub(r":(\w+)", lambda match: words[match[1]] or "", pattern).replace("//", "/")


def _stated(file: Path, folder: str) -> Iterator[str]:
    """Yield the addresses that a page's own front matter names."""
    if file.suffix.lower() in _PROGRAMS:
        return
    with file.open("rb") as stream:
        data = stream.read(_HEAD)
    for field in _FIELD.finditer(data[: front_matter_end(data)].decode(errors="replace")):
        for value in _VALUE.findall(field["values"]):
            if value == "-":
                continue
            yield value if value.startswith("/") else f"{folder}/{value}"
