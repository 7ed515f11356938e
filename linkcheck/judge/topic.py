"""The words of a link's subject, from its address and the list, and of a page. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from fetchers.addresses.address import Address
from fetchers.facts import Page
from linkcheck.model import Link

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}|(?:[^\W\d_][\u0300-\u036f\u0900-\u0fff]*){3,}|[\uac00-\ud7af]{2}")
"""Of Chinese and Japanese a pair of characters, of Korean two syllables and more, of others three letters and more."""
_VERSION = re.compile(
    r"v\d+(?:[._-][^\W_]+)*|\d+(?:\.(?:\d+|x))+(?:[._-]?(?:alpha|beta|rc|dev)\d*)?|stable|latest|current|main|master|dev|devel|next|nightly|trunk|"
    r"release|head|lts|en|zh|ja|ko|de|fr|es|ru|pt|it",
    re.IGNORECASE,
)
_OPAQUE = re.compile(r"(?=[^\W_]*\d)(?=\d*[^\W\d_])[^\W_]+")
"""Digits and letters in one: an identifier, which no page repeats in its words."""
_OF_ANY_ADDRESS: Final = frozenset(
    re.findall(
        r"\w+",
        "html htm php aspx asp jsp index default page pages post posts article articles blog news thread threads topic "
        "topics view show item items docs doc documentation guide wiki www com org net the and for with from about "
        "read more link here website site home",
    )
)


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, as they are compared; of Chinese and Japanese, pairs of characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    pairs = frozenset(run[i : i + 2] for run in _DENSE.findall(folded) for i in range(len(run) - 1))
    return pairs | frozenset(word for word in _WORD.findall(folded) if not _DENSE.match(word))


_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")


def path_words(address: Address) -> frozenset[str]:
    """Return the words of path and query that distinguish the page from others of its site."""
    segments = [part for part in re.split(r"[/?&=]", unquote(f"{address.path}?{address.query or ''}")) if part]
    telling = [
        " ".join(piece for piece in re.split(r"[-_.+~\s]", part) if not _OPAQUE.fullmatch(piece))
        for part in segments
        if not _VERSION.fullmatch(part)
    ]
    return words_of(" ".join(telling)) - _OF_ANY_ADDRESS


def topic(link: Link, asked: Address) -> frozenset[str]:
    """Return the words of a link's subject: those of its path and of its text in the list."""
    listed = " ".join(place.text for place in link.occurrences if "://" not in place.text)
    return path_words(asked) | (words_of(listed) - _OF_ANY_ADDRESS)


def page_words(page: Page | None, final: Address) -> frozenset[str]:
    """Return the words of a page and of its address."""
    told = words_of(f"{page.title} {page.heading} {page.text}") if page is not None else frozenset()
    return told | path_words(final)


def is_other_version(asked: Address, final: Address) -> bool:
    """Whether nothing but a version, or a language, parts two addresses: ``/1.4/install``, ``/stable/install``."""
    kept = final.path.split("/")
    named = any(_VERSION.fullmatch(part) for part in kept)
    others = [part for part in asked.path.split("/") if part and part not in kept]
    return bool(others) and all(_VERSION.fullmatch(part) or (named and part.isdigit()) for part in others)


def listed_name(link: Link) -> frozenset[str]:
    """Return the words that the list calls a link by; those of its host name the site, and not the page."""
    listed = words_of(" ".join(place.text for place in link.occurrences if "://" not in place.text))
    host = link.address.host if link.address else ""
    return frozenset(word for word in listed if word not in host)


def is_called(name: frozenset[str], page: Page) -> bool:
    """Whether a page's title or heading has at least half of the words of a name."""
    return bool(name) and len(name & words_of(f"{page.title} {page.heading}")) * 2 >= len(name)


def share_a_stem(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of words have one in common, however it ends: "eingestellt", "eingestellte"."""
    return not {word[:_STEM] for word in one}.isdisjoint(word[:_STEM] for word in other)


_STEM: Final = 5
