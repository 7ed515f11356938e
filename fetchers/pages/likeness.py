"""Are two answers of one server the same page? By the words that a reader sees. Pure.

Numbers, identifiers and the words of either address are left out: pages repeat what was asked for, count their visitors
and print the time. Where title and heading are the same, what a site shows below them may change with every request.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import unquote

from fetchers.addresses.address import Address
from fetchers.facts import Page
from fetchers.pages.traits.shape import SHORT, plain, words_in

_SAMPLE: Final = 1990
"""Characters of a text that was cut: more may follow that tells two pages apart."""
_ROTATES: Final = 0.5
"""Share of a page's words that teasers make, which are others the next time."""
_ROTATES_ON_SHORT: Final = 0.1
_NAME_ENDS: Final = re.compile(r"(?<=[0-9a-z])(?=[^\x00-\x7f])")


def is_alike(page: Page | None, other: Page | None, *addresses: Address) -> bool:
    """Tell whether ``other`` says what ``page`` does; ``addresses`` are those that the two were asked for."""
    if page is None or other is None or not (page.text or other.text):
        return False
    return _says_the_same(page, _words(page, addresses), other, _words(other, addresses))


def _says_the_same(page: Page, words: Counter[str], other: Page, others: Counter[str]) -> bool:
    is_named_alike = (plain(page.title), plain(page.heading)) == (plain(other.title), plain(other.heading))
    if words == others:
        return (bool(words) or page.text == other.text) and (len(page.text) < _SAMPLE or is_named_alike)
    if not is_named_alike or not page.heading:
        return False
    most = _ROTATES if page.words > SHORT else _ROTATES_ON_SHORT
    return max((words - others).total(), (others - words).total()) <= most * max(words.total(), others.total())


class BesideFront(NamedTuple):
    """What a page has that its site's front page has not."""

    is_alike: bool
    beyond_front: int
    """Words that the front page has not."""
    own_words: int
    """Words that neither has: what is the page's own, and not the template's."""


def beside_front(page: Page, front: Page, unknown: Page | None, address: Address) -> BesideFront:
    """Compare a page with its site's front page, and with what an address gets that cannot exist."""
    words, of_front = _words(page, [address]), _words(front, [address])
    beyond = words - of_front
    own = beyond - _words(unknown, [address]) if unknown else beyond
    says_something = bool(page.text or front.text)
    return BesideFront(says_something and _says_the_same(page, words, front, of_front), beyond.total(), own.total())


def _words(page: Page, addresses: Iterable[Address]) -> Counter[str]:
    echoed = frozenset(words_in(plain(unquote(" ".join(address.target for address in addresses)))))
    # Chinese and Japanese put no space before what follows a name: "foo叫作什么".
    said = (word for word in words_in(_NAME_ENDS.sub(" ", plain(page.text))) if word not in echoed)
    return Counter(word for word in said if not any(map(str.isdigit, word)))
