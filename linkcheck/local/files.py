"""Where a local link leads, and whether that is there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from linkcheck.inputs.input_files import GitIgnore
from linkcheck.local.anchors import Anchors, file_anchors, front_page, text_anchors
from linkcheck.local.doc_site import DocSite
from linkcheck.local.paths import HTML, INDEX, MARKDOWN, as_file, joined, name_of, shown, submodules
from linkcheck.local.routes import find_routes
from linkcheck.local.site_generators import as_named, find_sites
from linkcheck.model import Document
from linkcheck.model.reasons import Reason
from linkcheck.repository import repository_root
from linkcheck.spelling import is_local

# Values that a template fills in: ``{{ x }}``, ``${x}``, JSX's ``{x}`` in MDX, and printf's ``%s``.
_TEMPLATE: Final = re.compile(r"\{%|%\}|\{[^{}/]{1,200}\}|%[svq]")
# Read where they are shown: in the form of an issue, whose address is another (docs.github.com, issue templates).
_SHOWN_ELSEWHERE: Final = re.compile(r"(?:ISSUE|PULL_REQUEST)_TEMPLATE|\A\.git(?:/|\Z)", re.IGNORECASE)
# What a program fills in and writes to another place, where no site's program reads it: README.template.md.
_FILLED_IN: Final = re.compile(r"(?:\A|[._-])(?:template|tmpl|tpl)\.\w+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Local:
    """The target of a local link.

    ``name`` is its identity: a path from the repository's root, absolute outside of one, and the fragment.
    ``unknown``: why its existence cannot be decided; else either ``missing`` or ``path`` is set.
    """

    name: str
    path: Path | None = None
    fragment: str = ""
    unknown: Reason | None = None
    missing: str = ""
    """The path that would have to be there, as a reader knows it."""


class LocalFiles:
    """Resolves the local links of a run. What it learns of repositories and documents is kept for the run.

    ``root``: where ``/x`` leads; ``kind`` and ``slugs``: what renders the files, where that is not to be recognised.
    ``remap``: addresses of the web whose pages lie in a local folder.
    """

    def __init__(
        self,
        *,
        root: str | None = None,
        kind: str | None = None,
        slugs: str | None = None,
        remap: Mapping[str, str] | None = None,
    ) -> None:
        self._root, self._kind, self._slugs = root, kind, slugs
        self._remap = {prefix: folder for prefix, folder in (remap or {}).items() if "://" not in folder}
        self._remembered: dict[Path, tuple[Document, Path]] = {}
        self._repository = lru_cache(maxsize=None)(repository_root)
        self._sites = lru_cache(maxsize=None)(self._sites_of)
        self._routes = lru_cache(maxsize=None)(find_routes)
        self._anchors = lru_cache(maxsize=None)(self._anchors_of)
        self._remembered_anchors = lru_cache(maxsize=None)(self._remembered_anchors_of)
        self._ignoring = lru_cache(maxsize=None)(GitIgnore)
        self._modules = lru_cache(maxsize=None)(submodules)

    def elsewhere(self) -> LocalFiles:
        """Return a resolver with the same settings that knows nothing yet."""
        return LocalFiles(root=self._root, kind=self._kind, slugs=self._slugs, remap=self._remap)

    def is_local(self, url: str) -> bool:
        """Whether an address is looked for on this disk."""
        if url.startswith(("http://", "https://")):
            return any(url.startswith(prefix) for prefix in self._remap)
        return is_local(url)

    def remember(self, document: Document, path: Path) -> None:
        """Know a list that is no file of this disk by its own fragments; the name of ``path`` says what its text is."""
        if path.suffix.lower() in MARKDOWN | HTML:
            self._remembered[Path(document.file)] = document, path

    def find(self, reference: str, file: str) -> Local | None:
        """Return the target of a reference in a file; None if the file is not on this disk (standard input)."""
        path, _, fragment = reference.partition("#")
        path = path.partition("?")[0]
        beside = Path(os.path.abspath(file))  # noqa: PTH100  a symbolic link is where its name says
        try:
            if Path(file) in self._remembered and reference.startswith("#"):
                return Local(f"{file}{reference}", Path(file), fragment)
            if not beside.is_file():
                return None
            if self._remap and (built := self._built(path, fragment, beside)) is not None:
                return built
            return self._find(unquote(path), fragment, beside)
        except (OSError, ValueError):  # A name too long for the system, a NUL in it, a folder that lets nobody in.
            return Local(f"{name_of(beside, self._repository(beside.parent))} {reference}", unknown=Reason.LOCAL)

    def has_fragment(self, local: Local) -> bool | None:
        """Whether what a link leads to has its fragment; None where that cannot be known.

        Only documents are read for theirs: a page of a PDF and a part of a picture are their viewers' to find.
        """
        if local.path is None or not local.fragment:
            return True
        if local.path not in self._remembered and front_page(local.path).suffix.lower() not in MARKDOWN | HTML:
            return True
        return self.anchors(local.path).has(local.fragment)

    def anchors(self, path: Path) -> Anchors:
        """Return the fragments of a file, or of a folder's front page."""
        try:
            return self._remembered_anchors(path) if path in self._remembered else self._anchors(front_page(path))
        except (OSError, ValueError):
            return Anchors(frozenset(), complete=False)

    def _remembered_anchors_of(self, path: Path) -> Anchors:
        document, named = self._remembered[path]
        return text_anchors(document.text or "", named, None, self._slugs)

    def is_documentation(self, file: str) -> bool:
        """Whether a file is a page of a documentation's site, and no list of links."""
        beside = Path(os.path.abspath(file))  # noqa: PTH100
        site = self._site(beside, self._repository(beside.parent))
        return site is not None and site.kind != "jekyll" and site.is_program

    def makes_pages(self, file: str) -> bool:
        """Whether a file is of a site whose program has plugins that add to what stands in files."""
        beside = Path(os.path.abspath(file))  # noqa: PTH100
        site = self._site(beside, self._repository(beside.parent))
        return site is not None and site.makes_pages

    def _built(self, url: str, fragment: str, beside: Path) -> Local | None:
        """Return what an address leads to in the folder that a site is built in, as a server of files finds it."""
        prefix = max((each for each in self._remap if url.startswith(each)), key=len, default=None)
        if prefix is None:
            return None
        root = self._repository(beside.parent)
        folder = joined(root or Path.cwd(), self._remap[prefix])
        place = joined(folder, unquote(url[len(prefix) :]).lstrip("/") or ".")
        end = f"#{fragment}" if fragment else ""
        if not place.is_relative_to(folder):
            return Local(f"{name_of(place, root)}{end}", fragment=fragment, unknown=Reason.OUTSIDE_REPOSITORY)
        for found in (place, place / "index.html", Path(f"{place}.html")):
            if found.is_file():
                return Local(f"{name_of(found, root)}{end}", found, fragment)
        return Local(f"{name_of(place, root)}{end}", fragment=fragment, missing=shown(place, root))

    def _find(self, path: str, fragment: str, beside: Path) -> Local:
        root = self._repository(beside.parent)
        end = f"#{fragment}" if fragment else ""
        wanted = self._candidates(path, beside, root)
        first = next(wanted) if path else beside
        if _TEMPLATE.search(path + unquote(fragment)) or self._is_shown_elsewhere(beside, root):
            return Local(f"{name_of(first, root)}{end}", fragment=fragment, unknown=Reason.LOCAL)
        if not path:
            return Local(f"{name_of(beside, root)}{end}", beside, fragment)
        site = self._site(beside, root)
        if found := self._known(path, (first, *wanted), beside, root, site):
            page, is_itself = found
            # Without a generator nobody makes ``guide.html`` of guide.md; that there is none cannot be known.
            unknown = None if is_itself or site is not None else Reason.GENERATED
            return Local(f"{name_of(page, root)}{end}", None if unknown else page, fragment, unknown)
        unknown = self._out_of_reach(first, root) or self._why_unknown(path, first, beside, root, site)
        missing = "" if unknown else shown(first, root)
        return Local(f"{name_of(first, root)}{end}", fragment=fragment, unknown=unknown, missing=missing)

    def _is_shown_elsewhere(self, file: Path, root: Path | None) -> bool:
        if root is not None and _SHOWN_ELSEWHERE.search(name_of(file, root)):
            return True
        site = self._site(file, root)
        return bool(_FILLED_IN.search(file.name)) and not (site is not None and site.is_program)

    def _known(
        self, path: str, places: tuple[Path, ...], beside: Path, root: Path | None, site: DocSite | None
    ) -> tuple[Path, bool] | None:
        """Return the file that a path leads to, and whether it has that very name."""
        for place in places:
            if not self._out_of_reach(place, root) and (found := as_file(place)):
                return found, found == place
        page = self._routes(site).lead(path, beside) if site is not None else None
        return None if page is None or self._out_of_reach(page, root) else (page, False)

    def _candidates(self, path: str, beside: Path, root: Path | None) -> Iterator[Path]:
        """Yield where a path may lead, the likeliest first."""
        site = self._site(beside, root)
        if path.startswith("@site/") and site is not None and site.alias is not None:
            yield joined(site.alias, path[len("@site/") :])
            return
        if path.startswith("/"):
            inside = path.lstrip("/")
            if self._root is not None:
                yield joined(Path(os.path.abspath((root or Path()) / self._root.lstrip("/"))), inside)  # noqa: PTH100
                return
            for folder in (*(site.roots if site else ()), root or beside.parent):
                yield joined(folder, inside)
            return
        yield joined(beside.parent, path)
        if site is not None and (original := site.original(beside)) is not None:
            yield joined(original, path)
        if site is not None and site.has_clean_urls and beside.stem not in INDEX:
            yield joined(beside.parent / beside.stem, path)
        if site is not None and site.has_clean_urls:
            yield joined(beside.parent.parent, path)
        if site is not None:
            for folder in site.roots:
                yield joined(folder, path)

    def _out_of_reach(self, place: Path, root: Path | None) -> Reason | None:
        """Say why nothing may be said of a place: outside the repository ``../../issues`` is a page of GitHub's."""
        if root is None:
            return None
        if not place.is_relative_to(root) or not place.resolve().is_relative_to(root.resolve()):
            return Reason.OUTSIDE_REPOSITORY
        inside = place.relative_to(root)
        if ".git" in inside.parts:
            return Reason.OUTSIDE_REPOSITORY
        return Reason.SUBMODULE if any(inside.is_relative_to(module) for module in self._modules(root)) else None

    def _why_unknown(
        self, path: str, place: Path, beside: Path, root: Path | None, site: DocSite | None
    ) -> Reason | None:
        """Return why a missing file may still be a page; None if it is certainly missing.

        A path from the root is known to mean the repository's where its first folder is there.
        """
        if path.startswith("/") and self._root is None:
            if site is not None or root is None or not (root / path.lstrip("/").partition("/")[0]).exists():
                return Reason.SITE_ROOT
        elif site is not None and site.is_program:
            if site.may_make(path, place, beside):
                return Reason.GENERATED
        elif place.suffix.lower() in HTML and root is not None and any(each.is_program for each in self._sites(root)):
            return Reason.GENERATED
        ignoring = self._ignoring(root or place.parent)
        try:
            return Reason.GENERATED if root is not None and ignoring.ignores_any_part_of(place) else None
        except (OSError, ValueError):
            return None

    def _site(self, file: Path, root: Path | None) -> DocSite | None:
        if root is None and self._kind is None:
            return None
        return next((site for site in self._sites(root or file.parent) if site.has(file)), None)

    def _sites_of(self, root: Path) -> tuple[DocSite, ...]:
        if self._kind == "github":
            return ()
        return (as_named(self._kind, root),) if self._kind else find_sites(root)

    def _anchors_of(self, path: Path) -> Anchors:
        return file_anchors(path, self._site(path, self._repository(path.parent)), self._slugs)
