"""What a page shows that stands where another one was: the front page, a notice, any address's page. Questions."""

from __future__ import annotations

import re
from typing import Final

from fetchers.addresses.domains import registrable
from fetchers.facts import Page
from fetchers.pages.traits.absence import says_absent, speaks_of_loss
from fetchers.pages.traits.shape import SHORT, length, plain
from linkcheck.judge.case import Case
from linkcheck.judge.topic import is_called, listed_name, path_words, words_of

NUMBER: Final = re.compile(r"\d{3,}")
"""An item's number tells its page from the site's others, as a word does."""
FEW: Final = 3
"""One word of so many that were wanted may stand in a teaser."""
_A_NOTICE: Final = range(2, 31)
"""Words of a page's own message, if it is a notice: "Ноты удалены" has two."""
_A_MESSAGE: Final = 3
"""Words that tell a page from the front page's template: a date or a greeting may be one or two."""


def can_be_gone(case: Case) -> bool:
    """An address below the front door, whose page is not a script's shell."""
    return case.is_deep and not case.has("app-shell")


def may_be_shown(case: Case) -> bool:
    """A page of some length, with a title or heading as the list has it, that says of nothing that it is absent."""
    page = case.observation.page
    if page is None or length(page.words, page.text) <= SHORT or not is_called(listed_name(case.link), page):
        return False
    said = (page.title, page.heading)
    return not any(map(speaks_of_loss, map(plain, said))) and not says_absent(plain(page.text))


def is_shown_all_the_same(case: Case) -> bool:
    """The server says 404 and shows the page: what cannot exist gets another one, without the item's name."""
    page, sibling = case.observation.page, case.observation.sibling
    if page is None or sibling is None or sibling.status is None or sibling.same_body or not may_be_shown(case):
        return False
    return is_called(listed_name(case.link) - words_of(sibling.title), page)


def is_all_the_site(case: Case) -> bool:
    """The front page apologises in the same words: the site is closed for a while, or walled."""
    sibling = case.observation.sibling
    return can_be_gone(case) and sibling is not None and sibling.same_front is True


def says_little(case: Case) -> bool:
    """A page in its own place that is neither the site's front page nor a script's template."""
    sibling = case.observation.sibling
    return can_be_gone(case) and not case.is_elsewhere and not (sibling and sibling.same_front) and not _is_routed(case)


def is_nobodys_yet(case: Case) -> bool:
    """A host's page in the place of a site: it has no word of what the list calls the link, or of its domain."""
    return not case.is_elsewhere and not case.found and not _is_called_as_its_host(case)


def is_unfilled(case: Case) -> bool:
    """A page whose title has an empty slot, as every address of the site has, but not the front page.

    The server filled the template itself: scripts beside it make no application's shell of it.
    """
    sibling, page = case.observation.sibling, case.observation.page
    if page is None or sibling is None or sibling.same_front or not can_be_gone(case) or case.is_elsewhere:
        return False
    return page.title not in sibling.front


def is_unasked(case: Case) -> bool:
    """A page that says little, and no sibling was asked for."""
    return case.observation.sibling is None and can_be_gone(case) and not case.is_elsewhere


def is_off_entry(case: Case) -> bool:
    """A page in its own place that has no word of what the list calls the link, or is the site's front page."""
    sibling = case.observation.sibling
    if sibling is None or _is_routed(case) or not _is_called_otherwise(case):
        return False
    return sibling.same_front is True or not case.found


def is_front_page(case: Case) -> bool:
    """The site's front page stands here, and at no address that cannot exist: it was put in the page's place.

    Not where the site knows the address as one of its front page's: a link on it leads here, as to a language's own
    root, and it is called as its domain is, which a new owner's page is not; a script of its own shows the page; or the
    entry, one step below the root, is called what the site is.
    """
    sibling = case.observation.sibling
    if sibling is None or sibling.status is None or not _is_called_otherwise(case):
        return False
    if case.has("script-routed") or (case.has("names-itself") and _is_called_as_its_host(case)):
        return False
    if _is_another_door(case):
        return False
    return sibling.same_front is True and sibling.status >= 400


def _is_called_as_its_host(case: Case) -> bool:
    """Whether title, heading or site name share a word with the domain, besides the domain written out."""
    page, asked = case.observation.page, case.asked
    if page is None or asked is None:
        return False
    domain = registrable(asked.host)
    called = f"{page.title} {page.heading} {page.site or ''}".lower().replace(domain, " ")
    return any(word in domain.partition(".")[0] for word in words_of(called))


def _is_another_door(case: Case) -> bool:
    """One step below the root, and the list has no word for it that its host has not."""
    asked = case.asked
    if asked is None or len(asked.path.strip("/").split("/")) > 1:
        return False
    return not (case.wanted - path_words(asked))


def is_a_notice_of_loss(case: Case) -> bool:
    """All that the page has beside its site's template says that something is gone, and the list speaks of no loss."""
    own = _words_of_its_own(case)
    return own in _A_NOTICE and may_say_loss(case) and _says_hardly_what_is_wanted(case)


def _words_of_its_own(case: Case) -> int | None:
    """Count the words that the site's template has not. Where any address gets the notice, the front page tells.

    Not where a script or a password may show the page itself: an application's template has a message for each case. A
    server that gives its front page other words has written the notice.
    """
    sibling = case.observation.sibling
    if sibling is None:
        return None
    if not sibling.same_body:
        return sibling.own_words
    is_routed = case.has("script-routed") and sibling.beyond_front < _A_MESSAGE
    return None if is_routed or case.has("unfinished") else sibling.beyond_front


def is_lost_with_its_site(case: Case) -> bool:
    """The same short notice of loss stands at every address, the front page included: a blog or a shop was closed."""
    page, sibling = case.observation.page, case.observation.sibling
    if page is None or sibling is None or page.words not in _A_NOTICE or case.has("script-routed", "unfinished"):
        return False
    return is_all_the_site(case) and may_say_loss(case) and _says_hardly_what_is_wanted(case)


def may_be_a_notice_of_loss(case: Case) -> bool:
    """It says that something is lost, and no sibling was asked for."""
    return case.observation.sibling is None and may_say_loss(case)


def may_say_loss(case: Case) -> bool:
    """A page in its own place, of which the list does not speak as of something lost."""
    if not can_be_gone(case) or case.is_elsewhere:
        return False
    return not any(speaks_of_loss(plain(place.text)) for place in case.link.occurrences)


def _says_hardly_what_is_wanted(case: Case) -> bool:
    """A notice may name the kind of thing that is gone, as the list does: "score removed". A page's title names it.

    What the front page is called as well is the site's name. A notice that names the item by its address is about it.
    """
    page, sibling = case.observation.page, case.observation.sibling
    if page is None or _is_an_empty_shelf(case, page) or (case.has("says-more") and _is_called(case, page)):
        return False
    if case.has("item-lost"):
        return True
    wanted = case.wanted
    called = words_of(page.title) - words_of(sibling.front if sibling else "")
    if _has_its_own_item(case, called) or (wanted & called and not speaks_of_loss(plain(page.title))):
        return False
    # What any address gets is about no item, whatever words of the list it has: "Thread not found".
    is_for_any = sibling is not None and sibling.same_body
    return is_for_any or (bool(wanted) and len(case.found) * 2 <= len(wanted))


def _has_its_own_item(case: Case, called: frozenset[str]) -> bool:
    """Whether a page that no other address gets has a name of its own, in whatever words, and says more under it."""
    sibling = case.observation.sibling
    return sibling is not None and not sibling.same_body and len(called) > 1 and case.has("says-more")


def _is_an_empty_shelf(case: Case, page: Page) -> bool:
    """Whether a folder of the site says under its own name that it has none: "Vacancies: none today"."""
    asked = case.asked
    if asked is None or "/" in asked.path.strip("/") or NUMBER.search(asked.target):
        return False
    return _is_called(case, page) or any(
        path_words(asked) & words_of(name) for name in (page.title, page.heading) if not speaks_of_loss(plain(name))
    )


def _is_called(case: Case, page: Page) -> bool:
    return is_called(listed_name(case.link), page)


def may_be_off_entry(case: Case) -> bool:
    """Title and heading have no word of what the list calls the link, and no sibling was asked for."""
    return case.observation.sibling is None and _is_called_otherwise(case)


def _is_called_otherwise(case: Case) -> bool:
    """Whether a page is called by no word of its address or its entry, and says few of them; its site's name aside."""
    page, asked = case.observation.page, case.asked
    if page is None or asked is None or case.is_elsewhere or not can_be_gone(case):
        return False
    if not path_words(asked) and not NUMBER.search(asked.target):
        return False
    wanted = case.wanted
    if not wanted or wanted.intersection(words_of(f"{page.title} {page.heading}")):
        return False
    return len(case.found) * FEW <= len(wanted)


def _is_routed(case: Case) -> bool:
    """Whether scripts of the site's own may show another page here: where its front page is the same template.

    A server that gives the front page other words writes its pages itself.
    """
    sibling = case.observation.sibling
    return case.has("script-routed") and (sibling is None or sibling.beyond_front < _A_MESSAGE)


def is_called_otherwise(case: Case) -> bool:
    """Title and heading have no word of what the list calls the link."""
    page = case.observation.page
    return page is None or not case.wanted.intersection(words_of(f"{page.title} {page.heading}"))
