"""Which heading a link means whose own is gone: the one that is left with nearly its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from linkcheck.local.anchors import Anchors, slugs
from linkcheck.local.files import LocalFiles
from linkcheck.local.slugs import github_slug
from linkcheck.model import Document
from linkcheck.spelling import is_local

_ITSELF: Final = Path()
"""The document, where it is no file (standard input)."""


def renamed_headings(document: Document, files: LocalFiles | None, text: str = "") -> Mapping[str, str]:
    """Return the new address of each link of a document to a heading that was renamed.

    One that is written as its heading reads (``#ci/cd``) means that heading. Else a heading that another link of the
    document leads to was not renamed: it has that name for that link. Of several headings with one text (``name``,
    ``name-1``) it is unknown which is meant.
    ``text`` is the document's, for one that is no file; without ``files`` none is.
    """
    led_to: dict[Path, dict[str, str]] = defaultdict(dict)
    anchors: dict[Path, Anchors] = {}
    for url, path, known in _fragments(document, files, text):
        led_to[path][url] = _plain(url)
        anchors[path] = known
    found: dict[str, str] = {}
    for path, links in led_to.items():
        names = anchors[path].names
        free = {name for name in names - set(links.values()) if names.isdisjoint((f"{name}-1", f"{name}_1"))}
        for url, wanted in links.items():
            if anchors[path].has(wanted) is not False or "=" in wanted:
                continue
            spelt = github_slug(wanted)
            if (name := spelt if spelt in names else _nearest(wanted, free)) is not None:
                found[url] = f"{url.partition('#')[0]}#{name}"
    return found


def _fragments(document: Document, files: LocalFiles | None, text: str) -> Iterator[tuple[str, Path, Anchors]]:
    own: Anchors | None = None
    for url in dict.fromkeys(place.url for place in document.occurrences if "#" in place.url):
        if not is_local(url):
            continue
        if files is not None and (local := files.find(url, document.file)) is not None:
            if local.path is not None and local.fragment:
                yield url, local.path, files.anchors(local.path)
        elif url.startswith("#") and text:
            own = own or Anchors(slugs(text))
            yield url, _ITSELF, own


def _plain(url: str) -> str:
    return unquote(url.partition("#")[2]).lower().removeprefix("user-content-")


def _nearest(wanted: str, names: Collection[str]) -> str | None:
    """Return the one name within an edit distance of a third of the letters; None if none or several are.

    A single letter identifies no heading; other digits mean another part, version or year.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  only a broken contents entry needs it

    within = max(len(wanted) // 3, 1)
    digits = _digits(wanted)
    near = sorted(
        (distance, name)
        for name in names
        if len(wanted) > 1 and _digits(name) == digits
        if (distance := Levenshtein.distance(wanted, name, score_cutoff=within)) <= within
    )
    return near[0][1] if near and (len(near) == 1 or near[0][0] < near[1][0]) else None


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))
