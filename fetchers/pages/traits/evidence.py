"""What the rules look at: one answer, prepared once. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from itertools import islice
from typing import Final
from urllib.parse import unquote

from propcache.api import cached_property

from fetchers.facts import Page
from fetchers.pages.html.visible import Visible
from fetchers.pages.traits.absence import says_absent
from fetchers.pages.traits.phrases.sieve import Sieve
from fetchers.pages.traits.shape import count_words, length, plain, segments
from fetchers.values import dataclass

BODY_SEEN: Final = 65_536
"""Markers stand near the beginning; a challenge page is rarely longer than this."""


@dataclass(frozen=True)
class Evidence:
    """One answer: its head, its body as text, and what was read from it. Header names are lower-case."""

    status: int | None
    headers: Mapping[str, str]
    body: str
    page: Page | None
    url: str
    final_url: str
    seen: Visible = field(default=Visible())

    @cached_property
    def html(self) -> str:
        """The beginning of the body as it was sent."""
        return self.body[:BODY_SEEN]

    @cached_property
    def lowered(self) -> str:
        """The same in lower case: patterns that need not ignore case are found several times as fast."""
        return self.html.lower()

    @cached_property
    def address(self) -> str:
        """The final address, without its scheme."""
        return self.final_url.partition("://")[2]

    @cached_property
    def asked(self) -> str:
        """The address asked for, without its scheme."""
        return self.url.partition("://")[2]

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts that were asked and that answered."""
        return frozenset(place.partition("/")[0].lower() for place in (self.asked, self.address))

    def is_asked_for(self, name: str) -> bool:
        """Whether the address asked for has all the words of a title: then it is what the page is about."""
        words = _WORD.findall(name)
        return bool(words) and self._asked_words.issuperset(words)

    @cached_property
    def _asked_words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(plain(unquote(self.asked))))

    @cached_property
    def is_html(self) -> bool:
        """Whether a reader would see a page made of markup."""
        kind = self.headers.get("content-type", "").lower()
        return (
            "html" in kind
            if kind
            else bool(re.match(r"\s*<(?:!doctype|html|head|body)", self.body[:200], re.IGNORECASE))
        )

    @cached_property
    def title(self) -> str:
        """The title, plain."""
        return plain(self.page.title) if self.page else ""

    @cached_property
    def heading(self) -> str:
        """The first heading, plain."""
        return plain(self.page.heading) if self.page else ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the page may be called: its title, whole and in segments, and its heading."""
        return tuple(dict.fromkeys((self.title, self.heading, *segments(self.title))))

    @cached_property
    def visible(self) -> str:
        """The beginning of what a reader sees, plain."""
        return plain(self.page.text) if self.page else plain(_TAG.sub(" ", self.html))[:2000]

    @cached_property
    def said(self) -> str:
        """The page's own sentences, plain."""
        own = self.seen.prose[:2000]
        return plain(own) if self.seen.text and (self.page is None or own != self.page.text) else self.visible

    @cached_property
    def stated(self) -> str:
        """The page's own sentences, or all that it shows where it has hardly any: a parking page is one of links."""
        return self.said if self.seen.prose_words > _HARDLY_ANY else self.visible

    @cached_property
    def rest(self) -> str:
        """What the page says under its heading."""
        return self.said.removeprefix(self.heading).strip() if self.heading else self.said

    @cached_property
    def below(self) -> tuple[str, ...]:
        """The first lines of the page's own under its name, plain, but for its names.

        What stands above is the site's, a greeting or a date; so is whose the site is, and what it is made with.
        """
        return tuple(line for line in self._lines[self._named_at :] if line not in self.names)

    @cached_property
    def own_lines(self) -> tuple[str, ...]:
        """The same, and then those above."""
        return (*self.below, *self._lines[: self._named_at])

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        lines = (plain(said) for said in self.seen.lines)
        return tuple(line for line in lines if _WORD.search(line) and not _CREDIT.search(line))

    @cached_property
    def _named_at(self) -> int:
        return next((at for at, line in enumerate(self._lines) if line in self.names), 0)

    @cached_property
    def says_absent(self) -> bool:
        """Return True if the text says that the page does not exist; expensive, so only for short pages."""
        return says_absent(self.said)

    @cached_property
    def is_a_text(self) -> bool:
        """Return True if the page refers to itself as a text ("this article compares"); no error notice does."""
        return _SELF.search(self.said) is not None

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Where the first links of the page lead, as they are written; those within the page left out."""
        return tuple(match[1] for match in islice(_LINK.finditer(self.html), _LINKS_SEEN))

    @cached_property
    def sections(self) -> int:
        """How many headings stand below the first."""
        return len(_SECTION.findall(self.html))

    @cached_property
    def own_length(self) -> int:
        """How long the page's own sentences are, as ``length`` counts."""
        return length(self.seen.prose_words, self.said) if self.seen.prose else self.length

    @cached_property
    def words(self) -> int:
        """How many words a reader sees (of Chinese, Japanese: characters)."""
        return self.page.words if self.page else count_words(self.visible)

    @cached_property
    def length(self) -> int:
        """The same in the measure of Latin script, which limits are given in."""
        return length(self.words, self.visible)


_HARDLY_ANY: Final = 8
_LINKS_SEEN: Final = 200
_LINK: Final = re.compile(r"<a\s[^<>]{0,300}?href\s*=\s*[\"']?(?!#|javascript:)([^\"'\s<>]{0,300})", re.IGNORECASE)
_SECTION: Final = re.compile(r"<h[2-4][\s>]", re.IGNORECASE)
_SELF: Final = Sieve(
    r"\b(?:in|throughout) this (?:article|post|essay|tutorial|chapter|paper|survey|guide|series|talk|note)\b|"
    r"\bthis (?:article|post|essay|tutorial|chapter|paper|survey|guide|series) (?:is about|we|i|explains|describes|"
    r"shows|covers|walks|looks|compares|collects|reviews|discusses|introduces)\b|"
    r"(?:本文|本篇|本章|本教程|这篇文章|這篇文章)(?!章?(?:已|不|被|无|無|未|暂|需|仅|因))|"
    r"(?:この|本)(?:記事|稿|章|ページ)では|(?:이|본) 글(?:에서|은)|"
    r"in diesem (?:artikel|beitrag)|dans cet article|en este (?:artículo|tutorial)|neste (?:artigo|tutorial)|"
    r"in questo (?:articolo|post)|in dit artikel|w tym (?:artykule|wpisie)|в этой (?:статье|заметке)|у цій статті|"
    r"bu (?:yazıda|makalede)|(?:trong )?bài (?:viết )?này (?:giải thích|hướng dẫn|sẽ|trình bày)|"
    r"dalam artikel ini|في هذا المقال|در این (?:مقاله|یادداشت)|בכתבה זו|इस लेख में|บทความนี้(?:อธิบาย|จะ)|"
    r"σε αυτό το άρθρο"
)
_WORD = re.compile(r"[^\W_]+")
_CREDIT: Final = re.compile(r"©|copyright|powered by|版权所有|强力驱动")
_TAG = re.compile(r"<[^<>]*>")
